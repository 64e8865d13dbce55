CREATE TABLE polls (
    source INTEGER PRIMARY KEY REFERENCES sources(id),
    seconds REAL NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    started TEXT,
    ended TEXT,
    retry TEXT,
    paused TEXT,
    wanted TEXT
);
CREATE TABLE gaps (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources(id),
    round INTEGER NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    why TEXT NOT NULL,
    found TEXT NOT NULL,
    closed TEXT,
    UNIQUE (source, round)
);
ALTER TABLE urls ADD COLUMN overlap INTEGER;
ALTER TABLE urls ADD COLUMN look_again TEXT;
CREATE INDEX urls_to_look_at_again ON urls(source, look_again) WHERE look_again IS NOT NULL;
