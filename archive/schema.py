"""The tables, as append-only migrations. Nobody else issues DDL, and a migration that has shipped never changes."""

import sqlite3
from collections.abc import Iterator

from archive.errors import ArsipError

PAGE_SIZE = 16_384

FIRST = """
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
"""

LOOKS = """
ALTER TABLE sources ADD COLUMN look TEXT NOT NULL DEFAULT 'whole';
ALTER TABLE sources ADD COLUMN way TEXT;
ALTER TABLE sources ADD COLUMN walked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE urls ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE urls ADD COLUMN etag TEXT;
ALTER TABLE urls ADD COLUMN last_modified TEXT;
ALTER TABLE crawls ADD COLUMN way TEXT;
ALTER TABLE crawls ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE crawls ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN shortlink TEXT;
ALTER TABLE articles ADD COLUMN gone TEXT;
CREATE INDEX articles_by_shortlink ON articles(shortlink) WHERE shortlink IS NOT NULL;
-- what a search filters by, without the text
CREATE INDEX articles_narrow ON articles(id, state, source, published_day, place);
-- segments are merged by eight instead of four: fewer rewrites of the same entries
INSERT INTO articles_fts (articles_fts, rank) VALUES ('automerge', 8);
"""

NAMED_WAYS = """
-- the walk of a list names its way, which was a number
UPDATE urls SET walk = json_set(walk, '$.way', json_extract(
    '["rest", "rest-route", "sitemap", "sitemap-index", "feed", "archive"]', '$[' || json_extract(walk, '$.way') || ']'
)) WHERE walk IS NOT NULL AND json_type(walk, '$.way') = 'integer';
"""

PATTERNS = """
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
"""

COVERAGE = """
ALTER TABLE crawls ADD COLUMN answered TEXT;
UPDATE crawls SET answered = coalesce(ended, started) WHERE found + new + revised + same > 0;
CREATE INDEX urls_listings ON urls(source, round) WHERE kind <> 'page';
"""
SCHEDULE = """
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
"""
RETRIEVED = """
-- captures that another crawler made: the file or the archive that they were taken from
ALTER TABLE captures ADD COLUMN retrieved_from TEXT;
CREATE INDEX captures_retrieved ON captures(source, fetched) WHERE retrieved_from IS NOT NULL;
"""
POLITENESS = """
ALTER TABLE crawls ADD COLUMN pace REAL;
ALTER TABLE captures ADD COLUMN tls_unverified TEXT;
ALTER TABLE sources ADD COLUMN challenges INTEGER NOT NULL DEFAULT 0;
CREATE INDEX urls_to_try_anew ON urls(source) WHERE state = 'settled' AND reason IN ('broken-tls', 'challenge');
"""
OWNERSHIP = """
ALTER TABLE sources ADD COLUMN portrait TEXT;
ALTER TABLE sources ADD COLUMN portrait_seen TEXT;
ALTER TABLE sources ADD COLUMN taken_over TEXT;
"""
MEDIA = """
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
"""
GAP_EDGES = """
-- the last address that was known before the gap: a look that names it, or an earlier one, reaches beyond
ALTER TABLE gaps ADD COLUMN newest_known INTEGER REFERENCES urls(id);
"""

REGIONS = """
CREATE TABLE regions (
    code TEXT PRIMARY KEY,
    bps_code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    province TEXT NOT NULL REFERENCES regions(code),
    parent TEXT REFERENCES regions(code),
    since TEXT,
    until TEXT
) WITHOUT ROWID;
-- anew, since SQLite lets no column that is there become a reference
DROP INDEX articles_narrow;
ALTER TABLE articles RENAME COLUMN region TO region_before;
ALTER TABLE articles ADD COLUMN region TEXT REFERENCES regions(code);
ALTER TABLE articles DROP COLUMN region_before;
CREATE INDEX articles_narrow ON articles(id, state, source, published_day, place, region);
"""

