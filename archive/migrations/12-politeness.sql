ALTER TABLE crawls ADD COLUMN pace REAL;
ALTER TABLE captures ADD COLUMN tls_unverified TEXT;
ALTER TABLE sources ADD COLUMN challenges INTEGER NOT NULL DEFAULT 0;
CREATE INDEX urls_to_try_anew ON urls(source) WHERE state = 'settled' AND reason IN ('broken-tls', 'challenge');
