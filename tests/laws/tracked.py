"""The files of this project, and what stands in them, for the laws of the house."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def project_files() -> tuple[str, ...]:
    """Every file that is tracked or about to be, relative to the top, in order."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(sorted({name for name in listed if (ROOT / name).is_file()}))


def python_files(*folders: str) -> list[str]:
    """The Python files under these folders; all of them, when none is named."""
    return [
        name
        for name in project_files()
        if name.endswith(".py") and (not folders or any(name.startswith(f"{folder}/") for folder in folders))
    ]


def text_of(name: str) -> str | None:
    """The text of a file; None for pictures, archives and the like."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


@cache
def tree_of(name: str) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse((ROOT / name).read_text(encoding="utf-8"), name)


def functions_of(tree: ast.Module) -> list[Function]:
    """Every function and method, nested ones too."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def imports_of(tree: ast.Module, name: str) -> set[str]:
    """The dotted names that a file imports anywhere in it; `from a import b` gives both `a` and `a.b`."""
    package = name.removesuffix(".py").split("/")[:-1]
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            found.add(module)
            found.update(f"{module}.{alias.name}" for alias in node.names)
    return found


def reaches(imported: Iterable[str], forbidden: Iterable[str]) -> set[str]:
    """The imported names that are a forbidden module or lie in one."""
    wanted = tuple(forbidden)
    return {name for name in imported if any(name == module or name.startswith(f"{module}.") for module in wanted)}


def strings_of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of every string but docstrings; the values inside an f-string read as `?`."""
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(_plain(part) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | parts:
            yield node.lineno, node.value


def _plain(part: ast.expr) -> str:
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "?"
