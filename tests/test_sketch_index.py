"""The index of sketches answers as a plain table of all sketches would, whatever is added, taken out or rolled back."""

import shutil
import sqlite3
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.database import open_for_writing
from archive.errors import ArsipError
from archive.likeness import sketch_levels
from archive.likeness.sketch_index import FEWEST, SketchIndex
from archive.likeness.sketch_levels import ARTICLE_BITS, MOST_ARTICLES
from archive.likeness.sketches import KEYS, sketch, values_of

ARTICLES = 12


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive without articles, to be copied: it takes longer to make one."""
    path = tmp_path_factory.mktemp("empty") / "archive.db"
    open_for_writing(path).close()
    return path


@pytest.fixture
def connection(empty: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_without_articles(Path(shutil.copy(empty, tmp_path)))) as opened:
        yield opened


def open_without_articles(path: Path) -> sqlite3.Connection:
    """As the archive opens it, but without foreign keys: the sketches alone are of interest here."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = OFF")  # a kill is not a power cut
    return connection


def made_up(seed: int, alike: int = 0) -> bytes:
    """A sketch of its own, but for the first values, which are those of every such sketch."""
    random = Random(seed)
    return struct.pack(f"<{KEYS}I", *[place if place < alike else random.getrandbits(32) for place in range(KEYS)])


def longs(blob: bytes) -> list[int]:
    return memoryview(blob).cast("Q").tolist()


def naive(sketches: dict[int, bytes], wanted: bytes) -> list[tuple[int, int]]:
    shared = {
        article: sum(a == b for a, b in zip(values_of(theirs), values_of(wanted), strict=True))
        for article, theirs in sketches.items()
    }
    return sorted(
        ((article, count) for article, count in shared.items() if count >= FEWEST), key=lambda pair: (-pair[1], pair[0])
    )


SKETCHES = st.builds(made_up, st.integers(0, 6), st.integers(0, 4))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(1, ARTICLES), SKETCHES),
        st.tuples(st.just("remove"), st.integers(1, ARTICLES), st.none()),
        st.tuples(
            st.sampled_from(["savepoint", "back", "commit", "rollback", "other", "reopen"]), st.none(), st.none()
        ),
    ),
    max_size=60,
)


