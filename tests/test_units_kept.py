"""The registry stands in the archive's tables, articles are linked to the units they name, and are found by them."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.articles import keep
from archive.cli import arsip
from archive.database import open_for_reading, open_for_writing
from archive.errors import ArsipError
from archive.folder import ArchiveFolder
from archive.full_text import Search
from archive.items import ArticleItem, Unit
from archive.keeping import Keeping
from archive.places.unit_lookup import find_unit
from archive.places.units import successions, units
from archive.places.units_kept import fill_units, version
from archive.search import search

NOW = datetime(2025, 3, 1, tzinfo=UTC)
TEXTS = {
    "slawi": Unit("Lapas Kelas IIB Slawi", "Lapas Kelas IIB Slawi", "lapas-slawi"),
    "kanwil": Unit("Kanwil Kemenkumham Jabar", "Kanwil Kemenkumham Jawa Barat", "kanwil-kemenkumham-jawa-barat"),
    "ditjenpas": Unit("Kanwil Ditjenpas Jabar", "Kanwil Ditjenpas Jawa Barat", "kanwil-ditjenpas-jawa-barat"),
    "contoh": Unit("Lapas Contohan", "Lapas Contohan", None),
}


def kept(connection: sqlite3.Connection, slug: str, named: list[Unit], text: str = "Petugas memeriksa kamar.") -> None:
    url = f"https://contoh.example/{slug}"
    item = ArticleItem(url, url, "contoh", headline=slug, body=text, units=named, reader="html", reader_version=1)
    waiting = Search()
    keep(item, Keeping(connection, waiting, 1, (), NOW))
    waiting.flush(connection)


@pytest.fixture
def archive(folder: ArchiveFolder) -> Path:
    connection = open_for_writing(folder.database)
    connection.execute(
        "INSERT INTO sources (id, name, title, url, platform, toml) "
        "VALUES (1, 'contoh', 'Contoh', 'https://contoh.example/', 'html', '')"
    )
    for slug, unit in TEXTS.items():
        kept(connection, slug, [unit])
    connection.close()
    return folder.database


def linked(connection: sqlite3.Connection) -> dict[str, str | None]:
    return {row["raw"]: row["unit"] for row in connection.execute("SELECT raw, unit FROM article_units")}


def found(database: Path, unit: str) -> set[str | None]:
    connection = open_for_reading(database)
    try:
        return {(hit.headline or "") for hit in search(connection, "petugas", unit=unit).hits}
    finally:
        connection.close()


def test_the_tables_hold_the_registry_and_are_left_alone_while_it_stays_the_same(archive: Path) -> None:
    connection = open_for_writing(archive)
    assert connection.execute("SELECT count(*) FROM units").fetchone()[0] == len(units())
    assert connection.execute("SELECT count(*) FROM unit_successions").fetchone()[0] == len(successions())
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    place = "SELECT r.name FROM units u JOIN regions r ON r.code = u.region WHERE u.id = 'lapas-purwakarta'"
    assert connection.execute(place).fetchone()[0] == "Kabupaten Purwakarta"
    changes = connection.total_changes
    fill_units(connection)
    assert connection.total_changes == changes
    connection.close()


def test_a_registry_of_another_state_is_brought_up_to_date_and_keeps_links(archive: Path) -> None:
    connection = open_for_writing(archive)
    connection.execute("UPDATE registries SET version = 'older'")
    connection.execute("UPDATE units SET name = 'other' WHERE id = 'lapas-slawi'")
    connection.execute(
        "INSERT INTO units (id, name, kind, sure, evidence) VALUES ('lapas-lama', 'Lapas Lama', 'lapas', 1, 'x')"
    )
    before = linked(connection)
    fill_units(connection)
    stored = connection.execute("SELECT version FROM registries WHERE name = 'units'").fetchone()
    assert stored[0] == version()
    names = dict(connection.execute("SELECT id, name FROM units WHERE id IN ('lapas-slawi', 'lapas-lama')").fetchall())
    assert names == {"lapas-slawi": "Lapas Kelas IIB Slawi", "lapas-lama": "Lapas Lama"}
    assert linked(connection) == before
    connection.close()


def test_an_article_is_linked_to_its_units_with_and_without_an_id(archive: Path) -> None:
    connection = open_for_reading(archive)
    assert linked(connection) == {unit.raw: unit.id for unit in TEXTS.values()}
    connection.close()


def test_a_revision_links_what_the_text_names_now(archive: Path) -> None:
    connection = open_for_writing(archive)
    kept(
        connection, "slawi", [Unit("Rutan Wates", "Rutan Wates", "rutan-wates")], "Petugas Rutan Wates memeriksa kamar."
    )
    kept(connection, "contoh", [], "Petugas memeriksa kamar lain.")
    assert set(linked(connection).values()) == {
        "rutan-wates",
        "kanwil-kemenkumham-jawa-barat",
        "kanwil-ditjenpas-jawa-barat",
    }
    connection.close()


@pytest.mark.parametrize("name", ["lapas-slawi", "Lapas Slawi", "lapas kelas iib slawi", "LP Slawi"])
def test_a_unit_is_found_by_id_name_and_other_names(archive: Path, name: str) -> None:
    assert found(archive, name) == {"slawi"}


def test_articles_of_predecessors_and_successors_are_found_too(archive: Path) -> None:
    assert found(archive, "Kanwil Ditjenpas Jawa Barat") == {"kanwil", "ditjenpas"}
    assert found(archive, "Kanwil Kemenkumham Jabar") == {"kanwil", "ditjenpas"}
    assert found(archive, "Kanwil Kemenkum Jabar") == {"kanwil"}


def test_a_unit_that_is_not_registered_is_found_as_articles_name_it(archive: Path) -> None:
    assert found(archive, "lapas contohan") == {"contoh"}


def test_an_unknown_unit_is_an_error_that_names_what_is_near(archive: Path) -> None:
    with pytest.raises(ArsipError, match=r"no unit named 'Lapas Kelas IIB Slavvy'.*Lapas Kelas IIB Slawi"):
        found(archive, "Lapas Kelas IIB Slavvy")


def test_the_commands_take_and_show_units(archive: Path) -> None:
    folder = str(archive.parent)
    hits = CliRunner().invoke(
        arsip, ["--archive", folder, "search", "petugas", "--unit", "Lapas Slawi", "--format", "json"]
    )
    first = json.loads(hits.output)["hits"][0]
    shown = CliRunner().invoke(arsip, ["--archive", folder, "show", first["public_id"]])
    assert "Lapas Kelas IIB Slawi (lapas-slawi)" in shown.output


@pytest.mark.parametrize("unit", ["lapas-medan", "Lapas Tanjung Gusta", "Lapas Kelas I Medan", "lapas tanjung gusta"])
def test_other_names_lead_to_one_unit(unit: str) -> None:
    assert find_unit(unit) == "lapas-medan"
