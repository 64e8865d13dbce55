"""A timeline as a drawing: one bar a month, as high as its share; drawn here, since no script runs on these pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from archive.browse.dates import say_span
from archive.browse.page import Visit
from archive.browse.words import number, percent, say
from archive.crawling.gaps import Gap
from archive.searching.timeline import Span, timeline

WIDTH, HEIGHT = 720.0, 96.0
SOME_SPAN = "0000-00"  # in the place of any
MOST_ROWS = 48  # of the table below; more months are summed up by year
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
    """The bars from left to right, and the same as rows; `top` is the share that reaches to the upper edge."""

    bars: list[Bar]
    rows: list[Span]
    top: float
    width: float = WIDTH
    height: float = HEIGHT


def chart(found: Mapping[str, int], of_all: Mapping[str, int], gaps: Sequence[Gap]) -> Chart | None:
    """Draw a timeline (`archive.searching.timeline`); None for one of less than two spans, which compares nothing."""
    spans = timeline(found, of_all, gaps)
    rows = timeline(found, of_all, gaps, most=MOST_ROWS)
    top = max((span.share for span in spans), default=0.0)
    if len(spans) < 2 or not top:  # noqa: PLR2004 two are the fewest to compare
        return None
    slot = WIDTH / len(spans)
    return Chart([_bar(span, number * slot, slot, top) for number, span in enumerate(spans)], rows, top)


def _bar(span: Span, x: float, slot: float, top: float) -> Bar:
    height = max(1.0, HEIGHT * span.share / top) if span.found else 0.0
    width = slot * (1 - GAP_BETWEEN)
    return Bar(span, round(x, 2), round(slot, 2), round(width, 2), round(HEIGHT - height, 2), round(height, 2))


def drawn(here: Visit, drawing: Chart | None, link: Callable[[str], str]) -> dict[str, Any] | None:
    """A drawing for the template; `link` gives the address of the articles within a span.

    Where nothing was found and nothing may be missing, nothing is drawn.
    """
    if drawing is None:
        return None
    pattern, escaped = link(SOME_SPAN), str(escape(link(SOME_SPAN)))
    told = [bar for bar in drawing.bars if bar.span.found or bar.span.gaps]
    bars = (_bar_as_svg(bar, escaped.replace(SOME_SPAN, bar.span.name), here.language) for bar in told)
    rows = [row for row in drawing.rows if row.found or row.gaps]
    return {
        "period": pattern,
        "bars": Markup("\n".join(bars)),  # noqa: S704 texts are escaped, the rest is numbers
        "first": drawing.bars[0].span.name,
        "last": drawing.bars[-1].span.name,
        "top": drawing.top,
        "width": drawing.width,
        "height": drawing.height,
        "rows": [{"link": pattern.replace(SOME_SPAN, row.name), **_figures(row)} for row in rows],
    }


def _figures(row: Span) -> dict[str, Any]:
    return {"name": row.name, "found": row.found, "all": row.all, "share": row.share, "is_gap": bool(row.gaps)}


def _bar_as_svg(bar: Bar, link: str, language: str) -> str:
    """One bar: a link (escaped) over its whole slot, what it says as its title, hatched where there is a gap."""
    span = bar.span
    title = say(
        "timeline_bar",
        language,
        when=say_span(span.name, language),
        found=number(span.found, language),
        all=number(span.all, language),
        share=percent(span.share, language),
    )
    title += f" – {say('timeline_gap', language)}" if span.gaps else ""
    slot = f'x="{bar.x}" y="0" width="{bar.slot}" height="{HEIGHT}"'
    hatch = f'<rect fill="url(#celah)" {slot}/>' if span.gaps else ""
    kind = "bar lacking" if span.gaps else "bar"
    own = f'<rect class="{kind}" x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}"/>'
    place = f'<rect class="slot" data-span="{span.name}" {slot}/>{hatch}'
    inner = f"<title>{escape(title)}</title>{place}{own if bar.height else ''}"
    return f'<a href="{link}" tabindex="-1">{inner}</a>'
