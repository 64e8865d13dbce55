"""Facets: what a search finds, counted by source and by year, so that one sees what else could be chosen."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import frontier
from archive.adoption.catalogue import holdings, newest
from archive.articles import keep
from archive.crawling.gaps import Gap
from archive.errors import ArsipError
from archive.folder import ArchiveFolder
from archive.full_text import Search
from archive.items import Credit, Unit
from archive.keeping import Keeping
from archive.places.units import units
from archive.search import search
from archive.searching.facets import facets
from archive.searching.found import count_letters
from archive.searching.listed import listed
from archive.searching.timeline import MONTH, MOST_MONTHS, all_by_month, timeline
from archive.vocabulary import Sort
from tests.conftest import NOON
from tests.test_search import LAPAS, STORIES, Story, fill, item


@pytest.fixture
def connection(folder: ArchiveFolder, database: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    fill(database, STORIES)
    with closing(sqlite3.connect(folder.database)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


SOURCES = {"harian-contoh": 2, "lapas-contoh": 1}
YEARS: dict[str | None, int] = {"2021": 1, "2020": 1, "2019": 1}


@pytest.mark.parametrize(
    ("narrowed", "sources", "years"),
    [
        ({}, SOURCES, YEARS),
        ({"source": "lapas-contoh"}, SOURCES, {"2020": 1}),
        ({"since": "2020"}, {"harian-contoh": 1, "lapas-contoh": 1}, YEARS),
        ({"since": "2021", "until": "2021", "source": "harian-contoh"}, {"harian-contoh": 1}, {"2021": 1, "2019": 1}),
        ({"place": "contoh"}, SOURCES, YEARS),
        ({"place": "Lain"}, {}, {}),
    ],
)
def test_each_facet_ignores_its_own_filter_alone(
    connection: sqlite3.Connection, narrowed: dict[str, str], sources: dict[str, int], years: dict[str | None, int]
) -> None:
    found = facets(connection, "razia", **narrowed)
    assert list(found.sources.items()) == list(sources.items())
    assert list(found.years.items()) == list(years.items())


UNIT = next(iter(units()))
RICH = (
    ("Harian Utama", "Ani Contoh", {"section": "Hukum", "language": "id", "release_marked": True}),
    ("Harian Utama", "ANI CONTOH", {"section": "HUKUM", "language": "id"}),
    ("Lapas", "Budi Contoh", {"section": "Daerah", "language": "en", "advertorial": True}),
)


@pytest.fixture
def rich(database: sqlite3.Connection) -> sqlite3.Connection:
    """Three articles on razia with all that can be counted."""
    waiting = Search()
    for number, (headline, name, values) in enumerate(RICH):
        story = Story(headline, "razia", region="32.14" if number else "51.71")
        made = replace(item(number, story), credits=[Credit(name, name)], units=[Unit("x", "X", UNIT)], **values)
        keep(made, Keeping(database, waiting, frontier.adopt(database, LAPAS), (), NOON))
    waiting.flush(database)
    return database


RICH_COUNTS = {
    "kinds": {"advertorial": 1, "news": 1, "release": 1},
    "provinces": {"32": 2, "51": 1},
    "sections": {"HUKUM": 2, "Daerah": 1},
    "languages": {"id": 2, "en": 1},
    "units": {UNIT: 3},
    "bylines": {"ANI CONTOH": 2, "Budi Contoh": 1},
    "months": {"2020-02": 3},
}
FILTER_OF = {
    "kinds": "kind",
    "provinces": "place",
    "sections": "section",
    "languages": "language",
    "units": "unit",
    "bylines": "byline",
}


@pytest.mark.parametrize("words", ["razia", ""])
def test_kinds_places_sections_languages_units_and_people_are_counted(rich: sqlite3.Connection, words: str) -> None:
    counted = facets(rich, words)
    assert {name: getattr(counted, name) for name in RICH_COUNTS} == RICH_COUNTS
    for facet, filter_ in FILTER_OF.items():
        for value, count in getattr(counted, facet).items():
            narrowed: dict[str, Any] = {filter_: value}
            found = search(rich, words, **narrowed) if words else listed(rich, **narrowed)
            assert found.total == count == len(found.hits)
            assert getattr(facets(rich, words, **narrowed), facet).get(value) == count


@given(st.text("abcdefghijklmnop\u0900\U0001f4f0", max_size=60))
def test_letters_are_counted_each(letters: str) -> None:
    assert count_letters(letters) == Counter(letters)


def test_counting_reads_no_text_of_an_article(connection: sqlite3.Connection) -> None:
    run: list[str] = []
    connection.set_trace_callback(run.append)
    facets(connection, "razia", source="lapas-contoh", since="2019")
    facets(connection, "")
    listed(connection)
    connection.set_trace_callback(None)
    counting = [statement for statement in run if "articles_narrow" in statement]
    assert len(counting) >= 3
    for statement in counting:
        plan = [str(row["detail"]) for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
        read = [step.split()[1] for step in plan if step.startswith(("SCAN", "SEARCH"))]
        assert "articles" not in read, plan


def test_an_unknown_kind_names_the_known_ones(connection: sqlite3.Connection) -> None:
    with pytest.raises(ArsipError, match="no kind of article is named 'rilis'; there is news, release, advertorial"):
        facets(connection, "razia", kind="rilis")


def test_without_words_articles_come_by_their_day(connection: sqlite3.Connection) -> None:
    days = [hit.published_day for hit in listed(connection).hits]
    assert days == ["2021-06-30", "2020-02-27", "2019-12-31", "2019-01-01", None]
    oldest = [hit.published_day for hit in listed(connection, sort=Sort.OLDEST, limit=2, offset=1).hits]
    assert oldest == ["2019-12-31", "2020-02-27"]
    assert (listed(connection, offset=9).total, listed(connection, offset=9).hits) == (5, [])
    assert "\x02" not in listed(connection, limit=5).hits[-1].snippet


def test_a_timeline_has_every_month_and_knows_its_gaps() -> None:
    gap = Gap("lapas-contoh", "2020-02-28", "2020-03-02", "why", "", None)
    spans = timeline({"2019-12": 1, "2020-03": 2}, {"2019-12": 4, "2020-01": 7, "2020-03": 2}, [gap])
    assert [(span.name, span.found, span.all, span.share) for span in spans] == [
        ("2019-12", 1, 4, 0.25),
        ("2020-01", 0, 7, 0.0),
        ("2020-02", 0, 0, 0.0),
        ("2020-03", 2, 2, 1.0),
    ]
    assert [bool(span.gaps) for span in spans] == [False, False, True, True]
    assert timeline({}, {"2020-01": 7}, [gap]) == []


def test_a_long_time_is_shown_by_years() -> None:
    spans = timeline({"1990-12": 1, "2020-03": 2}, {"1990-11": 4, "2020-03": 2}, [])
    assert [span.name for span in spans] == [str(year) for year in range(1990, 2021)]
    assert (spans[0].found, spans[0].all) == (1, 4)


@settings(deadline=None)  # what takes a tenth of a second here takes longer where the machine is busy
@given(st.dictionaries(st.from_regex(r"[0-9]{4}-[0-9]{2}|[a-z]{0,3}", fullmatch=True), st.integers(1, 9)))
def test_a_timeline_runs_without_a_hole_and_loses_no_article_of_the_last_years(found: dict[str, int]) -> None:
    spans = timeline(found, found, [])
    names = [span.name for span in spans]
    assert names == sorted(set(names))
    assert len(names) <= MOST_MONTHS
    months = {name: count for name, count in found.items() if MONTH.fullmatch(name)}
    first = names[0] if names else ""
    assert sum(span.found for span in spans) == sum(n for name, n in months.items() if name[: len(first)] >= first)


def test_all_articles_by_month_keep_the_filters_but_for_the_days(connection: sqlite3.Connection) -> None:
    assert all_by_month(connection) == {"2019-01": 1, "2019-12": 1, "2020-02": 1, "2021-06": 1}
    assert all_by_month(connection, source="lapas-contoh", since="2020") == {"2019-12": 1, "2020-02": 1}


def test_the_counts_are_what_a_search_finds(connection: sqlite3.Connection) -> None:
    for name, count in facets(connection, "razia", since="2020").sources.items():
        assert search(connection, "razia", source=name, since="2020").total == count


def test_an_article_without_a_date_is_counted_without_a_year(connection: sqlite3.Connection) -> None:
    assert facets(connection, "napi").years == {None: 1}


def test_facets_refuse_what_a_search_refuses(connection: sqlite3.Connection) -> None:
    with pytest.raises(ArsipError, match="no source named 'lain'"):
        facets(connection, "razia", source="lain")


def test_the_catalogue_knows_what_each_source_holds(connection: sqlite3.Connection) -> None:
    held = {holding.name: (holding.articles, holding.first_day, holding.last_day) for holding in holdings(connection)}
    assert held == {"harian-contoh": (2, "2019-01-01", "2021-06-30"), "lapas-contoh": (3, "2019-12-31", "2020-02-27")}
    days = [entry.published_day for entry in newest(connection, 3)]
    assert days == ["2021-06-30", "2020-02-27", "2019-12-31"]
