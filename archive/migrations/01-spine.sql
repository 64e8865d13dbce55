CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    platform TEXT NOT NULL,
    toml TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 0,
    round_open INTEGER NOT NULL DEFAULT 0,
    paused_until TEXT,
    pause_reason TEXT
);
CREATE TABLE crawls (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources(id),
    round INTEGER NOT NULL,
    started TEXT NOT NULL,
    ended TEXT,
    toml TEXT NOT NULL,
    verdict TEXT,
    explanation TEXT,
    asked INTEGER NOT NULL DEFAULT 0,
    found INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    revised INTEGER NOT NULL DEFAULT 0,
    same INTEGER NOT NULL DEFAULT 0,
    reasons TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX crawls_of_source ON crawls(source, started);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    source INTEGER NOT NULL REFERENCES sources(id),
    url TEXT NOT NULL,
    headline TEXT,
    lead_caption TEXT,
    lead_credit TEXT,
    lead_image TEXT,
    dateline TEXT,
    place TEXT,
    region TEXT,
    published TEXT,
    published_precision TEXT,
    published_day TEXT,
    modified TEXT,
    event_date TEXT,
    section TEXT,
    tags TEXT,
    credits TEXT,
    language TEXT,
    words INTEGER NOT NULL,
    body TEXT NOT NULL,
    details TEXT NOT NULL,
    digest BLOB NOT NULL,
    text_digest INTEGER,
    same_text_as INTEGER REFERENCES articles(id),
    state TEXT NOT NULL DEFAULT 'live',
    first_seen TEXT NOT NULL,
    revisions INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX articles_by_text ON articles(text_digest) WHERE text_digest IS NOT NULL;
CREATE INDEX articles_by_day ON articles(source, published_day);
CREATE TABLE urls (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources(id),
    url TEXT NOT NULL,
    canonical TEXT NOT NULL,
    kind TEXT NOT NULL,
    priority INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'pending',
    fate TEXT,
    reason TEXT,
    detail TEXT,
    round INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    hops INTEGER NOT NULL DEFAULT 0,
    due TEXT NOT NULL DEFAULT '',
    walk TEXT,
    crawl INTEGER REFERENCES crawls(id),
    article INTEGER REFERENCES articles(id),
    moved_to INTEGER REFERENCES urls(id),
    discovered TEXT NOT NULL,
    discovered_by INTEGER REFERENCES urls(id),
    settled TEXT,
    seen TEXT,
    UNIQUE (canonical, source)
);
CREATE INDEX urls_to_fetch ON urls(source, priority DESC, id) WHERE state = 'pending';
CREATE INDEX urls_leased ON urls(source) WHERE state = 'leased';
CREATE INDEX urls_of_article ON urls(article) WHERE article IS NOT NULL;
CREATE INDEX urls_of_crawl ON urls(crawl) WHERE crawl IS NOT NULL;
CREATE TABLE warc_files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
);
CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES sources(id),
    fetched TEXT NOT NULL,
    status INTEGER NOT NULL,
    content_type TEXT,
    payload_sha256 TEXT NOT NULL,
    warc_file INTEGER NOT NULL REFERENCES warc_files(id),
    warc_offset INTEGER NOT NULL,
    warc_length INTEGER NOT NULL,
    UNIQUE (warc_file, warc_offset)
);
CREATE INDEX captures_of_url ON captures(url);
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(id),
    number INTEGER NOT NULL,
    observed TEXT NOT NULL,
    changed TEXT,
    earlier TEXT,
    reader TEXT NOT NULL,
    reader_version INTEGER NOT NULL,
    template_snapshot INTEGER,
    origins TEXT NOT NULL,
    UNIQUE (article, number)
);
CREATE TABLE revision_captures (
    revision INTEGER NOT NULL REFERENCES revisions(id),
    capture INTEGER NOT NULL REFERENCES captures(id),
    part TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (revision, capture, part)
) WITHOUT ROWID;
CREATE INDEX revisions_of_capture ON revision_captures(capture);
CREATE TABLE robots (
    host TEXT PRIMARY KEY,
    fetched TEXT NOT NULL,
    expires TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    capture INTEGER REFERENCES captures(id)
);
CREATE VIRTUAL TABLE articles_fts USING fts5(
    headline, lead_caption, body,
    content='articles', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