WAYS = """
-- which ways have named an address, as a set of bits: 1 << ways.number
ALTER TABLE urls ADD COLUMN ways INTEGER NOT NULL DEFAULT 0;
CREATE TABLE ways (
    source INTEGER NOT NULL REFERENCES sources(id),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    opened TEXT,
    walked INTEGER NOT NULL DEFAULT 0,
    total INTEGER,
    total_at TEXT,
    PRIMARY KEY (source, name)
) WITHOUT ROWID;
CREATE INDEX urls_of_source ON urls(source);
INSERT INTO ways (source, number, name, opened, walked)
    SELECT source, row_number() OVER (PARTITION BY source ORDER BY way) - 1, way, opened,
        coalesce((SELECT walked FROM sources s WHERE s.id = source AND s.way = known.way), 0)
    FROM (SELECT source, way, max(started) AS opened FROM crawls WHERE way IS NOT NULL GROUP BY source, way) AS known;
UPDATE urls SET ways = (SELECT 1 << w.number FROM ways w JOIN urls list ON list.id = urls.discovered_by
    WHERE w.source = urls.source AND w.name = json_extract(list.walk, '$.way'))
    WHERE discovered_by IN (SELECT list.id FROM urls list JOIN ways w ON w.source = list.source
    AND w.name = json_extract(list.walk, '$.way'));
"""

RANGES = """
-- the days that a look for a range asks for
ALTER TABLE sources ADD COLUMN since TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN until TEXT NOT NULL DEFAULT '';
"""
MEMENTOS = """
-- what a web archive has of an address: when and under which spelling it was captured, and how it ended once taken
CREATE TABLE mementos (
    url INTEGER NOT NULL REFERENCES urls(id),
    moment TEXT NOT NULL,
    original TEXT NOT NULL,
    ending TEXT,
    PRIMARY KEY (url, moment)
) WITHOUT ROWID;
"""
PAGES_OF_SOURCE = """
-- of pages alone: an index of all addresses was taken in place of the small ones of what is pending or leased
DROP INDEX urls_of_source;
CREATE INDEX urls_pages ON urls(source) WHERE kind = 'page';
"""
UNITS = """
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
"""
FIELD_COVERAGE = """
-- the newest revision when a crawl began: what it stored is what is newer
ALTER TABLE crawls ADD COLUMN newest_revision INTEGER;
-- how many articles a crawl stored, and of how many of them each field is known
CREATE TABLE field_coverage (
    crawl INTEGER PRIMARY KEY REFERENCES crawls(id),
    source INTEGER NOT NULL REFERENCES sources(id),
    articles INTEGER NOT NULL,
    headline INTEGER NOT NULL,
    date INTEGER NOT NULL,
    author INTEGER NOT NULL,
    dateline INTEGER NOT NULL,
    picture INTEGER NOT NULL,
    caption INTEGER NOT NULL,
    section INTEGER NOT NULL,
    tags INTEGER NOT NULL,
    event INTEGER NOT NULL,
    body INTEGER NOT NULL
);
CREATE INDEX field_coverage_of_source ON field_coverage(source, crawl);
"""
UNITS_IN_REGIONS = """
-- anew, since SQLite lets no column that is there become a reference; the registry is filled in again
ALTER TABLE units RENAME COLUMN region TO region_before;
ALTER TABLE units ADD COLUMN region TEXT REFERENCES regions(code);
ALTER TABLE units DROP COLUMN region_before;
DELETE FROM registries WHERE name = 'units';
"""
SKETCHES = """
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
"""

READING_ROOM = """
ALTER TABLE articles ADD COLUMN kind TEXT NOT NULL DEFAULT 'news';
UPDATE articles SET kind = CASE WHEN json_extract(details, '$.release_marked') THEN 'release' ELSE 'advertorial' END
    WHERE json_extract(details, '$.release_marked') OR json_extract(details, '$.advertorial');
-- all that a search filters by and counts, without the text
DROP INDEX articles_narrow;
CREATE INDEX articles_narrow
    ON articles(id, state, source, published_day, place, region, section, language, kind, credits);
-- by which a change is found: the newest first
CREATE INDEX revisions_by_time ON revisions(observed);
"""

