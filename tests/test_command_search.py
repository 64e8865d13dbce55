"""`arsip search`: what it prints, and what it hands on."""

import csv
import io
import json
import re
from contextlib import closing
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from archive.cli.search import search_command
from archive.database import open_for_writing
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, Config, create_archive
from tests.test_search import HARIAN, LAPAS, STORIES, Story, fill, filled


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    return filled(tmp_path_factory.mktemp("search") / "arsip")


def run(stored: ArchiveFolder, *arguments: str) -> Result:
    return CliRunner().invoke(search_command, arguments, obj=stored.path, standalone_mode=False)


def test_the_command_shows_what_one_needs_to_choose_a_hit(stored: ArchiveFolder) -> None:
    result = run(stored, "memeriksa", "telepon")
    assert result.exception is None
    total, also, _, headline, day, address, caption, snippet = result.stdout.splitlines()
    assert total == "1 found for memeriksa telepon"
    assert also == "  memeriksa also as diperiksa (1)"
    assert headline == "Razia Kamar Hunian"
    assert re.fullmatch(r"  27 Februari 2020 · lapas-contoh · [a-z2-7]{16}", day)
    assert address == "  https://lapas.contoh.example/0/"
    assert caption == "  caption: Petugas *memeriksa* kamar"
    assert "Petugas menyita *telepon*." in snippet


def test_the_command_says_how_many_more_there_are(stored: ArchiveFolder) -> None:
    assert run(stored, "razia", "--limit", "2").stdout.startswith("3 found for razia, the best 2 shown\n")


@pytest.mark.parametrize(
    ("arguments", "understood"),
    [
        (("razia", "-narkoba"), "razia -narkoba"),
        (("razia", "-hunan"), "razia -hunan"),
        (("warga binaan",), "warga binaan"),
        (("warga binaan", "aula"), '"warga binaan" aula'),
        (("banjir OR razia", "contoh"), "banjir OR (razia contoh)"),
        (("razia -narkoba", "kamar"), "razia kamar -narkoba"),
    ],
)
def test_the_command_hands_on_what_the_shell_left(
    stored: ArchiveFolder, arguments: tuple[str, ...], understood: str
) -> None:
    assert json.loads(run(stored, *arguments, "--format", "json").stdout)["query"] == understood


def test_the_command_searches_the_typed_words_alone_if_asked(stored: ArchiveFolder) -> None:
    assert "also as" not in run(stored, "memeriksa", "--exact").stdout
    assert "also as" not in run(stored, "memeriksa", "--without", "diperiksa").stdout
    (expansion,) = json.loads(run(stored, "memeriksa", "--format", "json").stdout)["expansions"]
    assert expansion["added"] == [{"text": "diperiksa", "why": "family", "articles": 1}]


def test_the_command_offers_near_words_and_a_better_spelling(stored: ArchiveFolder) -> None:
    assert "not searched for: narapidana, warga binaan; ~napi does" in run(stored, "napi").stdout
    assert run(stored, "naropidana").stdout == "Nothing found for naropidana. Did you mean narapidana?\n"


def test_the_command_sorts_by_day(stored: ArchiveFolder) -> None:
    days = {}
    for order in ("newest", "oldest"):
        hits = json.loads(run(stored, "razia", "--sort", order, "--format", "json").stdout)["hits"]
        days[order] = [hit["published_day"] for hit in hits]
    assert days["newest"] == sorted(days["newest"], reverse=True) == days["oldest"][::-1]


def test_the_command_does_not_take_a_mistyped_option_for_words(stored: ArchiveFolder) -> None:
    assert isinstance(run(stored, "razia", "--form", "2019").exception, click.NoSuchOption)


def test_no_hit_is_one_line_with_a_hint_and_no_failure(stored: ArchiveFolder) -> None:
    result = run(stored, "gempa")
    assert (result.exception, result.stdout.count("\n")) == (None, 1)
    assert result.stdout.startswith("Nothing found for gempa. Fewer or shorter words")


def test_json_is_one_object_with_the_total(stored: ArchiveFolder) -> None:
    table = json.loads(run(stored, "razia", "--limit", "1", "--format", "json").stdout)
    assert (table["query"], table["total"], len(table["hits"])) == ("razia", 3, 1)
    (hit,) = json.loads(run(stored, "memeriksa", "telepon", "--format", "json").stdout)["hits"]
    assert hit["caption"] == "Petugas memeriksa kamar"
    assert hit["published"] == "2020-02-27T23:30:00+07:00"
    assert "menyita telepon." in hit["snippet"]
    assert json.loads(run(stored, "gempa", "--format", "json").stdout)["hits"] == []


def test_csv_has_a_header_and_a_row_a_hit(stored: ArchiveFolder) -> None:
    found = run(stored, "razia", "--to", "2020", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(found)))
    assert {row["url"] for row in rows} == {f"{LAPAS.url}0/", f"{HARIAN.url}2/"}
    assert run(stored, "gempa", "--format", "csv").stdout.splitlines() == found.splitlines()[:1]


def test_a_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    made = create_archive(tmp_path / "arsip", Config())
    with closing(open_for_writing(made.database)) as connection:
        fill(connection, (Story("Razia\x1b[2J\u202e Baru", "Isi \x07razia\x9b31m"),))
    shown = run(made, "razia").stdout
    assert "*Razia*[2J Baru" in shown
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


def test_a_damaged_index_is_one_line(tmp_path: Path) -> None:
    made = create_archive(tmp_path / "arsip", Config())
    with closing(open_for_writing(made.database)) as connection:
        fill(connection, STORIES)
        connection.execute("UPDATE articles_fts_data SET block = x'00' WHERE id > 10")
    error = run(made, "razia").exception
    assert isinstance(error, ArsipError)
    assert "damaged" in str(error)
