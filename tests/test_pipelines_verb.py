"""What every pipeline promises: it works on articles alone, drops nothing, and its bug is one outcome's own fate."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.items import ArticleItem
from archive.outcomes import Lease, Outcome
from archive.vocabulary import Fate, PageKind, Reason, UrlKind
from pipelines.check_article import CheckArticle
from pipelines.name_places_and_units import NamePlacesAndUnits
from pipelines.read_credits import ReadCredits
from pipelines.read_dateline import ReadDateline
from pipelines.read_marks import ReadMarks
from pipelines.settle_dates import SettleDates
from pipelines.tidy_text import TidyText
from pipelines.verb import Verb

CHAIN: tuple[Verb, ...] = (
    TidyText(),
    ReadDateline(),
    ReadCredits(),
    ReadMarks(),
    SettleDates(),
    NamePlacesAndUnits(),
    CheckArticle(),
)
PIECES = (
    "KOTA CONTOH - ",
    "Contoh (ANTARA) – ",
    "Bekasi, WARTACONTOH.id — ",
    "Petugas Lapas Contoh memeriksa kamar hunian. ",
    "Senin (3/2/2025) ",
    "Rabu, 5 Februari 2025 ",
    "(30/2) ",
    "(abc/def)",
    "[xyz].",
    "(*)",
    "Baca juga: Judul Lain",
    "Baca juga:",
    "- Judul",
    "Penulis: Budi Contoh | Editor: Ani Contoh",
    "Editor:",
    "Advertisement",
    "\n",
    "\n\n",
    "\u200b",
    "\u00a0",
    "e\u0301",
    "“",
    "(",
)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=14).map("".join)


def article(body: str = "Petugas memeriksa kamar.", **known: object) -> ArticleItem:
    return ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=body, **known)  # type: ignore[arg-type]  # any field


def outcome(*items: ArticleItem) -> Outcome:
    return Outcome(Lease(1, "https://contoh.example/1", UrlKind.PAGE, 0, 0, 0, {}), items=list(items))


class Shouting(Verb):
    def work(self, article: ArticleItem) -> None:
        if article.headline == "rusak":
            raise ValueError("tidak bisa")
        article.body = article.body.upper()


def test_each_article_is_worked_on_and_the_outcome_goes_on() -> None:
    given_outcome = outcome(article("satu"), article("dua"))
    assert Shouting().process_item(given_outcome) is given_outcome
    assert [item.body for item in given_outcome.items] == ["SATU", "DUA"]


def test_what_is_no_article_is_left_alone() -> None:
    refused = article("satu", reason=Reason.PROTECTED)
    listing = article("dua", kind=PageKind.LISTING)
    Shouting().process_item(outcome(refused, listing))
    assert (refused.body, listing.body) == ("satu", "dua")


def test_what_is_no_outcome_passes_untouched() -> None:
    thing = {"body": "satu"}
    assert Shouting().process_item(thing) is thing
    assert thing == {"body": "satu"}


def test_a_bug_fails_the_outcome_and_stores_nothing_half_made(caplog: pytest.LogCaptureFixture) -> None:
    broken = outcome(article("satu"), article("dua", headline="rusak"), article("tiga"))
    with caplog.at_level(logging.ERROR):
        assert Shouting().process_item(broken) is broken
    assert (broken.fate, broken.reason, broken.detail) == (Fate.FAILED, Reason.BUG, "Shouting: ValueError: tidak bisa")
    assert broken.items == []
    assert "https://contoh.example/1" in caplog.text
    for verb in CHAIN:
        assert verb.process_item(broken) is broken
    assert broken.fate is Fate.FAILED


@settings(max_examples=300, deadline=None)
@given(texts)
def test_no_verb_raises_and_done_twice_is_done_once(body: str) -> None:
    item = article(body, headline="Petugas Lapas Contoh memeriksa kamar hunian", published="2025-02-06T08:00:00+07:00")
    for verb in CHAIN:
        verb.work(item)
        once = item.as_dict()
        verb.work(item)
        assert item.as_dict() == once, type(verb).__name__


@settings(max_examples=300, deadline=None)
@given(texts)
def test_the_chain_only_takes_away(body: str) -> None:
    item = article(body)
    TidyText().work(item)
    tidied = item.body
    for verb in CHAIN[1:]:
        verb.work(item)
    left = iter(tidied)
    assert all(letter in left for letter in item.body)
    assert (item.dateline.raw or "").replace(" ", "") in "".join(tidied.split())
    for credit in item.credits:
        assert credit.name in credit.raw
        assert credit.raw in tidied
