"""The pages on using the data and on citing: each statement, address, command and citation on them is true."""

import json
import re
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from archive.citing import STYLES, Cited
from archive.cli import arsip
from archive.database import open_for_reading, open_for_writing
from archive.likeness.story_figures import settle_stories
from archive.searching.hit_rows import COLUMNS
from tests.browsing import Room, room
from tests.furnished import PURWAKARTA, Furnished, articles, furnish
from tests.laws.tracked import ROOT
from tests.test_browse_api import twins

DATA = ("docs/using-the-data.md", "docs/memakai-data.md")
CITING = {"en": "docs/citing.md", "id": "docs/mengutip.md"}
BROWSE = "http://127.0.0.1:8001"
# the article that the pages on citing cite
EXAMPLE = Cited(
    id="k3v7q2mnb4xw5zfa",
    headline="Razia Kamar Hunian, 12 Telepon Disita",
    authors=("Ani Contoh", "Budi Contoh"),
    source="Harian Contoh",
    published="2020-02-27T08:15:00+07:00",
    precision="minute",
    url="https://harian.contoh.example/2020/02/27/razia/",
    language="id",
    revision=2,
    captured="2026-11-24T05:00:00.000000Z",
    digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
)
KEEPER, PAGE = "Perpustakaan Contoh", f"{BROWSE}/artikel/k3v7q2mnb4xw5zfa?revision=2"


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(page), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    made = furnish(tmp_path_factory.mktemp("data") / "arsip", [*articles(), *twins()])
    with closing(open_for_writing(made.folder.database)) as connection:
        settle_stories(connection)
        connection.execute(
            "INSERT INTO gaps (source, round, from_day, to_day, why, found) "
            "SELECT id, 2, '2019-03-05', '2019-03-09', 'missed-window', '2026-11-24T05:00:00Z' FROM sources LIMIT 1"
        )
    return made


@pytest.fixture(scope="module")
def connection(kept: Furnished) -> Iterator[sqlite3.Connection]:
    with closing(open_for_reading(kept.folder.database)) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(kept: Furnished) -> Iterator[Room]:
    with room(kept.folder.path) as opened:
        yield opened


@pytest.mark.parametrize("statement", blocks(DATA[0], "sql"), ids=range(len(blocks(DATA[0], "sql"))))
def test_each_statement_answers(connection: sqlite3.Connection, pages: Room, statement: str) -> None:
    found = connection.execute(statement).fetchall()
    assert found
    assert all(value is not None for value in found[0])
    assert any(part in statement for part in ("state <> 'hidden'", "FROM articles_narrow", "FROM gaps"))
    shared = pages.get(f"/archive.json?{urlencode({'sql': statement, '_shape': 'arrays'})}").json()["rows"]
    assert shared == [list(row) for row in found]


def test_the_share_of_reprints_is_that_of_the_stories(connection: sqlite3.Connection) -> None:
    (statement,) = [one for one in blocks(DATA[0], "sql") if "reprints" in one]
    told = {row["outlet"]: (row["articles"], row["reprints"]) for row in connection.execute(statement)}
    (first,) = connection.execute(
        "SELECT s.name FROM stories t JOIN articles a ON a.id = t.first JOIN sources s ON s.id = a.source"
    ).fetchone()
    assert {name: reprints for name, (_, reprints) in told.items()} == {
        name: int(name != first) for name in ("harian-contoh", "lapas-contoh")
    }


def test_both_languages_have_the_same_statements_and_programs() -> None:
    for language in ("sql", "python"):
        english, indonesian = (blocks(page, language) for page in DATA)
        assert indonesian == english != []


def addresses(page: str) -> list[str]:
    """The addresses on a page, with what stands for a name or an id filled in later."""
    return re.findall(rf"(?:`|{re.escape(BROWSE)})(/(?:api/1|cari|artikel)[^\s`'\"{{]+)", text_of(page))


@pytest.mark.parametrize("page", [*DATA, *CITING.values()])
def test_each_address_is_answered(kept: Furnished, pages: Room, page: str) -> None:
    found = [one for one in addresses(page) if one not in {"/api/1/", "/cari.csv", "/cari"} and "k3v7" not in one]
    assert len(found) >= (8 if page in DATA else 2)
    for address in found:
        named = address.replace("NAME", "lapas-contoh").replace("unit/ID", f"unit/{PURWAKARTA}")
        named = named.replace("ID", kept.ids[-1]).replace("revision=N", "revision=1").replace("…", "razia")
        if "after=" not in named:
            assert pages.get(named).status_code == 200, address


@pytest.mark.parametrize("page", DATA)
def test_the_answer_that_is_shown_has_the_names_of_the_real_one(pages: Room, page: str) -> None:
    (shown,) = map(json.loads, blocks(page, "json"))
    (asked,) = re.findall(rf"curl '{BROWSE}(/[^']*)'", text_of(page))
    answer = pages.get(asked).json()
    assert list(shown) == list(answer)
    assert (shown["total"], shown["size"]) == (answer["total"], answer["size"])
    hit, told = answer["hits"][0], shown["hits"][0]
    assert list(told) == list(hit)
    assert set(told["article"]) <= set(hit["article"])
    assert re.sub("after=.*", "", shown["next"]) == re.sub(
        "after=.*", "", answer["next"].replace("localhost", BROWSE[7:])
    )


@pytest.mark.parametrize("page", [*DATA, *CITING.values()])
def test_each_command_runs(kept: Furnished, page: str) -> None:
    lines = re.findall(r"^    (arsip [^>\n]*)", text_of(page), re.MULTILINE)
    assert lines
    for line in lines:
        words = shlex.split(line.replace("k3v7q2mnb4xw5zfa", kept.ids[0]))[1:]
        done = CliRunner().invoke(arsip, ["--archive", str(kept.folder.path), *words], standalone_mode=False)
        assert done.exception is None, line
        assert done.stdout


def test_the_notebook_holds_no_answers_and_can_be_run() -> None:
    """tests/sites runs it, with pandas; so it does the programs of both pages."""
    notebook = json.loads(text_of("docs/using-the-data.ipynb"))
    programs = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(programs) > 5
    for program in programs:
        compile(program, "docs/using-the-data.ipynb", "exec")
    assert all(cell.get("outputs", []) == [] and cell.get("execution_count") is None for cell in notebook["cells"])


@pytest.mark.parametrize("page", DATA)
def test_every_column_is_named(page: str) -> None:
    assert [name for name in COLUMNS if f"`{name}`" not in text_of(page)] == []


@pytest.mark.parametrize("language", CITING)
def test_the_citations_that_are_shown_are_those_that_are_made(language: str) -> None:
    shown = blocks(CITING[language], "(?:text|bibtex)")
    made = [style(EXAMPLE, language, KEEPER, PAGE) for style in STYLES.values()]
    assert ["".join(one.split()) for one in shown] == ["".join(one.split()) for one in made]
