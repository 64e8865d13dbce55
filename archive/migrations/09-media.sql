CREATE TABLE article_media (
    article INTEGER NOT NULL REFERENCES articles(id),
    url INTEGER NOT NULL REFERENCES urls(id),
    role TEXT NOT NULL,
    PRIMARY KEY (article, url, role)
) WITHOUT ROWID;
CREATE INDEX articles_of_media ON article_media(url);
CREATE TABLE media_hosts (
    source INTEGER NOT NULL REFERENCES sources(id),
    host TEXT NOT NULL,
    articles INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    PRIMARY KEY (source, host)
) WITHOUT ROWID;
CREATE TABLE media_files (
    url INTEGER PRIMARY KEY REFERENCES urls(id),
    capture INTEGER NOT NULL REFERENCES captures(id),
    type TEXT NOT NULL,
    bytes INTEGER NOT NULL
);
CREATE TABLE documents (
    url INTEGER PRIMARY KEY REFERENCES urls(id),
    title TEXT,
    pages INTEGER,
    text TEXT,
    remark TEXT
);
DROP INDEX urls_listings;
CREATE INDEX urls_listings ON urls(source, round) WHERE kind NOT IN ('page', 'image', 'document');
-- the same columns as articles_fts, so that one query fits both
CREATE VIEW document_texts AS SELECT url AS id, NULL AS headline, NULL AS lead_caption,
    CASE WHEN title IS NULL THEN text ELSE title || char(10, 10) || coalesce(text, '') END AS body FROM documents;
CREATE VIRTUAL TABLE documents_fts USING fts5(
    headline, lead_caption, body,
    content='document_texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