class Twin:
    """An index and a plain dictionary through the same changes; a second index at times writes to the same file."""

    def __init__(self, path: Path) -> None:
        self.connections = [open_without_articles(path), open_without_articles(path)]
        self.indexes = [SketchIndex(connection, step=1) for connection in self.connections]
        self.now: dict[int, bytes] = {}
        self.committed: dict[int, bytes] = {}
        self.at_savepoint: dict[int, bytes] = {}
        self.begin()

    @property
    def connection(self) -> sqlite3.Connection:
        return self.connections[0]

    @property
    def index(self) -> SketchIndex:
        return self.indexes[0]

    def begin(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.savepoint()

    def savepoint(self) -> None:
        self.connection.execute("SAVEPOINT job")
        self.at_savepoint = dict(self.now)

    def add(self, article: int, sketch_: bytes) -> None:
        self.index.add(article, sketch_)
        self.now[article] = sketch_

    def remove(self, article: int) -> None:
        self.index.remove(article)
        self.now.pop(article, None)

    def back(self) -> None:
        self.connection.execute("ROLLBACK TO job")
        self.now = dict(self.at_savepoint)

    def commit(self) -> None:
        self.connection.execute("COMMIT")
        self.committed = dict(self.now)
        self.begin()

    def rollback(self) -> None:
        self.connection.execute("ROLLBACK")
        self.now = dict(self.committed)
        self.begin()

    def other(self) -> None:
        """Let the other process write from here on."""
        self.connection.execute("COMMIT")
        self.committed = dict(self.now)
        self.connections.reverse()
        self.indexes.reverse()
        self.begin()

    def reopen(self) -> None:
        """As after a kill: what was not committed is gone, and so is the memory."""
        self.connection.execute("ROLLBACK")
        self.now = dict(self.committed)
        self.indexes[0] = SketchIndex(self.connection, step=1)
        self.begin()

    def check(self) -> None:
        for wanted in (made_up(0), made_up(1, 2), made_up(2, 4)):
            assert self.index.candidates(wanted) == naive(self.now, wanted)

    def close(self) -> None:
        for connection in self.connections:
            connection.rollback()
            connection.close()


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_it_answers_as_a_plain_table_does_after_any_changes(
    steps: list[tuple[str, int | None, bytes | None]], empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    twin = Twin(Path(shutil.copy(empty, tmp_path_factory.mktemp("archive"))))
    with closing(twin):
        for name, article, sketch_ in steps:
            arguments = [argument for argument in (article, sketch_) if argument is not None]
            getattr(twin, name)(*arguments)
            twin.check()


def test_it_answers_as_a_plain_table_does_when_levels_are_full(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sketch_levels, "FULL", (2000, 8000))
    monkeypatch.setattr(sketch_levels, "CHUNK", 40)
    index = SketchIndex(connection, step=4)
    random = Random(1)
    sketches: dict[int, bytes] = {}
    for article in range(1, 1200):
        alike = random.choice([0, 0, 0, 2, 5]) if random.random() < 0.2 else 0
        sketches[article] = made_up(random.randrange(900), alike)
        index.add(article, sketches[article])
    rows = connection.execute("SELECT entries FROM sketch_levels ORDER BY level").fetchall()
    assert [entries > 0 for (entries,) in rows] == [True, True, True]
    assert rows[0][0] <= 2000
    assert rows[1][0] <= 8000
    for wanted in (*(made_up(seed) for seed in range(0, 900, 9)), made_up(5, 2), made_up(2000, 5)):
        assert index.candidates(wanted, most=2000) == naive(sketches, wanted)


def test_the_order_of_arrival_does_not_matter(connection: sqlite3.Connection) -> None:
    sketches = {article: made_up(article % 40, alike=article % 3) for article in range(1, 200)}
    answers = []
    for seed in range(3):
        connection.execute("BEGIN")
        index = SketchIndex(connection, step=2)
        for article in Random(seed).sample(sorted(sketches), len(sketches)):
            index.add(article, sketches[article])
        answers.append([index.candidates(made_up(seed, 2), most=200) for seed in range(40)])
        connection.execute("ROLLBACK")
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][7]


def test_a_key_that_very_many_share_does_not_count_and_a_release_in_many_papers_does(
    connection: sqlite3.Connection,
) -> None:
    index = SketchIndex(connection, step=1, most_shared=20)
    for article in range(1, 101):
        index.add(article, made_up(article, alike=5))
    for article in range(101, 121):
        index.add(article, made_up(7000))
    assert index.candidates(made_up(8000, alike=5)) == []
    assert index.candidates(made_up(7000), most=30) == [(article, KEYS) for article in range(101, 121)]
    chunks = connection.execute("SELECT id >> 32, entries FROM sketch_chunks").fetchall()
    kept = Counter((place, entry >> ARTICLE_BITS) for place, blob in chunks for entry in longs(blob))
    assert max(kept.values()) <= 31  # of those that are not looked at, not all are kept


def test_only_the_best_are_given(connection: sqlite3.Connection) -> None:
    index = SketchIndex(connection)
    for article, alike in enumerate((2, 9, 5, 5, 30, 5), 1):
        index.add(article, made_up(article, alike))
    assert index.candidates(made_up(99, 31), most=3) == [(5, 30), (2, 9), (3, 5)]


def test_a_changed_text_is_found_by_its_new_sketch_alone(connection: sqlite3.Connection) -> None:
    index = SketchIndex(connection, step=1)
    index.add(1, made_up(1))
    index.add(1, made_up(2))
    assert index.candidates(made_up(1)) == []
    assert index.candidates(made_up(2)) == [(1, KEYS)]
    index.remove(1)
    assert index.candidates(made_up(2)) == []
    index.add(1, made_up(1))
    assert index.candidates(made_up(1)) == [(1, KEYS)]


def test_more_articles_than_there_is_room_for_are_one_line(connection: sqlite3.Connection) -> None:
    with pytest.raises(ArsipError, match=r"room for 4,294,967,296 articles"):
        SketchIndex(connection).add(MOST_ARTICLES, made_up(1))


def test_texts_that_share_half_of_their_runs_are_candidates(connection: sqlite3.Connection) -> None:
    words = [f"kata{number}" for number in range(120)]
    index = SketchIndex(connection)
    first, second = sketch(words), sketch(["lain"] * 4 + words[60:] + [f"lain{number}" for number in range(60)])
    assert first is not None
    assert second is not None
    index.add(1, first)
    ((article, shared),) = index.candidates(second)
    assert article == 1
    assert 3 <= shared <= 20


def test_a_few_words_have_no_sketch() -> None:
    assert sketch(["kata"] * 11) is None
    assert sketch([f"kata{number}" for number in range(12)]) is not None


WRITES_UNTIL_KILLED = """
import sys
from pathlib import Path
from tests.test_sketch_index import made_up, open_without_articles
from archive.likeness.sketch_index import SketchIndex

connection = open_without_articles(Path(sys.argv[1]))
index = SketchIndex(connection, step=2)
for start in range(1, 1_000_000, 10):
    connection.execute("BEGIN IMMEDIATE")
    for article in range(start, start + 10):
        index.add(article, made_up(article))
    connection.execute("COMMIT")
    print(article, flush=True)
"""


def test_what_was_committed_before_a_kill_is_found_and_nothing_else(empty: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(empty, tmp_path))
    command = [sys.executable, "-c", WRITES_UNTIL_KILLED, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        last = 0
        while last < 400:
            last = int(process.stdout.readline())
        process.kill()
    with closing(open_without_articles(path)) as connection:
        index = SketchIndex(connection, step=2)
        (newest,) = connection.execute("SELECT max(article) FROM sketches").fetchone()
        assert newest >= last
        assert newest % 10 == 0
        for article in range(1, newest + 1):
            assert index.candidates(made_up(article)) == [(article, KEYS)]
        assert index.candidates(made_up(newest + 1)) == []
