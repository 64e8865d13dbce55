"""An index that another Arsip made is made anew from the texts when the archive is opened, and goes on after a kill."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.database import open_for_writing
from archive.frontier import adopt
from archive.likeness import sketch_renewal
from archive.likeness.comparable import comparable_words
from archive.likeness.sketch_index import SketchIndex
from archive.likeness.sketch_renewal import sketches_are_current
from archive.likeness.sketches import KEYS, SKETCH_VERSION, sketch
from archive.sources import Source

ARTICLES = 10
OTHER = sketch([f"lain{number}" for number in range(60)]) or b""


def body(number: int) -> str:
    return " ".join(f"kata{number}x{word}" for word in range(60))


def sketch_of(number: int) -> bytes:
    return sketch(comparable_words(body(number))) or b""


@pytest.fixture
def outdated(tmp_path: Path) -> Path:
    """An archive whose sketches are those of another text, by a version of its own."""
    path = tmp_path / "archive.db"
    with closing(open_for_writing(path)) as connection:
        connection.execute("BEGIN")
        source = adopt(connection, Source("contoh", "https://contoh.example/", "wordpress"))
        index = SketchIndex(connection)
        for number in range(1, ARTICLES + 1):
            connection.execute(
                "INSERT INTO articles (id, public_id, source, url, words, body, details, digest, first_seen) "
                "VALUES (?, ?, ?, ?, 60, ?, '{}', x'00', '2026-01-01T00:00:00Z')",
                (number, f"a{number}", source, f"https://contoh.example/{number}", body(number)),
            )
            index.add(number, OTHER)
        index.remove(ARTICLES)
        connection.execute("UPDATE registries SET version = '0: older' WHERE name = 'sketches'")
        connection.execute("COMMIT")
    return path


def found(connection: sqlite3.Connection, wanted: bytes) -> list[int]:
    return [article for article, _ in SketchIndex(connection).candidates(wanted)]


def test_a_new_archive_has_nothing_to_renew(tmp_path: Path) -> None:
    with closing(open_for_writing(tmp_path / "archive.db")) as connection:
        assert sketches_are_current(connection)


def test_sketches_of_another_version_are_made_anew(outdated: Path) -> None:
    with closing(open_for_writing(outdated)) as connection:
        assert sketches_are_current(connection)
        assert found(connection, OTHER) == []
        for number in range(1, ARTICLES):
            assert SketchIndex(connection).candidates(sketch_of(number)) == [(number, KEYS)]
        assert found(connection, sketch_of(ARTICLES)) == []  # it was not in the index
        assert connection.execute("SELECT count(*) FROM sketch_changes").fetchone()[0] == 0


def test_a_renewal_that_was_killed_goes_on(outdated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sketch_renewal, "BATCH", 3)
    asked: list[str] = []

    def words_until_killed(text: str) -> tuple[str, ...]:
        asked.append(text)
        if len(asked) == 8:
            raise KeyboardInterrupt
        return comparable_words(text)

    monkeypatch.setattr(sketch_renewal, "comparable_words", words_until_killed)
    with pytest.raises(KeyboardInterrupt):
        open_for_writing(outdated)
    with closing(sqlite3.connect(outdated)) as connection:
        (version,) = connection.execute("SELECT version FROM registries WHERE name = 'sketches'").fetchone()
    assert version == f"{SKETCH_VERSION}, up to article 6"
    with closing(open_for_writing(outdated)) as connection:
        for number in range(1, ARTICLES):
            assert found(connection, sketch_of(number)) == [number]
    assert asked[8:] == [body(number) for number in range(7, ARTICLES)]


def test_the_version_names_all_that_a_sketch_depends_on() -> None:
    assert "rensa 2, 32 of 4 words, seed 1945, little endian" in SKETCH_VERSION
