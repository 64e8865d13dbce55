ALTER TABLE articles ADD COLUMN kind TEXT NOT NULL DEFAULT 'news';
UPDATE articles SET kind = CASE WHEN json_extract(details, '$.release_marked') THEN 'release' ELSE 'advertorial' END
    WHERE json_extract(details, '$.release_marked') OR json_extract(details, '$.advertorial');
-- all that a search filters by and counts, without the text
DROP INDEX articles_narrow;
CREATE INDEX articles_narrow
    ON articles(id, state, source, published_day, place, region, section, language, kind, credits);
-- by which a change is found: the newest first
CREATE INDEX revisions_by_time ON revisions(observed);
