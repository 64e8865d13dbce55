-- the last address that was known before the gap: a look that names it, or an earlier one, reaches beyond
ALTER TABLE gaps ADD COLUMN newest_known INTEGER REFERENCES urls(id);
