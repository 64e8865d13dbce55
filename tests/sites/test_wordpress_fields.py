"""What an archive says of a real WordPress's posts is what the site itself says, by REST and by its pages."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.sites.wordpress_crawls import (
    CLASSIC_THEME,
    DATA_ALONE,
    UNDATED_ADDRESSES,
    UNDATED_THEME,
    WAYS,
    Crawled,
    Post,
    Way,
)

JAKARTA = ZoneInfo("Asia/Jakarta")
SIGNED = ("headline", "section", "tags", "language", "published", "published_precision")
MANY = 200
PICTURED = ("lead_image", "lead_caption", "lead_credit")
Crawls = Callable[[Way], Crawled]
Rows = dict[str, dict[str, Any]]


def rows_of(crawled: Crawled) -> Rows:
    """The articles by address, as the archive has them; JSON columns as Python values.

    Those with two addresses are left out: they have the fields of the address that came first, which may be either.
    """
    names = (*SIGNED, *PICTURED, "modified", "credits", "body")
    of_one_address = "id NOT IN (SELECT article FROM joined_addresses WHERE undone IS NULL)"
    rows = crawled.archive.rows(f"SELECT url, {', '.join(names)} FROM articles WHERE {of_one_address}")
    made = {url: dict(zip(names, values, strict=True)) for url, *values in rows}
    for row in made.values():
        row["tags"] = sorted(json.loads(row["tags"] or "[]"))
        row["credits"] = [(credit["name"], credit["role"]) for credit in json.loads(row["credits"] or "[]")]
    return made


def local(stored: str) -> str:
    """A date as WordPress stores it (UTC without saying so), as the site tells it: with the offset of Jakarta."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC).astimezone(JAKARTA).isoformat()


@pytest.mark.parametrize("way", [*WAYS.values(), CLASSIC_THEME, DATA_ALONE])
def test_dates_are_the_site_s_own_to_the_second(crawls: Crawls, way: Way) -> None:
    crawled = crawls(way)
    for url, row in rows_of(crawled).items():
        assert row["published"] == local(crawled.articles[url]["date_gmt"])
        assert row["published_precision"] == "second"


@pytest.mark.parametrize("way", [WAYS["rest"], WAYS["rest-route"], WAYS["plain-permalinks"], DATA_ALONE])
def test_rest_gives_the_date_of_the_last_change(crawls: Crawls, way: Way) -> None:
    crawled = crawls(way)
    for url, row in rows_of(crawled).items():
        assert row["modified"] == local(crawled.articles[url]["modified_gmt"])


@pytest.mark.parametrize("way", [WAYS["sitemap"], CLASSIC_THEME])
def test_a_page_that_does_not_say_when_it_changed_leaves_that_open(crawls: Crawls, way: Way) -> None:
    assert {row["modified"] for row in rows_of(crawls(way)).values()} == {None}


def of_the_feed(stored: str) -> tuple[str, str]:
    """A date as WordPress stores it, as its feed states it, for a page that the feed named before it was read."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC).isoformat(), "second"


def test_a_page_without_its_date_has_the_day_of_its_address_or_the_moment_of_the_feed(crawls: Crawls) -> None:
    crawled = crawls(UNDATED_THEME)
    assert len(crawled.archive.rows("SELECT id FROM articles")) > MANY
    for url, row in rows_of(crawled).items():
        stored = crawled.articles[url]["date_gmt"]
        expected = {(local(stored)[:10], "day"), of_the_feed(stored)}
        assert (row["published"], row["published_precision"]) in expected
    origins = crawled.archive.rows("SELECT DISTINCT json_extract(origins, '$.published') FROM revisions")
    assert ("url",) in origins
    assert set(origins) <= {("url",), ("feed",)}


def test_where_neither_page_nor_address_nor_feed_has_a_date_none_is_made_up(crawls: Crawls) -> None:
    crawled = crawls(UNDATED_ADDRESSES)
    rows = rows_of(crawled)
    assert len(rows) > MANY
    for url, row in rows.items():
        expected = {(None, None), of_the_feed(crawled.articles[url]["date_gmt"])}
        assert (row["published"], row["published_precision"]) in expected


@pytest.mark.parametrize("way", [WAYS["sitemap"], WAYS["archive"], CLASSIC_THEME])
def test_rest_and_the_pages_agree_on_names_and_terms(crawls: Crawls, way: Way) -> None:
    by_rest, by_page = rows_of(crawls(DATA_ALONE)), rows_of(crawls(way))
    assert by_rest.keys() == by_page.keys()
    posts = crawls(way).articles
    for url, row in by_rest.items():
        assert [by_page[url][name] for name in SIGNED] == [row[name] for name in SIGNED]
        assert signatures(by_page[url], posts[url]) == signatures(row, posts[url])
    assert sum(bool(row["tags"]) for row in by_rest.values()) > 900
    assert all(row["section"] and row["credits"] for row in by_rest.values())


def signatures(row: dict[str, Any], post: Post) -> list[tuple[str, str]]:
    """Who signed: the author, and the names at the end of the text; those of a split post stand on its last page."""
    return row["credits"][:1] if "<!--nextpage-->" in post["content"] else row["credits"]


def test_rest_and_the_pages_agree_on_the_featured_photo_and_its_caption(crawls: Crawls) -> None:
    by_rest, by_page = rows_of(crawls(DATA_ALONE)), rows_of(crawls(CLASSIC_THEME))
    for url, row in by_rest.items():
        assert [by_page[url][name] for name in PICTURED] == [row[name] for name in PICTURED]
    assert sum(bool(row["lead_caption"]) for row in by_rest.values()) > 700
    assert sum(bool(row["lead_credit"]) for row in by_rest.values()) > 300


def test_a_theme_without_captions_gives_the_same_photos_and_no_other_caption(crawls: Crawls) -> None:
    by_rest, by_page = rows_of(crawls(DATA_ALONE)), rows_of(crawls(WAYS["sitemap"]))
    for url, row in by_rest.items():
        assert by_page[url]["lead_image"] == row["lead_image"]
        assert by_page[url]["lead_caption"] in {None, row["lead_caption"]}


def test_a_post_that_rest_gave_keeps_its_fields_when_its_page_is_read(crawls: Crawls) -> None:
    assert rows_of(crawls(WAYS["rest"])) == rows_of(crawls(DATA_ALONE))


@pytest.mark.parametrize("way", [WAYS["sitemap"], WAYS["archive"], CLASSIC_THEME])
def test_rest_and_the_pages_agree_on_the_text(crawls: Crawls, way: Way) -> None:
    by_rest, by_page = rows_of(crawls(DATA_ALONE)), rows_of(crawls(way))
    posts = crawls(way).articles
    split = {url for url, post in posts.items() if "<!--nextpage-->" in post["content"]}
    assert {url for url, row in by_rest.items() if row["body"] != by_page[url]["body"]} <= split
    assert all(by_rest[url]["body"].startswith(by_page[url]["body"]) for url in split)
