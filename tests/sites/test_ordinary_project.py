"""Arsip is an ordinary Scrapy project and an ordinary package: scrapy, scrapyd and pip treat it as any other."""

import json
import os
import re
import shlex
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.crawling import adopt, assert_whole, new_archive
from tests.laws.tracked import ROOT
from tests.news_site import NewsSite, Post, serve
from tests.sites.environments import Environment, copy_of_the_project, dependencies
from tests.sites.lab_state import LAB, free_ports, wait_until_it_answers

POSTS = 25


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(1, POSTS + 1)])) as made:
        yield made


def test_a_wheel_in_an_empty_environment_runs_in_any_folder(site: NewsSite, tmp_path: Path) -> None:
    project = copy_of_the_project(tmp_path / "project")
    environment = Environment.make(tmp_path / "environment", "build")
    environment.run("pyproject-build", "--wheel", "--outdir", str(tmp_path / "dist"), str(project))
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    environment.run("pip", "install", "-q", str(wheel))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    options = ("--institution", "Perpustakaan Contoh", "--contact", "arsip@contoh.example")
    environment.run("arsip", "init", *options, "--time-zone", "Asia/Jakarta", "--language", "id", cwd=elsewhere)
    environment.run("arsip", "source", "add", site.url, "--name", "contoh", cwd=elsewhere)
    crawled = environment.run("arsip", "crawl", cwd=elsewhere, timeout=120)
    assert f"{POSTS} new articles" in crawled.stdout
    assert "Kegiatan" in environment.run("arsip", "search", "kegiatan", cwd=elsewhere).stdout
    assert "all is well" in environment.run("arsip", "verify", cwd=elsewhere).stdout
    (port,) = free_ports(1)
    browse = subprocess.Popen([environment.tool("arsip"), "browse", "--port", str(port)], cwd=elsewhere / "arsip-data")
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_it_answers(address)
        for path, holds in (("/cari?q=kegiatan", f"{POSTS} artikel ditemukan"), ("/arsip/room.css", "--paper")):
            with urllib.request.urlopen(address + path, timeout=10) as answer:
                assert holds in answer.read().decode()
    finally:
        browse.terminate()
        browse.wait(10)


