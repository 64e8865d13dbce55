"""The demo: what it shows is true, what it prints can be pasted, and it touches nothing else."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from archive.demo.site import DemoSite
from archive.demo.stories import daily_stories, prison_stories
from archive.demo.tour import FOLDER, prepare
from tests.crawling import Archive, assert_whole, new_archive

ARSIP = str(Path(sys.executable).with_name("arsip"))
LONGEST_SECONDS = 60


def arsip(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    surroundings = {key: value for key, value in os.environ.items() if key != "ARSIP_ARCHIVE"}
    return subprocess.run(
        [ARSIP, *words],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, float]:
    folder = tmp_path_factory.mktemp("demo")
    started = time.monotonic()
    done = arsip(folder, "demo")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout, time.monotonic() - started


def test_it_takes_less_than_a_minute_and_finds_what_the_sites_have(toured: tuple[Path, str, float]) -> None:
    folder, said, seconds = toured
    assert seconds < LONGEST_SECONDS
    archive = Archive(folder / FOLDER)
    articles = len(prison_stories()) - 1 + len(daily_stories(edited=True))
    assert archive.rows("SELECT count(*), sum(revisions) FROM articles") == [(articles, articles + 1)]
    assert archive.rows("SELECT count(*), sum(articles), min(outlets) FROM stories") == [(10, 20, 2)]
    assert "10 articles of the one site are taken from the other, 6 of them word for word" in said
    reasons = dict(archive.rows("SELECT reason, count(*) FROM urls WHERE reason <> 'way-closed' GROUP BY 1"))
    assert reasons == {"protected": 1, "robots": 2, "not-found": 2, "not-an-article": 2}
    assert all(f"1 not stored: {reason}" in said for reason in reasons)
    assert "by rest" in said
    assert "by sitemap" in said
    assert archive.rows("SELECT count(*) FROM urls WHERE url LIKE '%/kalender/%'") == [(0,)]
    assert_whole(archive)


def test_every_command_that_it_prints_can_be_pasted(toured: tuple[Path, str, float]) -> None:
    folder, said, _ = toured
    lines = (line.strip().removeprefix("$ ") for line in said.splitlines())
    commands = [line for line in lines if f" --archive {FOLDER} " in line]
    assert len(commands) == 9
    for command in commands:
        if command.endswith(" browse"):
            continue  # it stays until Ctrl-C: tests/test_browse_server.py runs it
        done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stdout.strip()
    assert shlex.split(commands[-1])[0].endswith("arsip")


def test_a_second_run_stores_nothing_and_says_so(toured: tuple[Path, str, float]) -> None:
    folder, _, _ = toured
    archive = Archive(folder / FOLDER)
    before = archive.rows("SELECT id, digest, revisions FROM articles")
    again = arsip(folder, "demo")
    assert again.returncode == 0, again.stderr
    assert "there already" in again.stdout
    assert again.stdout.count("0 new articles, 0 revised") == 2
    assert archive.rows("SELECT id, digest, revisions FROM articles") == before


def test_it_adopts_nothing_else(toured: tuple[Path, str, float]) -> None:
    folder, _, _ = toured
    done = arsip(folder, "--archive", str(FOLDER), "source", "add", "https://lapas.example/")
    assert done.returncode == 1
    assert "arsip init" in done.stderr


def test_an_archive_that_is_meant_is_not_touched(tmp_path: Path) -> None:
    new_archive(tmp_path / FOLDER)
    before = sorted(path.name for path in (tmp_path / FOLDER).iterdir())
    done = arsip(tmp_path, "demo")
    assert done.returncode == 1
    assert "no demo" in done.stderr
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == before


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with ExitStack() as closing:
        prepare(tmp_path / FOLDER, closing)
        done = arsip(tmp_path, "demo")
        assert done.returncode == 1
        assert "cannot be used" in done.stderr


@pytest.mark.parametrize("stories", [prison_stories, lambda: daily_stories(edited=True)], ids=["prison", "daily"])
def test_every_page_says_that_it_is_made_up(stories: Callable[[], list[object]]) -> None:
    site = DemoSite("Contoh", stories(), rest=True)  # type: ignore[arg-type]  # both give stories
    try:
        paths = [
            "/",
            "/page/2/",
            "/profil/",
            "/kalender/2021/12/",
            "/tidak-ada/",
            *(story.path for story in site.stories),
        ]
        assert all("Data contoh" in site.answer(path).body for path in paths)
        assert "/kalender/2022/01/" in site.answer("/kalender/2021/12/").body
    finally:
        site.close()


def test_there_are_at_least_sixty_articles_over_two_years() -> None:
    stories = [*prison_stories(), *daily_stories(edited=True)]
    assert len(stories) >= 60
    days = sorted(story.published for story in stories)
    assert (days[-1] - days[0]).days > 700
    assert len({story.path for story in prison_stories()}) == len(prison_stories())
