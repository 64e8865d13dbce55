"""Progress of a crawl: a moving line a source on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.progress import Progress as Bars
from rich.progress import SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from archive.crawling.importing import Survey
from archive.outcomes import Outcome
from archive.vocabulary import LISTING_KINDS

SECONDS_BETWEEN_LINES = 10.0


@dataclass(slots=True)
class Count:
    """What was seen of one source so far."""

    answers: int = 0
    listings: int = 0
    articles: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.answers += 1
        self.listings += outcome.lease.kind in LISTING_KINDS
        self.articles += outcome.new

    def __str__(self) -> str:
        return f"{self.answers} addresses answered, {self.articles} new articles, {self.listings} listings"


class FileProgress:
    """Shows on standard error how far files were read: one moving line on a terminal, a line now and then elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._is_terminal = sys.stderr.isatty()
        self._last = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_terminal and not self._quiet:
            click.echo("\r\033[K", nl=False, err=True)

    def show(self, survey: Survey) -> None:
        """Say how far it is."""
        if self._quiet or (not self._is_terminal and time.monotonic() - self._last < SECONDS_BETWEEN_LINES):
            return
        self._last = time.monotonic()
        share = survey.position / survey.size if survey.size else 1.0
        new = sum(tally.new for tally in survey.kept.values())
        line = f"{share:.0%} read, {survey.records:,} records, {survey.taken.total():,} taken, {new:,} new articles"
        click.echo(f"\r\033[K{line}" if self._is_terminal else line, nl=not self._is_terminal, err=True)


class Progress:
    """Shows how each source comes along, on standard error."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bars: Bars | None = None
        if not quiet and sys.stderr.isatty():
            columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            self._bars = Bars(*columns, console=Console(stderr=True), transient=True)

    def __enter__(self) -> Self:
        if self._bars is not None:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def of(self, source: str) -> Callable[[object], None]:
        """The listener for the outcomes of one source."""
        count = Count()
        task = self._bars.add_task(source) if self._bars is not None else None
        last = [time.monotonic()]

        def listen(item: object) -> None:
            if isinstance(item, Outcome):
                count.add(item)
                self._show(source, count, task, last)

        return listen

    def _show(self, source: str, count: Count, task: TaskID | None, last: list[float]) -> None:
        if self._bars is not None and task is not None:
            self._bars.update(task, description=f"{source}: {count}")
        elif not self._quiet and time.monotonic() - last[0] >= SECONDS_BETWEEN_LINES:
            last[0] = time.monotonic()
            click.echo(f"{source}: {count}", err=True)
