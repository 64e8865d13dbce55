"""The laws of the house: who may import whom, where SQL may stand, how files are named and how long they grow."""

import ast
import io
import re
import statistics
import tokenize
import tomllib
from graphlib import TopologicalSorter

import pytest

from archive.schema import migrations
from tests.laws.tracked import (
    ROOT,
    functions_of,
    imports_of,
    project_files,
    python_files,
    reaches,
    strings_of,
    text_of,
    tree_of,
)

CODE = ("archive", "spiders", "pipelines")
FACES = ("archive/cli", "archive/browse")
NETWORK = ("socket", "ssl", "urllib.request", "urllib3", "http", "requests", "aiohttp", "httpx", "scrapy", "twisted")
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "localtime", "gmtime"}
EMPTY_NAMES = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}
# in pieces, so that this file does not hold them itself
MACHINE_WORDS = [
    "".join(pieces)
    for pieces in (
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("registry.", "npmjs"),
        ("deb.", "debian.org"),
        ("security.", "debian"),
        ("/wo", "rk/"),
        ("/fa", "rm/"),
        ("/ro", "ot/"),
        ("/tmp/", "bash_jobs"),
        ("/opt/", "wheels"),
    )
]
SQL = re.compile(
    r"\b(SELECT\b[\s\S]*\bFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|REPLACE\s+INTO|PRAGMA\s+\w+)\b"
)
DDL = re.compile(
    r"\b(CREATE|DROP|ALTER)\s+((TEMP|TEMPORARY|UNIQUE|VIRTUAL)\s+)?(TABLE|INDEX|VIEW|TRIGGER)\b", re.IGNORECASE
)
IGNORE = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:|fmt:\s*(off|skip)|mypy:\s*\w+)")
EXPLAINED = re.compile(
    r"#\s*(noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|type:\s*ignore\[[\w, -]+\]|pragma:[\w ]+?|fmt:\s*(off|skip)|mypy:\s*\S+)"
    r"\s+[#(–-]?\s*[A-Za-z\"`'(]\S*\s+\S+"
)


def sql_in(tree: ast.Module) -> list[int]:
    """The lines that hold SQL, or run it."""
    written = [line for line, text in strings_of(tree) if SQL.search(text) or DDL.search(text)]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    run = [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"execute", "executemany", "executescript"}
    ]
    return sorted({*written, *run})


def unexplained_ignores(source: str) -> list[int]:
    """The lines with a comment that silences a tool, and does not say why."""
    comments = [t for t in tokenize.generate_tokens(io.StringIO(source).readline) if t.type == tokenize.COMMENT]
    return [t.start[0] for t in comments if IGNORE.search(t.string) and not EXPLAINED.search(t.string)]


