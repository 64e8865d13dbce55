CREATE TABLE patterns (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources(id),
    kind TEXT NOT NULL,
    pattern TEXT NOT NULL,
    found INTEGER NOT NULL DEFAULT 0,
    fetched INTEGER NOT NULL DEFAULT 0,
    useful INTEGER NOT NULL DEFAULT 0,
    closed TEXT,
    UNIQUE (source, kind, pattern)
);
ALTER TABLE urls ADD COLUMN pattern INTEGER REFERENCES patterns(id);
CREATE INDEX urls_of_pattern ON urls(pattern) WHERE pattern IS NOT NULL AND state = 'pending';
