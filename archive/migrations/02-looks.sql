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
