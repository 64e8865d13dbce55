"""A crawl that writes as fast as it can makes no page fail or wait: readers by HTTP beside a writing process."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from threading import Event

import pytest

from archive.database import open_for_reading
from tests.crawling import ROOT, Archive
from tests.exhibit import Exhibit, exhibit
from tests.test_browse_server import browsing

# 30 minutes of one crawl at one request in two seconds
WRITTEN = 900
PATIENCE = 120  # seconds for that
MOST_MILLISECONDS = (
    1500  # of 95 %, on a machine that does other things meanwhile; an idle one answers in a tenth of that
)
WRITES = """
import sys
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from archive.articles import keep
from archive.full_text import Search
from archive.keeping import Keeping
from archive.clock import now
from archive.database import open_for_writing
from pipelines.find_duplicates import FindDuplicates
from tests.furnished import articles

with closing(open_for_writing(Path(sys.argv[1]))) as connection:
    ((source,),) = connection.execute("SELECT id FROM sources WHERE name = 'harian-contoh'").fetchall()
    waiting, made = Search(), articles()
    print("ready", flush=True)
    for number in count():
        item = made[number % len(made)]
        url = f"https://harian.contoh.example/baru-{number}/"
        body = f"{item.body} Nomor {number} {number * 7919} lapas."
        item = replace(item, url=url, canonical=url, source="harian-contoh", body=body)
        FindDuplicates().work(item)
        connection.execute("BEGIN IMMEDIATE")
        keep(item, Keeping(connection, waiting, source, (), now()))
        waiting.flush(connection)
        connection.execute("COMMIT")
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Exhibit:
    return exhibit(tmp_path_factory.mktemp("writing") / "arsip")


@pytest.fixture
def writer(made: Exhibit) -> Iterator["subprocess.Popen[str]"]:
    """A process that commits an article after the other."""
    words = [sys.executable, "-c", WRITES, str(made.folder.database)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def waited(address: str, done: Event) -> list[float]:
    """The milliseconds that one reader waits for each page until all is done; a page that fails raises."""
    times = []
    while not done.is_set() or not times:
        started = time.perf_counter()
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert answer.status == 200
            assert answer.read().rstrip().endswith(b"</html>")
        times.append((time.perf_counter() - started) * 1000)
    return times


def articles_in(database: Path) -> int:
    with closing(open_for_reading(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def test_pages_are_quick_while_a_process_commits_without_a_pause(
    made: Exhibit, writer: "subprocess.Popen[str]"
) -> None:
    paths = ("/", "/cari?q=lapas", f"/artikel/{made.release}", "/situs")
    done, started, before = Event(), time.monotonic(), articles_in(made.folder.database)
    with browsing(Archive(made.path)) as (_, address), ThreadPoolExecutor(len(paths)) as pool:
        readers = {path: pool.submit(waited, address.rstrip("/") + path, done) for path in paths}
        try:
            while articles_in(made.folder.database) - before < WRITTEN:
                assert writer.poll() is None
                assert time.monotonic() - started < PATIENCE
                done.wait(0.2)
        finally:
            done.set()
        shown = {path: round(quantiles(reader.result(), n=20)[18]) for path, reader in readers.items()}
    answers = sum(len(reader.result()) for reader in readers.values())
    print(
        f"{WRITTEN} articles written in {time.monotonic() - started:.0f} s beside {answers} answers; p95 in ms: {shown}"
    )
    assert max(shown.values()) <= MOST_MILLISECONDS, shown
