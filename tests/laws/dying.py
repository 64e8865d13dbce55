"""`python -m tests.laws.dying STEP COUNT WORDS…`: run `arsip WORDS…`, and die by SIGKILL at one step's COUNTth time."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import archive.captures
import archive.writer
from archive.captures import CaptureWriter
from archive.cli import main
from archive.full_text import Search


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying(function: Callable[..., Any], count: int, *, before: bool) -> Callable[..., Any]:
    left = [count]

    def wrapped(*arguments: Any, **named: Any) -> Any:
        left[0] -= 1
        if before and left[0] == 0:
            die()
        result = function(*arguments, **named)
        if left[0] == 0:
            die()
        return result

    return wrapped


def prepare(step: str, count: int) -> None:
    if step == "after-capture":
        CaptureWriter.write = dying(CaptureWriter.write, count, before=False)  # type: ignore[method-assign]  # dying is the point
    elif step == "after-sync":
        CaptureWriter.sync = dying(CaptureWriter.sync, count, before=False)  # type: ignore[method-assign]  # dying is the point
    elif step == "within-group":
        archive.writer.record = dying(archive.writer.record, count, before=False)
    elif step == "before-commit":
        Search.flush = dying(Search.flush, count, before=False)  # type: ignore[method-assign]  # dying is the point
    elif step == "before-cut":
        os.ftruncate = os.truncate = dying(os.ftruncate, count, before=True)
    elif step == "after-cut":
        os.ftruncate = os.truncate = dying(os.ftruncate, count, before=False)
    else:
        raise SystemExit(f"no such step: {step}")


if __name__ == "__main__":
    prepare(sys.argv[1], int(sys.argv[2]))
    sys.argv[1:] = sys.argv[3:]
    main()
