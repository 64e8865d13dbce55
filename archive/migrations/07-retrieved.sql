-- captures that another crawler made: the file or the archive that they were taken from
ALTER TABLE captures ADD COLUMN retrieved_from TEXT;
CREATE INDEX captures_retrieved ON captures(source, fetched) WHERE retrieved_from IS NOT NULL;
