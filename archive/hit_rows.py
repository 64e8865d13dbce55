"""What a search finds as plain rows: the same on the command line, in files, and for machines."""

from dataclasses import asdict, fields, replace

from archive.hits import Hit, marked

COLUMNS = tuple(column.name for column in fields(Hit))


def values_of(hit: Hit) -> dict[str, object]:
    """A hit by the names in `COLUMNS`, without marks; what is unknown is None."""
    return asdict(unmarked(hit))


def unmarked(hit: Hit) -> Hit:
    """A hit without the marks around the words found."""
    return replace(hit, headline=_plain(hit.headline), caption=_plain(hit.caption), snippet=marked(hit.snippet, "", ""))


def _plain(text: str | None) -> str | None:
    return None if text is None else marked(text, "", "")
