"""What people decide about stories: it counts before what the machine finds, outlives it, and can be taken back."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import ArsipError
from archive.likeness.story_corrections import decisions, join_by_hand, split_by_hand, take_back
from tests.conftest import NOON
from tests.one_story import Stories, passage, told

RELEASE, OTHER = (f"{passage(seed)}\n\n{passage(seed + 1)}" for seed in (1, 11))
WHY = "hari yang lain"


def two_stories() -> tuple[Stories, list[int]]:
    """Articles 0 to 2 are one text, 3 and 4 another, 5 is alone."""
    stories = Stories()
    texts = [RELEASE] * 3 + [OTHER] * 2 + [passage(77, 12)]
    return stories, stories.keep(*(told(number, text) for number, text in enumerate(texts)))


def parted(stories: Stories) -> set[frozenset[int]]:
    return {frozenset(stories.rows[url] for url in group) for group in stories.groups()}


def test_a_split_outlives_a_new_copy_and_a_new_look_at_the_texts() -> None:
    stories, rows = two_stories()
    split_by_hand(stories.connection, rows[:1], WHY, NOON)
    assert parted(stories) == {frozenset(rows[1:3]), frozenset(rows[3:5])}
    (copy,) = stories.keep(told(8, RELEASE))
    stories.keep(told(0, f"{RELEASE} Ditambah."), told(1, f"{RELEASE} Diubah."))
    assert parted(stories) == {frozenset({*rows[1:3], copy}), frozenset(rows[3:5])}


def test_a_join_outlives_a_change_of_the_text() -> None:
    stories, rows = two_stories()
    join_by_hand(stories.connection, (rows[0], rows[5]), WHY, NOON)
    stories.keep(told(5, passage(78, 12)))
    assert parted(stories) == {frozenset({*rows[:3], rows[5]}), frozenset(rows[3:5])}
    assert stories.row("SELECT count(*) FROM story_articles WHERE part IS NULL") == (0,)


def test_each_decision_is_logged_with_its_time_and_reason_and_can_be_taken_back() -> None:
    stories, rows = two_stories()
    before = parted(stories)
    number = split_by_hand(stories.connection, rows[:2], WHY, NOON)
    assert parted(stories) == {frozenset(rows[:2]), frozenset(rows[3:5])}
    take_back(stories.connection, number, "keliru", NOON)
    assert parted(stories) == before
    (told_of,) = decisions(stories.connection)
    assert (told_of.kind, told_of.reason, told_of.undone_reason) == ("split", WHY, "keliru")
    assert told_of.made == told_of.undone == "2026-11-24T05:00:00.000000Z"
    assert decisions(stories.connection, rows[3:]) == []


@given(st.sets(st.integers(0, 5), min_size=1, max_size=4), st.integers(0, 5), st.integers(0, 5))
@settings(max_examples=25, deadline=None)
def test_joining_and_then_splitting_gives_what_was_before(apart: set[int], one: int, other: int) -> None:
    stories, rows = two_stories()
    chosen = [rows[at] for at in apart]
    with contextlib.suppress(ArsipError):  # where no such split can be made, the stories are as they were
        split_by_hand(stories.connection, chosen, WHY, NOON)
    before = parted(stories)
    mine = next((sorted(group) for group in before if rows[one] in group), [rows[one]])
    try:
        number = join_by_hand(stories.connection, (rows[one], rows[other]), WHY, NOON)
    except ArsipError:
        return
    assert parted(stories) != before
    split = split_by_hand(stories.connection, mine, WHY, NOON)
    assert parted(stories) == before
    take_back(stories.connection, split, WHY, NOON)
    assert parted(stories) != before
    take_back(stories.connection, number, WHY, NOON)
    assert parted(stories) == before


def test_what_makes_no_sense_is_refused_with_what_would() -> None:
    stories, rows = two_stories()
    with pytest.raises(ArsipError, match="one story already"):
        join_by_hand(stories.connection, rows[:2], WHY, NOON)
    with pytest.raises(ArsipError, match="nothing to part"):
        split_by_hand(stories.connection, rows[5:], WHY, NOON)
    with pytest.raises(ArsipError, match="whole story"):
        split_by_hand(stories.connection, rows[:3], WHY, NOON)
    with pytest.raises(ArsipError, match="a reason is wanted"):
        split_by_hand(stories.connection, rows[:1], " ", NOON)
    with pytest.raises(ArsipError, match="no decision 9"):
        take_back(stories.connection, 9, WHY, NOON)
    assert decisions(stories.connection) == []
