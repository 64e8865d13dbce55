"""A source as a commented file: it reads back as the same source, whatever stands in it."""

from dataclasses import fields
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from archive.adoption.commented_source import GROUPS, commented_text
from archive.sources import Source, parse_source, source_text

WORDS = st.text(max_size=30)
LISTS = st.lists(WORDS, max_size=3).map(tuple)
DAYS = st.none() | st.dates(date(1990, 1, 1))


@st.composite
def sources(draw: st.DrawFn) -> Source:
    return Source(
        name=draw(st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True).filter(lambda n: not n.startswith("saved"))),
        url="https://lapas.example/",
        platform="wordpress",
        title=draw(WORDS),
        unit=draw(WORDS),
        publisher=draw(WORDS),
        active=draw(st.booleans()),
        evidence=draw(LISTS),
        checked=draw(DAYS),
        pace=draw(st.floats(2, 1000)),
        local=draw(st.booleans()),
    )


@given(sources(), st.lists(WORDS, max_size=3))
def test_a_commented_file_reads_back_as_the_same_source(source: Source, remarks: list[str]) -> None:
    assert parse_source(commented_text(source, remarks), "this") == source
    assert parse_source(source_text(source), "this") == source


def test_every_key_stands_in_one_group() -> None:
    grouped = [key for keys in GROUPS.values() for key in keys]
    assert sorted(grouped) == sorted(f.name for f in fields(Source))


def test_a_comment_stands_over_each_group() -> None:
    source = Source("lapas-contoh", "https://lapas.example/", "wordpress", evidence=("a page",), every="6h")
    text = commented_text(source, ["Found on its own page.\nTwo lines."])
    assert text.splitlines() == [
        "# Found on its own page.",
        "# Two lines.",
        "",
        "# What it is",
        'name = "lapas-contoh"',
        'url = "https://lapas.example/"',
        'platform = "wordpress"',
        "",
        "# Where its address is shown to exist, and when `arsip source check` last reached it",
        "evidence = [",
        '    "a page",',
        "]",
        "",
        "# When it is looked at",
        'every = "6h"',
    ]
