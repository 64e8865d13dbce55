"""A command imports what it needs, and nothing that another one needs."""

import subprocess
import sys

import pytest

LOADED = "import sys; {}; print(*sorted(sys.modules))"


def loaded_by(statement: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", LOADED.format(statement)], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_starting_loads_no_command_and_no_archive() -> None:
    loaded = loaded_by("import archive.cli")
    assert {name for name in loaded if name.startswith("archive.cli.")} == {"archive.cli.loading"}
    assert loaded.isdisjoint({"rich", "lxml", "archive.articles", "archive.frontier"})


@pytest.mark.parametrize("command", ["search", "status", "show", "crawl"])
def test_a_command_starts_without_the_crawler_the_server_and_an_http_client(command: str) -> None:
    loaded = loaded_by(f"import archive.cli.{command}")
    assert f"archive.cli.{command}" in loaded
    assert loaded.isdisjoint({"scrapy", "twisted", "datasette", "requests", "trafilatura"})
