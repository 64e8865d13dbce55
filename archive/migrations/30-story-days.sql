-- the day of the first article of a story: by which the newest stories are found
ALTER TABLE stories ADD COLUMN day TEXT;
UPDATE stories SET day = (SELECT published_day FROM articles WHERE id = stories.first);
CREATE INDEX stories_by_day ON stories(day) WHERE day IS NOT NULL;
