"""One article, many addresses: it equals itself under any spelling, and two articles never become one by that."""

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import frontier
from archive.articles import keep
from archive.crawling.scope import spelled
from archive.full_text import Search
from archive.history import find_article
from archive.keeping import Keeping, Kept
from archive.sources import Source
from archive.urls import canonical_url, is_further_page, spellings
from tests.conftest import NOON
from tests.crawling import adopt_unseen, crawl, new_archive
from tests.news_site import Answer, NewsSite, Post, serve
from tests.test_articles import item

URL = "https://lapas.contoh.example/2020/02/27/razia-1/"
PARAMETERS = ["utm_source", "UTM_Medium", "fbclid", "gclid", "wbraid", "igsh", "mibextid", "_gl", "mtm_campaign", "amp"]
PARAMETERS += ["_x_tr_sl", "share", "replytocom", "ref", "hsa_cam", "msclkid", "lgn_method", "tracking_page_direct"]
TAGS = st.lists(st.tuples(st.sampled_from(PARAMETERS), st.text("abc1", max_size=4)), max_size=4)
SPELLINGS = [
    URL.rstrip("/"),
    URL.replace("https", "http"),
    URL.replace("lapas.", "www.lapas."),
    URL.replace("lapas.", "m.lapas."),
    URL.replace("lapas.", "amp.lapas."),
    f"{URL}amp/",
    f"{URL}?amp=1&utm_source=wa",
]


@pytest.fixture
def at(database: sqlite3.Connection, source: Source) -> Keeping:
    return Keeping(database, Search(), frontier.adopt(database, source), (), NOON)


@given(TAGS, st.sampled_from([URL, f"{URL}?id=3", "http://contoh.example/?p=7"]))
def test_an_address_equals_itself_under_any_tracking_parameter(tags: list[tuple[str, str]], url: str) -> None:
    mark = "&" if "?" in url else "?"
    tagged = url + (mark + "&".join(f"{key}={value}" for key, value in tags) if tags else "")
    assert canonical_url(tagged) == canonical_url(url)


@pytest.mark.parametrize("other", SPELLINGS)
def test_an_article_is_the_same_under_each_spelling_and_found_by_it(at: Keeping, other: str) -> None:
    _, row, *_ = keep(item(), at)
    assert keep(item(url=other, canonical=canonical_url(other)), at)[:2] == (Kept.SAME, row)
    assert find_article(at.connection, other) == row


@pytest.mark.parametrize(
    "other", ["/2020/02/27/razia-10/", "/2020/02/28/razia-1/", "/razia-1/", "/2020/02/27/razia-1/?id=2"]
)
def test_another_address_is_another_article(at: Keeping, other: str) -> None:
    keep(item(), at)
    url = f"https://lapas.contoh.example{other}"
    assert keep(item(url=url, canonical=canonical_url(url), headline="Razia Lain"), at).kept is Kept.NEW


@given(st.sampled_from(SPELLINGS))
def test_what_spells_an_address_is_spelled_by_it(url: str) -> None:
    canonical = canonical_url(url)
    assert spellings(canonical)[0] == canonical
    assert URL in spellings(canonical)


@pytest.mark.parametrize(
    ("seen", "page"),
    [("/berita/razia.amp.html", "/berita/razia.html"), ("/berita/razia/amp", "/berita/razia/"), ("/a/amp.html", "/a")],
)
def test_the_amp_view_of_a_page_is_fetched_as_the_page(source: Source, seen: str, page: str) -> None:
    assert spelled(source, f"https://lapas.contoh.example{seen}") == f"https://lapas.contoh.example{page}"


@pytest.mark.parametrize("address", ["?page=2", "2/", "page/3", "?halaman=12", "?utm_source=wa&page=2"])
def test_a_further_page_of_an_article_is_known_by_its_address(address: str) -> None:
    assert is_further_page(URL + address, URL)


@pytest.mark.parametrize("address", ["", "?page=1", "?id=2", "komentar/2/", "2020/"])
def test_what_is_no_further_page_is_none(address: str) -> None:
    assert not is_further_page(URL + address, URL)


def test_a_further_page_that_was_named_alone_leads_to_its_article_and_revises_nothing(tmp_path: Path) -> None:
    with serve(NewsSite([Post(1), Post(2)], rest=False, feed=False)) as site:
        archive = new_archive(tmp_path / "arsip")
        adopt_unseen(archive, site.url)
        crawl(archive)
        canonical = site.url.rstrip("/") + site.posts[0].path
        second = (
            f"<html><head><title>x</title><link rel='canonical' href='{canonical}'></head>"
            "<body class='single single-post postid-1'><main><article class='post hentry'>"
            "<h1 class='entry-title'>Lapas Contoh Gelar Kegiatan ke-1</h1><div class='entry-content'>"
            "<p>Halaman kedua memuat pernyataan Kepala Lapas tentang kegiatan itu.</p></div></article></main>"
            "</body></html>"
        )
        site.faults[f"{site.posts[0].path}2/"] = lambda: Answer(second.encode())
        done = archive.run("save", f"{canonical}2/")
        assert done.returncode == 0, done.stdout + done.stderr
        assert archive.rows("SELECT revisions FROM articles") == [(1,), (1,)]
        assert archive.fate_of("/berita-1/2/")[0] == "moved"
        shown = json.loads(archive.run("show", f"{canonical}2/", "--json").stdout)
        assert shown["url"] == canonical
