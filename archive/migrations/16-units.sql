CREATE TABLE registries (name TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE units (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    class TEXT,
    place TEXT,
    region TEXT,
    parent TEXT REFERENCES units(id) DEFERRABLE INITIALLY DEFERRED,
    aliases TEXT,
    since TEXT,
    until TEXT,
    sure INTEGER NOT NULL,
    evidence TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE unit_successions (
    predecessor TEXT NOT NULL REFERENCES units(id),
    successor TEXT NOT NULL REFERENCES units(id),
    function TEXT NOT NULL,
    since TEXT,
    evidence TEXT NOT NULL,
    PRIMARY KEY (predecessor, successor, function)
) WITHOUT ROWID;
CREATE TABLE article_units (
    article INTEGER NOT NULL REFERENCES articles(id),
    raw TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT REFERENCES units(id),
    PRIMARY KEY (article, raw)
) WITHOUT ROWID;
CREATE INDEX article_units_of_unit ON article_units(unit, article);
CREATE INDEX article_units_of_name ON article_units(name COLLATE NOCASE) WHERE unit IS NULL;