STORIES = """
-- articles that are one text, found by their sketches and compared exactly; `stale` until its figures are settled
CREATE TABLE stories (
    id INTEGER PRIMARY KEY,
    first INTEGER REFERENCES articles(id),
    first_is_certain INTEGER NOT NULL DEFAULT 0,
    from_release INTEGER NOT NULL DEFAULT 0,
    from_agency INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,
    outlets INTEGER NOT NULL DEFAULT 0,
    networks INTEGER NOT NULL DEFAULT 0,
    stale INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX stories_stale ON stories(id) WHERE stale;
ALTER TABLE articles ADD COLUMN story INTEGER REFERENCES stories(id);
CREATE INDEX articles_of_story ON articles(story) WHERE story IS NOT NULL;
CREATE TABLE story_articles (
    article INTEGER PRIMARY KEY REFERENCES articles(id),
    story INTEGER NOT NULL REFERENCES stories(id),
    part TEXT,
    share_copied REAL,
    share_of_first REAL,
    hours_after REAL,
    outlet TEXT NOT NULL,
    network TEXT NOT NULL
);
CREATE INDEX story_articles_of_story ON story_articles(story);
-- what two articles were found to be to each other, `article` the one with the smaller id
CREATE TABLE reprints (
    article INTEGER NOT NULL REFERENCES articles(id),
    other INTEGER NOT NULL REFERENCES articles(id),
    relation TEXT NOT NULL,
    share_of_article REAL NOT NULL,
    share_of_other REAL NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (article, other)
) WITHOUT ROWID;
CREATE INDEX reprints_of_other ON reprints(other);
CREATE TABLE story_corrections (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    made TEXT NOT NULL,
    reason TEXT NOT NULL,
    undone TEXT,
    undone_reason TEXT
);
CREATE TABLE story_correction_articles (
    correction INTEGER NOT NULL REFERENCES story_corrections(id),
    article INTEGER NOT NULL REFERENCES articles(id),
    PRIMARY KEY (correction, article)
) WITHOUT ROWID;
CREATE INDEX story_corrections_of_article ON story_correction_articles(article);
CREATE TABLE statements (
    article INTEGER NOT NULL REFERENCES articles(id),
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    words TEXT NOT NULL,
    link TEXT,
    named TEXT,
    PRIMARY KEY (article, kind)
) WITHOUT ROWID;
CREATE INDEX statements_by_link ON statements(link) WHERE link IS NOT NULL;
-- 1 for an article that was compared with the others; what an older Arsip stored was not
ALTER TABLE articles ADD COLUMN compared INTEGER;
CREATE INDEX articles_not_compared ON articles(id) WHERE compared IS NULL;
ALTER TABLE articles DROP COLUMN same_text_as;
"""

TEMPLATES = """
-- what was learned from the pages of a source: the blocks that stand on many of them, as JSON (digest, pages, text)
CREATE TABLE templates (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources(id),
    number INTEGER NOT NULL,
    learned TEXT NOT NULL,
    pages INTEGER NOT NULL,
    blocks TEXT NOT NULL,
    UNIQUE (source, number)
);
CREATE TRIGGER templates_stand BEFORE UPDATE ON templates BEGIN
    SELECT RAISE(ABORT, 'a template is as it was learned: it never changes');
END;
-- the digests of the blocks of text on the page of a revision, eight bytes each, and of those that are not in its text
CREATE TABLE revision_blocks (
    revision INTEGER PRIMARY KEY REFERENCES revisions(id),
    source INTEGER NOT NULL REFERENCES sources(id),
    blocks BLOB NOT NULL,
    left_out BLOB NOT NULL
);
CREATE INDEX revision_blocks_of_source ON revision_blocks(source);
-- anew, as a reference; no revision has named one so far
ALTER TABLE revisions DROP COLUMN template_snapshot;
ALTER TABLE revisions ADD COLUMN template_snapshot INTEGER REFERENCES templates(id);
"""
SKETCH_CHANGES = """
-- articles that entries of the index may be wrong about, since their text has changed or they were taken out
CREATE TABLE sketch_changes (article INTEGER PRIMARY KEY);
"""

