"""An archive with something of everything that its pages show, made in a moment: no crawl, but real captures."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from archive import frontier
from archive.articles import keep
from archive.captures import CaptureWriter
from archive.database import open_for_writing
from archive.folder import ArchiveFolder, Config, create_archive
from archive.full_text import Search
from archive.items import ArticleItem, Credit, Dateline, Unit
from archive.keeping import Keeping
from archive.outcomes import Exchange
from archive.places.unit_lookup import find_unit
from archive.record import add_captures
from archive.sources import Source
from archive.vocabulary import Precision, Role
from tests.conftest import NOON

LAPAS = Source("lapas-contoh", "https://lapas.contoh.example/", "wordpress", title="Lapas Contoh")
HARIAN = Source("harian-contoh", "https://harian.contoh.example/", "wordpress", title="Harian Contoh")
PURWAKARTA = find_unit("Lapas Purwakarta") or ""
STORED = "<!DOCTYPE html><title>judul</title><script>alert(1)</script><h1>{}</h1><p onclick=alert(2)>Isi {}.</p>"


@dataclass(slots=True)
class Furnished:
    """The archive's folder, and the public ids of its articles in the order in which they were kept."""

    folder: ArchiveFolder
    ids: list[str] = field(default_factory=list)


def articles() -> list[ArticleItem]:
    """Thirty articles of two sources over three years: each third a release, each fifth on one prison."""
    return [_article(number) for number in range(30)]


def _article(number: int) -> ArticleItem:
    source = HARIAN if number % 2 else LAPAS
    url = f"{source.url}berita-{number}/"
    place, region = ("PURWAKARTA", "32.14") if number % 2 else ("DENPASAR", "51.71")
    unit = [Unit("Lapas Purwakarta", "Lapas Kelas IIB Purwakarta", PURWAKARTA)] if number % 5 == 0 else []
    return ArticleItem(
        url=url,
        canonical=url,
        source=source.name,
        headline=f"Razia ke-{number} di Lapas Contoh",
        body=f"Petugas menggelar razia ke-{number}.\n\nSemua berjalan tertib & aman.",
        lead_caption=f"Petugas memeriksa kamar nomor {number}" if number % 4 == 0 else None,
        section="Hukum" if number % 2 else "Pembinaan",
        language="id",
        dateline=Dateline(place, place.title(), region=region),
        published=f"{2018 + number % 3}-0{1 + number % 9}-1{number % 7}T08:15:00+07:00",
        published_precision=Precision.MINUTE,
        credits=[Credit("Penulis: Ani Contoh", "Ani Contoh", Role.WRITER), Credit("Ed: Budi", "Budi", Role.EDITOR)],
        units=unit,
        release_marked=True if number % 3 == 0 else None,
        reader="html",
        reader_version=3,
        origins={"headline": "json-ld"},
    )


def furnish(
    path: Path, items: list[ArticleItem] | None = None, sources: tuple[Source, ...] = (LAPAS, HARIAN)
) -> Furnished:
    """Keep these items of these sources, each with a capture of its own; the first one is then revised."""
    made = Furnished(create_archive(path, Config("Perpustakaan Contoh", "arsip@contoh.example")))
    with closing(open_for_writing(made.folder.database)) as connection:
        kept = articles() if items is None else items
        revised = replace(kept[0], headline=f"{kept[0].headline} Diperbarui", body=f"{kept[0].body} Kalimat baru.")
        for number, item in enumerate([*kept, revised]):
            source = next(source for source in sources if source.name == item.source)
            made.ids.append(_keep(made.folder, connection, item, source, number))
        made.ids.pop()
    return made


def keep_one(folder: ArchiveFolder, item: ArticleItem, number: int) -> str:
    """Keep one more, captured so many minutes after noon; its public id."""
    with closing(open_for_writing(folder.database)) as connection:
        return _keep(folder, connection, item, LAPAS if item.source == LAPAS.name else HARIAN, number)


def _keep(folder: ArchiveFolder, connection: sqlite3.Connection, item: ArticleItem, source: Source, number: int) -> str:
    moment = NOON + timedelta(minutes=number)
    page = STORED.format(item.headline, number)
    exchange = Exchange(
        url=item.url,
        fetched_at=moment,
        request_head=b"GET / HTTP/1.1\r\n\r\n",
        response_head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
        payload=page.encode("utf-8", "replace"),
        status=200,
        content_type="text/html; charset=utf-8",
    )
    writer = CaptureWriter(folder.warc, item.source, {"software": "arsip"})
    captured = writer.write(exchange)
    writer.close()
    row = frontier.adopt(connection, source)
    waiting = Search()
    captures = add_captures(connection, row, [exchange], [captured])
    article = keep(item, Keeping(connection, waiting, row, captures, moment)).article
    waiting.flush(connection)
    return str(connection.execute("SELECT public_id FROM articles WHERE id = ?", (article,)).fetchone()[0])
