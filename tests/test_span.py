"""What a range of days leaves out, told from lists and addresses alone."""

import pytest

from spiders.reading import Reading
from spiders.span import Span

SPAN = Span("2020-02-01", "2020-02-29")
A = "https://contoh.example/a/"


@pytest.mark.parametrize(
    ("url", "reading", "holds"),
    [
        (A, Reading(days={A: "2020-02-29"}), True),
        (A, Reading(days={A: "2020-03-01"}), False),
        (A, Reading(days={A: "2020-01-31"}), False),
        ("https://contoh.example/2020/02/27/a/", Reading(), True),
        ("https://contoh.example/2020/03/27/a/", Reading(), False),
        (A, Reading(changed={A: "2020-01-15"}), False),
        (A, Reading(changed={A: "2026-01-15"}), True),
        (A, Reading(), True),
    ],
)
def test_an_address_is_left_out_only_when_it_is_known_to_lie_outside(
    url: str, reading: Reading, *, holds: bool
) -> None:
    assert SPAN.holds(url, reading) is holds


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("sitemap-pt-post-2020-02.xml", True),
        ("sitemap-pt-post-2020-03.xml", False),
        ("sitemap.xml?yyyy=2020&mm=01", False),
        ("sitemap/2019.xml", False),
        ("sitemap/2020.xml", True),
        ("post-sitemap12.xml", True),
    ],
)
def test_a_sitemap_of_another_month_is_not_read(name: str, *, holds: bool) -> None:
    assert SPAN.holds_file(f"https://contoh.example/{name}", Reading()) is holds


def test_a_list_is_over_when_all_that_is_dated_on_its_page_is_older() -> None:
    old = {A: "2020-01-31"}
    assert SPAN.is_over(Reading(links=[A], days=old))
    assert not SPAN.is_over(Reading(links=[A, f"{A}b", f"{A}c"], days=old)), "most say nothing of their day"
    assert not SPAN.is_over(Reading(links=[A, f"{A}b"], days=old | {f"{A}b": "2020-02-01"}))