REMOVALS = """
-- by which what is gone is found: the latest first
CREATE INDEX articles_gone ON articles(gone) WHERE gone IS NOT NULL;
"""

OCCASIONS = """
-- which articles name one prison on one day (`02-27` of a year, `-` where the text gives none); see occasion_index.py
CREATE TABLE occasions (
    day TEXT NOT NULL,
    unit TEXT NOT NULL REFERENCES units(id),
    year TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles(id),
    PRIMARY KEY (day, unit, year, article)
) WITHOUT ROWID;
CREATE INDEX occasions_of_article ON occasions(article);
"""
REVISION_KINDS = """
-- what changed against the revision before, and how much that matters; and when it was seen in other clothes
ALTER TABLE revisions ADD COLUMN kind TEXT;
ALTER TABLE revisions ADD COLUMN changes TEXT;
ALTER TABLE revisions ADD COLUMN variant BLOB;
ALTER TABLE revisions ADD COLUMN variant_changes TEXT;
ALTER TABLE revisions ADD COLUMN variant_seen TEXT;
CREATE INDEX revisions_cosmetic ON revisions(article) WHERE kind = 'cosmetic';
-- paragraphs that came (1) or went (0) in articles of a source: one that does so in several is the site's
CREATE TABLE changed_lines (
    source INTEGER NOT NULL REFERENCES sources(id),
    line BLOB NOT NULL,
    came INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles(id),
    revision INTEGER REFERENCES revisions(id),
    PRIMARY KEY (source, line, came, article)
) WITHOUT ROWID;
"""
SIGHTINGS = """
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
"""

CHANGES = """
-- by which what was changed lately is found, without the first revisions
CREATE INDEX revisions_changed ON revisions(observed) WHERE number > 1;
"""

STORY_DAYS = """
-- the day of the first article of a story: by which the newest stories are found
ALTER TABLE stories ADD COLUMN day TEXT;
UPDATE stories SET day = (SELECT published_day FROM articles WHERE id = stories.first);
CREATE INDEX stories_by_day ON stories(day) WHERE day IS NOT NULL;
"""

JOINED_ADDRESSES = """
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
"""

MIGRATIONS: tuple[str, ...] = (
    FIRST,
    LOOKS,
    NAMED_WAYS,
    PATTERNS,
    COVERAGE,
    SCHEDULE,
    RETRIEVED,
    OWNERSHIP,
    MEDIA,
    WAYS,
    RANGES,
    POLITENESS,
    MEMENTOS,
    PAGES_OF_SOURCE,
    GAP_EDGES,
    UNITS,
    REGIONS,
    FIELD_COVERAGE,
    UNITS_IN_REGIONS,
    READING_ROOM,
    SKETCHES,
    TEMPLATES,
    REMOVALS,
    STORIES,
    OCCASIONS,
    SKETCH_CHANGES,
    REVISION_KINDS,
    SIGHTINGS,
    CHANGES,
    STORY_DAYS,
    JOINED_ADDRESSES,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database to the newest schema, each migration in one transaction with its own record.

    `PRAGMA user_version` counts the migrations that ran. Raises `ArsipError` for a database that a newer
    Arsip made.
    """
    version = schema_version(connection)
    if version > len(MIGRATIONS):
        raise ArsipError(
            f"this archive was made by a newer Arsip (schema {version}; this one knows {len(MIGRATIONS)}): update Arsip"
        )
    while version < len(MIGRATIONS):
        version = _migrate_once(connection)


def _migrate_once(connection: sqlite3.Connection) -> int:
    """Run the next migration, unless another process has been quicker; return the version that then holds."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = schema_version(connection)
        if version < len(MIGRATIONS):
            for statement in _statements(MIGRATIONS[version]):
                connection.execute(statement)
            version += 1
            connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    return version


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, whose lines end none in their middle."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def schema_version(connection: sqlite3.Connection) -> int:
    """How many migrations this database has seen; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
