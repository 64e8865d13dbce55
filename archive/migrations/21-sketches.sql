-- the index of near-duplicates (sketch_index.py): it can be made anew from the articles
CREATE TABLE sketches (
    article INTEGER PRIMARY KEY REFERENCES articles(id),
    sketch BLOB NOT NULL
);
CREATE TABLE sketch_news (
    number INTEGER PRIMARY KEY,
    stamp INTEGER NOT NULL,
    article INTEGER NOT NULL
);
CREATE TABLE sketch_places (
    place INTEGER PRIMARY KEY,
    moved INTEGER NOT NULL
);
CREATE TABLE sketch_levels (
    level INTEGER PRIMARY KEY,
    entries INTEGER NOT NULL,
    turn INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE sketch_chunks (
    id INTEGER PRIMARY KEY,
    entries BLOB NOT NULL
);
