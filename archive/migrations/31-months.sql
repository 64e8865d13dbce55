-- how many articles a source has per month of publication ('' for those without a day) and state: kept up to date by the
-- triggers below, so that what every page counts need not be counted anew after each commit of a crawl
CREATE TABLE article_months (
    source INTEGER NOT NULL REFERENCES sources(id),
    month TEXT NOT NULL,
    state TEXT NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (source, month, state)
) WITHOUT ROWID;
INSERT INTO article_months SELECT source, coalesce(substr(published_day, 1, 7), ''), state, count(*)
    FROM articles GROUP BY 1, 2, 3;
CREATE TRIGGER article_months_gain AFTER INSERT ON articles BEGIN
    INSERT INTO article_months VALUES (new.source, coalesce(substr(new.published_day, 1, 7), ''), new.state, 1)
    ON CONFLICT DO UPDATE SET articles = articles + 1;
END;
CREATE TRIGGER article_months_lose AFTER DELETE ON articles BEGIN
    UPDATE article_months SET articles = articles - 1
    WHERE source = old.source AND month = coalesce(substr(old.published_day, 1, 7), '') AND state = old.state;
END;
CREATE TRIGGER article_months_move AFTER UPDATE OF source, state, published_day ON articles
WHEN old.source IS NOT new.source OR old.state IS NOT new.state OR old.published_day IS NOT new.published_day BEGIN
    UPDATE article_months SET articles = articles - 1
    WHERE source = old.source AND month = coalesce(substr(old.published_day, 1, 7), '') AND state = old.state;
    INSERT INTO article_months VALUES (new.source, coalesce(substr(new.published_day, 1, 7), ''), new.state, 1)
    ON CONFLICT DO UPDATE SET articles = articles + 1;
END;
-- what the archivist has hidden
CREATE INDEX articles_hidden ON articles(id) WHERE state = 'hidden';
