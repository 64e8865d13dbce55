"""Importing: which pages of other crawlers' files are taken, by which source, and why the others are not."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.clock import stamp
from archive.crawling.crawls import Tally
from archive.outcomes import Exchange
from archive.sources import Source
from archive.urls import plain_host
from archive.vocabulary import NotTaken, Reason
from archive.warc.foreign_pages import Message, answered_again, check_type, exchange_of, message_of
from archive.warc.foreign_warcs import BadRecord, ForeignFile, ForeignRecord, foreign_files, records

FAILURES = (Reason.READER_DIED, Reason.READER_TIMEOUT, Reason.BUG)
IsKnown = Callable[[Exchange], bool]


@dataclass(slots=True)
class Survey:
    """What was looked at so far: the files, the pages taken by source, the records left by reason and by host.

    `kept` says by source what the taken pages came to, and `stopped` why an import did not come to its end.
    """

    files: list[ForeignFile] = field(default_factory=list)
    size: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    not_taken: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    kept: dict[str, Tally] = field(default_factory=dict)
    stopped: str | None = None

    @property
    def position(self) -> int:
        """How many of the `size` bytes of all files were read."""
        return sum(file.position for file in self.files)

    @property
    def is_incomplete(self) -> bool:
        """True when a file is damaged, or a page could not be read."""
        failed = any(reason in tally.reasons for tally in self.kept.values() for reason in FAILURES)
        return failed or any(file.problem for file in self.files)

    @property
    def records(self) -> int:
        """How many responses, resources and revisits were met."""
        return sum(file.records for file in self.files)

    def as_dict(self) -> dict[str, Any]:
        """The survey as plain values; `hosts` are those of no adopted source."""
        files = [
            {"name": f.name, "records": f.records, "software": f.software, "problem": f.problem} for f in self.files
        ]
        return {
            "files": files,
            "records": self.records,
            "taken": dict(self.taken),
            "not_taken": dict(self.not_taken),
            "hosts": dict(self.hosts.most_common()),
            "kept": {source: _figures(tally) for source, tally in self.kept.items()},
            "stopped": self.stopped,
        }


def _figures(tally: Tally) -> dict[str, Any]:
    figures = {"captures": tally.asked, "new": tally.new, "revised": tally.revised, "same": tally.same}
    return {**figures, "no_article": dict(tally.reasons)}


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is taken, and the source that takes it."""

    source: Source
    exchange: Exchange


class Sifter:
    """Goes through files twice at most: for their pages, and for the originals that revisits point at.

    `other` is the source that takes what lies on hosts of no adopted source. `is_known` says of an exchange that the
    archive has it.
    """

    def __init__(self, paths: list[Path], adopted: dict[str, Source], other: Source | None, is_known: IsKnown) -> None:
        self.survey = Survey(size=sum(path.stat().st_size for path in paths))
        self._paths = paths
        self._adopted = adopted
        self._other = other
        self._is_known = is_known
        self._met: set[int] = set()
        self._revisits: defaultdict[str, list[tuple[ForeignRecord, Message]]] = defaultdict(list)

    def pages(self) -> Iterator[Page | None]:
        """The pages to take, each once, and None for a record that gives none: it is counted in the survey."""
        for path in self._paths:
            for file, stream in foreign_files(path):
                self.survey.files.append(file)
                for record in records(file, stream):
                    yield self._sift(record)
        yield from self._resolve()

    def _sift(self, record: ForeignRecord) -> Page | None:
        try:
            source = self._source_of(record.url)
            message = message_of(record)
            if record.kind != "revisit":
                return self._page(source, exchange_of(record, message))
            self._wait(record, message)
        except BadRecord as bad:
            self.survey.not_taken[bad.why] += 1
        return None

    def _source_of(self, url: str) -> Source:
        try:
            host = plain_host(url)
        except ValueError:
            raise BadRecord(NotTaken.BAD_ADDRESS) from None
        source = next((source for source in self._adopted.values() if host in source.hosts), self._other)
        if source is None:
            self.survey.hosts[host] += 1
            raise BadRecord(NotTaken.OTHER_HOST)
        return source

    def _page(self, source: Source, exchange: Exchange) -> Page:
        name = hash((exchange.url, exchange.fetched_at, exchange.payload))
        if name in self._met or self._is_known(exchange):
            raise BadRecord(NotTaken.ALREADY_THERE)
        self._met.add(name)
        self.survey.taken[source.name] += 1
        return Page(source, exchange)

    def _wait(self, record: ForeignRecord, message: Message) -> None:
        check_type(message)
        if not record.keys:
            raise BadRecord(NotTaken.NO_ORIGINAL)
        self._revisits[record.keys[0]].append((record.without_content(), message))

    def _resolve(self) -> Iterator[Page | None]:
        """Look for the originals of the revisits, wherever in the files they lie."""
        for path in self._paths if self._revisits else ():
            for file, stream in foreign_files(path):
                for record in records(file, stream):
                    waiting = [one for key in record.keys for one in self._revisits.get(key, ())]
                    if waiting and record.kind != "revisit":
                        yield from self._answer(record, waiting)
                    yield None
        self.survey.not_taken[NotTaken.NO_ORIGINAL] += sum(map(len, self._revisits.values()))
        self.survey.not_taken += Counter()  # no zeros

    def _answer(self, record: ForeignRecord, waiting: list[tuple[ForeignRecord, Message]]) -> Iterator[Page]:
        try:
            original = message_of(record)
        except BadRecord:
            return
        for key in record.keys:
            self._revisits.pop(key, None)
        for revisit, message in waiting:
            try:
                exchange = exchange_of(revisit, answered_again(message, original))
                yield self._page(self._source_of(revisit.url), exchange)
            except BadRecord as bad:
                self.survey.not_taken[bad.why] += 1


def is_captured(connection: sqlite3.Connection, exchange: Exchange, payload_sha256: str) -> bool:
    """True when the archive has a capture of this address at this moment with this payload."""
    return bool(
        connection.execute(
            "SELECT EXISTS (SELECT 1 FROM captures WHERE url = ? AND fetched = ? AND payload_sha256 = ?)",
            (exchange.url, stamp(exchange.fetched_at), payload_sha256),
        ).fetchone()[0]
    )
