"""The turns of one host, for all crawls of the process together, and by way of a file for all processes."""

import asyncio
import heapq
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import ClassVar

from archive.clock import now as this_moment
from archive.crawling.crawls import PATIENCE
from spiders.middlewares.host_state import LONGEST_PAUSE, HostFile, HostState
from spiders.middlewares.refusals import HostResting

LONGEST_PATIENCE = PATIENCE.total_seconds()
LONGEST_SLOWED = 60.0
ASKED_TO_WAIT = "the site asks to wait"
FIRST_SLOWED = 0.25
NO_LONGER_SLOWED = 0.1
RECOVERY = 0.75


@dataclass(order=True, slots=True)
class _Ticket:
    behind: bool
    number: int
    seconds: float = field(compare=False)
    turn: "asyncio.Future[None]" = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Booking:
    """The turn that this process has taken at the host: `at`, behind the one `before` it."""

    before: float
    at: float


class HostClock:
    """First come, first served, but whoever asks `ahead` comes before all others of the process.

    A process books one turn at a time, so that those that ask for longer distances get theirs too. Who asks for no
    distance (`seconds` 0) needs no file.
    """

    _clocks: ClassVar[dict[tuple[Path | None, str], "HostClock"]] = {}

    def __init__(self, file: HostFile | None = None) -> None:
        self._file = file
        self._is_shared = False
        self._own = HostState()
        self._why = ASKED_TO_WAIT
        self._queue: list[_Ticket] = []
        self._numbers = count()
        self._booking: _Booking | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._slowed_at = float("-inf")

    @classmethod
    def of(cls, host: str, folder: Path | None = None) -> "HostClock":
        """The one clock of a host; with and without `www.` it is the same. Processes share it by a file in `folder`."""
        name = host.lower().removeprefix("www.")
        if (folder, name) not in cls._clocks:
            cls._clocks[folder, name] = cls(HostFile(folder, name) if folder else None)
        return cls._clocks[folder, name]

    def ask(self, seconds: float, *, ahead: bool = False) -> "asyncio.Future[None]":
        """A future that is done when a request may start: `seconds` after the last start, or later.

        It fails with `HostResting` while the host is paused for more than a minute.
        """
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._is_shared = self._file is not None and (self._is_shared or seconds > 0)
        heapq.heappush(self._queue, _Ticket(not ahead, next(self._numbers), seconds, turn))
        self._serve()
        return turn

    def pause(self, seconds: float, why: str = ASKED_TO_WAIT) -> None:
        """Let nobody start for so long, at most a day; `why` is for those whom this keeps waiting."""
        self._why = why
        until = time.monotonic() + min(seconds, LONGEST_PAUSE)
        with self._held() as state:
            state.paused_until = max(state.paused_until, until)
        self._serve()

    def slow_down(self, seconds: float, asked_at: float) -> None:
        """The host is overburdened, at a distance of `seconds`: double it, up to a minute.

        `asked_at` is when the request started, by the monotonic clock: those that were under way together when the
        host had enough say it once.
        """
        if asked_at <= self._slowed_at:
            return
        self._slowed_at = time.monotonic()
        with self._held() as state:
            state.slowed = min(LONGEST_SLOWED, 2 * max(state.slowed, seconds, FIRST_SLOWED))

    def heed(self, latency: float) -> None:
        """The host has answered well, after `latency` seconds: let it rest as long as it worked, up to a minute.

        The distance grows to that at once, and shrinks by a quarter with each answer: a host that had enough would have
        it again if the crawl were at once as quick as before.
        """
        with self._held() as state:
            wanted = min(2 * latency, LONGEST_SLOWED)
            slowed = max(wanted, state.slowed * RECOVERY)
            state.slowed = slowed if slowed >= NO_LONGER_SLOWED else 0.0

    @contextmanager
    def _held(self) -> Iterator[HostState]:
        if self._file is None or not self._is_shared:
            yield self._own
            return
        with self._file.held(self._own) as state:
            yield state
        self._own = replace(state)

    def _serve(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._queue:
            first = self._queue[0]
            if not first.turn.done():
                wait, rests = self._wait(first.seconds)
                if rests > LONGEST_PATIENCE:
                    self._send_away(rests)
                    return
                if wait > 0:
                    self._timer = asyncio.get_running_loop().call_later(wait, self._serve)
                    return
                first.turn.set_result(None)
            heapq.heappop(self._queue)
        self._give_back()

    def _send_away(self, seconds: float) -> None:
        until = this_moment() + timedelta(seconds=seconds)
        for ticket in self._queue:
            if not ticket.turn.done():
                ticket.turn.set_exception(HostResting(until, self._why))
        self._queue.clear()
        self._give_back()

    def _wait(self, seconds: float) -> tuple[float, float]:
        """How long whoever is first has still to wait (0 when just noted as started), and how long the host rests."""
        with self._held() as state:
            now = time.monotonic()
            rests = state.paused_until - now
            if rests > LONGEST_PATIENCE:
                return rests, rests
            distance = max(seconds, state.slowed)
            at = max(self._book(state, distance, now), state.started + distance, state.paused_until)
            if at <= now:
                state.started, self._booking = now, None
            return max(0.0, at - now), rests

    def _book(self, state: HostState, distance: float, now: float) -> float:
        """The moment of the booked turn: the one that is held, where that is good enough, or one behind all others."""
        self._take_back(state)
        held = self._booking
        if held is not None and held.at >= max(held.before + distance, state.paused_until):
            return held.at
        self._booking = _Booking(state.booked, max(now, state.booked + distance, state.paused_until))
        state.booked = self._booking.at
        return self._booking.at

    def _take_back(self, state: HostState) -> None:
        """Give up the booked turn, unless others have already booked behind it."""
        if self._booking is not None and state.booked == self._booking.at:
            state.booked, self._booking = self._booking.before, None

    def _give_back(self) -> None:
        if self._booking is not None:
            with self._held() as state:
                self._take_back(state)
            self._booking = None
