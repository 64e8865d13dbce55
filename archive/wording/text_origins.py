"""What marks a text as an agency's or as a release: only what the outlet itself shows, each mark with its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.vocabulary import Role, SourceKind, TextOrigin

OFFICES = frozenset(SourceKind) - {SourceKind.OUTLET, SourceKind.AGENCY}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: `origin` is what it speaks for, `field` where it stands, `words` as they stand there."""

    origin: TextOrigin
    field: str
    words: str


def marks_of(details: dict[str, Any], credited: list[dict[str, Any]], source_kind: str, source: str) -> list[Mark]:
    """The marks that an article bears, by its `details` and `credits` as they are stored, and its source."""
    return [*_of_source(source_kind, source), *_of_dateline(details), *_of_credits(credited), *_of_marks(details)]


def _of_source(kind: str, name: str) -> Iterator[Mark]:
    if kind in OFFICES:
        yield Mark(TextOrigin.RELEASE, "source", name)
    elif kind == SourceKind.AGENCY:
        yield Mark(TextOrigin.AGENCY, "source", name)


def _of_dateline(details: dict[str, Any]) -> Iterator[Mark]:
    dateline = details.get("dateline") or {}
    if dateline.get("agency"):
        yield Mark(TextOrigin.AGENCY, "dateline", dateline.get("raw") or dateline["agency"])


def _of_credits(credited: list[dict[str, Any]]) -> Iterator[Mark]:
    for credit in credited:
        if credit["role"] == Role.AGENCY:
            yield Mark(TextOrigin.AGENCY, "credits", credit["raw"])
        elif credit["role"] == Role.PUBLIC_RELATIONS:
            yield Mark(TextOrigin.RELEASE, "credits", credit["raw"])


def _of_marks(details: dict[str, Any]) -> Iterator[Mark]:
    if details.get("release_marked"):
        yield Mark(TextOrigin.RELEASE, "release_marked", "true")
