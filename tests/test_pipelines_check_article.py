"""CheckArticle refuses what is empty without evidence, and lets no control character through."""

import json
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.items import ArticleItem, Credit, Dateline, Image
from archive.vocabulary import PageKind, Reason
from pipelines.check_article import CheckArticle


def checked(**known: object) -> ArticleItem:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", **known)  # type: ignore[arg-type]  # any field
    CheckArticle().work(item)
    return item


@pytest.mark.parametrize("body", ["", " \n", "\x00\x1f"])
def test_nothing_but_a_headline_is_no_article(body: str) -> None:
    assert checked(headline="Panen", body=body, reader="html").reason is Reason.EMPTY


@pytest.mark.parametrize(
    "known",
    [
        {"body": "Panen."},
        {"lead_image": "https://contoh.example/1.jpg"},
        {"images": [Image("https://contoh.example/1.jpg")]},
        {"reader": "wordpress-rest"},
        {"origins": {"kind": "reader"}},
    ],
)
def test_a_text_a_picture_or_the_sites_own_word_makes_an_article(known: dict[str, object]) -> None:
    item = checked(headline="Panen", **known)
    assert (item.kind, item.reason) == (PageKind.ARTICLE, None)


def test_control_characters_leave_every_text() -> None:
    item = checked(headline="Pa\x00nen", body="Satu\x08\n\nDua\ud800", tags=["la\x1fpas"], section="\x7fDaerah")
    item.credits, item.dateline = [Credit("(b\x00)", "b\x00")], Dateline("CILE\x00GON -", "Cile\x00gon")
    CheckArticle().work(item)
    assert (item.headline, item.body, item.tags, item.section) == ("Panen", "Satu\n\nDua", ["lapas"], "Daerah")
    assert item.credits == [Credit("(b)", "b")]
    assert (item.dateline.raw, item.dateline.place) == ("CILEGON -", "Cilegon")


def test_line_breaks_and_tabs_are_no_control_characters() -> None:
    assert checked(body="Satu\n\nDua\tTiga").body == "Satu\n\nDua\tTiga"


@given(st.text(st.characters(), max_size=40))
def test_what_is_left_can_be_stored(text: str) -> None:
    item = checked(body=text, headline=text, tags=[text], credits=[Credit(text, text)])
    stored = json.dumps(item.as_dict(), ensure_ascii=False)
    assert sqlite3.connect(":memory:").execute("SELECT ?", (stored,)).fetchone() == (stored,)
