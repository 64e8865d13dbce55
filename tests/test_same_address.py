"""One article, many addresses: it equals itself under any spelling, and two articles never become one by that."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import frontier
from archive.articles import Keeping, Kept, Search, keep
from archive.history import find_article
from archive.scope import spelled
from archive.sources import Source
from archive.urls import canonical_url, spellings
from tests.conftest import NOON
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
    assert keep(item(url=url, canonical=canonical_url(url)), at).kept is Kept.NEW


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
