"""What a new reading changes, field by field: of how many articles a field is gained, lost or another; examples."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from archive.outcomes import Change

MOST_EXAMPLES = 3


@dataclass(slots=True)
class FieldChanges:
    """The changes of one field in one source; the examples are the first few of each kind."""

    gained: int = 0
    lost: int = 0
    other: int = 0
    examples: list[Change] = field(default_factory=list)

    @property
    def count(self) -> int:
        """All articles in which the field is another."""
        return self.gained + self.lost + self.other


@dataclass(slots=True)
class SourceChanges:
    """What a new reading of one source comes to: articles read, articles that change, and its fields."""

    source: str
    articles: int = 0
    changed: int = 0
    fields: dict[str, FieldChanges] = field(default_factory=dict)

    def add(self, changes: Iterable[Change]) -> None:
        """Add an article that was read again, with its changes, if any."""
        self.articles += 1
        before = sum(one.count for one in self.fields.values())
        for change in changes:
            _add(self.fields.setdefault(change.field, FieldChanges()), change)
        self.changed += sum(one.count for one in self.fields.values()) > before

    def by_count(self) -> list[tuple[str, FieldChanges]]:
        """The fields, the one that changes most first."""
        return sorted(self.fields.items(), key=lambda pair: (-pair[1].count, pair[0]))


def _add(counted: FieldChanges, change: Change) -> None:
    kind = "gained" if _is_empty(change.before) else "lost" if _is_empty(change.after) else "other"
    number = getattr(counted, kind) + 1
    setattr(counted, kind, number)
    if number == 1 or len(counted.examples) < MOST_EXAMPLES:
        counted.examples.append(change)


def _is_empty(value: Any) -> bool:
    """True for what is unknown: null, an empty text or list, also in the JSON of a column."""
    return value is None or value in ("", "[]", "{}", [], {})
