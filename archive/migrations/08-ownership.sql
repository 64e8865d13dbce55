ALTER TABLE sources ADD COLUMN portrait TEXT;
ALTER TABLE sources ADD COLUMN portrait_seen TEXT;
ALTER TABLE sources ADD COLUMN taken_over TEXT;
