"""Keeping what was imported: as a crawl's outcome, except that the frontier's own knowledge of an address stands."""

from dataclasses import replace

from archive.captures import Capture
from archive.crawling.crawls import Tally
from archive.crawling.discovering import discover, id_of
from archive.outcomes import Discovery, Outcome
from archive.record import Entry, record
from archive.urls import canonical_url

STANDING = "state, fate, reason, detail, round, tries, due, moved_to, settled, seen, etag, last_modified"


def keep_import(outcome: Outcome, captures: list[Capture], entry: Entry) -> Tally:
    """Store what an imported page gave, inside the caller's transaction.

    Its address becomes one of the source's, with the fate that the page gives it. Where the address is known already,
    what the archive itself found there (or is still to find) stands: only the article is noted.
    """
    connection, source = entry.connection, entry.crawl.source_id
    url = outcome.lease.url
    found = discover(connection, source, [Discovery(url)], number=0, now=entry.now, way="import").new
    row = id_of(connection, source, canonical_url(url))
    if row is None:
        raise ValueError(f"not an http address: {url!r}")
    before = connection.execute(f"SELECT {STANDING} FROM urls WHERE id = ?", (row,)).fetchone()  # noqa: S608 our own words
    outcome.lease = replace(outcome.lease, id=row)
    tally = record(outcome, captures, entry)
    tally.found += found
    if not found:
        sets = ", ".join(f"{name} = ?" for name in before.keys())  # noqa: SIM118 a row gives its values
        connection.execute(f"UPDATE urls SET {sets} WHERE id = ?", (*before, row))  # noqa: S608 our own words
    return tally
