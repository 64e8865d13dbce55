"""What a search finds as plain rows: the same on the command line, in files, and for machines."""

from dataclasses import asdict, fields, replace

from archive.searching.hits import Hit, marked

# what a spreadsheet takes for the beginning of a formula, which may ask other hosts or start programs
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
COLUMNS = tuple(column.name for column in fields(Hit))


def values_of(hit: Hit) -> dict[str, object]:
    """A hit by the names in `COLUMNS`, without marks; what is unknown is None."""
    return asdict(unmarked(hit))


def cells_of(hit: Hit) -> dict[str, object]:
    """`values_of` for a CSV file, each text as `as_cell` makes it."""
    return {name: as_cell(value) for name, value in values_of(hit).items()}


def as_cell(value: object) -> object:
    """A value for a CSV file: an apostrophe stands before a text that a spreadsheet would run."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def unmarked(hit: Hit) -> Hit:
    """A hit without the marks around the words found."""
    return replace(hit, headline=_plain(hit.headline), caption=_plain(hit.caption), snippet=marked(hit.snippet, "", ""))


def _plain(text: str | None) -> str | None:
    return None if text is None else marked(text, "", "")
