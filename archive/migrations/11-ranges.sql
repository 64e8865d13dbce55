-- the days that a look for a range asks for
ALTER TABLE sources ADD COLUMN since TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN until TEXT NOT NULL DEFAULT '';
