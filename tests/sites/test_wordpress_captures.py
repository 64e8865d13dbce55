"""Every article of a real WordPress has the capture of its own page, and by REST that of its post's data as well."""

import json
import re
from collections.abc import Callable

import pytest

from archive.captures import read_exchange
from archive.folder import ArchiveFolder
from archive.warc.content_encoding import decode_payload
from tests.sites.wordpress_crawls import CLASSIC_THEME, DATA_ALONE, WAYS, Crawled, Way

Crawls = Callable[[Way], Crawled]
ENCODING = re.compile(rb"^content-encoding:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
MOST = 1 << 26
PROOFS = (
    "SELECT a.url, rc.part, rc.capture, c.url FROM articles a JOIN revisions r ON r.article = a.id "
    "JOIN revision_captures rc ON rc.revision = r.id JOIN captures c ON c.id = rc.capture"
)
BY_REST = [WAYS["rest"], WAYS["rest-route"]]
BY_PAGE = [WAYS["sitemap"], WAYS["archive"], CLASSIC_THEME]


def shown(crawled: Crawled, capture: int) -> str:
    """What a capture holds, once unpacked."""
    place = "SELECT f.path, c.warc_offset FROM captures c JOIN warc_files f ON f.id = c.warc_file WHERE c.id = ?"
    ((file, offset),) = crawled.archive.rows(place, capture)
    exchange = read_exchange(ArchiveFolder(crawled.archive.path).warc, file, offset)
    assert exchange.status == 200
    encoding = ENCODING.search(exchange.response_head)
    return decode_payload(exchange.payload, encoding[1].decode() if encoding else None, MOST).decode()


def own_pages(crawled: Crawled) -> dict[str, int]:
    """For each article the capture of a whole answer that proves it; those of its further pages are there too."""
    pages = [(article, capture, url) for article, part, capture, url in crawled.archive.rows(PROOFS) if not part]
    assert all(re.fullmatch(rf"{re.escape(article)}(\d+/?)?", url) for article, _, url in pages)
    proofs = [page for page in pages if page[0] == page[2]]
    assert len({article for article, _, _ in proofs}) == len(proofs)
    return {article: capture for article, capture, _ in proofs}


@pytest.mark.parametrize("way", [*BY_REST, *BY_PAGE])
def test_every_article_has_the_capture_of_its_own_page(crawls: Crawls, way: Way) -> None:
    crawled = crawls(way)
    pages = own_pages(crawled)
    assert pages.keys() == crawled.articles.keys()
    for url, capture in pages.items():
        assert f"postid-{crawled.articles[url]['id']}" in shown(crawled, capture)


@pytest.mark.parametrize("way", [*BY_REST, DATA_ALONE, WAYS["plain-permalinks"]])
def test_every_article_that_rest_gave_has_the_capture_of_its_data(crawls: Crawls, way: Way) -> None:
    crawled = crawls(way)
    parts = {(capture, part): url for url, part, capture, _ in crawled.archive.rows(PROOFS) if part}
    assert set(parts.values()) == set(crawled.articles)
    for capture in {capture for capture, _ in parts}:
        links = {(capture, str(post["id"])): post["link"] for post in json.loads(shown(crawled, capture))}
        assert {key: url for key, url in parts.items() if key[0] == capture}.items() <= links.items()


@pytest.mark.parametrize("way", [DATA_ALONE, WAYS["plain-permalinks"]])
def test_a_source_of_data_alone_asks_for_no_page(crawls: Crawls, way: Way) -> None:
    crawled = crawls(way)
    asked = {url for (url,) in crawled.archive.rows("SELECT url FROM captures")}
    assert asked.isdisjoint(post["url"] for post in crawled.published)
    assert own_pages(crawled) == {}
