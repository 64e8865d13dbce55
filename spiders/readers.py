"""Who reads a page: a pool of processes, or this very process."""

import asyncio
import atexit
import importlib
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from spiders.reading import Reading
from spiders.workers import ReaderFailed, ReaderPool

LINGER_SECONDS = 300.0


class Readers:
    """Reads pages with `target` ("module:function"), in `size` processes, or in this one when `size` is 0.

    A page that takes a process longer than `seconds` costs that process, and is tried again later. All spiders of a
    process that ask for the same share one pool. It stays for five minutes after the last of them has closed it, since
    the next is likely to want it, and starting it costs more than reading what one site has to say.
    """

    _shared: ClassVar[dict[tuple[str, int, float], "Readers"]] = {}

    @classmethod
    def shared(cls, target: str, size: int, seconds: float) -> "Readers":
        """The readers of this process; each who asks for them closes them once."""
        readers = cls._shared.setdefault((target, size, seconds), cls(target, size, seconds))
        return readers.held()

    def __init__(self, target: str, size: int, seconds: float) -> None:
        self._holders = 0
        self._timer: asyncio.TimerHandle | None = None
        self._new_pool = partial(ReaderPool, size, seconds=seconds, target=target)
        self._pool: ReaderPool | None = None
        self._function = None if size else _load(target)

    async def read(self, *arguments: object) -> Reading:
        """What the target makes of a page. Raises `ReaderFailed`, `ReaderDied` or `ReaderTimedOut`."""
        if self._function is None:
            answer = await self._started().read(*arguments)
        else:
            try:
                answer = self._function(*arguments)
            except Exception as error:
                raise ReaderFailed(type(error).__name__, str(error), "") from error
        if not isinstance(answer, Reading):
            raise ReaderFailed("TypeError", f"the reader gave {type(answer).__name__}", "")
        return answer

    def _started(self) -> ReaderPool:
        if self._pool is None:
            self._pool = self._new_pool()
            atexit.register(self._pool.close)
        return self._pool

    def held(self) -> "Readers":
        """These, for one more who will close them."""
        self._holders += 1
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        return self

    def close(self) -> None:
        """Need them no more; they end when nobody has needed them for a while, and at the end of this process."""
        self._holders -= 1
        if self._holders <= 0 and self._pool is not None and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(LINGER_SECONDS, self._end)

    def _end(self) -> None:
        self._timer = None
        if self._pool is not None:
            atexit.unregister(self._pool.close)
            self._pool.close()
            self._pool = None


def _load(target: str) -> Callable[..., Any]:
    module, _, name = target.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return function
