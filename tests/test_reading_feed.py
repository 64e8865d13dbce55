"""Feeds of every form, as sites send them: entries, their days, and where the feed goes on."""

import json

import pytest

from archive.items import ArticleItem
from archive.sources import Source
from archive.vocabulary import Reason, UrlKind
from spiders.reading import Page, Reading, read
from spiders.reading.feed import date_by_feed

SOURCE = Source(name="contoh", url="https://contoh.example/", platform="site")
A = "https://contoh.example/a/"
DATE = "<pubDate>Thu, 27 Feb 2020 20:00:00 +0000</pubDate>"
RSS = f"<rss version='2.0'><channel><item><link>{A}</link>{DATE}</item></channel></rss>"
RDF = (
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
    f"xmlns:dc='http://purl.org/dc/elements/1.1/'><item><link>{A}</link><dc:date>2020-02-28</dc:date></item></rdf:RDF>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='next' href='/feed?hal=2'/><entry><link rel='edit' href='/x'/>"
    f"<link href='{A}'/><published>2020-02-28T01:00:00+07:00</published></entry></feed>"
)
JSON = json.dumps({"items": [{"url": A, "date_published": "2020-02-28T01:00:00+07:00"}, 7], "next_url": "/feed?hal=2"})


def read_feed(body: str, kind: str = "text/html") -> Reading:
    return read(UrlKind.FEED, Page("https://contoh.example/feed", 200, kind, {}, body.encode()), SOURCE)


@pytest.mark.parametrize("body", [RSS, RDF, ATOM, JSON], ids=["rss", "rdf", "atom", "json"])
def test_every_form_gives_its_entries_with_their_local_days_whatever_type_is_declared(body: str) -> None:
    reading = read_feed(body)
    assert reading.links == [A]
    assert reading.days == {A: "2020-02-28"}


@pytest.mark.parametrize("body", [ATOM, JSON], ids=["atom", "json"])
def test_a_feed_in_pages_names_the_next(body: str) -> None:
    assert read_feed(body).following == ["https://contoh.example/feed?hal=2"]


@pytest.mark.parametrize("body", ["<html><body>Beranda</body></html>", '{"berita": []}', "{", ""])
def test_what_is_no_feed_is_a_problem(body: str) -> None:
    assert read_feed(body).problem is Reason.WAY_CLOSED


def test_the_total_of_an_open_search_feed_is_read_and_every_entry_counted() -> None:
    total = "<o:totalResults xmlns:o='http://a9.com/-/spec/opensearchrss/1.0/'>413</o:totalResults>"
    off_site = "<entry><link href='https://lain.example/b'/></entry>"
    reading = read_feed(ATOM.replace("<entry>", f"{total}{off_site}<entry>", 1))
    assert (reading.total, reading.entries, reading.links) == (413, 2, [A])


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (RSS, True),
        (RDF, True),
        (ATOM, True),
        (JSON, True),
        (ATOM.replace("published>", "updated>"), False),
    ],
    ids=["rss", "rdf", "atom", "json", "a change alone"],
)
def test_what_a_feed_states_as_the_publication_is_kept_as_written(body: str, published: bool) -> None:  # noqa: FBT001 a fact
    reading = read_feed(body)
    assert (A in reading.published) is published
    assert reading.said_of(A).keys() == ({"published"} if published else set())


def test_one_date_for_all_entries_is_that_of_the_feed() -> None:
    item = "<item><link>https://contoh.example/{}</link><pubDate>Mon, 24 Oct 2022 08:21:08 +0000</pubDate></item>"
    assert read_feed(f"<rss><channel>{item.format('a-b')}</channel></rss>").published
    assert not read_feed(f"<rss><channel>{item.format('a-b')}{item.format('c-d')}</channel></rss>").published


@pytest.mark.parametrize(
    ("of_the_page", "expected"),
    [
        ((None, None), "2022-10-24T20:21:08+00:00"),
        (("2022-10-25", "day"), "2022-10-24T20:21:08+00:00"),
        (("2022-10-24", "day"), "2022-10-24"),
        (("2022-10-20T08:00:00+07:00", "second"), "2022-10-20T08:00:00+07:00"),
    ],
)
def test_a_feed_dates_the_page_that_does_not_date_itself(
    of_the_page: tuple[str | None, str | None], expected: str
) -> None:
    item = ArticleItem(A, A, "contoh", reader="html", reader_version=1)
    item.published, item.published_precision = of_the_page
    date_by_feed(item, "Mon, 24 Oct 2022 20:21:08 +0000", "Asia/Jakarta")
    assert item.published == expected
    assert ("published" in item.origins) == (expected == "2022-10-24T20:21:08+00:00")
