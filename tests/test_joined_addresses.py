"""One text under two addresses of one site within a day is one article, says why, and can be parted for good."""

import sqlite3
from dataclasses import replace

import pytest

from archive import frontier
from archive.articles import keep
from archive.changes.hindsight import keep_retrieved
from archive.cli.show import describe
from archive.errors import ArsipError
from archive.full_text import Search
from archive.history import find_article, known_article
from archive.items import ArticleItem
from archive.keeping import Keep, Keeping, Kept
from archive.likeness.joined_addresses import OTHER_TEXT, is_within_a_day, joined_to, part_address, parted
from archive.sources import Source
from tests.conftest import NOON
from tests.test_articles import item

FIRST = item().canonical
SECOND = "https://lapas.contoh.example/pemasyarakatan/razia/"
WHY = "apel hari lain"


@pytest.fixture
def at(database: sqlite3.Connection, source: Source) -> Keeping:
    return Keeping(database, Search(), frontier.adopt(database, source), (), NOON)


def second(**changes: object) -> ArticleItem:
    values = {"url": SECOND, "canonical": SECOND, "published": "2020-02-27T18:10:00+07:00", "section": "Berita"}
    return item(**{**values, **changes})


def twice(at: Keeping, **changes: object) -> tuple[int, Keep]:
    """Keep the article, then what comes under its second address."""
    return keep(item(), at).article, keep(second(**changes), at)


def test_the_same_text_within_a_day_joins_and_both_addresses_find_it(at: Keeping) -> None:
    row, found = twice(at)
    assert found[:3] == (Kept.SAME, row, False)
    assert find_article(at.connection, SECOND) == find_article(at.connection, FIRST) == row
    (joined,) = joined_to(at.connection, row)
    assert (
        joined.reason == f"same headline, same text (41 words), published {item().published} and {second().published}"
    )
    assert f"joined     {SECOND} on 2026-11-24: {joined.reason}" in describe(known_article(at.connection, row))


@pytest.mark.parametrize(
    "changes",
    [
        {"published": "2020-02-28T08:50:00+07:00"},
        {"published": "2020-02-26T08:50:00+07:00"},
        {"published": "2020-02-28"},
        {"published": "2020-03-05T09:05:00+07:00"},
        {"published": None},
        {"published": "2020-02"},
        {"headline": "Razia Lain"},
        {"body": item(2).body},
    ],
)
def test_another_day_headline_or_text_stays_apart(at: Keeping, changes: dict[str, object]) -> None:
    assert twice(at, **changes)[1].kept is Kept.NEW


@pytest.mark.parametrize(
    ("published", "other", "is_within"),
    [
        ("2020-02-27", "2020-02-27T23:50:00+07:00", True),
        ("2020-02-27T00:10:00+07:00", "2020-02-27T23:50:00+07:00", True),
        ("2020-02-27T23:50:00+07:00", "2020-02-28T00:10:00+07:00", True),
        ("2020-02-27T19:00:00+07:00", "2020-02-28T07:00:00+07:00", False),
        ("2020-02-27T07:30:00+07:00", "2020-02-28T07:25:00+07:00", False),
        ("2020-02-27T23:50:00", "2020-02-28T00:10:00+07:00", False),
        ("2020-02-27", "2020-02-28T00:10:00+07:00", False),
    ],
)
def test_a_day_is_the_publisher_s_own_and_half_a_day_over_midnight(
    *, published: str, other: str, is_within: bool
) -> None:
    assert is_within_a_day(published, other) == is_within_a_day(other, published) == is_within


def test_whichever_of_two_addresses_comes_first_they_are_one_article(at: Keeping) -> None:
    pair = [item(), second()]
    for other in (pair, pair[::-1]):
        at.connection.execute("SAVEPOINT order_of_arrival")
        rows = {keep(one, at).article for one in other}
        assert [find_article(at.connection, one.canonical) for one in pair] == [*rows, *rows]
        at.connection.execute("ROLLBACK TO order_of_arrival")


def test_a_short_text_stays_apart(at: Keeping) -> None:
    keep(item(body="Galeri foto."), at)
    assert keep(second(body="Galeri foto."), at).kept is Kept.NEW


