"""The one script: the archive's own, asked for by every page, and nothing on a page waits for it."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from tests.browsing import Room, room
from tests.furnished import PURWAKARTA, Furnished, furnish
from tests.test_browse_results import total

ADDRESSES = (
    *(
        "/",
        "/cari?q=razia",
        "/konkordansi?q=razia",
        "/banding?q=razia&q=tertib",
        "/situs",
        "/situs/lapas-contoh",
    ),
    *("/satuan", f"/satuan/{PURWAKARTA}", "/wilayah", "/wilayah/32", "/nama", "/perubahan", "/hilang", "/tentang"),
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    return furnish(tmp_path_factory.mktemp("script") / "arsip")


@pytest.fixture(scope="module")
def pages(kept: Furnished) -> Iterator[Room]:
    with room(kept.folder.path) as opened:
        yield opened


def test_every_page_has_one_script_from_a_file_and_none_in_place(pages: Room, kept: Furnished) -> None:
    for address in (*ADDRESSES, f"/artikel/{kept.ids[0]}", f"/artikel/{kept.ids[0]}/perubahan?old=1&new=2"):
        answer = pages.get(address)
        assert answer.status_code == 200, address
        assert re.findall(r"<script[^>]*>[^<]*", answer.text) == ['<script src="/arsip/room.js" defer>'], address
        assert not re.search(r"<[a-z]+[^>]*\s(?:on[a-z]+|style)=", answer.text), address
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_what_only_a_script_can_do_is_hidden_until_one_runs(pages: Room, kept: Furnished) -> None:
    article, results = pages.text(f"/artikel/{kept.ids[0]}"), pages.text("/cari?q=razia")
    for page, name, count in (
        (article, "data-copy", 4),
        (article, "data-shortcuts", 1),
        (results, "data-with-script", 1),
    ):
        marked = re.findall(rf"<[a-z]+[^>]*\s{name}[ =>][^>]*", page)
        assert len(marked) == count
        assert all(" hidden" in element for element in marked)
    for name in re.findall(r'data-copy="([^"]*)"', article):
        assert re.search(rf'id="{name}"[^>]*>\S', article)


def test_a_timeline_tells_the_script_its_address_and_its_spans(pages: Room) -> None:
    for address in ("/cari?q=razia&source=lapas-contoh", "/situs/lapas-contoh", "/banding?q=razia&q=tertib"):
        page = pages.text(address)
        period = re.search(r'data-period="([^"]*)"', page)
        spans = re.findall(r'data-span="(\d{4}-\d{2})"', page)
        assert period
        assert spans == sorted(spans)
        assert len(spans) > 5
    found = re.search(r'data-period="([^"]*)"', pages.text("/cari?q=razia&source=lapas-contoh"))
    assert found
    chosen = unescape(found[1]).replace("from=0000-00", "from=2019-01").replace("to=0000-00", "to=2019-12")
    assert 0 < total(pages.text(chosen)) < total(pages.text("/cari?q=razia&source=lapas-contoh"))


def test_the_script_asks_no_host_and_speaks_no_language(pages: Room) -> None:
    answer = pages.get("/arsip/room.js")
    assert "javascript" in answer.headers["content-type"]
    code = re.sub(r"^\s*//.*$|\s// .*$", "", answer.text, flags=re.MULTILINE)
    assert not re.search(r"https?:|//|fetch\(|XMLHttpRequest|import\b|innerHTML|insertAdjacentHTML|eval\(", code)
    assert not re.search(r'textContent = "[^"]', code)
