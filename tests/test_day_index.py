"""A walk through the days of an index: which day comes next, and when it ends."""

from datetime import date, timedelta

import pytest

from spiders.day_index import EMPTY_DAYS, FIRST_DAY, DayState, address_of_day
from spiders.span import Span

DAY = date(2020, 2, 7)


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("/indeks?date={year}-{month}-{day}", "/indeks?date=2020-02-07"),
        ("/index/{year}/{m}/{d}", "/index/2020/2/7"),
    ],
)
def test_the_address_of_a_day_is_padded_or_not(template: str, address: str) -> None:
    assert address_of_day(template, DAY) == address


def walked(*said: str) -> DayState:
    state = DayState(DAY)
    for words in said:
        state = state.after(words)
    return state


def test_days_without_articles_of_their_own_are_counted_until_one_has_some() -> None:
    assert walked("a", "b", "", "").empty == 2
    assert walked("a", "b", "sama", "sama", "sama").empty == 2
    assert walked("a", "", "b").empty == 0
    assert walked("a", "b").day == DAY - timedelta(days=2)


def test_a_walk_ends_after_so_many_empty_days_at_its_first_day_and_in_1995() -> None:
    assert walked("a", "b", *[""] * EMPTY_DAYS).is_over(Span())
    assert not walked("a", "b", *[""] * (EMPTY_DAYS - 1)).is_over(Span())
    assert not walked("a", "b", *[""] * EMPTY_DAYS).is_over(Span("2001-01-01")), "a range is read to its end"
    assert DayState(date(2000, 12, 31)).is_over(Span("2001-01-01"))
    assert DayState(FIRST_DAY - timedelta(days=1)).is_over(Span())


def test_an_index_is_barren_only_when_no_two_days_ever_differed() -> None:
    assert walked(*["sama"] * (EMPTY_DAYS + 1)).is_barren
    assert not walked("a", "b", *[""] * EMPTY_DAYS).is_barren


def test_the_state_survives_the_walk_that_carries_it() -> None:
    state = walked("a", "b", "")
    assert DayState.of(state.walk) == state