def test_the_text_of_another_source_stays_apart(at: Keeping, source: Source) -> None:
    keep(item(), at)
    other = frontier.adopt(at.connection, replace(source, name="rutan-contoh"))
    assert keep(second(), replace(at, source=other)).kept is Kept.NEW


def test_both_addresses_seen_again_and_again_change_nothing(at: Keeping) -> None:
    twice(at)
    for reader in ("html", "wordpress-rest") * 2:
        for seen in (item(reader=reader), second(reader=reader, shortlink="https://lapas.contoh.example/?p=2")):
            kept, _, moved, _ = keep(seen, at)
            assert (kept, moved) == (Kept.SAME, False)
    (known,) = at.connection.execute("SELECT url, revisions, shortlink, published FROM articles").fetchall()
    assert tuple(known) == (FIRST, 1, None, item().published)


def test_what_the_article_was_before_is_no_other_text(at: Keeping) -> None:
    row, _ = twice(at)
    assert keep(item(body=item(5).body), at).kept is Kept.REVISED
    assert keep(second(), at)[:2] == (Kept.SAME, row)


def test_a_newer_reader_s_other_reading_is_no_other_text(at: Keeping) -> None:
    row, _ = twice(at)
    newer = second(body=item(7).body, reader_version=item().reader_version + 1)
    assert keep(newer, at)[:2] == (Kept.SAME, row)


def test_an_address_that_gives_another_text_since_is_an_article_of_its_own(at: Keeping) -> None:
    row, _ = twice(at)
    later = keep(second(body=item(7).body), at)
    assert later.kept is Kept.NEW
    assert joined_to(at.connection, row)[0].undone_reason == OTHER_TEXT
    assert keep(second(body=item(7).body), at)[:2] == (Kept.SAME, later.article)
    assert keep(item(), at)[:2] == (Kept.SAME, row)


def test_an_article_moves_to_its_second_address_when_the_first_has_ended(at: Keeping) -> None:
    row, _ = twice(at)
    at.connection.execute(
        "INSERT INTO urls (source, url, canonical, kind, round, discovered, state, fate, article) "
        "VALUES (?, ?, ?, 'page', 1, '', 'settled', 'gone', ?)",
        (at.source, FIRST, FIRST, row),
    )
    assert keep(second(), at)[1:3] == (row, True)
    with pytest.raises(ArsipError, match="is where its article is now"):
        part_address(at.connection, SECOND, WHY, NOON)


def test_a_parted_address_is_its_own_article_and_is_never_joined_again(at: Keeping) -> None:
    row, _ = twice(at)
    part_address(at.connection, SECOND.replace("https", "http"), WHY, NOON)
    asked = at.connection.execute("SELECT canonical, state, article FROM urls").fetchone()
    assert tuple(asked) == (SECOND, "pending", None)
    own = keep(second(), at)
    assert own.kept is Kept.NEW
    assert keep(second(), at)[:2] == (Kept.SAME, own.article)
    assert keep(item(), at)[:2] == (Kept.SAME, row)
    assert find_article(at.connection, SECOND) == own.article
    assert [(one.url, one.undone_reason) for one in parted(at.connection)] == [(SECOND, WHY)]
    assert f"; parted 2026-11-24: {WHY}" in describe(known_article(at.connection, row))


def test_only_a_joined_address_is_parted_and_only_with_a_reason(at: Keeping) -> None:
    twice(at)
    with pytest.raises(ArsipError, match="was not joined"):
        part_address(at.connection, FIRST, WHY, NOON)
    with pytest.raises(ArsipError, match="a reason is wanted"):
        part_address(at.connection, SECOND, " ", NOON)
    with pytest.raises(ArsipError, match="is no address"):
        part_address(at.connection, "k3v7", WHY, NOON)


def test_an_old_capture_of_a_joined_address_makes_no_history_for_the_other(at: Keeping) -> None:
    row, _ = twice(at)
    then = replace(at, seen=NOON.replace(year=2021))
    assert keep_retrieved(second(), then)[:2] == (Kept.SAME, row)
    assert keep_retrieved(second(body=item(9).body), then).kept is Kept.NEW
    assert at.connection.execute("SELECT revisions FROM articles WHERE id = ?", (row,)).fetchone()[0] == 1
