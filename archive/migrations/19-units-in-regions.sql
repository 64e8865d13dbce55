-- anew, since SQLite lets no column that is there become a reference; the registry is filled in again
ALTER TABLE units RENAME COLUMN region TO region_before;
ALTER TABLE units ADD COLUMN region TEXT REFERENCES regions(code);
ALTER TABLE units DROP COLUMN region_before;
DELETE FROM registries WHERE name = 'units';
