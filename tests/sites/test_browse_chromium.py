"""The archive's pages in a real browser: on a phone and on a desk, without JavaScript, with nothing from elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.crawling import Archive
from tests.furnished import articles, furnish
from tests.sites.chromium import Chromium
from tests.test_browse_server import browsing

PHONE, DESK = (360, 740), (1280, 900)
LONG = "Pertanggungjawaban" * 12


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running `arsip browse` over thirty articles, one of whose headlines is a word without end."""
    items = articles()
    items[-1] = replace(items[-1], headline=f"{LONG} Kegiatan")
    made = furnish(tmp_path_factory.mktemp("chromium") / "arsip", items)
    with browsing(Archive(made.folder.path)) as (_, printed):
        yield printed


@pytest.fixture(scope="module", params=[PHONE, DESK], ids=["phone", "desk"])
def seen(request: pytest.FixtureRequest, chromium: Chromium, address: str) -> Any:
    width, height = request.param
    return chromium.run("read", address, word="kegiatan pertanggung*", width=width, height=height)


def test_no_page_is_wider_than_the_window(seen: dict[str, Any]) -> None:
    assert {name: page["too_wide"] for name, page in seen["pages"].items()} == dict.fromkeys(seen["pages"], 0)


def test_a_search_by_typing_leads_to_an_article(seen: dict[str, Any]) -> None:
    pages = seen["pages"]
    assert "30 artikel" in pages["home"]["text"]
    assert "1 artikel ditemukan" in pages["results"]["text"]
    assert pages["article"]["title"].startswith(LONG)
    assert "SHA-256" in pages["article"]["text"]
    assert "razia ke-29" in pages["article"]["text"]
    assert "Versions and captures".upper() in pages["english"]["text"].upper()
    assert "Halaman ini tidak ada" in pages["missing"]["text"]


def test_nothing_is_fetched_from_elsewhere(seen: dict[str, Any], address: str) -> None:
    assert seen["asked"]
    assert {urlsplit(asked).netloc for asked in seen["asked"]} == {urlsplit(address).netloc}


def test_the_pages_of_datasette_work_under_their_policy(chromium: Chromium, address: str) -> None:
    seen = chromium.run("tables", address)
    assert seen["sql_editor"] == 1
    # the scripts run; colours that its templates write into elements are left out
    assert [complaint for complaint in seen["complaints"] if not complaint.startswith("Applying inline style")] == []
