-- what a web archive has of an address: when and under which spelling it was captured, and how it ended once taken
CREATE TABLE mementos (
    url INTEGER NOT NULL REFERENCES urls(id),
    moment TEXT NOT NULL,
    original TEXT NOT NULL,
    ending TEXT,
    PRIMARY KEY (url, moment)
) WITHOUT ROWID;
