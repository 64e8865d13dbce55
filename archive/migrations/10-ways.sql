-- which ways have named an address, as a set of bits: 1 << ways.number
ALTER TABLE urls ADD COLUMN ways INTEGER NOT NULL DEFAULT 0;
CREATE TABLE ways (
    source INTEGER NOT NULL REFERENCES sources(id),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    opened TEXT,
    walked INTEGER NOT NULL DEFAULT 0,
    total INTEGER,
    total_at TEXT,
    PRIMARY KEY (source, name)
) WITHOUT ROWID;
CREATE INDEX urls_of_source ON urls(source);
INSERT INTO ways (source, number, name, opened, walked)
    SELECT source, row_number() OVER (PARTITION BY source ORDER BY way) - 1, way, opened,
        coalesce((SELECT walked FROM sources s WHERE s.id = source AND s.way = known.way), 0)
    FROM (SELECT source, way, max(started) AS opened FROM crawls WHERE way IS NOT NULL GROUP BY source, way) AS known;
UPDATE urls SET ways = (SELECT 1 << w.number FROM ways w JOIN urls list ON list.id = urls.discovered_by
    WHERE w.source = urls.source AND w.name = json_extract(list.walk, '$.way'))
    WHERE discovered_by IN (SELECT list.id FROM urls list JOIN ways w ON w.source = list.source
    AND w.name = json_extract(list.walk, '$.way'));
