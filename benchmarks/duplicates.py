"""How fast near-duplicates are looked up as the archive grows, how many are found, and what the index weighs.

    python -m benchmarks.duplicates CORPUS [--articles 10000 50000] [--skip datasketch] [--json]

CORPUS is a `.jsonl` or `.jsonl.gz` file, an object a line with `title` and `text`. Each article is sketched, looked up
and stored, on one core; the making of the texts does not count. Above 50,000, only the last 20,000 before each size are
looked up, the others stored alone. datasketch does the same up to the first size.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from itertools import chain, islice, pairwise
from pathlib import Path
from statistics import mean

from archive.errors import ArsipError
from archive.writer import GROUP
from benchmarks.duplicate_lookups import ArsipLookups, DatasketchLookups, Taken, say
from benchmarks.duplicate_texts import Planted, PlantedTexts
from benchmarks.ingest import Board
from benchmarks.measure import Failed, Figure, as_json, as_table

ARTICLES = (10_000, 50_000)
WINDOW = 10_000
LOOKED_UP = 2 * WINDOW  # before each size above `LARGE`: to look up every text of a million takes a quarter of an hour
COLD = 300
LARGE = 50_000
RATE = "/s"
BELOW = "below 0.2"
BANDS = ((0.2, 0.25), (0.25, 0.33), (0.33, 0.5), (0.5, 1.01))
NOTES = (
    f"an article is sketched, looked up and stored, {GROUP} a transaction; rates are of the last {WINDOW:,}.",
    f"above {LARGE:,} only the last {LOOKED_UP:,} before each size are looked up, the others stored alone.",
    "near copies, one in ten: an earlier text with another lead, without its tail, or under another dateline.",
    "distant copies, one in fifty: the whole of it in a text up to five times as long, or half of it in one as long;",
    "their similarity is that of the runs of four words of both texts (Jaccard).",
    "datasketch 2.0.0: MinHash of 128 numbers over the same runs, MinHashLSH in memory with a threshold of .2.",
)


class Recall:
    """How many planted copies were among the candidates, the near ones and the distant ones by their similarity."""

    def __init__(self) -> None:
        self._asked: dict[str, int] = {}
        self._found: dict[str, int] = {}

    def note(self, planted: Planted, found: Sequence[int]) -> None:
        """Count a text that is a copy."""
        if planted.copy_of is not None:
            name = _band(planted.similarity)
            self._asked[name] = self._asked.get(name, 0) + 1
            self._found[name] = self._found.get(name, 0) + (planted.copy_of in found)

    def figures(self, who: str) -> dict[str, Figure]:
        """The share of each kind that was found, by name."""
        figures = {}
        for name, asked in sorted(self._asked.items()):
            title = f"{who}: found of {asked:,} {name}"
            figures[title] = Figure(title, "of all", [self._found[name] / asked], _wanted(who, name))
        return figures


def _wanted(who: str, name: str) -> float | None:
    return None if name.endswith(BELOW) or who != "Arsip" else 0.98


def _band(similarity: float | None) -> str:
    if similarity is None:
        return "near copies"
    for low, high in BANDS:
        if low <= similarity < high:
            return f"distant copies, similarity {low:g} to {min(high, 1):g}"
    return f"distant copies, similarity {BELOW}"


def measure(corpus: Path, marks: Sequence[int], *, peer: bool) -> Board:
    """Fill the index up to the last mark, with figures at each; datasketch's up to the first, if it is wanted."""
    board = Board()
    texts = iter(PlantedTexts(corpus, marks[-1] + COLD))
    with tempfile.TemporaryDirectory(prefix="arsip-benchmark-") as temporary:
        arsip, recall = ArsipLookups(Path(temporary) / "archive.db"), Recall()
        first = list(islice(texts, marks[0]) if peer else ())
        _look_up_all(arsip, chain(first, islice(texts, marks[0] - len(first))), recall)
        _add_mark(board, arsip, marks[0])
        if peer:
            _add_peer(board, first)
        for before, mark in pairwise(marks):
            first = []
            if mark > LARGE:
                arsip.store_all(islice(texts, max(0, mark - before - LOOKED_UP)))
            _look_up_all(arsip, islice(texts, min(mark - before, LOOKED_UP) if mark > LARGE else mark - before), recall)
            _add_mark(board, arsip, mark)
        board.figures |= recall.figures("Arsip")
        _add_cold(board, arsip, list(texts))
    _compare(board, marks)
    return board


