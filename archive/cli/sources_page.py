"""`python -m archive.cli.sources_page`: the shipped catalogue as the Markdown of docs/sources.md."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

import click

from archive.adoption.source_catalogue import catalogue
from archive.places.regions import Region, provinces
from archive.sources import Source

INTRODUCTION = """# Sources that Arsip knows of

Made by `python -m archive.cli.sources_page > docs/sources.md`; a test compares the two.

These come with Arsip, each a file in [spiders/sources/](../spiders/sources/). An archive crawls none of them by
itself: it adopts what it wants by name, `arsip source add kanwil-ntt`, and the look at the site then finds out what
runs it. [Adding a source](adding-a-source.md) shows how, `arsip source list --catalogue` searches them.

None was invented: the `evidence` in each file says where its address is shown to exist: a page, a corpus or public
code. That is no proof that it still answers: many hosts under `kemenkumham.go.id` have gone since the ministry was
split in October 2024."""


def markdown(sources: Iterable[Source]) -> str:
    """The page of these sources: what there is of each kind, then a table for each province."""
    ordered = sorted(sources, key=lambda source: (source.place[:2], source.kind, source.name))
    of = {code: list(group) for code, group in groupby(ordered, key=lambda source: source.place[:2])}
    kinds = Counter(source.kind for source in ordered)
    counts = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    without = [province.name for code, province in provinces().items() if code not in of]
    parts = [INTRODUCTION, f"{len(ordered)} sources: {counts}.", _missing(without)]
    parts += [section(province, of[code]) for code, province in provinces().items() if code in of]
    if "" in of:
        parts.append("\n".join(["## Of no one province", "", *_rows(of[""])]))
    return "\n\n".join(parts)


def _missing(without: list[str]) -> str:
    if not without:
        return f"All {len(provinces())} provinces have a source."
    return f"{len(without)} of {len(provinces())} provinces have no source yet: {', '.join(without)}."


def section(province: Region, sources: list[Source]) -> str:
    """The heading and table of one province."""
    number = f"{len(sources)} source{'s' * (len(sources) != 1)}"
    return "\n".join([f"## {province.code} {province.name}: {number}", "", *_rows(sources)])


def _rows(sources: list[Source]) -> Iterator[str]:
    yield "| name | kind | title | address | network |"
    yield "|---|---|---|---|---|"
    for source in sources:
        title = source.title if source.active else f"{source.title} (publishes no more)"
        yield f"| `{source.name}` | {source.kind} | {title} | {source.url} | {source.network} |"


if __name__ == "__main__":
    click.echo(markdown(catalogue().values()))
