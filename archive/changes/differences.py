"""The difference between a revision of an article and the one before it, for a person or as plain values."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from archive.changes.change_kinds import Change, changes_between, gravest
from archive.changes.word_diff import Hunk, diff
from archive.errors import ArsipError
from archive.history import STATE, raw_state_at
from archive.vocabulary import ChangeKind

COMPARED = ("headline", "lead_caption", "body")


@dataclass(frozen=True, slots=True)
class Difference:
    """What revision `number` of the article `id` changed: the kind of it, each change, the passages of its texts.

    `passages` has the texts that are not the same, by field; `fields` the other fields, as they were and are.
    `observed` are the stamps of both revisions.
    """

    id: str
    number: int
    observed: tuple[str, str]
    kind: ChangeKind
    changes: list[Change]
    passages: dict[str, list[Hunk]]
    fields: dict[str, tuple[Any, Any]]

    def as_dict(self) -> dict[str, Any]:
        """The difference as plain values."""
        passages = {
            name: [{"same": hunk.same, "old": hunk.old_text, "new": hunk.new_text} for hunk in hunks]
            for name, hunks in self.passages.items()
        }
        return {
            "id": self.id,
            "revision": self.number,
            "against": self.number - 1,
            "observed": {"old": self.observed[0], "new": self.observed[1]},
            "kind": self.kind,
            "changes": [change.as_dict() for change in self.changes],
            "passages": passages,
            "fields": {name: {"old": old, "new": new} for name, (old, new) in self.fields.items()},
        }


def difference(connection: sqlite3.Connection, row: int, number: int | None = None) -> Difference:
    """What revision `number` (else the newest) of an article changed against the one before it.

    Raises `ArsipError` for the first revision, and for a number that the article lacks.
    """
    article = connection.execute("SELECT * FROM articles WHERE id = ?", (row,)).fetchone()
    last = article["revisions"]
    number = last if number is None else number
    if last == 1:
        raise ArsipError(f"{article['public_id']} has one revision: there is nothing to compare it with")
    if not 2 <= number <= last:  # noqa: PLR2004 the first has none before it
        raise ArsipError(
            f"{article['public_id']} can be compared at its revisions 2 to {last}: each with the one before"
        )
    old, new = (raw_state_at(connection, article, at) for at in (number - 1, number))
    revisions = connection.execute(
        "SELECT observed, kind, changes FROM revisions WHERE article = ? AND number IN (?, ?) ORDER BY number",
        (row, number - 1, number),
    ).fetchall()
    changes = changes_between(old, new)
    kind = revisions[1]["kind"]
    return Difference(
        id=article["public_id"],
        number=number,
        observed=(revisions[0]["observed"], revisions[1]["observed"]),
        kind=ChangeKind(kind) if kind else max((c.kind for c in changes), key=list(ChangeKind).index),
        changes=changes,
        passages={n: diff(old[n] or "", new[n] or "") for n in COMPARED if old[n] != new[n]},
        fields={n: (old[n], new[n]) for n in STATE if n not in {*COMPARED, "words", "details"} and old[n] != new[n]},
    )


def classed(connection: sqlite3.Connection, row: int, old: int, new: int) -> tuple[ChangeKind, list[Change]]:
    """How much the changes from revision `old` of an article (a row's id) to `new` matter, and each; gravest first.

    Of a revision against the one before, what was found when it was stored, with all that was known of its site.
    """
    known = connection.execute(
        "SELECT kind, changes FROM revisions WHERE article = ? AND number = ?", (row, new)
    ).fetchone()
    if new == old + 1 and known["kind"] and known["changes"]:
        return ChangeKind(known["kind"]), [Change.of(values) for values in json.loads(known["changes"])]
    article = connection.execute("SELECT * FROM articles WHERE id = ?", (row,)).fetchone()
    changes = changes_between(raw_state_at(connection, article, old), raw_state_at(connection, article, new))
    return gravest(changes), changes
