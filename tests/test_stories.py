"""Stories: the same text is one story in whatever order it comes, until what holds it together changes."""

import sqlite3
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.articles import keep
from archive.changes.rereading import reread
from archive.database import open_for_writing
from archive.full_text import Search
from archive.items import ArticleItem, Unit
from archive.keeping import Keeping
from archive.likeness.story_catch_up import compare_everything_again, compare_some, not_compared
from archive.likeness.story_corrections import split_by_hand
from archive.likeness.story_figures import settle_stories
from archive.places.region_table import store_regions
from archive.places.units_kept import fill_units
from archive.schema import migrations
from archive.stories import LARGE
from tests.conftest import NOON
from tests.one_story import Stories, passage, told

RELEASE = "\n\n".join(passage(seed) for seed in (1, 2))
OTHER = "\n\n".join(passage(seed) for seed in (11, 12))


def bridging() -> list[ArticleItem]:
    """Two releases, each with a copy, and an article that carries both; and one that has nothing to do with them."""
    return [
        told(1, RELEASE),
        told(2, RELEASE, headline="Judul lain"),
        told(3, OTHER),
        told(4, f"{passage(99, 1)}\n\n{OTHER}"),
        told(5, f"{RELEASE}\n\n{OTHER}"),
        told(6, passage(77, 12)),
    ]


def test_a_text_printed_twice_is_a_story_and_another_text_is_none() -> None:
    stories = Stories()
    stories.keep(told(1, RELEASE), told(2, RELEASE), told(3, OTHER))
    assert stories.groups() == {frozenset({told(1, "").url, told(2, "").url})}
    assert stories.row("SELECT articles, outlets, networks, stale FROM stories") == (2, 2, 2, 0)


def test_a_part_of_a_text_and_a_text_within_a_longer_one_belong_to_it() -> None:
    stories = Stories()
    long = f"{passage(21)}\n\n{RELEASE}\n\n{passage(22)}\n\n{passage(23)}"
    stories.keep(told(1, RELEASE), told(2, RELEASE.split("\n\n")[0]), told(3, long))
    rows = stories.connection.execute("SELECT part, share_copied, share_of_first FROM story_articles ORDER BY article")
    first, shorter, longer = (tuple(row) for row in rows)
    assert first == ("first", None, None)
    assert shorter[:2] == ("shorter", 1.0)
    assert 0.3 < shorter[2] < 0.7
    assert (longer[0], longer[2]) == ("longer", 1.0)
    assert 0.3 < longer[1] < 0.7


@given(st.permutations(range(6)), st.lists(st.booleans(), min_size=6, max_size=6))
@settings(max_examples=25, deadline=None)
def test_the_groups_do_not_depend_on_the_order_of_arrival(order: list[int], together: list[bool]) -> None:
    items = bridging()
    stories = Stories()
    waiting: list[ArticleItem] = []
    for at in order:
        waiting.append(items[at])
        if together[at]:
            stories.keep(*waiting)
            waiting = []
    stories.keep(*waiting)
    assert stories.groups() == {frozenset(item.url for item in items[:5])}
    assert stories.row("SELECT a.url, s.articles FROM stories s JOIN articles a ON a.id = s.first")[1] == 5


@given(
    st.permutations(range(6)),
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["release", "other", "both", "own"])), max_size=6),
)
@settings(max_examples=25, deadline=None)
def test_after_any_changes_the_groups_are_those_of_the_texts_as_they_stand(
    order: list[int], changes: list[tuple[int, str]]
) -> None:
    items, changed = bridging(), Stories()
    changed.keep(*(items[at] for at in order))
    texts = {"release": RELEASE, "other": OTHER, "both": f"{RELEASE}\n\n{OTHER}"}
    for at, text in changes:
        items[at] = told(at + 1, texts.get(text, passage(500 + at, 12)), headline=items[at].headline)
        changed.keep(items[at])
    fresh = Stories()
    fresh.keep(*items)
    assert changed.groups() == fresh.groups()
    assert changed.connection.execute("SELECT count(*) FROM stories WHERE stale").fetchone()[0] == 0


def test_what_only_a_changed_article_held_together_falls_apart() -> None:
    stories = Stories()
    items = bridging()
    stories.keep(*items)
    stories.keep(told(5, passage(55, 12)))
    assert stories.groups() == {frozenset(item.url for item in items[:2]), frozenset(item.url for item in items[2:4])}
    assert stories.row("SELECT count(*) FROM stories") == (2,)
    assert stories.row("SELECT count(*) FROM story_articles") == (4,)


def test_an_article_that_is_rolled_back_leaves_no_story() -> None:
    stories = Stories()
    stories.keep(told(1, RELEASE))
    stories.connection.execute("BEGIN IMMEDIATE")
    stories.connection.execute("SAVEPOINT job")
    source = stories.adopt("koran-2")
    keep(told(2, RELEASE), Keeping(stories.connection, Search(), source, (), NOON))
    stories.connection.execute("ROLLBACK TO job")
    stories.connection.execute("COMMIT")
    assert stories.groups() == set()
    stories.keep(told(3, RELEASE))
    assert stories.groups() == {frozenset({told(1, "").url, told(3, "").url})}