def _look_up_all(index: ArsipLookups | DatasketchLookups, texts: Iterable[Planted], recall: Recall) -> None:
    for planted in texts:
        recall.note(planted, index.look_up(planted))


def _add_peer(board: Board, texts: Sequence[Planted]) -> None:
    datasketch, recall = DatasketchLookups(), Recall()
    try:
        _look_up_all(datasketch, texts, recall)
    finally:
        datasketch.close()
    _add_rates(board, f"datasketch at {len(texts):,}", datasketch.taken)
    board.figures |= recall.figures("datasketch")


def _compare(board: Board, marks: Sequence[int]) -> None:
    first = f"Arsip at {marks[0]:,}"
    for by in ("processor", "passed"):
        for mark in marks[1:]:
            board.compare(f"Arsip, {mark:,} / {marks[0]:,}, {by}", f"Arsip at {mark:,}, {by}", f"{first}, {by}")
        peer = f"datasketch at {marks[0]:,}, {by}"
        if peer in board.figures:
            board.compare(f"Arsip / datasketch at {marks[0]:,}, {by}", f"{first}, {by}", peer)


def _add_mark(board: Board, arsip: ArsipLookups, mark: int) -> None:
    arsip.commit()
    name = f"Arsip at {mark:,}"
    _add_rates(board, name, arsip.taken, 1000 if mark > LARGE else 2000)
    board.add_at_most(f"{name}, index", arsip.bytes() / mark, "bytes/article", 1200)
    rates = [f"{by} {board.figures[f'{name}, {by}'].value:,.0f}" for by in ("processor", "passed")]
    say(f"{mark:,} articles; a second: {', '.join(rates)}")


def _add_rates(board: Board, name: str, taken: Taken, at_least: float | None = None) -> None:
    """Rates, and what one article took that took long: one in a hundred, and the longest."""
    for by, seconds in (("processor", taken.cpu), ("passed", taken.wall)):
        window = seconds[-min(WINDOW, len(seconds) // 2 or 1) :]
        board.add(f"{name}, {by}", len(window) / sum(window), RATE, at_least)
        board.add(f"{name}, one in a hundred takes, {by}", sorted(window)[len(window) * 99 // 100] * 1e3, "ms")
        board.add(f"{name}, longest of all, {by}", max(seconds) * 1e3, "ms")


def _add_cold(board: Board, arsip: ArsipLookups, texts: Sequence[Planted]) -> None:
    """A look-up whose pages all come from the disk: the first ones after the file has left the system's memory."""
    seconds = arsip.cold(texts)
    board.add("Arsip, cold: opening and the first look-up", seconds[0] * 1e3, "ms")
    board.add(f"Arsip, cold: the next {len(seconds) - 1:,} look-ups, each", mean(seconds[1:]) * 1e3, "ms")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.duplicates", description="How duplicates are found.")
    parser.add_argument("corpus", type=Path, help="a .jsonl or .jsonl.gz file with title and text")
    parser.add_argument("--articles", type=int, nargs="+", default=ARTICLES, help="where the rate is taken")
    parser.add_argument("--skip", choices=["datasketch"], help="leave the peer out")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    options.articles = sorted(set(options.articles))
    if options.articles[0] < GROUP:
        parser.error(f"--articles: at least {GROUP}, the size of a transaction")
    return options


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and return the exit code: 1 when the corpus is none."""
    options = _options(arguments)
    try:
        board = measure(options.corpus, options.articles, peer=options.skip is None)
    except (Failed, ArsipError) as error:
        say(f"failed: {error}")
        return 1
    show = as_json if options.json else as_table
    print(show(list(board.figures.values()), NOTES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
