-- what an address was seen to give in the place of its article, with its capture; and when the article was there again
CREATE TABLE sightings (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(id),
    url INTEGER REFERENCES urls(id),
    seen TEXT NOT NULL,
    sighting TEXT NOT NULL,
    detail TEXT,
    capture INTEGER REFERENCES captures(id)
);
CREATE INDEX sightings_of_article ON sightings(article, id);
CREATE INDEX sightings_of_url ON sightings(url, seen) WHERE url IS NOT NULL;
-- since when no address gives an article
ALTER TABLE articles ADD COLUMN missing TEXT;
UPDATE articles SET missing = gone WHERE state = 'gone';
CREATE INDEX articles_missing ON articles(source, missing) WHERE missing IS NOT NULL;
-- the last round that was a refresh
ALTER TABLE sources ADD COLUMN refreshed INTEGER NOT NULL DEFAULT 0;
