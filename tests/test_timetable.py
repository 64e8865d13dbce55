"""Timetables: fixed times and quiet hours, in the time zone of a source."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.crawling.timetable import after, after_quiet, is_quiet, parse_every
from archive.errors import ArsipError
from archive.sources import Source, parse_source

SITE = Source("lapas-contoh", "https://lapas.contoh.example/", "wordpress")
MOMENTS = st.timedeltas(timedelta(), timedelta(days=366)).map(lambda passed: datetime(2026, 1, 1, tzinfo=UTC) + passed)
CLOCKS = st.times().map(lambda moment: moment.strftime("%H:%M"))
ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Pontianak", "UTC"])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(("text", "hours"), [("30m", 0.5), ("6h", 6), ("2d", 48)])
def test_a_distance_is_a_number_and_a_unit(text: str, hours: float) -> None:
    assert parse_every(text) == timedelta(hours=hours)
    assert after(replace(SITE, every=text), at("2026-11-24T05:00+00:00")) == at("2026-11-24T05:00+00:00") + timedelta(
        hours=hours
    )


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("every", "6 hours", 'a number of minutes, hours or days, as in "30m"'),
        ("every", "0h", 'a number of minutes, hours or days, as in "30m"'),
        ("cron", "15 25 * * *", "(bad hour)"),
        ("cron", "15 6", "five fields of cron"),
        ("cron", "0 0 30 2 *", "(bad day-of-month)"),
        ("quiet", "22-5", 'two different clock times, as in "22:00-05:00"'),
        ("quiet", "05:00-05:00", "two different clock times"),
    ],
)
def test_a_wrong_time_is_named_with_its_file_key_and_value(key: str, value: str, said: str) -> None:
    text = f'name = "x"\nurl = "https://x.example/"\nplatform = "wordpress"\n{key} = "{value}"\n'
    with pytest.raises(ArsipError) as error:
        parse_source(text, "sources/x.toml")
    assert str(error.value).startswith(f'sources/x.toml:4: {key} = "{value}": should be ')
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("zone", "now", "due"),
    [
        ("Asia/Jakarta", "2026-11-24T05:00+07:00", "2026-11-24T06:15+07:00"),
        ("Asia/Jakarta", "2026-11-24T06:15+07:00", "2026-11-24T18:15+07:00"),
        ("Asia/Jayapura", "2026-11-24T05:00+07:00", "2026-11-24T18:15+09:00"),
        # where there is summer time, as Debian's cron does it
        ("Europe/Amsterdam", "2026-03-28T20:00+01:00", "2026-03-29T06:15+02:00"),
        ("Europe/Amsterdam", "2026-10-24T20:00+02:00", "2026-10-25T06:15+01:00"),
    ],
)
def test_a_cron_form_is_read_in_the_time_zone_of_the_source(zone: str, now: str, due: str) -> None:
    assert after(replace(SITE, cron="15 6,18 * * *", time_zone=zone), at(now)) == at(due)


def test_a_source_without_fixed_times_has_none() -> None:
    assert after(SITE, at("2026-11-24T05:00+00:00")) is None


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [("21:59", False), ("22:00", True), ("23:59", True), ("00:00", True), ("04:59", True), ("05:00", False)],
)
def test_quiet_hours_may_go_over_midnight(clock: str, quiet: bool) -> None:  # noqa: FBT001 a column of the table
    assert is_quiet(replace(SITE, quiet="22:00-05:00"), at(f"2026-11-24T{clock}+07:00")) is quiet


@pytest.mark.parametrize(
    ("now", "over"),
    [
        ("2026-11-24T22:30+07:00", "2026-11-25T05:00+07:00"),
        ("2026-11-25T01:30+07:00", "2026-11-25T05:00+07:00"),
        ("2026-12-31T23:00+07:00", "2027-01-01T05:00+07:00"),
        ("2026-11-24T12:30+07:00", "2026-11-24T12:30+07:00"),
    ],
)
def test_what_falls_into_quiet_hours_waits_for_their_end(now: str, over: str) -> None:
    assert after_quiet(replace(SITE, quiet="22:00-05:00"), at(now)) == at(over)


@given(MOMENTS, CLOCKS, CLOCKS, ZONES)
def test_after_quiet_hours_it_is_never_quiet_and_less_than_a_day_has_passed(
    moment: datetime, begin: str, end: str, zone: str
) -> None:
    if begin == end:
        return
    source = replace(SITE, quiet=f"{begin}-{end}", time_zone=zone)
    over = after_quiet(source, moment)
    assert not is_quiet(source, over)
    assert timedelta() <= over - moment < timedelta(days=1)
