"""Each page of `tests/pages` is read as the JSON file beside it says.

Beside the fields, a JSON file may say when its page was captured, and that the item is to pass the pipelines too.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.utils.misc import load_object

from archive.items import ArticleItem
from archive.sources import Source
from archive.vocabulary import Origin, UrlKind
from spiders import settings
from spiders.reading import Page, read
from spiders.reading.article import READER_VERSION

PAGES = Path(__file__).parent / "pages"
VERBS = [load_object(path) for path in settings.ITEM_PIPELINES if not path.endswith(("CheckArticle", "KeepArticle"))]
SOURCE = Source(name="contoh", url="https://contoh.example/", platform="wordpress")
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def read_page(name: str) -> tuple[ArticleItem, dict[str, Any]]:
    expected = json.loads((PAGES / f"{name}.json").read_text())
    captured = datetime.fromisoformat(expected.pop("captured")) if "captured" in expected else None
    body = (PAGES / f"{name}.html").read_bytes()
    page = Page(expected.pop("url"), 200, "text/html; charset=utf-8", {}, body, captured)
    item = read(UrlKind.PAGE, page, SOURCE).items[0]
    for verb in VERBS if expected.pop("pipelines", False) else ():
        verb().work(item)
    return item, expected


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_read_as_its_json_says(name: str) -> None:
    item, expected = read_page(name)
    actual = item.as_dict()
    actual |= {"names": [credit.name for credit in item.credits], "roles": [credit.role for credit in item.credits]}
    assert {key: actual[key] for key in expected} == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_stated_field_has_its_origin_and_reading_twice_gives_the_same(name: str) -> None:
    item, _ = read_page(name)
    assert item == read_page(name)[0]
    assert (item.reader, item.reader_version) == ("html", READER_VERSION)
    for field in ("headline", "published", "modified", "section", "tags", "credits", "lead_image", "lead_caption"):
        assert bool(getattr(item, field)) == (field in item.origins)
    assert set(item.origins.values()) <= set(Origin)


def test_cleaned_markup_keeps_structure_and_drops_what_runs() -> None:
    item, _ = read_page("wordpress-block-theme")
    assert item.body_html is not None
    assert "<ol><li>12 sendok logam</li>" in item.body_html
    assert 'src="https://contoh.example/wp-content/uploads/2024/03/sendok.jpg"' in item.body_html
    assert "sharedaddy" not in item.body_html
    assert "Bagikan" not in item.body_html


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("https://www.contoh.example/a/", "https://www.contoh.example/a/"),
        ("/b/?utm_source=x", "https://contoh.example/b/"),
        ("https://contoh.example/", "https://contoh.example/own/"),
        ("https://lain.example/a/", "https://contoh.example/own/"),
        ("javascript:alert(1)", "https://contoh.example/own/"),
        ("https://[::1", "https://contoh.example/own/"),
    ],
)
def test_a_canonical_address_is_taken_only_when_credible(stated: str, expected: str) -> None:
    body = f'<html><head><link rel="canonical" href="{stated}"></head><body><p>Lapas</p></body></html>'
    item = read(UrlKind.PAGE, Page("https://contoh.example/own/", 200, "text/html", {}, body.encode()), SOURCE).items[0]
    assert item.canonical == expected


def test_a_list_that_a_page_lies_in_is_not_its_canonical_address() -> None:
    url = "https://contoh.example/berita/lapas-contoh-gelar-razia/"
    body = '<html><head><link rel="canonical" href="https://contoh.example/berita/"></head><body><p>Lapas</p></body></html>'
    item = read(UrlKind.PAGE, Page(url, 200, "text/html", {}, body.encode()), SOURCE).items[0]
    assert item.canonical == url
