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
