"""How long ago a page says that it was published counts from the moment at which it was captured."""

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.captured_page import page_of
from spiders.reading.relative import relative_date
from tests.crawling import run_in
from tests.exchanges import exchange

CAPTURED = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)  # half past one of 2 March in Jakarta


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 jam yang lalu", "2026-03-01"),
        ("1 jam lalu", "2026-03-02"),
        ("sejam yang lalu", "2026-03-02"),
        ("5 menit yang lalu", "2026-03-02T01:25:00+07:00"),
        ("3 hari yang lalu", "2026-02-27"),
        ("Diterbitkan 3 hari lalu", "2026-02-27"),
        ("kemarin", "2026-03-01"),
        ("Baru saja", "2026-03-02"),
        ("2 hours ago", "2026-03-01"),
        ("yesterday", "2026-03-01"),
        ("2 minggu yang lalu", None),
        ("3 bulan lalu", None),
        ("2 jam", None),
        ("Penjaga memeriksa kamar 2 jam yang lalu", None),
        ("Petugas melihat napi itu kemarin", None),
    ],
)
def test_a_line_that_only_says_how_long_ago_gives_a_day_or_a_clock(text: str, value: str | None) -> None:
    stated = relative_date(text, CAPTURED, "Asia/Jakarta")
    assert (stated.value if stated else None) == value


def test_without_the_moment_of_capture_it_says_nothing() -> None:
    assert relative_date("2 jam yang lalu", None, "Asia/Jakarta") is None


@given(st.integers(0, 30), st.integers(0, 3 * 10**9), st.sampled_from(["jam", "hari"]))
def test_the_day_is_that_of_the_same_span_before(number: int, seconds: int, unit: str) -> None:
    captured = datetime.fromtimestamp(seconds, UTC)
    stated = relative_date(f"{number} {unit} yang lalu", captured, "Asia/Jayapura")
    span = timedelta(hours=number) if unit == "jam" else timedelta(days=number)
    assert stated is not None
    assert stated.value == (captured.astimezone(ZoneInfo("Asia/Jayapura")) - span).date().isoformat()


@given(st.text(max_size=40))
def test_no_text_makes_it_raise(text: str) -> None:
    assert relative_date(text, CAPTURED, "Asia/Jakarta") is None or text.strip()


def test_a_stored_capture_counts_from_its_own_time() -> None:
    assert page_of(exchange()).captured == exchange().fetched_at


def test_a_file_counts_from_when_it_was_last_written(tmp_path: Path) -> None:
    file = tmp_path / "halaman.html"
    shutil.copy(Path(__file__).parent / "pages" / "relative-date.html", file)
    os.utime(file, (CAPTURED.timestamp(), CAPTURED.timestamp()))
    done = run_in(tmp_path, "read", str(file), "--json", "--url", "https://contoh.example/panen-jagung/")
    assert done.returncode == 0, done.stderr
    item = json.loads(done.stdout)
    assert (item["published"], item["published_raw"]) == ("2026-03-01", "2 jam yang lalu")
