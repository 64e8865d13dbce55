CREATE TABLE regions (
    code TEXT PRIMARY KEY,
    bps_code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    province TEXT NOT NULL REFERENCES regions(code),
    parent TEXT REFERENCES regions(code),
    since TEXT,
    until TEXT
) WITHOUT ROWID;
-- anew, since SQLite lets no column that is there become a reference
DROP INDEX articles_narrow;
ALTER TABLE articles RENAME COLUMN region TO region_before;
ALTER TABLE articles ADD COLUMN region TEXT REFERENCES regions(code);
ALTER TABLE articles DROP COLUMN region_before;
CREATE INDEX articles_narrow ON articles(id, state, source, published_day, place, region);
