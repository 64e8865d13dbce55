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
