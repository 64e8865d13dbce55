"""`arsip source list`: the adopted sources and the catalogue, filtered by kind, province, platform and state."""

import json
from pathlib import Path

import pytest

from archive.adoption.source_catalogue import catalogue
from archive.crawling.crawls import begin_crawl
from archive.database import open_for_writing
from archive.frontier import adopt
from archive.sources import load_sources
from tests.conftest import NOON
from tests.crawling import Archive, new_archive, run_in


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Two adopted sources, one of them crawled, and one that publishes no more."""
    made = new_archive(tmp_path_factory.mktemp("list") / "arsip")
    for name, more in {
        "kanwil-ntt": 'kind = "kanwil"\nplace = "53"\ntime_zone = "Asia/Makassar"\n',
        "rutan-contoh": 'kind = "rutan"\nplace = "32.76"\nchecked = 2026-01-31\n',
        "harian-lama": 'place = "32"\nactive = false\n',
    }.items():
        text = f'name = "{name}"\nurl = "https://{name}.example/"\nplatform = "wordpress"\n{more}'
        (made.path / "sources" / f"{name}.toml").write_text(text)
    rutan = load_sources(made.path / "sources")["rutan-contoh"]
    connection = open_for_writing(made.path / "archive.db")
    begin_crawl(connection, adopt(connection, rutan), rutan, 1, NOON)
    connection.close()
    return made


def names(archive: Archive, *words: str) -> list[str]:
    done = archive.run("source", "list", "--json", *words)
    assert done.returncode == 0, done.stderr
    return [one["name"] for one in json.loads(done.stdout)]


def test_without_a_filter_all_adopted_ones_are_listed(archive: Archive) -> None:
    lines = archive.run("source", "list").stdout.splitlines()
    assert [line.split() for line in lines] == [
        ["name", "state", "kind", "place", "platform", "address"],
        ["harian-lama", "inactive", "outlet", "32", "wordpress", "harian-lama.example"],
        ["kanwil-ntt", "never-crawled", "kanwil", "53", "wordpress", "kanwil-ntt.example"],
        ["rutan-contoh", "crawled", "rutan", "32.76", "wordpress", "rutan-contoh.example"],
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--kind", "kanwil"), ["kanwil-ntt"]),
        (("--province", "32"), ["harian-lama", "rutan-contoh"]),
        (("--province", "Jawa Barat"), ["harian-lama", "rutan-contoh"]),
        (("--province", "jabar", "--kind", "rutan"), ["rutan-contoh"]),
        (("--platform", "wordpress"), ["harian-lama", "kanwil-ntt", "rutan-contoh"]),
        (("--platform", "joomla"), []),
        (("--state", "inactive"), ["harian-lama"]),
        (("--state", "never-crawled"), ["harian-lama", "kanwil-ntt"]),
        (("--state", "crawled"), ["rutan-contoh"]),
        (("--state", "unchecked"), ["harian-lama", "kanwil-ntt"]),
        (("--state", "adopted"), ["harian-lama", "kanwil-ntt", "rutan-contoh"]),
    ],
)
def test_a_filter_lists_what_fits_it(archive: Archive, words: tuple[str, ...], expected: list[str]) -> None:
    assert names(archive, *words) == expected


def test_the_catalogue_says_what_is_adopted_of_it(archive: Archive) -> None:
    assert names(archive, "--catalogue", "--state", "adopted") == ["kanwil-ntt"]
    assert names(archive, "--catalogue", "--state", "available") == [n for n in catalogue() if n != "kanwil-ntt"]


def test_the_catalogue_is_listed_outside_any_archive(tmp_path: Path) -> None:
    done = run_in(tmp_path, "source", "list", "--catalogue", "--province", "papua selatan")
    assert done.returncode == 0, done.stderr
    assert "disway-papua-selatan" in done.stdout
    assert run_in(tmp_path, "source", "list").returncode == 1


def test_the_whole_catalogue_fits_into_a_hundred_columns(tmp_path: Path) -> None:
    lines = run_in(tmp_path, "source", "list", "--catalogue").stdout.splitlines()
    assert len(lines) == len(catalogue()) + 1
    assert max(len(line) for line in lines) <= 100


def test_what_is_not_there_is_said(archive: Archive, tmp_path: Path) -> None:
    assert archive.run("source", "list", "--kind", "bapas").stdout == "No such source.\n"
    assert "arsip source list --catalogue" in new_archive(tmp_path / "leer").run("source", "list").stdout
    done = archive.run("source", "list", "--province", "atlantis")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("arsip: --province 'atlantis' is no province")
