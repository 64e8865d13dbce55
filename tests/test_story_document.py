"""The page on stories: its example session prints just what stands there."""

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive import frontier
from archive.articles import keep
from archive.cli import arsip
from archive.database import open_for_writing
from archive.folder import ArchiveFolder
from archive.full_text import Search
from archive.items import ArticleItem, Credit, Dateline
from archive.keeping import Keeping
from archive.likeness.story_catch_up import compare_everything_again
from archive.likeness.story_figures import settle_stories
from archive.sources import Source
from archive.vocabulary import Precision, Role
from pipelines.find_duplicates import FindDuplicates
from tests.conftest import NOON

PAGE = Path(__file__).resolve().parent.parent / "docs/stories.md"
HARVEST = (
    "Sebanyak 12 warga binaan Rutan Contoh memanen 40 kilogram kangkung dari kebun di belakang blok hunian, Selasa "
    "(3/3/2026).\n\nKepala rutan mengatakan kebun itu digarap sejak awal tahun oleh warga binaan yang mengikuti "
    "pembinaan kemandirian, dan hasilnya dibagikan kepada warga sekitar.\n\n“Kami ingin mereka pulang dengan bekal "
    "keterampilan,” katanya.\n\nPanen berikutnya direncanakan pada bulan Juni bersama kelompok tani setempat."
)
SHORTER = HARVEST.rpartition("\n\n")[0].replace("Sebanyak 12 warga", "Sebanyak 9 warga")
LONGER = f"{HARVEST}\n\nPemerintah kota menyumbangkan dua gulung jaring untuk kebun tersebut."
FIRE = "Api melalap gudang pupuk di tepi Pasar Contoh, Rabu (4/3/2026). Tiga mobil pemadam dikerahkan sampai petang."


def told(source: str, slug: str, headline: str, body: str, published: str, **more: object) -> ArticleItem:
    url = f"https://{source}.example/{slug}/"
    item = ArticleItem(url, url, source, headline=headline, body=body, published=published, **more)  # type: ignore[arg-type]  # the names are those of the item
    item.published_precision = Precision.DAY if len(published) == len("2026-03-03") else Precision.MINUTE
    FindDuplicates().work(item)
    return item


@pytest.fixture
def archive(folder: ArchiveFolder) -> ArchiveFolder:
    """A release, the papers that printed it, and another text."""
    sources = {
        "rutan-contoh": Source("rutan-contoh", "https://rutan-contoh.example/", "wordpress", kind="rutan"),
        **{
            name: Source(name, f"https://{name}.example/", "wordpress", network="Jaringan Contoh")
            for name in ("kabar-utara", "kabar-selatan")
        },
        "harian-contoh": Source("harian-contoh", "https://harian-contoh.example/", "wordpress"),
    }
    humas = [Credit("Humas Rutan Contoh", "Rutan Contoh", Role.PUBLIC_RELATIONS)]
    items = [
        told("harian-contoh", "panen", "Napi Panen Kangkung", SHORTER, "2026-03-04T07:15:00+07:00", credits=humas),
        told("rutan-contoh", "panen", "Rutan Contoh Panen Kangkung", HARVEST, "2026-03-03T14:00:00+07:00"),
        told("kabar-utara", "panen", "Rutan Contoh Panen Kangkung", LONGER, "2026-03-03T19:30:00+07:00"),
        told(
            "kabar-selatan",
            "panen",
            "Rutan Contoh Panen Kangkung",
            HARVEST,
            "2026-03-03",
            dateline=Dateline("CONTOH –"),
        ),
        told("harian-contoh", "api", "Gudang Pupuk Terbakar", FIRE, "2026-03-04T19:00:00+07:00"),
    ]
    connection = open_for_writing(folder.database)
    connection.execute("BEGIN IMMEDIATE")
    search = Search()
    for item in items:
        keep(item, Keeping(connection, search, frontier.adopt(connection, sources[item.source]), (), NOON))
    search.flush(connection)
    settle_stories(connection)
    connection.execute("COMMIT")
    connection.close()
    return folder


def run(folder: ArchiveFolder, command: str) -> str:
    done = CliRunner().invoke(arsip, ["--archive", str(folder.path), *shlex.split(command)[1:]])
    assert done.exception is None, done.output
    logged = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ", "2026-11-25T09:30Z", done.output)
    return re.sub(r"taken back [\d-]{10}", "taken back 2026-11-25", logged)


def test_the_example_session_is_what_arsip_prints(archive: ArchiveFolder) -> None:
    sessions = re.findall(r"```console\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    steps = [step for session in sessions for step in re.split(r"^\$ ", session, flags=re.MULTILINE) if step]
    assert len(steps) >= 5
    for step in steps:
        command, _, printed = step.partition("\n")
        assert run(archive, command) == printed, command


def test_a_story_that_is_asked_for_as_json_has_its_passages(archive: ArchiveFolder) -> None:

    story = json.loads(run(archive, "arsip show https://rutan-contoh.example/panen/ --story --json"))
    assert [len(article["shared"]) > 0 for article in story["articles"]] == [False, True, True, True]
    assert json.loads(run(archive, "arsip show https://harian-contoh.example/api/ --story --json")) is None


def test_an_article_that_was_never_compared_says_so_and_is_compared_by_rebuild(archive: ArchiveFolder) -> None:
    connection = open_for_writing(archive.database)
    compare_everything_again(connection)
    connection.close()
    fire = "arsip show https://harian-contoh.example/api/ --story"
    assert run(archive, fire) == "it was not compared with the others yet: arsip story rebuild does that\n"
    assert run(archive, "arsip story rebuild") == "5 of 5 articles compared\n"
    assert run(archive, fire) == "no other article is known to be the same text\n"
    assert run(archive, "arsip show https://kabar-utara.example/panen/ --story").startswith("One text: 4 articles")
