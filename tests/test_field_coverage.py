"""A field that fewer articles have than before is a finding; a small or a chance difference is none."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.adoption.checking import FIELDS as CHECKED
from archive.clock import stamp
from archive.completeness.status import status
from archive.crawling.field_coverage import FIELDS, Fields, chance_of, falls_in
from archive.database import open_for_reading
from archive.sources import load_source
from tests.crawling import adopt_unseen, crawl, new_archive
from tests.news_site import NewsSite, Post, serve

WEDNESDAY = datetime(2026, 11, 25, 12, tzinfo=UTC)


def crawls(*counts: tuple[int, int]) -> list[Fields]:
    """Crawls of a day each, the newest first: how many articles each stored, and how many of them have a caption."""
    return [
        Fields(stamp(WEDNESDAY - timedelta(days=n)), of, dict.fromkeys(FIELDS, of) | {"caption": have})
        for n, (have, of) in enumerate(counts, 1)
    ]


def test_both_ways_to_count_know_the_same_fields() -> None:
    assert list(FIELDS) == list(CHECKED)


def test_a_fall_is_said_with_its_shares_and_its_day() -> None:
    (fall,) = falls_in(crawls((1, 30), (46, 50), (46, 50)))
    assert fall.sentence(WEDNESDAY) == "caption: 92 % → 3 % since Tuesday: the template changed?"


def test_a_fall_is_found_over_crawls_of_few_articles_each_and_dated_by_its_first() -> None:
    (fall,) = falls_in(crawls((0, 2), (0, 3), (0, 2), (2, 2), (3, 3), (2, 2), (3, 3), (2, 2)))
    assert (fall.field, fall.before, fall.after, fall.articles) == ("caption", 1.0, 0.0, 7)
    assert fall.since == stamp(WEDNESDAY - timedelta(days=3))


@pytest.mark.parametrize(
    "counts",
    [
        [(0, 4), (40, 40)],
        [(30, 50), (46, 50)],
        [(0, 40)],
        [(2, 40), (3, 40)],
        [(40, 40), (0, 40)],
        [(40, 40), (0, 20), (40, 40)],
        [],
    ],
    ids=["too few", "small", "nothing before", "never had it", "a rise", "risen again", "no crawl"],
)
def test_what_is_no_fall_is_not_said(counts: list[tuple[int, int]]) -> None:
    assert falls_in(crawls(*counts)) == []


def test_noise_is_hardly_ever_a_fall() -> None:
    dice = random.Random(6)
    histories = [[sum(dice.random() < 0.5 for _ in range(8)) for _ in range(30)] for _ in range(300)]
    alarms = sum(bool(falls_in(crawls(*((have, 8) for have in history)))) for history in histories)
    assert alarms <= 3


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 500), st.integers(1, 500))
def test_a_chance_is_a_probability_and_one_for_equal_shares(have: int, more: int, had: int, others: int) -> None:
    assert 0 <= chance_of(have, have + more, had, had + others) <= 1
    assert chance_of(have, have + more, have, have + more) == pytest.approx(1)


def test_a_site_whose_template_changes_between_two_crawls_is_found_out(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    with serve(NewsSite([Post(number) for number in range(1, 25)], rest=False, template=2)) as site:
        adopt_unseen(archive, site.url, toml='media = "none"\n')
        crawl(archive)
        site.posts += [Post(number) for number in range(25, 37)]
        site.template = 3
        crawl(archive)
        checked = archive.run("source", "check", "contoh", "--json")
    names = "articles, caption, picture, headline, date, author, event"
    rows = archive.rows(f"SELECT {names} FROM field_coverage ORDER BY crawl")
    assert rows == [(24, 24, 24, 24, 24, 24, 0), (12, 0, 12, 12, 12, 12, 0)]
    archive.change("UPDATE articles SET published_day = '2026-11-23'")  # else the source is silent
    days = [stamp(WEDNESDAY - timedelta(days=1, hours=2)), stamp(WEDNESDAY - timedelta(days=1))]
    for started, (number,) in zip(days, archive.rows("SELECT id FROM crawls WHERE round > 0 ORDER BY id"), strict=True):
        archive.change("UPDATE crawls SET started = ?, ended = ? WHERE id = ?", started, started, number)
    source = load_source(archive.path / "sources" / "contoh.toml")
    connection = open_for_reading(archive.path / "archive.db")
    (found,) = status(connection, [source], WEDNESDAY, ["contoh"])
    connection.close()
    said = "caption: 100 % → 0 % since Tuesday: the template changed?"
    assert said in found.why
    assert said in found.action
    assert "caption: 100 % → 0 % since" in archive.run("status", "contoh").stdout
    (shown,) = json.loads(archive.run("status", "contoh", "--json").stdout)
    assert [(fall["field"], fall["after"]) for fall in shown["falls"]] == [("caption", 0.0)]
    assert shown["fields"]["known"]["caption"] == 0
    assert [fall["field"] for fall in json.loads(checked.stdout)[0]["falls"]] == ["caption"]