def test_scrapy_lists_and_crawls_from_a_checkout(site: NewsSite, tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    adopt(archive, site.url)
    setting = ("-s", f"ARSIP_ARCHIVE={archive.path}")
    assert "wordpress" in scrapy("list").stdout.split()
    scrapy("crawl", "wordpress", "-a", "source=contoh", *setting)
    assert archive.rows("SELECT count(*) FROM articles") == [(POSTS,)]
    refused = scrapy("crawl", "wordpress", *setting, check=False)
    assert "which source? scrapy crawl wordpress -a source=NAME" in refused.stderr
    assert_whole(archive)


def scrapy(*words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    program = [Path(sys.executable).with_name("scrapy"), *words]
    return subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=120, check=check)


def test_scrapyd_takes_its_egg_and_crawls(site: NewsSite, tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    adopt(archive, site.url)
    requirements = LAB / "requirements-scrapyd.txt"
    environment = Environment.make(tmp_path / "environment", "-r", str(requirements), *dependencies())
    project = copy_of_the_project(tmp_path / "project")
    egg = tmp_path / "arsip.egg"
    environment.run("scrapyd-deploy", f"--build-egg={egg}", cwd=project)
    with scrapyd(environment, tmp_path / "scrapyd") as server:
        deployed = server.deploy("arsip", egg)
        assert deployed["status"] == "ok", deployed
        assert deployed["spiders"] >= 1
        asked = {"project": "arsip", "spider": "wordpress", "source": "contoh"}
        server.post("schedule.json", asked | {"setting": f"ARSIP_ARCHIVE={archive.path}"})
        server.wait_for_the_end("arsip")
    assert archive.rows("SELECT count(*) FROM articles") == [(POSTS,)]
    assert archive.rows("SELECT verdict FROM crawls") == [("complete",)]
    assert_whole(archive)


class Scrapyd:
    """A scrapyd that answers at `url`."""

    def __init__(self, url: str) -> None:
        self._url = url

    def post(self, path: str, values: dict[str, str]) -> dict[str, Any]:
        return self._answer(urllib.request.Request(self._url + path, urlencode(values).encode()))

    def deploy(self, project: str, egg: Path) -> dict[str, Any]:
        boundary = "batas-contoh"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + value + b"\r\n"
            for name, more, value in (
                ("project", "", project.encode()),
                ("version", "", b"1"),
                ("egg", '; filename="arsip.egg"', egg.read_bytes()),
            )
        ]
        body = b"".join(parts) + f"--{boundary}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._answer(urllib.request.Request(f"{self._url}addversion.json", body, headers))

    def wait_for_the_end(self, project: str, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while not self._answer(f"{self._url}listjobs.json?project={project}")["finished"]:
            assert time.monotonic() < end, "the job has not ended"
            time.sleep(0.3)

    def _answer(self, request: urllib.request.Request | str) -> dict[str, Any]:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return dict(json.loads(answer.read()))


@contextmanager
def scrapyd(environment: Environment, folder: Path) -> Iterator[Scrapyd]:
    """A scrapyd on a free port while the block runs, with all its files in `folder`."""
    folder.mkdir()
    (port,) = free_ports(1)
    (folder / "scrapyd.conf").write_text(
        f"[scrapyd]\nbind_address = 127.0.0.1\nhttp_port = {port}\npoll_interval = 0.3\n"
    )
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [environment.tool("scrapyd")], cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/", 60)
        yield Scrapyd(f"http://127.0.0.1:{port}/")
    finally:
        process.terminate()
        process.wait(30)


def test_make_demo_on_a_fresh_copy_and_all_that_it_and_the_readme_print(tmp_path: Path) -> None:
    project = copy_of_the_project(tmp_path / "project")
    readme = (project / "README.md").read_text(encoding="utf-8")
    printed = re.findall(r"^\$ (.*?)(?: +#.*)?$", readme, re.MULTILINE)
    assert printed[:2] == ["make demo", "make test"]
    for command in printed:
        # the others take long, and are what runs these very tests: they are there, and can begin
        words = ["make", "demo"] if command == "make demo" else ["make", "-n", *command.split()[1:]]
        done = outside(words, project)
        assert done.returncode == 0, done.stdout + done.stderr
        if command == "make demo":
            pasted = [
                line.strip().removeprefix("$ ") for line in done.stdout.splitlines() if " --archive arsip-demo " in line
            ]
    assert len(pasted) == 9
    assert all(line.startswith(".venv/bin/arsip ") for line in pasted)
    for line in pasted:
        if not line.endswith(" browse"):
            again = outside(shlex.split(line), project)
            assert again.returncode == 0, f"{line}: {again.stderr}"


def outside(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run words in a folder as in a new shell: none of our own environment is around."""
    ours = ("PYTHONPATH", "ARSIP_ARCHIVE", "VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL", "PYTEST")
    surroundings = {key: value for key, value in os.environ.items() if key not in ours}
    return subprocess.run(
        words,
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=600,
        check=False,
    )


def test_pipx_installs_it_for_every_folder(tmp_path: Path) -> None:
    project = copy_of_the_project(tmp_path / "project")
    pipx = Environment.make(tmp_path / "environment", "pipx")
    homes = {"PIPX_HOME": str(tmp_path / "home"), "PIPX_BIN_DIR": str(tmp_path / "bin")}
    done = subprocess.run(
        [pipx.tool("pipx"), "install", "."], cwd=project, env={**os.environ, **homes}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    said = subprocess.run([tmp_path / "bin" / "arsip", "--help"], capture_output=True, text=True, check=True, cwd="/")
    assert "The archive of Indonesian regional and prison-service news" in said.stdout
