-- which articles name one prison on one day (`02-27` of a year, `-` where the text gives none); see occasion_index.py
CREATE TABLE occasions (
    day TEXT NOT NULL,
    unit TEXT NOT NULL REFERENCES units(id),
    year TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles(id),
    PRIMARY KEY (day, unit, year, article)
) WITHOUT ROWID;
CREATE INDEX occasions_of_article ON occasions(article);
