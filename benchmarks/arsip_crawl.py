"""Arsip crawling the local site into an archive of its own, as a person runs it."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from archive.database import open_for_reading
from archive.folder import ArchiveFolder
from archive.known_articles import count_articles
from benchmarks.local_site import LocalSite
from benchmarks.measure import Failed, run

ARSIP = [sys.executable, "-c", "from archive.cli import main; main()"]
KEEPER = ["--institution", "Perpustakaan Contoh", "--contact", "arsip@contoh.example"]
PLACE = ["--time-zone", "Asia/Jakarta", "--language", "id"]
# an ordinary Scrapy project: its reader is a setting, and 0 processes read in the crawler's own
CONSTANT_READER = ["-s", "READER=benchmarks.constant_reader:read", "-s", "READER_PROCESSES=0"]


@dataclass(frozen=True, slots=True)
class Crawled:
    """How a crawl went.

    `pages_per_second` lies between the first request of an article and the last answer with one, `seconds` is the
    wall time of the whole command, `peak_bytes` the most memory that its main process held.
    """

    pages_per_second: float
    seconds: float
    peak_bytes: int


def crawl_with_arsip(site: LocalSite, *, constant_reader: bool = False, seconds: float = 900) -> Crawled:
    """Adopt the site, crawl it, and check that each of its articles is in the archive; `Failed` when one is not."""
    with tempfile.TemporaryDirectory(prefix="arsip-benchmark-") as temporary:
        folder = ArchiveFolder(Path(temporary) / "arsip")
        run([*ARSIP, "init", str(folder.path), *KEEPER, *PLACE])
        run([*ARSIP, "--archive", str(folder.path), "source", "add", site.url, "--name", "contoh"])
        with (folder.sources / "contoh.toml").open("a") as file:
            file.write('media = "none"\n')  # what is compared with it fetches no pictures
        site.reset()
        command = [*ARSIP, "crawl", "contoh"]
        if constant_reader:
            command = [sys.executable, "-m", "scrapy", "crawl", "wordpress", "-a", "source=contoh", *CONSTANT_READER]
        finished = run(command, env={"ARSIP_ARCHIVE": str(folder.path)}, seconds=seconds)
        asked = site.asked()
        _check_stored(folder, site, finished.output)
    return Crawled(asked.pages_per_second, finished.seconds, finished.peak_bytes)


def _check_stored(folder: ArchiveFolder, site: LocalSite, output: str) -> None:
    connection = open_for_reading(folder.database)
    stored = count_articles(connection)
    connection.close()
    if stored != site.count:
        raise Failed(f"Arsip stored {stored} of {site.count} articles\n{output[-3000:]}")
