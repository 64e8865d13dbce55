"""Days as people type them and as the archive says them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.days import first_day, last_day, readable_day
from archive.errors import ArsipError


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-06", "2019-06-01", "2019-06-30"),
        ("2020-2", "2020-02-01", "2020-02-29"),
        ("2019-06-27", "2019-06-27", "2019-06-27"),
        (" 27/2/2020 ", "2020-02-27", "2020-02-27"),
        ("27.02.2020", "2020-02-27", "2020-02-27"),
    ],
)
def test_days_as_people_type_them(text: str, first: str, last: str) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "kemarin", "19", "0000", "2019-13", "2019-00", "2019-02-30", "30/2/2020", "2/27/2020", "2019-6-", "x" * 99],
)
@pytest.mark.parametrize("read", [first_day, last_day])
def test_what_is_no_day_is_said_with_the_forms_that_are(text: str, read: Callable[[str], str]) -> None:
    with pytest.raises(ArsipError, match="is no day, month or year: write 2019, 2019-06, 2019-06-27 or 27/6/2019"):
        read(text)


@given(day=st.dates())
def test_every_day_of_the_calendar_is_read(day: object) -> None:
    assert first_day(str(day)) == last_day(str(day)) == str(day)


@given(text=st.text(alphabet="0123456789/-. ²", max_size=12))
def test_no_text_is_read_as_a_day_that_is_none(text: str) -> None:
    for read in (first_day, last_day):
        try:
            day = read(text)
        except ArsipError:
            continue
        assert readable_day(day) != day


def test_days_are_shown_in_indonesian() -> None:
    assert readable_day("2020-02-07") == "7 Februari 2020"
    assert readable_day("2020") == "2020"
