"""What marks a text as an agency's or as a release: only what the outlet itself shows, each sign with its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.vocabulary import Role, SourceKind, TextOrigin

OFFICES = frozenset(SourceKind) - {SourceKind.OUTLET, SourceKind.AGENCY}


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: `origin` is what it speaks for, `field` where it stands, `words` as they stand there."""

    origin: TextOrigin
    field: str
    words: str


def signs_of(details: dict[str, Any], credits: list[dict[str, Any]], source_kind: str, source: str) -> list[Sign]:
    """The signs that an article bears: `details` and `credits` as they are stored, and the kind of its source."""
    return [*_of_source(source_kind, source), *_of_dateline(details), *_of_credits(credits), *_of_marks(details)]


def _of_source(kind: str, name: str) -> Iterator[Sign]:
    if kind in OFFICES:
        yield Sign(TextOrigin.RELEASE, "source", name)
    elif kind == SourceKind.AGENCY:
        yield Sign(TextOrigin.AGENCY, "source", name)


def _of_dateline(details: dict[str, Any]) -> Iterator[Sign]:
    dateline = details.get("dateline") or {}
    if dateline.get("agency"):
        yield Sign(TextOrigin.AGENCY, "dateline", dateline.get("raw") or dateline["agency"])


def _of_credits(credits: list[dict[str, Any]]) -> Iterator[Sign]:
    for credit in credits:
        if credit["role"] == Role.AGENCY:
            yield Sign(TextOrigin.AGENCY, "credits", credit["raw"])
        elif credit["role"] == Role.PUBLIC_RELATIONS:
            yield Sign(TextOrigin.RELEASE, "credits", credit["raw"])


def _of_marks(details: dict[str, Any]) -> Iterator[Sign]:
    if details.get("release_marked"):
        yield Sign(TextOrigin.RELEASE, "release_marked", "true")
