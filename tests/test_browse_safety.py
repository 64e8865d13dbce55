"""What comes from the web is shown as text, whatever it is: markup, control signs, text that runs backwards."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import frontier
from archive.articles import keep
from archive.browse.safety import TURNING, highlighted, shown, web_address
from archive.database import open_for_writing
from archive.folder import Config, create_archive
from archive.full_text import Search
from archive.items import ArticleItem, Credit, Dateline
from archive.keeping import Keeping
from archive.searching.hits import END_MARK, MARK
from archive.sources import Source
from tests.browsing import Room, room
from tests.conftest import NOON

EVIL = """<script>alert(1)</script><img src=x onerror=alert(2)>'"><svg/onload=alert(3)>&lt;b&gt;{{ 7 * 7 }}"""
BACKWARDS = "\u202eterbalik\u202c \u2067kanan\u2069"
CONTROL = "\x00\x01\x02\x03\x07\x1b[31mmerah\x7f\x9b"
OURS = {"style", "form", "input", "button", "img", "link", "meta"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Room, str]]:
    """The pages of an archive whose one article, source and institution are hostile, and the article's address."""
    folder = create_archive(tmp_path_factory.mktemp("hostile") / "arsip", Config(EVIL, EVIL))
    source = Source("jahat", "https://jahat.example/", "wordpress", title=EVIL + BACKWARDS)
    text = f"kegiatan {EVIL} {BACKWARDS} {CONTROL}"
    item = ArticleItem("https://jahat.example/1/", "https://jahat.example/1/", "jahat", headline=text, body=text)
    item = replace(
        item,
        lead_caption=text,
        lead_credit=EVIL,
        lead_image="javascript:alert(4)",
        section=EVIL,
        tags=[EVIL],
        language='id"><script>',
        dateline=Dateline(EVIL, EVIL),
        credits=[Credit(EVIL, EVIL)],
        published='"><script>alert(5)</script>',
        event_date=EVIL,
        modified=EVIL,
        reader=EVIL,
        origins={EVIL: EVIL},
    )
    with closing(open_for_writing(folder.database)) as connection:
        waiting = Search()
        at = Keeping(connection, waiting, frontier.adopt(connection, source), (), NOON)
        article = keep(item, at).article
        keep(replace(item, headline=f"{text} lagi"), at)
        waiting.flush(connection)
        ((public_id,),) = connection.execute("SELECT public_id FROM articles WHERE id = ?", (article,)).fetchall()
    with room(folder.path) as opened:
        yield opened, f"/artikel/{public_id}"


class Elements(HTMLParser):
    """The elements and attributes of a page, as a browser sees them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def pages_of(hostile: tuple[Room, str]) -> dict[str, str]:
    opened, article = hostile
    search = ["/cari?q=kegiatan", "/cari?q=kegiatan&from=2001", "/cari?q=kegiatan&place=%3Cscript%3E&lang=en"]
    typed = "/cari?q=%3Cscript%3Ealert(1)%3C/script%3E%22%3E%3Cimg+src=x%3E"
    lines = [
        "/konkordansi?q=kegiatan",
        "/konkordansi?q=%3Cscript%3E&lang=en",
        "/konkordansi?q=kegiatan&sort=%3Cscript%3E",
    ]
    found = ["/", article, f"{article}?revision=1", *search, typed, *lines]
    lost = ["/%3Cscript%3E", f"{article}?revision=%3Cscript%3E", "/x?lang=%22%3E%3Cscript%3E"]
    texts = {address: opened.text(address) for address in found}
    answers = {address: opened.get(address) for address in lost}
    return texts | {address: answer.text for address, answer in answers.items() if answer.status_code == 404}


def test_no_element_comes_from_a_text(hostile: tuple[Room, str]) -> None:
    for address, page in pages_of(hostile).items():
        seen = Elements(page)
        assert seen.tags.count("script") == 1, address
        assert "svg" not in seen.tags, address
        assert seen.tags.count("img") == 1, address
        assert [name for name, _ in seen.attributes if name.startswith("on") or name == "style"] == [], address
        assert ("src", "/arsip/room.js") in seen.attributes, address
        links = [value for name, value in seen.attributes if name in {"href", "src", "action"}]
        assert [link for link in links if not link.startswith(("/", "#", "https://jahat.example/"))] == [], address


def test_a_comparison_draws_and_names_nothing_but_what_was_asked_for(hostile: tuple[Room, str]) -> None:
    opened, _ = hostile
    for query in (
        "q=kegiatan&q=source:jahat",
        "q=%3Cscript%3Ealert(1)%3C/script%3E%22%3E%3Csvg/onload=alert(3)%3E&q=a",
    ):
        page = opened.text(f"/banding?{query}&from=1990&to=2030")
        seen = Elements(page)
        assert seen.tags.count("script") == 1
        assert [name for name, _ in seen.attributes if name.startswith("on") or name == "style"] == []
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", page)
        assert not TURNING & set(page)


def test_no_sign_steers_the_reader(hostile: tuple[Room, str]) -> None:
    for address, page in pages_of(hostile).items():
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", page), address
        assert not TURNING & set(page), address
    opened, article = hostile
    assert "kegiatan &lt;script&gt;alert(1)&lt;/script&gt;" in opened.text(article)
    assert "{{ 7 * 7 }}" in opened.text(article)


def test_no_script_but_the_archives_own_is_allowed_and_nothing_comes_from_elsewhere(hostile: tuple[Room, str]) -> None:
    opened, article = hostile
    for address in ("/", article, "/cari?q=kegiatan", "/tidak-ada"):
        headers = opened.get(address).headers
        policy = headers["content-security-policy"].split("; ")
        assert policy[:4] == ["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'"]
        assert policy[4:] == ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in opened.get("/archive/articles").headers["content-security-policy"]


def test_the_tables_of_datasette_escape_too(hostile: tuple[Room, str]) -> None:
    page = hostile[0].text("/archive/articles")
    assert "<script>alert" not in page
    assert "onerror=alert" in page
    assert "<img src=x" not in page


@given(st.text(), st.text(alphabet=st.characters(exclude_characters=MARK + END_MARK), min_size=1))
def test_marks_become_elements_and_nothing_else_does(around: str, word: str) -> None:
    around = around.replace(MARK, "").replace(END_MARK, "")
    html = highlighted(f"{around}{MARK}{word}{END_MARK}{around}")
    assert html.count("<mark>") == html.count("</mark>") == 1
    assert html.unescape() == f"{shown(around)}<mark>{shown(word)}</mark>{shown(around)}"


@pytest.mark.parametrize("address", ["https://contoh.example/a", "HTTP://contoh.example/"])
def test_web_addresses_are_followed(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//contoh.example/", "http://[", "", None],
)
def test_nothing_else_is_followed(address: str | None) -> None:
    assert web_address(address) is None
