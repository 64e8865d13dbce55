"""An archive as a researcher finds it, made in a moment: invented articles of five sites over two years.

They are read as a crawl reads them. Among them are a release that three papers print, a correction, a removal, what is
hidden, a gap.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from archive.crawling.crawls import begin_crawl, end_crawl
from archive.crawling.polls import note_crawl
from archive.database import open_for_writing
from archive.demo.stories import Story, daily_stories, prison_stories
from archive.folder import ArchiveFolder
from archive.items import ArticleItem, Credit
from archive.likeness.story_figures import settle_stories
from archive.sources import Source, source_text
from archive.vocabulary import Precision
from pipelines.find_duplicates import FindDuplicates
from pipelines.name_places_and_units import NamePlacesAndUnits
from pipelines.read_credits import ReadCredits
from pipelines.read_dateline import ReadDateline
from pipelines.read_marks import ReadMarks
from pipelines.settle_dates import SettleDates
from tests.conftest import NOON
from tests.furnished import PURWAKARTA, Furnished, furnish

LAPAS = Source(
    "lapas-wanacontoh",
    "https://lapas.contoh.example/",
    "wordpress",
    title="Lapas Wanacontoh",
    kind="lapas",
    place="32.14",
    unit=PURWAKARTA,
)
HARIAN = Source(
    "harian-contoh",
    "https://harian.contoh.example/",
    "wordpress",
    title="Harian Contoh",
    network="Jaringan Contoh",
    publisher="PT Contoh Media Pers",
    press_council="terverifikasi administratif dan faktual",
    press_council_on=date(2026, 10, 1),
)
KABAR = Source("kabar-sukacontoh", "https://kabar.contoh.example/", "joomla", title="Kabar Sukacontoh")
SUARA = Source(
    "suara-contoh", "https://suara.contoh.example/", "wordpress", title="Suara Contoh", network="Jaringan Contoh"
)
KANWIL = Source(
    "kanwil-contoh", "https://kanwil.contoh.example/", "drupal", title="Kanwil Pemasyarakatan Contoh", kind="kanwil"
)
SOURCES = (LAPAS, HARIAN, KABAR, SUARA, KANWIL)
VERBS = (ReadDateline, ReadCredits, ReadMarks, SettleDates, NamePlacesAndUnits, FindDuplicates)

HIDDEN = "Zarqun"  # a word that only the hidden article has
HEADLINE = "Lapas Purwakarta Ajak Media Bertukar Kabar Lewat Pertemuan Jarak Jauh"
RELEASE = (
    (
        "PURWAKARTA – Lembaga Pemasyarakatan (Lapas) Kelas IIB Purwakarta mengundang dua belas wartawan ke aulanya "
        "untuk sebuah pertemuan media yang digelar bersamaan dengan kantor wilayah lewat sambungan video, "
        "Kamis (5/3/2020)."
    ),
    (
        "Pelaksana harian kepala lapas, Suryana Contohman, mengatakan bahwa pertemuan semacam itu akan diadakan setiap "
        "tiga bulan. “Wartawan boleh bertanya apa saja, dan yang belum bisa kami jawab kami catat di papan,” ujarnya."
    ),
    (
        "Dalam pertemuan itu dipaparkan jumlah penghuni, jadwal kunjungan keluarga, serta pelatihan menjahit, las, dan "
        "perkebunan yang diikuti delapan puluh warga binaan sejak awal tahun. Peserta lalu meninjau dapur dan bengkel."
    ),
    (
        "Hasil pertanyaan yang tercatat di papan akan diumumkan di laman lapas paling lambat satu pekan kemudian, "
        "lengkap dengan nama petugas yang menjawab dan tanggal jawabannya."
    ),
)
CAPTION = "Wartawan mengikuti pertemuan jarak jauh di aula Lapas Kelas IIB Purwakarta, Kamis (5/3/2020)"
OWN_END = (
    "Seorang warga yang ditemui di depan lapas berharap jadwal kunjungan juga ditempel di gerbang, sebab tidak semua "
    "keluarga membuka laman."
)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """The archive, and the ids that its pages are addressed by."""

    furnished: Furnished
    release: str
    longer: str
    gone: str
    hidden: str
    capture: str

    @property
    def folder(self) -> ArchiveFolder:
        """The archive."""
        return self.furnished.folder

    @property
    def path(self) -> Path:
        """Its folder."""
        return self.furnished.folder.path


def exhibit(path: Path) -> Exhibit:
    """Make the archive, in a folder that is not there yet."""
    items = [*_tellings(), *_posts()]
    made = furnish(path, [_read(item) for item in items], SOURCES)
    with closing(open_for_writing(made.folder.database)) as connection:
        digest = connection.execute("SELECT payload_sha256 FROM captures ORDER BY id LIMIT 1").fetchone()[0]
        found = Exhibit(made, made.ids[0], longer=made.ids[3], gone=made.ids[-2], hidden=made.ids[-1], capture=digest)
        connection.execute("BEGIN IMMEDIATE")
        settle_stories(connection)
        _trouble(connection, found)
        connection.execute("COMMIT")
    made.folder.sources.mkdir(exist_ok=True)
    for source in SOURCES:
        (made.folder.sources / f"{source.name}.toml").write_text(source_text(source), encoding="utf-8")
    return found


def _tellings() -> Iterator[ArticleItem]:
    """The release, and how three papers print it: whole, cut, and with an end of its own."""
    whole = "\n\n".join([*RELEASE[:-1], f"{RELEASE[-1]} (Humas Lapas Purwakarta)"])
    yield _item(LAPAS, "pertemuan-media", HEADLINE, whole, "2020-03-05T13:05:00+07:00", "Siaran Pers", CAPTION)
    printed = "\n\n".join([*RELEASE[:-1], f"{RELEASE[-1]} (nin/zak)"])
    yield _item(HARIAN, "lapas-ajak-media", HEADLINE, printed, "2020-03-05T19:40:00+07:00", "Daerah", CAPTION)
    cut = "\n\n".join([RELEASE[0].replace("PURWAKARTA –", "PURWAKARTA, KABAR –"), *RELEASE[1:3]])
    yield _item(KABAR, "lapas-purwakarta", "Wartawan Diundang ke Aula Lapas", cut, "2020-03-06T06:10:00+07:00", "Hukum")
    longer = "\n\n".join([*RELEASE, f"{OWN_END} (rud)"])
    yield _item(SUARA, "pertemuan", f"{HEADLINE}, Ini Kata Warga", longer, "2020-03-06T09:30:00+07:00", "Nusantara")


def _posts() -> Iterator[ArticleItem]:
    """The invented posts of the demo's two sites, and some of them on the site of the regional office."""
    for number, story in enumerate(prison_stories()):
        yield _post(LAPAS, story if number % 2 else replace(story, section="Siaran Pers"))
        if number % 4 == 1:
            yield _post(KANWIL, replace(story, published=story.published + timedelta(days=2)))
    for story in daily_stories(edited=False):
        yield _post(HARIAN, story)
    yield _hidden()


