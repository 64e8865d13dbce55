-- by which what was changed lately is found, without the first revisions
CREATE INDEX revisions_changed ON revisions(observed) WHERE number > 1;
