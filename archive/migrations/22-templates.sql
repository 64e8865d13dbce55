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
