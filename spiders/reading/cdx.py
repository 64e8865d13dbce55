"""The index of a web archive: which captures it has of which addresses, as a Wayback CDX server lists them.

The answer is a JSON array of rows, the first of which names the columns; with a resume key, an empty row and a row with
that key follow (https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server).
"""

import json
import re
from datetime import datetime
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit, urlunsplit

from archive.sources import Source
from archive.vocabulary import Reason
from spiders.reading.document import is_own
from spiders.reading.metadata import is_home
from spiders.reading.page import Page, text_of
from spiders.reading.reading import Reading

MOMENT = re.compile(r"[12]\d{13}")


def read_cdx(page: Page, source: Source) -> Reading:
    """Read one page of the index: the captures of pages on the source's own hosts, and the address of the next page.

    Home pages are left out: they are no articles, and have more captures than all others.
    """
    try:
        names, rows, key = _parts(text_of(page))
        moment, original = names.index("timestamp"), names.index("original")
    except ValueError as error:
        return Reading(problem=Reason.UNREADABLE, detail=f"no index of captures: {error}"[:200])
    reading = Reading(entries=len(rows), following=[_resumed(page.url, key)] if key else [])
    hosts = source.hosts
    for row in rows:
        if len(row) == len(names) and _is_moment(row[moment]) and _is_page(row[original], hosts):
            reading.mementos.setdefault(row[original], []).append(row[moment])
    return reading


def _parts(text: str) -> tuple[list[str], list[list[str]], str | None]:
    """The names of the columns, the rows, and the key by which the list goes on."""
    if not text.strip() or text.strip() == "[]":
        return ["timestamp", "original"], [], None
    table = json.loads(text)
    if not isinstance(table, list) or not all(isinstance(row, list) for row in table):
        raise ValueError("it is no list of rows")
    rows = [[str(cell) for cell in row] for row in table]
    if [] in rows:
        gap = rows.index([])
        key = rows[gap + 1][0] if len(rows) > gap + 1 and rows[gap + 1] else None
        return rows[0], rows[1:gap], key
    return rows[0], rows[1:], None


def _is_moment(text: str) -> bool:
    try:
        datetime.strptime(text, "%Y%m%d%H%M%S")  # noqa: DTZ007 only whether it is one
    except ValueError:
        return False
    return MOMENT.fullmatch(text) is not None


def _is_page(url: str, hosts: frozenset[str]) -> bool:
    try:
        return is_own(url, hosts) and not is_home(url)
    except ValueError:
        return False


def _resumed(url: str, key: str) -> str:
    """The same query from a resume key on, which the server prints as it stands in a query."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "resumeKey"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("resumeKey", unquote_plus(key))])))
