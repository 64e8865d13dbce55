"""A few questions on one timeline as a drawing: a line each, told apart by colour, dash and marker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archive.browse.safety import shown
from archive.searching.series import Series
from archive.searching.timeline import Span

WIDTH, TOP, BOTTOM = 720.0, 18.0, 262.0
LEFT, RIGHT = 14.0, 710.0
TICK_DEPTH, LANE, FIRST_LANE = 16.0, 11.0, 288.0
MOST_MARKS, MOST_TICKS = 24, 7
# as paths around the point itself, so that all of a line's are one element
MARKS = (
    "M{x} {y}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
    "M{x} {y}m-3.5 -3.5h7v7h-7z",
    "M{x} {y}m0 -5l4.8 8.6h-9.6z",
    "M{x} {y}m0 -5.2l5.2 5.2l-5.2 5.2l-5.2 -5.2z",
)


@dataclass(frozen=True, slots=True)
class LinesChart:
    """What the template draws; `top` is the value that the upper edge stands for, `ticks` are places and years."""

    lines: list[Markup]
    slots: Markup
    ticks: list[tuple[float, str]]
    top: float
    has_gaps: bool
    height: float
    width: float = WIDTH
    upper: float = TOP
    middle: float = (TOP + BOTTOM) / 2
    lower: float = BOTTOM
    below: float = BOTTOM + TICK_DEPTH


def lines_chart(
    series: Sequence[Series], value: Callable[[Span], float | None], title: Callable[[int], str]
) -> LinesChart | None:
    """Draw `value` of each span, broken where it is None; `title` says the figures of the span of a number.

    None for less than two spans, and where nothing was found: neither has a course.
    """
    spans = series[0].spans if series else []
    top = max((value(span) or 0 for one in series for span in one.spans), default=0)
    top += top % 2 if isinstance(top, int) else 0.0  # of whole numbers, the half is one too
    if len(spans) < 2 or not top:  # noqa: PLR2004 two are the fewest that make a line
        return None
    places = [LEFT + (RIGHT - LEFT) * (number + 0.5) / len(spans) for number in range(len(spans))]
    width = (RIGHT - LEFT) / len(spans)
    lacking = [number for number, one in enumerate(series) if any(span.gaps for span in one.spans)]
    lines = [
        _line(number, [_height(value(span), top) for span in one.spans], places) for number, one in enumerate(series)
    ]
    lanes = [_lane(number, series[number], places, width, row) for row, number in enumerate(lacking)]
    slots = (
        _slot(span, place, width, title(number)) for number, (span, place) in enumerate(zip(spans, places, strict=True))
    )
    return LinesChart(
        lines=[*lines, *lanes],
        slots=Markup("").join(slots),
        ticks=_ticks(spans, places, width),
        top=top,
        has_gaps=bool(lacking),
        height=FIRST_LANE + LANE * len(lacking),
    )


def mark(number: int, x: float, y: float) -> str:
    """The marker of the line of a number, as the text of a path."""
    return MARKS[number].format(x=round(x, 1), y=round(y, 1))


def _height(value: float | None, top: float) -> float | None:
    return None if value is None else BOTTOM - (BOTTOM - TOP) * value / top


def _line(number: int, heights: Sequence[float | None], places: Sequence[float]) -> Markup:
    """A line with its markers: some on a long one, and one on each point that stands alone."""
    path, marks, before = [], [], False
    step = -(-len(places) // MOST_MARKS)
    for at, (x, y) in enumerate(zip(places, heights, strict=True)):
        if y is not None:
            path.append(f"{'L' if before else 'M'}{x:.1f} {y:.1f}")
            alone = not before and (at + 1 == len(places) or heights[at + 1] is None)
            # each line has its own turn, so that markers of equal lines do not cover each other
            if alone or at % step == number * step // len(MARKS):
                marks.append(mark(number, x, y))
        before = y is not None
    return Markup('<g class="s{n}"><path class="line" d="{path}"/><path class="mark" d="{marks}"/></g>').format(
        n=number + 1, path="".join(path), marks="".join(marks)
    )


def _lane(number: int, one: Series, places: Sequence[float], width: float, row: int) -> Markup:
    """A strip below the plot, hatched where the archive has a gap in what this line is made of."""
    y = FIRST_LANE + row * LANE
    rects = (
        Markup('<rect x="{x}" y="{y}" width="{w}" height="8" fill="url(#celah-{n})"/>').format(
            x=round(x - width / 2, 2), y=y, w=round(width, 2), n=number + 1
        )
        for span, x in zip(one.spans, places, strict=True)
        if span.gaps
    )
    own = Markup('<path class="mark" d="{d}"/>').format(d=mark(number, LEFT / 2, y + 4))
    return Markup('<g class="s{n}">{own}{rects}</g>').format(n=number + 1, own=own, rects=Markup("").join(rects))


def _slot(span: Span, x: float, width: float, title: str) -> Markup:
    return Markup(
        '<rect class="slot" data-span="{name}" x="{x}" y="0" width="{w}" height="{h}"><title>{title}</title></rect>'
    ).format(name=span.name, x=round(x - width / 2, 2), w=round(width, 2), h=BOTTOM, title=shown(title))


def _ticks(spans: Sequence[Span], places: Sequence[float], width: float) -> list[tuple[float, str]]:
    """Where each year begins; of many years only some."""
    years = [(x - width / 2, span.name[:4]) for span, x in zip(spans, places, strict=True)]
    first = [year for at, year in enumerate(years) if at == 0 or year[1] != years[at - 1][1]]
    return [(round(x, 1), year) for x, year in first[:: -(-len(first) // MOST_TICKS)]]
