"""A timeline as a drawing: one bar a month, as high as its share; drawn here, since no script runs on these pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.timeline import Span

WIDTH, HEIGHT = 720.0, 96.0
GAP_BETWEEN = 0.15  # of a bar's width


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar and the span that it stands for, in the units of the drawing; `slot` is the width that it may take."""

    span: Span
    x: float
    slot: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars from left to right; `top` is the share that reaches to the upper edge."""

    bars: list[Bar]
    top: float
    width: float = WIDTH
    height: float = HEIGHT


def chart(spans: Sequence[Span]) -> Chart | None:
    """Draw a timeline; None for an empty one, and for one of a single span, which compares nothing."""
    top = max((span.share for span in spans), default=0.0)
    if len(spans) < 2 or not top:  # noqa: PLR2004 two are the fewest to compare
        return None
    slot = WIDTH / len(spans)
    return Chart([_bar(span, number * slot, slot, top) for number, span in enumerate(spans)], top)


def _bar(span: Span, x: float, slot: float, top: float) -> Bar:
    height = max(1.0, HEIGHT * span.share / top) if span.found else 0.0
    width = slot * (1 - GAP_BETWEEN)
    return Bar(span, round(x, 2), round(slot, 2), round(width, 2), round(HEIGHT - height, 2), round(height, 2))
