"""The same question gives the same rows everywhere: on the command line, in the page's files, and for machines."""

import asyncio
import csv
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from archive import frontier
from archive.articles import keep
from archive.browse import exports
from archive.cli import search as command
from archive.database import open_for_writing
from archive.folder import Config, create_archive
from archive.full_text import Search
from archive.keeping import Keeping
from tests.browsing import Room, room
from tests.conftest import NOON
from tests.furnished import LAPAS, PURWAKARTA, Furnished, articles, furnish, keep_one
from tests.test_browse_api import twins, walked

QUESTIONS: list[tuple[str, dict[str, str]]] = [
    ("razia", {}),
    ("gelar -kamar", {}),
    ('"razia ke" OR kelompok', {"sort": "oldest"}),
    ("razia", {"source": "lapas-contoh", "from": "2019", "sort": "newest"}),
    ("kamar kind:release", {}),
    ("kind:release", {"unit": PURWAKARTA}),
    ("gelar", {"exact": "1"}),
    ("razia", {"without": "merazia"}),
    ("https://lapas.contoh.example/berita-4/", {}),
]
MANY = 1000


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    return furnish(tmp_path_factory.mktemp("rows") / "arsip", [*articles(), *twins()])


@pytest.fixture(scope="module")
def pages(kept: Furnished) -> Iterator[Room]:
    with room(kept.folder.path) as opened:
        yield opened


def printed(kept: Furnished, words: str, options: dict[str, str], form: str) -> str:
    named = [part for name, value in options.items() for part in (f"--{name}", value)]
    given = [part for part in named if part != "1"]  # --exact takes no value
    done = CliRunner().invoke(
        command.search_command, [words, *given, "--format", form], obj=kept.folder.path, standalone_mode=False
    )
    assert done.exception is None
    return done.stdout


@pytest.mark.parametrize(("words", "options"), QUESTIONS)
def test_a_question_gives_the_same_rows_everywhere(
    kept: Furnished, pages: Room, monkeypatch: pytest.MonkeyPatch, words: str, options: dict[str, str]
) -> None:
    monkeypatch.setattr(exports, "CHUNK", 7)
    monkeypatch.setattr(command, "PIECE", 5)
    query = urlencode({"q": words, **options})
    table = printed(kept, words, options, "csv")
    assert table == pages.text(f"/cari.csv?{query}")
    hits = json.loads(printed(kept, words, options, "json"))["hits"]
    assert hits == json.loads(pages.text(f"/cari.json?{query}"))["hits"]
    rows = list(csv.DictReader(io.StringIO(table)))
    assert rows == [{name: "" if value is None else str(value) for name, value in hit.items()} for hit in hits]
    assert walked(pages, f"/api/1/search?{query}&size=4") == [row["public_id"] for row in rows]
    assert pages.get(f"/api/1/search?{query}").json()["total"] == len(rows)


def test_a_page_for_machines_has_the_rows_of_the_file(kept: Furnished, pages: Room) -> None:
    found = [hit["article"] for hit in pages.get("/api/1/search?q=razia&size=500").json()["hits"]]
    assert found == json.loads(printed(kept, "razia", {}, "json"))["hits"]


def test_a_file_is_of_the_moment_in_which_it_was_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "CHUNK", 4)
    made = furnish(tmp_path / "arsip")
    numbers = count(100)

    def write() -> None:
        """A new article that all orders put before those that are still to come."""
        number = next(numbers)
        url = f"https://lapas.contoh.example/baru-{number}/"
        headline, day = f"Razia {number} razia razia", "2030" if number % 2 else "2001"
        item = replace(
            articles()[0], url=url, canonical=url, headline=headline, published=f"{day}-01-01T08:00:00+07:00"
        )
        keep_one(made.folder, item, number)

    with room(made.folder.path) as opened:
        pieces: list[bytes] = []
        for sort in ("relevance", "newest", "oldest"):
            before = opened.text(f"/cari.csv?q=razia&sort={sort}")
            pieces.clear()
            send_to(opened, f"/cari.csv?q=razia&sort={sort}", lambda piece: (pieces.append(piece), write()))
            assert len(pieces) > 7
            assert ids_in(b"".join(pieces).decode()) == ids_in(before)


def ids_in(table: str) -> list[str]:
    return [row["public_id"] for row in csv.DictReader(io.StringIO(table))]


def send_to(opened: Room, address: str, take: Callable[[bytes], object]) -> None:
    """Ask for an address, and hand over each piece of the answer when the server sends it."""
    path, _, query = address.partition("?")

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.body":
            take(message["body"])

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost")],
        "http_version": "1.1",
        "scheme": "http",
    }
    asyncio.run(opened.datasette.app()(scope, receive, send))


def test_a_large_file_is_sent_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "CHUNK", 20)
    folder = create_archive(tmp_path / "arsip", Config())
    with closing(open_for_writing(folder.database)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        waiting, row = Search(), frontier.adopt(connection, LAPAS)
        for number in range(MANY):
            url = f"https://lapas.contoh.example/{number}/"
            item = replace(articles()[1], url=url, canonical=url, headline=f"Razia {number} " + "kamar hunian " * 200)
            keep(item, Keeping(connection, waiting, row, (), NOON))
        waiting.flush(connection)
        connection.execute("COMMIT")
    with room(folder.path) as opened:
        opened.get("/cari.csv?q=banjir")  # what is loaded once
        tracemalloc.start()
        sizes: list[int] = []
        send_to(opened, "/cari.csv?q=razia", lambda piece: sizes.append(len(piece)))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert len(sizes) > MANY / 20
    assert sum(sizes) > 2_500_000
    assert peak < sum(sizes) / 3
