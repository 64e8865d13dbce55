-- What a search filters by and counts, without the texts: a small row for each article that is not hidden, kept up to date
-- by the triggers below. A table, not an index: a row is found by its number in half the time.
DROP INDEX articles_narrow;
CREATE TABLE articles_narrow (
    id INTEGER PRIMARY KEY REFERENCES articles(id),
    source INTEGER NOT NULL REFERENCES sources(id),
    published_day TEXT,
    place TEXT,
    region TEXT,
    section TEXT,
    language TEXT,
    kind TEXT NOT NULL,
    -- a letter for each facet of `facet_values`, in the alphabet of the facets' names
    codes TEXT NOT NULL DEFAULT ''
);
-- Each value that an article has had of a facet; `code` is the letter that stands for it. None is ever removed or changed.
CREATE TABLE facet_values (
    facet TEXT NOT NULL,
    code INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (facet, code),
    UNIQUE (facet, value)
) WITHOUT ROWID;
CREATE VIEW article_facets AS
    SELECT id AS article, 'credits' AS facet, (
        SELECT json_group_array(json_array(name, role)) FROM (
            SELECT DISTINCT json_extract(value, '$.name') AS name, json_extract(value, '$.role') AS role
            FROM json_each(articles.credits) WHERE name IS NOT NULL ORDER BY name, role
        )
    ) AS value FROM articles
    UNION ALL SELECT id, 'kind', kind FROM articles
    UNION ALL SELECT id, 'language', coalesce(language, '') FROM articles
    UNION ALL SELECT id, 'month', coalesce(substr(published_day, 1, 7), '') FROM articles
    UNION ALL SELECT id, 'region', coalesce(region, '') FROM articles
    UNION ALL SELECT id, 'section', coalesce(section, '') FROM articles
    UNION ALL SELECT id, 'source', CAST(source AS TEXT) FROM articles
    UNION ALL SELECT id, 'units', (
        SELECT json_group_array(unit) FROM (
            SELECT DISTINCT unit FROM article_units WHERE article = articles.id AND unit IS NOT NULL ORDER BY unit
        )
    ) FROM articles;
CREATE VIEW articles_shown AS
    SELECT id, source, published_day, place, region, section, language, kind FROM articles WHERE state <> 'hidden';
-- A code is a code point: past surrogates and noncharacters, which are no text; 1114111 stands for what came when all
-- others were taken.
CREATE TRIGGER articles_narrow_coded AFTER INSERT ON articles_narrow BEGIN
    INSERT INTO facet_values (facet, code, value)
        SELECT facet, CASE last WHEN 55295 THEN 57344 WHEN 65533 THEN 65536 ELSE last + 1 END, value FROM (
            SELECT facet, value, coalesce((SELECT max(code) FROM facet_values k WHERE k.facet = f.facet), 47) AS last
            FROM article_facets f WHERE article = new.id
            AND NOT EXISTS (SELECT 1 FROM facet_values k WHERE k.facet = f.facet AND k.value = f.value)
        ) WHERE last < 1114110;
    UPDATE articles_narrow SET codes = (
        SELECT group_concat(char(code), '') FROM (
            SELECT coalesce(k.code, 1114111) AS code FROM article_facets f
            LEFT JOIN facet_values k ON k.facet = f.facet AND k.value = f.value
            WHERE f.article = new.id ORDER BY f.facet
        )
    ) WHERE id = new.id;
END;
CREATE TRIGGER articles_narrow_gain AFTER INSERT ON articles BEGIN
    INSERT INTO articles_narrow (id, source, published_day, place, region, section, language, kind)
        SELECT * FROM articles_shown WHERE id = new.id;
END;
CREATE TRIGGER articles_narrow_lose AFTER DELETE ON articles BEGIN
    DELETE FROM articles_narrow WHERE id = old.id;
END;
CREATE TRIGGER articles_narrow_change
AFTER UPDATE OF source, state, published_day, place, region, section, language, kind, credits ON articles
WHEN (old.source, old.state, old.kind) IS NOT (new.source, new.state, new.kind)
OR (old.published_day, old.place, old.region) IS NOT (new.published_day, new.place, new.region)
OR (old.section, old.language, old.credits) IS NOT (new.section, new.language, new.credits) BEGIN
    DELETE FROM articles_narrow WHERE id = old.id;
    INSERT INTO articles_narrow (id, source, published_day, place, region, section, language, kind)
        SELECT * FROM articles_shown WHERE id = new.id;
END;
CREATE TRIGGER articles_narrow_gain_unit AFTER INSERT ON article_units WHEN new.unit IS NOT NULL BEGIN
    DELETE FROM articles_narrow WHERE id = new.article;
    INSERT INTO articles_narrow (id, source, published_day, place, region, section, language, kind)
        SELECT * FROM articles_shown WHERE id = new.article;
END;
CREATE TRIGGER articles_narrow_lose_unit AFTER DELETE ON article_units WHEN old.unit IS NOT NULL BEGIN
    DELETE FROM articles_narrow WHERE id = old.article;
    INSERT INTO articles_narrow (id, source, published_day, place, region, section, language, kind)
        SELECT * FROM articles_shown WHERE id = old.article;
END;
INSERT INTO articles_narrow (id, source, published_day, place, region, section, language, kind)
    SELECT * FROM articles_shown;
CREATE INDEX articles_now_gone ON articles(id) WHERE state = 'gone';