def _hidden() -> ArticleItem:
    """What is in no other article: a word, a section, a person, a prison, a place, and the last day of all."""
    text = (
        f"AMBON – Lapas Kelas IIA Ambon menerima {HIDDEN} di aulanya. {RELEASE[1]} {RELEASE[2]} (Penulis: Ani {HIDDEN})"
    )
    item = _item(HARIAN, "tersembunyi", f"Kabar {HIDDEN}", text, "2021-02-03T10:00:00+07:00", f"Rubrik {HIDDEN}")
    return replace(item, tags=[HIDDEN], credits=[Credit(f"Ani {HIDDEN}", f"Ani {HIDDEN}")])


def _post(source: Source, story: Story) -> ArticleItem:
    published = f"{story.published:%Y-%m-%dT%H:%M:%S}+07:00"
    body = "\n\n".join(story.paragraphs)
    item = _item(source, f"{story.slug}-{story.number}", story.headline, body, published, story.section, story.caption)
    return replace(item, tags=list(story.tags))


def _item(  # noqa: PLR0917 a line a telling reads best
    source: Source, slug: str, headline: str, body: str, published: str, section: str, caption: str | None = None
) -> ArticleItem:
    url = f"{source.url}{slug}/"
    return ArticleItem(
        url=url,
        canonical=url,
        source=source.name,
        headline=headline,
        body=body,
        lead_caption=caption,
        section=section,
        language="id",
        published=published,
        published_precision=Precision.MINUTE,
        reader="html",
        reader_version=1,
        origins={"headline": "json-ld", "published": "json-ld", "body": "reader"},
    )


def _read(item: ArticleItem) -> ArticleItem:
    for verb in VERBS:
        worker = verb()
        worker.source = next(source for source in SOURCES if source.name == item.source)
        worker.work(item)
    return item


def _trouble(connection: sqlite3.Connection, made: Exhibit) -> None:
    """What goes wrong in any archive: something is taken away, something hidden, something missed."""
    connection.execute(
        "UPDATE articles SET state = 'gone', gone = '2026-11-20T03:00:00.000000Z' WHERE public_id = ?", (made.gone,)
    )
    connection.execute("UPDATE articles SET state = 'hidden' WHERE public_id = ?", (made.hidden,))
    rows = dict(connection.execute("SELECT name, id FROM sources").fetchall())
    for source in (LAPAS, HARIAN, KABAR):
        run = begin_crawl(connection, rows[source.name], source, 1, NOON)
        verdict, _ = end_crawl(connection, run, NOON + timedelta(minutes=4), None)
        connection.execute("UPDATE sources SET round = 1 WHERE name = ?", (source.name,))
        note_crawl(connection, run, verdict, NOON + timedelta(minutes=4))
    connection.execute(
        "INSERT INTO gaps (source, round, from_day, to_day, why, found) "
        "VALUES (?, 2, '2020-04-18', '2020-05-09', ?, ?)",
        (
            rows[HARIAN.name],
            "no list of this poll named anything that an earlier one had named",
            "2020-05-10T03:00:00Z",
        ),
    )
