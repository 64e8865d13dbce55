-- the newest revision when a crawl began: what it stored is what is newer
ALTER TABLE crawls ADD COLUMN newest_revision INTEGER;
-- how many articles a crawl stored, and of how many of them each field is known
CREATE TABLE field_coverage (
    crawl INTEGER PRIMARY KEY REFERENCES crawls(id),
    source INTEGER NOT NULL REFERENCES sources(id),
    articles INTEGER NOT NULL,
    headline INTEGER NOT NULL,
    date INTEGER NOT NULL,
    author INTEGER NOT NULL,
    dateline INTEGER NOT NULL,
    picture INTEGER NOT NULL,
    caption INTEGER NOT NULL,
    section INTEGER NOT NULL,
    tags INTEGER NOT NULL,
    event INTEGER NOT NULL,
    body INTEGER NOT NULL
);
CREATE INDEX field_coverage_of_source ON field_coverage(source, crawl);
