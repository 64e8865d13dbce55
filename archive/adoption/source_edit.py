"""Changing one key of a source's file, and nothing else: an archivist's comments and order stay as they are."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from archive.adoption.source_keys import lines_of
from archive.errors import ArsipError
from archive.sources import load_source, parse_source

VALUE = re.compile(r"^(\s*[\"']?checked[\"']?\s*=\s*)[^\s#]+")


def note_checked(path: Path, day: date) -> None:
    """Write into a source's file that it was reached on `day`, whole or not at all.

    Raises `ArsipError` when the file is wrong, or cannot be read or written.
    """
    source = load_source(path)
    text = with_day_checked(path.read_bytes().decode(), day)
    if parse_source(text, path.name) != replace(source, checked=day):
        raise ArsipError(f"{path}: the day of the check cannot be written into it; write yourself: checked = {day}")
    new = path.with_suffix(".toml.new")
    try:
        new.write_bytes(text.encode())
        new.replace(path)
    except OSError as error:
        raise ArsipError(f"cannot write {path}: {error.strerror}") from None


def with_day_checked(text: str, day: date) -> str:
    """The text of a source's file with `checked` set: in its line, else in a new one above `evidence` or `platform`."""
    lines = text.splitlines(keepends=True)
    known = lines_of(text)
    if "checked" in known:
        number = known["checked"] - 1
        lines[number] = VALUE.sub(rf"\g<1>{day}", lines[number], count=1)
        return "".join(lines)
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    lines.insert(known.get("evidence", known["platform"]) - 1, f"checked = {day}{end}")
    return "".join(lines)