def module_of(name: str) -> str:
    """The dotted name of a file: `archive/urls.py` is `archive.urls`."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def modules_under(start: str) -> dict[str, set[str]]:
    """Every module of this project that code in the folder `start` imports, itself or through others."""
    files = {module_of(name): name for name in python_files(*CODE)}
    seen: dict[str, set[str]] = {}
    waiting = [module for module, name in files.items() if name.startswith(f"{start}/")]
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen[module] = imports_of(tree_of(files[module]), files[module])
            waiting += [name for name in seen[module] if name in files]
    return seen


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        ("archive", {"spiders", "pipelines", "tests", "benchmarks"}),
        ("spiders", {"pipelines", "tests", "benchmarks"}),
        ("pipelines", {"spiders", "tests", "benchmarks"}),
    ],
)
def test_imports_go_one_way(folder: str, forbidden: set[str]) -> None:
    files = python_files(folder)
    assert files
    wrong = {name: reaches(imports_of(tree_of(name), name), forbidden) for name in files}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_rooms_of_the_archive_lean_on_each_other_one_way() -> None:
    """Its faces and its demo aside: what one room takes from another, that one takes from none that leans on it."""
    rooms = {name.split("/")[1] for name in python_files("archive") if name.count("/") > 1} - {"cli", "browse", "demo"}
    leans: dict[str, set[str]] = {room: set() for room in rooms}
    for name in python_files(*(f"archive/{room}" for room in sorted(rooms))):
        room = name.split("/")[1]
        taken = {module.split(".")[1] for module in imports_of(tree_of(name), name) if module.startswith("archive.")}
        leans[room] |= taken & (rooms - {room})
    assert list(TopologicalSorter(leans).static_order())
    assert leans["completeness"]


def test_reading_touches_no_network() -> None:
    reached = modules_under("spiders/reading")
    assert any(module.startswith("spiders.reading") for module in reached)
    assert {module: reaches(found, NETWORK) for module, found in reached.items() if reaches(found, NETWORK)} == {}


def test_reading_asks_no_clock() -> None:
    asked = {
        f"{name}:{node.lineno}"
        for name in python_files("spiders/reading")
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
        if not (isinstance(node.func.value, ast.Call) or (node.func.attr == "time" and node.args))
    }
    imported = {name for name in python_files("spiders/reading") if _imports_clock(name)}
    assert asked | imported == set()


def _imports_clock(name: str) -> bool:
    return bool(reaches(imports_of(tree_of(name), name), ("time", "archive.clock.now")))


def test_only_the_archive_speaks_sql_and_its_faces_do_not() -> None:
    files = python_files("spiders", "pipelines", *FACES)
    assert files
    wrong = {name: sql_in(tree_of(name)) for name in files}
    assert {name: lines for name, lines in wrong.items() if lines} == {}


def test_only_the_migrations_hold_ddl() -> None:
    files = python_files(*CODE)
    wrong = {f"{name}:{line}" for name in files for line, text in strings_of(tree_of(name)) if DDL.search(text)}
    assert wrong == set()
    assert DDL.search(migrations()["spine"])


def test_migrations_are_numbered_without_a_gap_and_have_names_of_their_own() -> None:
    names = sorted(path.name for path in (ROOT / "archive" / "migrations").iterdir())
    assert [name.partition("-")[0] for name in names] == [f"{number:02}" for number in range(1, len(names) + 1)]
    assert len(migrations()) == len(names)


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    wrong = {
        f"{name}:{number}"
        for name in project_files()
        for number, line in enumerate((text_of(name) or "").splitlines(), 1)
        if any(word in line for word in MACHINE_WORDS)
    }
    assert wrong == set()


def test_names_say_what_a_file_does() -> None:
    assert {name for name in project_files() if name.rpartition("/")[2] in EMPTY_NAMES} == set()


def test_folders_of_code_are_at_most_two_deep() -> None:
    assert {name for name in python_files() if name.count("/") > 2} == set()


def test_functions_are_short() -> None:
    lengths = {
        f"{name}:{function.lineno} {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for name in python_files()
        for function in functions_of(tree_of(name))
    }
    assert {where: lines for where, lines in lengths.items() if lines > 60} == {}
    code = [lines for where, lines in lengths.items() if where.startswith(CODE)]
    assert statistics.median(code) <= 10


def test_what_silences_a_tool_says_why() -> None:
    wrong = {f"{name}:{line}" for name in python_files() for line in unexplained_ignores(text_of(name) or "")}
    assert wrong == set()


def test_each_exception_in_the_settings_of_the_tools_says_why() -> None:
    wrong = []
    section = ""
    for number, line in enumerate((ROOT / "pyproject.toml").read_text().splitlines(), 1):
        if re.match(r"\[|\w+ = \[", line):
            section = line
        silences = section.startswith(("ignore", "[tool.ruff.lint.per-file-ignores]")) or '"ignore:' in line
        if silences and line.lstrip().startswith('"') and not re.search(r"#\s*\S+ \S+", line):
            wrong.append(number)
    assert wrong == []


def test_the_lock_pins_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lock = (ROOT / "requirements-dev.txt").read_text()
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    asked = {}
    for line in wanted:
        exact = re.fullmatch(r"([\w.-]+)(?:\[[\w,]+\])?==([^;\s]+).*", line)
        assert exact, f"{line}: pin it exactly"
        asked[exact[1]] = exact[2]
    assert {name: pins.get(name.lower().replace("_", "-")) for name in asked} == asked
    assert "://" not in lock


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from spiders import desk", {"spiders", "spiders.desk"}),
        ("def f():\n    import spiders.desk", {"spiders.desk"}),
        ("from ..urls import host_of", {"archive.urls", "archive.urls.host_of"}),
        ("from . import crawl", {"archive.cli", "archive.cli.crawl"}),
        ("text = 'import spiders'", set()),
    ],
)
def test_the_law_on_imports_sees_every_spelling(source: str, found: set[str]) -> None:
    assert imports_of(ast.parse(source), "archive/cli/show.py") == found


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("rows = 'SELECT id FROM urls'", [1]),
        ("text = f'UPDATE {table} SET fate = 1'", [1]),
        ("connection.execute(query)", [1]),
        ("'''SELECT a FROM b is what the archive does.'''", []),
        ("say('Select one, or delete what you took from it')", []),
    ],
)
def test_the_law_on_sql_sees_it_written_and_run(source: str, lines: list[int]) -> None:
    assert sql_in(ast.parse(source)) == lines


@pytest.mark.parametrize(
    ("comment", "lines"),
    [
        ("# " + "noqa", [1]),
        ("# " + "noqa: S608", [1]),
        ("# " + "noqa: S608  # the table's name is ours", []),
        ("# " + "type: ignore", [1]),
        ("# " + "type: ignore[arg-type]", [1]),
        ("# " + "type: ignore[arg-type]  # the stubs are wrong", []),
        ("# a comment", []),
    ],
)
def test_the_law_on_ignores_wants_code_and_reason(comment: str, lines: list[int]) -> None:
    assert unexplained_ignores(f"x = 1  {comment}\n") == lines
