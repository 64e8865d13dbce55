"""The data for machines, by the tools that programs use: schemathesis and pandas, against the running server."""

import ast
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from archive.database import open_for_writing
from archive.likeness.story_figures import settle_stories
from tests.crawling import Archive
from tests.furnished import PURWAKARTA, Furnished, articles, furnish
from tests.laws.test_data_documents import BROWSE, DATA, blocks, text_of
from tests.sites.environments import Environment
from tests.test_browse_api import twins
from tests.test_browse_server import browsing

SCHEMATHESIS, PANDAS = "schemathesis==4.32.5", "pandas==3.1.1"
EXAMPLES = 20  # of each path, and of each way to go from one to another
# things that are there, so that not only what is missing is asked for; and what a schema cannot say
CONFIG = """
[[operations]]
include-path = ["/api/1/article/{{id}}", "/api/1/story/{{id}}"]
parameters = {{ "path.id" = "{article}" }}

[[operations]]
include-path = "/api/1/unit/{{name}}"
parameters = {{ "path.name" = "{unit}" }}

# whether words make a question, and days a time, no schema can say: then 400 is right
[[operations]]
include-path = ["/api/1/search", "/api/1/compare", "/api/1/concordance"]
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "400"]

# so it is of the page's own file, which also forgives what the page forgives
[[operations]]
include-path = "/cari.csv"
[operations.checks.positive_data_acceptance]
expected-statuses = ["2xx", "400"]
[operations.checks.negative_data_rejection]
enabled = false
"""


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return Environment.make(tmp_path_factory.mktemp("tools") / "venv", SCHEMATHESIS, PANDAS)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    made = furnish(tmp_path_factory.mktemp("machines") / "arsip", [*articles(), *twins()])
    with closing(open_for_writing(made.folder.database)) as connection:
        settle_stories(connection)
    return made


@pytest.fixture(scope="module")
def server(kept: Furnished) -> Iterator[str]:
    with browsing(Archive(kept.folder.path)) as (_, address):
        yield address


def test_whatever_is_asked_is_answered_as_the_openapi_document_says(
    tools: Environment, kept: Furnished, server: str, tmp_path: Path
) -> None:
    config = tmp_path / "schemathesis.toml"
    config.write_text(CONFIG.format(article=kept.ids[-1], unit=PURWAKARTA), encoding="utf-8")
    done = tools.run(
        "schemathesis",
        *("--no-color", "--config-file", str(config), "run", f"{server}api/1/openapi.json"),
        *("--generation-deterministic", "--max-examples", str(EXAMPLES)),
        cwd=tmp_path,
        timeout=300,
    )
    with urlopen(f"{server}api/1/openapi.json") as answer:
        paths = json.load(answer)["paths"]
    assert f"Tested: {len(paths)}" in done.stdout, done.stdout
    assert "Missing test data" not in done.stdout, done.stdout


def cells(notebook: str) -> str:
    """The code of a notebook, with the last line of each cell printed as a notebook shows it."""
    program = ast.Module([], [])
    for cell in json.loads(text_of(notebook))["cells"]:
        if cell["cell_type"] == "code":
            *body, last = ast.parse("".join(cell["source"])).body
            shown = ast.Expr(ast.Call(ast.Name("print"), [last.value], [])) if isinstance(last, ast.Expr) else last
            program.body += [*body, shown]
    return ast.unparse(ast.fix_missing_locations(program))


@pytest.mark.parametrize("page", [*DATA, "docs/using-the-data.ipynb"])
def test_the_programs_of_the_documents_run_where_there_is_only_pandas(
    tools: Environment, kept: Furnished, server: str, tmp_path: Path, page: str
) -> None:
    program = cells(page) if page.endswith("ipynb") else "\n".join(blocks(page, "python"))
    program = program.replace(BROWSE, server.rstrip("/")).replace("arsip-demo/archive.db", str(kept.folder.database))
    written = tmp_path / "program.py"
    written.write_text(program, encoding="utf-8")
    said = tools.run("python", "-W", "error", str(written), cwd=tmp_path, timeout=120).stdout
    assert "32 articles" in said or "32 31" in said, said
