"""Broken pages that the reader is given: none may make it fail, none may take long, and its memory stays bounded."""

import argparse
import os
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from archive.sources import Source
from archive.vocabulary import UrlKind
from benchmarks.measure import Figure, as_json, as_table, peak_bytes
from benchmarks.mutated_pages import mutated, own_pages
from benchmarks.page_corpus import pages_of
from spiders.reading import Page, Reading, read

URL = "https://contoh.example/2024/03/05/lapas-contoh/"
SOURCE = Source(name="contoh", url="https://contoh.example/", platform="index")
MOST_SECONDS, MOST_MEGABYTES = 2.0, 1_000
SLOWEST = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Read broken pages, and print the slowest, the peak of memory, and what failed; exit code 1 when anything did."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutations", description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000, help="how many; 10,000 take some twenty minutes")
    parser.add_argument("--corpus", type=Path, help="break the pages of this page corpus, in the place of made-up ones")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    chosen = parser.parse_args(arguments)
    whole = [page.html for page in pages_of([chosen.corpus])] if chosen.corpus else own_pages(4)
    figures, notes = measure(whole, chosen.pages)
    print(as_json(figures, notes) if chosen.json else as_table(figures, notes))
    return 0 if all(figure.reached is not False for figure in figures) else 1


def measure(whole: Sequence[bytes], count: int) -> tuple[list[Figure], list[str]]:
    """Seconds of processor time a page, and what failed, over `count` broken pages."""
    seconds, failures = Figure("processor time of the slowest", "s", at_most=MOST_SECONDS), []
    spent: dict[str, float] = defaultdict(float)
    slow: list[tuple[float, str]] = []
    for number, (name, body) in enumerate(mutated(whole, count)):
        began = time.process_time()
        failure = failure_of(body)
        passed = time.process_time() - began
        spent[name] += passed
        slow = sorted([*slow, (passed, f"{number}: {name}, {len(body):,} bytes")], reverse=True)[:SLOWEST]
        if failure:
            failures.append(f"{number}: {name}: {failure}")
    seconds.samples.append(slow[0][0])
    mean = Figure("processor time, mean", "ms", [sum(spent.values()) / count * 1000])
    memory = Figure("peak memory", "MB", [peak_bytes_here() / 2**20], at_most=MOST_MEGABYTES)
    failed = Figure("pages that made it fail", "", [len(failures)], at_most=0)
    notes = [f"{passed:.2f} s: {what}" for passed, what in slow] + failures[:20]
    return [Figure("broken pages", "", [count]), failed, seconds, mean, memory], notes


def failure_of(body: bytes) -> str | None:
    """What reading this page raised, or gave in the place of a reading; `None` when all was well."""
    try:
        answer: object = read(UrlKind.PAGE, Page(URL, 200, "text/html", {}, body), SOURCE)
    except Exception as error:  # noqa: BLE001 whatever is raised is what is looked for
        return repr(error)
    return None if isinstance(answer, Reading) and len(answer.items) == 1 else f"gave {answer!r}"


def peak_bytes_here() -> int:
    """The most memory that this process has held so far."""
    return peak_bytes(os.getpid())


if __name__ == "__main__":
    raise SystemExit(main())
