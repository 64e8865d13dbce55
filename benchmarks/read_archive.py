"""An archive to be read: made-up articles with everything that a page shows, without captures."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

from archive.database import open_for_writing
from archive.folder import ArchiveFolder, Config, create_archive
from archive.items import ArticleItem, Credit, Unit
from archive.regions import codes_of
from archive.units import units
from archive.vocabulary import Role
from archive.writer import GROUP
from benchmarks.ingest_writers import into_archive
from benchmarks.sentences import PEOPLE
from benchmarks.texts import TextMaker

SECTIONS = ("Daerah", "Hukum", "Nasional", "Olahraga", "Ekonomi", "Pendidikan", "Pemasyarakatan", "Budaya")
RELEASES, PAID, WITH_UNIT = 0.15, 0.03, 0.4


def make_archive(folder: Path, corpus: Path, count: int) -> ArchiveFolder:
    """An archive of `count` articles of the corpus's sentences, over fifty sources and twenty years."""
    made = create_archive(folder, Config("Perpustakaan Contoh", "arsip@contoh.example"))
    with closing(open_for_writing(made.database)) as connection:
        write = into_archive(connection)
        items = _dressed(TextMaker(corpus).items(count))
        while group := list(islice(items, GROUP)):
            write(group)
    return made


def _dressed(items: Iterator[ArticleItem]) -> Iterator[ArticleItem]:
    random = Random(7)
    registry = [unit for unit in units().values() if unit.kind != "ministry"]
    for item in items:
        codes = codes_of(item.dateline.place or "")
        unit = registry[int(random.random() ** 2 * len(registry))]
        writer = PEOPLE[int(random.random() * len(PEOPLE))]
        yield replace(
            item,
            dateline=replace(item.dateline, region=codes[0] if len(codes) == 1 else None),
            section=SECTIONS[int(random.random() * len(SECTIONS))],
            credits=[Credit(f"Penulis: {writer}", writer, Role.WRITER)],
            units=[Unit(unit.name, unit.name, unit.id)] if random.random() < WITH_UNIT else [],
            release_marked=random.random() < RELEASES or None,
            advertorial=random.random() < PAID or None,
        )
