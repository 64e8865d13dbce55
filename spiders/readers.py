"""Who reads a page: a pool of processes, or this very process."""

import importlib
from collections.abc import Callable
from typing import Any

from spiders.reading import Reading
from spiders.workers import ReaderFailed, ReaderPool


class Readers:
    """Reads pages with `target` ("module:function"), in `size` processes, or in this one when `size` is 0.

    A page that takes a process longer than `seconds` costs that process, and is tried again later.
    """

    def __init__(self, target: str, size: int, seconds: float) -> None:
        self._pool = ReaderPool(size, seconds=seconds, target=target) if size else None
        self._function = None if size else _load(target)

    async def read(self, *arguments: object) -> Reading:
        """What the target makes of a page. Raises `ReaderFailed`, `ReaderDied` or `ReaderTimedOut`."""
        if self._function is None:
            answer = await self._pool.read(*arguments) if self._pool else None
        else:
            try:
                answer = self._function(*arguments)
            except Exception as error:
                raise ReaderFailed(type(error).__name__, str(error), "") from error
        if not isinstance(answer, Reading):
            raise ReaderFailed("TypeError", f"the reader gave {type(answer).__name__}", "")
        return answer

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.close()


def _load(target: str) -> Callable[..., Any]:
    module, _, name = target.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return function
