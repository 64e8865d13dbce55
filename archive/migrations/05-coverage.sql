ALTER TABLE crawls ADD COLUMN answered TEXT;
UPDATE crawls SET answered = coalesce(ended, started) WHERE found + new + revised + same > 0;
CREATE INDEX urls_listings ON urls(source, round) WHERE kind <> 'page';
