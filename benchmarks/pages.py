"""How long readers wait: the archive's pages with several clients at once, beside Datasette's own table page.

    python -m benchmarks.pages CORPUS [--articles 100000] [--clients 8] [--requests 400] [--json]

CORPUS is a `.jsonl` or `.jsonl.gz` file, an object a line with `title` and `text`. The server is the one of
`arsip browse`, in a process of its own; each client asks again as soon as it is answered.
"""

import argparse
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote_plus

from archive.database import open_for_writing
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, Config, create_archive
from benchmarks.measure import Failed, Figure, as_json, as_table
from benchmarks.search_archive import fill, marked_items

MOST_MILLISECONDS = 200.0
PATIENCE = 60  # seconds for one answer
NOTES = (
    "each client asks for the next page as soon as it has the one before; the server and the clients share the cores.",
    "words: four fifths stand in 0.1 to 2 % of the articles, one fifth in more; each is asked for once, so that no",
    "answer is remembered. Datasette's page: the table of articles with _search, its usual facets off.",
)
WORDS = """
SELECT term FROM temp.vocabulary
WHERE doc BETWEEN :least AND :most AND term GLOB '[a-z]*' AND length(term) > 3 ORDER BY term
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page: its name, the addresses to ask for, and the most milliseconds for 95 % of them."""

    name: str
    addresses: list[str]
    at_most: float | None = MOST_MILLISECONDS


def measure(corpus: Path, articles: int, clients: int, requests: int) -> list[Figure]:
    """The figures of an archive of this many made-up articles."""
    with tempfile.TemporaryDirectory(prefix="arsip-benchmark-") as temporary:
        folder = create_archive(Path(temporary) / "arsip", Config("Perpustakaan Contoh", "arsip@contoh.example"))
        with closing(open_for_writing(folder.database)) as connection:
            fill(connection, marked_items(corpus, articles))
        with serving(folder) as server:
            return [figure for kind in _kinds(folder, requests) for figure in _figures(kind, server, clients, requests)]


@dataclass(frozen=True, slots=True)
class Server:
    """A running `arsip browse`: its address without a slash at the end, and its process."""

    address: str
    process: int

    def used(self) -> float:
        """Seconds of the processor that it and the processes it began have used so far, by the kernel's own table."""
        begun = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        return sum(map(_used, [str(self.process), *begun])) / os.sysconf("SC_CLK_TCK")


def _used(process: str) -> int:
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return int(user) + int(system)


@contextmanager
def serving(folder: ArchiveFolder) -> Iterator[Server]:
    """`arsip browse` over an archive, on any free port."""
    command = [sys.executable, "-c", "from archive.cli import main; main()"]
    process = subprocess.Popen(
        [*command, "--archive", str(folder.path), "browse", "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        found = re.search(r"http://\S+/", process.stdout.readline())
        if found is None:
            raise Failed("arsip browse did not say where it can be read")
        yield Server(found[0].rstrip("/"), process.pid)
    finally:
        process.kill()
        process.communicate()


def _kinds(folder: ArchiveFolder, requests: int) -> list[Kind]:
    chosen = random.Random(5)
    with closing(sqlite3.connect(folder.database)) as connection:
        ids = [row[0] for row in connection.execute("SELECT public_id FROM articles ORDER BY id")]
        words = _words(connection, len(ids), requests, chosen)
    searches = [quote_plus(word) for word in words]
    return [
        Kind("home", ["/"] * requests),
        Kind("results", [f"/cari?q={word}" for word in searches]),
        Kind("article", [f"/artikel/{chosen.choice(ids)}" for _ in range(requests)]),
        Kind("Datasette's table", [f"/archive/articles?_search={word}" for word in searches], at_most=None),
    ]


def _words(connection: sqlite3.Connection, articles: int, requests: int, chosen: random.Random) -> list[str]:
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, articles_fts, row)")
    rare = _between(connection, articles / 1000, articles / 50)
    common = _between(connection, articles / 50, articles)
    few = min(len(common), requests // 5)
    words = chosen.sample(common, few) + chosen.sample(rare, min(len(rare), requests - few))
    chosen.shuffle(words)
    return words


def _between(connection: sqlite3.Connection, least: float, most: float) -> list[str]:
    return [row[0] for row in connection.execute(WORDS, {"least": least, "most": most})]


def _figures(kind: Kind, server: Server, clients: int, requests: int) -> list[Figure]:
    """What the clients waited for all addresses of one kind, after one answer to warm up."""
    _get(server.address + kind.addresses[0])
    started, used = time.perf_counter(), server.used()
    with ThreadPoolExecutor(clients) as pool:
        waited = list(pool.map(_timed(server.address), islice(kind.addresses, requests)))
    passed, used = time.perf_counter() - started, server.used() - used
    cuts = quantiles(waited, n=20) if len(waited) > 1 else waited * 19
    return [
        Figure(f"{kind.name}, median", "ms", [cuts[9]]),
        Figure(f"{kind.name}, 95 %", "ms", [cuts[18]], at_most=kind.at_most),
        Figure(f"{kind.name}, answers", "a second", [len(waited) / passed]),
        Figure(f"{kind.name}, the server's processor", "ms each", [used * 1000 / len(waited)]),
    ]


def _timed(server: str) -> Callable[[str], float]:
    def ask(address: str) -> float:
        started = time.perf_counter()
        _get(server + address)
        return (time.perf_counter() - started) * 1000

    return ask


def _get(address: str) -> None:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        answer.read()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code: 1 when a page failed or the corpus is none."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="How long readers wait.")
    parser.add_argument("corpus", type=Path, help="a .jsonl or .jsonl.gz file with title and text")
    parser.add_argument("--articles", type=int, default=100_000, help="how many the archive holds (100000)")
    parser.add_argument("--clients", type=int, default=8, help="how many ask at once (8)")
    parser.add_argument("--requests", type=int, default=400, help="how many pages of each kind are asked for (400)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    try:
        figures = measure(options.corpus, options.articles, options.clients, options.requests)
    except (Failed, ArsipError, OSError) as error:
        print(f"failed: {error}", file=sys.stderr)
        return 1
    print((as_json if options.json else as_table)(figures, NOTES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
