"""A backfill by REST beside a bare loop over the same addresses: what keeping everything costs."""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from archive.clock import moment
from archive.database import open_for_reading
from archive.folder import ArchiveFolder
from benchmarks.arsip_crawl import ARSIP, KEEPER, PLACE
from benchmarks.measure import Failed, Figure, as_json, as_table, ratio, run

MOST = 1.5


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and end with 1 when a crawl was not whole."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.backfill", description=__doc__)
    parser.add_argument("url", help="a WordPress site on this machine whose REST interface is open")
    parser.add_argument("--rounds", type=int, default=3, help="how often both are measured, in turns")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    chosen = parser.parse_args(arguments)
    try:
        figures, notes = measure(chosen.url, chosen.rounds)
    except Failed as error:
        print(f"backfill: {error}", file=sys.stderr)
        return 1
    print(as_json(figures, notes) if chosen.json else as_table(figures, notes))
    return 0


def measure(url: str, rounds: int) -> tuple[list[Figure], list[str]]:
    """Crawl and loop in turns; the figures are seconds, and their ratio."""
    arsip, loop = Figure("Arsip, from its first request to its verdict", "s"), Figure("bare loop", "s")
    addresses: list[str] = []
    for _ in range(rounds):
        seconds, addresses, posts = crawl(url)
        arsip.samples.append(seconds)
        loop.samples.append(fetch_all(addresses))
    compared = ratio("Arsip / bare loop", arsip, loop)
    compared.at_most = MOST
    return [arsip, loop, compared], [
        f"{posts} posts in {len(addresses)} requests, with _embed; the second look at the list is among them",
        "the loop fetches one address after the other on a new connection each, and keeps nothing",
    ]


def crawl(url: str) -> tuple[float, list[str], int]:
    """Crawl the site with `capture = "data"`: the seconds it took, the addresses in their order, the articles."""
    with tempfile.TemporaryDirectory(prefix="arsip-benchmark-") as temporary:
        folder = ArchiveFolder(Path(temporary) / "arsip")
        run([*ARSIP, "init", str(folder.path), *KEEPER, *PLACE])
        run([*ARSIP, "--archive", str(folder.path), "source", "add", url, "--name", "contoh"])
        with (folder.sources / "contoh.toml").open("a") as file:
            file.write('capture = "data"\n')
        run([*ARSIP, "--archive", str(folder.path), "crawl", "contoh"])
        return _look_at(folder)


def _look_at(folder: ArchiveFolder) -> tuple[float, list[str], int]:
    connection = open_for_reading(folder.database)
    started, ended, way, verdict = connection.execute("SELECT started, ended, way, verdict FROM crawls").fetchone()
    addresses = [row["url"] for row in connection.execute("SELECT url FROM captures ORDER BY id")]
    posts = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    connection.close()
    if way != "rest" or verdict != "complete":
        raise Failed(f"the crawl went by {way} and ended as {verdict}")
    return (moment(ended) - moment(started)).total_seconds(), addresses, posts


def fetch_all(addresses: Sequence[str]) -> float:
    """The seconds that a loop needs to fetch the addresses, one after the other."""
    begun = time.monotonic()
    for address in addresses:
        with answer_of(address) as answer:
            answer.read()
    return time.monotonic() - begun


def answer_of(address: str) -> IO[bytes]:
    """The answer, whatever its status: past the end of a list it is 404."""
    try:
        answer: IO[bytes] = urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=60)
    except HTTPError as error:
        return error
    return answer


if __name__ == "__main__":
    sys.exit(main())
