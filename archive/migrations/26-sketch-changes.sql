-- articles that entries of the index may be wrong about, since their text has changed or they were taken out
CREATE TABLE sketch_changes (article INTEGER PRIMARY KEY);
