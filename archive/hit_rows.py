"""What a search finds as plain rows: the same on the command line, in files, and for machines."""

from dataclasses import asdict, fields

from archive.search import Hit, marked

COLUMNS = tuple(column.name for column in fields(Hit))


def values_of(hit: Hit) -> dict[str, object]:
    """A hit by the names in `COLUMNS`, without marks; what is unknown is None."""
    texts = {name: _plain(getattr(hit, name)) for name in ("headline", "caption", "snippet")}
    return asdict(hit) | texts


def _plain(text: str | None) -> str | None:
    return None if text is None else marked(text, "", "")
