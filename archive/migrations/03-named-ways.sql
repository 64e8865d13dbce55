-- the walk of a list names its way, which was a number
UPDATE urls SET walk = json_set(walk, '$.way', json_extract(
    '["rest", "rest-route", "sitemap", "sitemap-index", "feed", "archive"]', '$[' || json_extract(walk, '$.way') || ']'
)) WHERE walk IS NOT NULL AND json_type(walk, '$.way') = 'integer';
