-- addresses under which a site gave an article's text once more within a day: why they are one, and why no longer
CREATE TABLE joined_addresses (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(id),
    source INTEGER NOT NULL REFERENCES sources(id),
    canonical TEXT NOT NULL,
    joined TEXT NOT NULL,
    reason TEXT NOT NULL,
    capture INTEGER REFERENCES captures(id),
    undone TEXT,
    undone_reason TEXT
);
CREATE INDEX joined_by_address ON joined_addresses(canonical, source);
CREATE INDEX joined_to_article ON joined_addresses(article);