def test_an_item_that_nobody_sketched_is_kept_and_marked_as_not_compared() -> None:
    stories = Stories()
    stories.keep(told(1, RELEASE), replace(told(2, RELEASE), sketch=None), told(3, "Pendek."))
    assert stories.groups() == set()
    rows = stories.connection.execute("SELECT compared FROM articles ORDER BY id").fetchall()
    assert [row[0] for row in rows] == [1, None, 1]


def test_what_was_never_compared_is_compared_later_and_decisions_stand() -> None:
    stories = Stories()
    rows = stories.keep(*(replace(told(number, RELEASE), sketch=None) for number in range(3)))
    assert (stories.groups(), not_compared(stories.connection)) == (set(), 3)
    assert sum(compare_some(stories.connection)) == 3
    assert len(*stories.groups()) == 3
    split_by_hand(stories.connection, rows[:1], "hari yang lain", NOON)
    compare_everything_again(stories.connection)
    assert sum(compare_some(stories.connection)) == 3
    assert stories.groups() == {frozenset(told(number, "").url for number in (1, 2))}


def test_a_new_reading_of_old_captures_finds_the_story_of_what_it_now_reads() -> None:
    stories = Stories()
    rows = stories.keep(told(1, RELEASE), told(2, passage(40, 1)))
    stories.connection.execute("BEGIN IMMEDIATE")
    changes = reread(stories.connection, Search(), rows[1], [told(2, RELEASE)], NOON, apply=True)
    settle_stories(stories.connection)
    stories.connection.execute("COMMIT")
    assert {change.field for change in changes} >= {"body"}
    assert stories.groups() == {frozenset({told(1, "").url, told(2, "").url})}


def test_an_older_archive_gets_the_tables_and_keeps_its_articles(tmp_path: Path) -> None:
    before = sqlite3.connect(tmp_path / "archive.db", isolation_level=None)
    older = list(migrations().values())[: list(migrations()).index("stories")]
    for number, script in enumerate(older, start=1):
        before.executescript(script)
        before.execute(f"PRAGMA user_version = {number}")
    before.execute("INSERT INTO sources (name, title, url, platform, toml) VALUES ('koran', '', '', '', '')")
    before.execute(
        "INSERT INTO articles (public_id, source, url, words, body, details, digest, first_seen) "
        "VALUES ('a', 1, 'https://koran.example/a/', 1, ?, '{}', x'00', '2026-11-24T05:00:00.000000Z')",
        (RELEASE,),
    )
    before.close()
    connection = open_for_writing(tmp_path / "archive.db")
    assert not_compared(connection) == 1
    assert sum(compare_some(connection)) == 1
    assert connection.execute("SELECT count(*) FROM sketches").fetchone()[0] == 1
    connection.close()


def test_a_release_at_very_many_addresses_is_one_story() -> None:
    stories, count = Stories(), LARGE + 30
    for start in range(0, count, 64):
        numbers = range(start, min(count, start + 64))
        stories.keep(*(told(number, f"{RELEASE}\n\n{passage(number + 1000, 1)}") for number in numbers))
    assert stories.row("SELECT count(*), max(articles), max(outlets) FROM stories") == (1, count, count)
    assert stories.row("SELECT count(*) FROM sketches")[0] <= LARGE + 1, "so many are enough to find the rest by"


def test_a_reworded_release_whose_words_share_no_sketch_is_found_by_its_prison_and_day() -> None:
    stories = Stories()
    store_regions(stories.connection)
    fill_units(stories.connection)
    first = (
        "Panen 40 kilogram lele digelar Lapas Kelas IIA Cilegon di kolam terpal, Kamis (27/2/2020). Delapan peserta "
        "pelatihan merawat bibitnya sejak Desember. Pakan dibuat sendiri dari ampas tahu. Hasilnya dijual ke koperasi "
        "pegawai, lalu premi ditabung untuk keluarga."
    )
    second = (
        "Kolam terpal di Lapas Kelas IIA Cilegon menghasilkan lele seberat 40 kilogram yang dipanen Kamis (27/2/2020). "
        "Bibit itu dirawat 8 peserta pelatihan mulai Desember dengan pakan ampas tahu buatan mereka. Koperasi membeli "
        "hasil panen, dan premi untuk keluarga ditabung."
    )
    cilegon, serang = (
        [Unit(f"Lapas {place}", f"Lapas {place}", f"lapas-{place.lower()}")] for place in ("Cilegon", "Serang")
    )
    day = "2020-02-27"
    items = [told(1, first, event_date=day, units=cilegon), told(2, second, event_date=day, units=cilegon)]
    elsewhere = told(3, second.replace("Cilegon", "Serang"), event_date=day, units=serang)
    stories.keep(*items, elsewhere)
    assert stories.groups() == {frozenset(item.url for item in items)}
    stories.keep(told(2, passage(7), units=[], event_date=None))
    assert stories.groups() == set()
