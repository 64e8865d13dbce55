"""Each page of `tests/pages` is read as the JSON file beside it says."""

import json
from pathlib import Path
from typing import Any

import pytest

from archive.items import ArticleItem
from archive.sources import Source
from archive.vocabulary import Origin, UrlKind
from spiders.reading import Page, read

PAGES = Path(__file__).parent / "pages"
SOURCE = Source(name="contoh", url="https://contoh.example/", platform="wordpress")
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def read_page(name: str) -> tuple[ArticleItem, dict[str, Any]]:
    expected = json.loads((PAGES / f"{name}.json").read_text())
    page = Page(expected.pop("url"), 200, "text/html; charset=utf-8", {}, (PAGES / f"{name}.html").read_bytes())
    return read(UrlKind.PAGE, page, SOURCE).items[0], expected


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_read_as_its_json_says(name: str) -> None:
    item, expected = read_page(name)
    actual = item.as_dict() | {"names": [credit.name for credit in item.credits]}
    assert {key: actual[key] for key in expected} == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_stated_field_has_its_origin_and_reading_twice_gives_the_same(name: str) -> None:
    item, _ = read_page(name)
    assert item == read_page(name)[0]
    assert (item.reader, item.reader_version) == ("html", 2)
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
