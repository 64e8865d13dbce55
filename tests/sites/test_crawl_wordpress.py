"""A real WordPress ends as exactly its published posts, by each way that it may leave open."""

import json

import pytest

from tests.crawling import assert_whole
from tests.sites.wordpress_crawls import WAYS, Crawled, kept_posts, twins, words

LONG = 60
pytestmark = pytest.mark.parametrize("crawled", WAYS, indirect=True)


def test_it_went_that_way_and_what_else_is_open_only_checked_it(crawled: Crawled) -> None:
    query = "SELECT DISTINCT kind FROM urls WHERE fate = 'listing' AND json_extract(walk, '$.check') IS NULL"
    assert crawled.archive.rows(query) == [(crawled.way.kind,)]


def test_exactly_the_published_posts_are_articles(crawled: Crawled) -> None:
    stored = {row[0] for row in crawled.archive.rows("SELECT url FROM articles")}
    assert stored == set(crawled.articles)
    assert kept_posts(crawled.archive) == set(crawled.open)
    assert len(stored) > 1000
    assert_whole(crawled.archive)


def test_posts_of_one_text_within_a_day_are_one_article_under_both_addresses(crawled: Crawled) -> None:
    query = "SELECT j.canonical, a.url FROM joined_addresses j JOIN articles a ON a.id = j.article"
    joined = {frozenset(pair) for pair in crawled.archive.rows(query)}
    print(*sorted(map(sorted, joined)), sep="\n")
    assert joined == twins(crawled.open.values())
    assert len(joined) >= 5


def test_what_is_under_a_password_is_refused_as_protected(crawled: Crawled) -> None:
    locked = {post["url"] for post in crawled.published if post["password"]}
    rows = crawled.archive.rows("SELECT url, fate FROM urls WHERE reason = 'protected'")
    assert sorted(rows) == sorted((url, "refused") for url in locked)
    assert locked


def test_untitled_and_picture_only_posts_are_articles(crawled: Crawled) -> None:
    rows = crawled.archive.rows("SELECT url, headline, body, lead_image FROM articles")
    assert {url for url, headline, *_ in rows if headline is None} == {
        url for url, post in crawled.articles.items() if not post["title"]
    }
    mute = {url for url, post in crawled.articles.items() if not words(post["content"])}
    assert {url for url, _, body, _ in rows if not body} == mute
    pictured = {url for url in mute if "<img" in crawled.articles[url]["content"]}
    assert pictured
    assert all(image for url, _, _, image in rows if url in pictured)


def test_headlines_are_the_site_s_own(crawled: Crawled) -> None:
    for url, headline in crawled.archive.rows("SELECT url, headline FROM articles WHERE headline IS NOT NULL"):
        assert words(headline) == words(crawled.articles[url]["title"])


def test_nothing_hidden_is_found_anywhere(crawled: Crawled) -> None:
    shown = [words(post["content"]) for post in crawled.open.values()]
    secrets = [text for post in crawled.hidden for text in paragraphs(post) if not any(text in s for s in shown)]
    assert len(secrets) > 50
    rows = crawled.archive.rows("SELECT headline, lead_caption, body, details FROM articles")
    texts = "\n".join(words(" ".join(str(value) for value in row)) for row in rows)
    assert [secret for secret in secrets if secret in texts] == []
    open_texts = [text for post in crawled.articles.values() for text in paragraphs(post)]
    assert sum(text in texts for text in open_texts) > 0.9 * len(open_texts)


def test_every_page_that_was_asked_for_has_its_fate(crawled: Crawled) -> None:
    assert crawled.archive.rows("SELECT url FROM urls WHERE state <> 'settled'") == []
    (verdict, reasons), *others = crawled.archive.rows("SELECT verdict, reasons FROM crawls")
    assert (verdict, others) == ("complete", [])
    assert sum(json.loads(reasons).values()) == refusals(crawled)


def paragraphs(post: dict[str, str]) -> list[str]:
    """The longer paragraphs of a post, as words."""
    return [text for part in post["content"].split("\n\n") if len(text := words(part)) >= LONG]


def refusals(crawled: Crawled) -> int:
    """How many addresses ended as neither an article nor a way in, open or closed."""
    query = "SELECT count(*) FROM urls WHERE fate NOT IN ('stored', 'listing') AND reason IS NOT 'way-closed'"
    return int(crawled.archive.rows(query)[0][0])
