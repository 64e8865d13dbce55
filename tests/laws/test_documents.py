"""The documents say what the code does: every word, dependency, command and pipeline is explained, and nothing else."""

import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum

import click
import pytest

from archive import vocabulary
from archive.adoption.commented_source import GROUPS
from archive.adoption.source_catalogue import catalogue
from archive.adoption.source_keys import KEYS
from archive.cli import arsip
from archive.cli.reference import children
from archive.cli.sources_page import markdown
from archive.items import ArticleItem
from archive.sources import Source, parse_source
from archive.vocabulary import EXIT_CODES, Origin
from spiders import settings
from tests.laws.tracked import ROOT, project_files, python_files, tree_of

LISTS = [
    member
    for _, member in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(member, StrEnum) and member is not StrEnum
]
NO_PIPELINES = {"pipelines/__init__.py", "pipelines/verb.py"}


def rows_of(document: str, heading: str = "") -> list[list[str]]:
    """The cells of every table row below a `## heading` (or in the whole document) whose first cell is `code`."""
    text = (ROOT / document).read_text(encoding="utf-8")
    if heading:
        _, found, text = text.partition(f"\n## {heading}\n")
        assert found, f"{document} has no section {heading!r}"
        text = text.partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return [row for row in rows if row[0].startswith("`")]


def commands_of(group: click.Group, path: tuple[str, ...] = ("arsip",)) -> Iterator[tuple[str, ...]]:
    """Every command, as the words that one types."""
    for name, command in children(group, click.Context(group)):
        if isinstance(command, click.Group):
            yield from commands_of(command, (*path, name))
        else:
            yield *path, name


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)
def test_every_word_of_a_closed_list_is_explained(words: type[StrEnum]) -> None:
    rows = rows_of("docs/vocabulary.md", words.__name__)
    assert [row[0].strip("`") for row in rows] == [str(word) for word in words]
    meanings = [row[1] for row in rows]
    assert all(re.match(r"\S.{15,}\.$", meaning) for meaning in meanings), meanings
    assert len(set(meanings)) == len(meanings)


def test_the_vocabulary_explains_nothing_that_does_not_exist() -> None:
    headings = re.findall(r"^## (.*)$", (ROOT / "docs/vocabulary.md").read_text(), re.MULTILINE)
    assert sorted(headings) == sorted(words.__name__ for words in LISTS)


def test_exit_codes_stand_beside_their_names() -> None:
    stated = {row[0].strip("`"): row[1].partition(":")[0] for row in rows_of("docs/vocabulary.md", "Exit")}
    assert stated == {str(name): f"Exit code {code}" for name, code in EXIT_CODES.items()}


def test_every_key_of_a_source_file_is_explained_with_an_example_that_is_right() -> None:
    rows = {row[0].strip("`"): row[1:] for row in rows_of("docs/source-keys.md")}
    assert list(rows) == list(KEYS) == [f.name for f in fields(Source)]
    given = {key: row[0].strip("`") for key, row in rows.items()}
    assert all(re.match(r"\S.{15,}\.$", row[1]) for row in rows.values())
    shared = {key: text for key, text in given.items() if key != "cron"}  # cron and every exclude each other
    for chosen in (shared, {key: text for key, text in given.items() if key != "every"}):
        source = parse_source("\n".join(f"{key} = {text}" for key, text in chosen.items()), "docs/source-keys.md")
        assert all(
            getattr(source, f.name) != f.default or f.name == "language" for f in fields(Source) if f.name in chosen
        )


def test_the_keys_stand_in_the_groups_of_a_commented_file() -> None:
    text = (ROOT / "docs/source-keys.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    for heading, (group, keys) in zip(headings, GROUPS.items(), strict=True):
        assert group.startswith(heading)
        assert tuple(row[0].strip("`") for row in rows_of("docs/source-keys.md", heading)) == keys


def test_every_dependency_is_explained_and_nothing_else() -> None:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project = configured["project"]
    wanted = [*project["dependencies"], *configured["build-system"]["requires"]]
    for extra in project["optional-dependencies"].values():
        wanted += extra
    names = {re.split(r"[=<>\[; ]", line)[0] for line in wanted}
    rows = rows_of("docs/dependencies.md")
    assert {row[0].strip("`") for row in rows} == names
    assert all(len(row) == 5 and all(row) for row in rows)


def test_the_reference_of_commands_is_what_the_commands_say() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "archive.cli.reference"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == printed, (
        "make it again: python -m archive.cli.reference > docs/commands.md"
    )


def test_every_command_is_in_the_reference() -> None:
    commands = [" ".join(words) for words in commands_of(arsip)]
    assert commands
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert [command for command in commands if command not in text] == []


def test_the_pipelines_run_in_steps_of_a_hundred() -> None:
    orders = list(settings.ITEM_PIPELINES.values())
    assert orders == [100 * step for step in range(1, len(orders) + 1)]


def test_every_pipeline_is_one_file_with_one_class_and_runs() -> None:
    files = set(python_files("pipelines")) - NO_PIPELINES
    listed = [path.rsplit(".", 1) for path in settings.ITEM_PIPELINES]
    assert {f"{module.replace('.', '/')}.py" for module, _ in listed} == files
    for module, name in listed:
        assert name == "".join(word.title() for word in module.rpartition(".")[2].split("_"))
        classes = [node for node in tree_of(f"{module.replace('.', '/')}.py").body if hasattr(node, "bases")]
        assert name in [getattr(node, "name", "") for node in classes]
        assert len([node for node in classes if hasattr(node, "name")]) == 1


def test_the_readme_names_the_pipelines_in_their_order() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\|\s*(\d+)\s*\|\s*`?(\w+)`?\s*\|\s*\S", text, re.MULTILINE)
    order = [(str(number), path.rpartition(".")[2]) for path, number in settings.ITEM_PIPELINES.items()]
    assert told == order


def test_the_settings_fit_on_a_page() -> None:
    assert len((ROOT / "spiders/settings.py").read_text().splitlines()) <= 80


def test_links_between_documents_lead_somewhere() -> None:
    links = [
        (name, target)
        for name in project_files()
        if name.endswith(".md")
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / name).read_text(encoding="utf-8"))
    ]
    broken = [link for link in links if not ((ROOT / link[0]).parent / link[1]).exists()]
    assert broken == []


def test_every_document_stands_under_a_question() -> None:
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    pages = {name.removeprefix("docs/") for name in project_files() if re.fullmatch(r"docs/[\w-]+\.(md|ipynb)", name)}
    assert {page for page in pages - {"README.md"} if f"]({page})" not in index} == set()
    assert "](docs/README.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_changelog_begins_with_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest
    assert newest[1] == version


def test_the_page_of_sources_is_what_the_catalogue_holds() -> None:
    assert (ROOT / "docs/sources.md").read_text(encoding="utf-8") == markdown(catalogue().values()) + "\n", (
        "make it again: python -m archive.cli.sources_page > docs/sources.md"
    )


def test_the_page_of_sources_names_the_provinces_without_one() -> None:
    page = markdown([source for source in catalogue().values() if not source.place.startswith("95")])
    assert "1 of 38 provinces have no source yet: Papua Pegunungan." in page
    assert "## 95" not in page


def test_every_field_of_an_item_says_where_it_is_read_from() -> None:
    text = (ROOT / "docs/what-is-read.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row[0])]
    assert sorted(named) == sorted(field.name for field in fields(ArticleItem))
    assert {word for row in rows for word in re.findall(r"`([\w-]+)`", row[2])} - set(named) <= set(Origin)
