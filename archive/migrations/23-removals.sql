-- by which what is gone is found: the latest first
CREATE INDEX articles_gone ON articles(gone) WHERE gone IS NOT NULL;
