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
class Chart:
    """The spans from left to right, a bar each, and the same as rows; `top` is the share at the upper edge."""

    spans: list[Span]
    rows: list[Span]
    top: float
    width: float = WIDTH
    height: float = HEIGHT


def chart(found: Mapping[str, int], of_all: Mapping[str, int], gaps: Sequence[Gap]) -> Chart | None:
    """Draw a timeline (`archive.searching.timeline`); None for one of less than two spans, which compares nothing."""
    spans = timeline(found, of_all, gaps)
    top = max((span.share for span in spans), default=0.0)
    if len(spans) < 2 or not top:  # noqa: PLR2004 two are the fewest to compare
        return None
    rows = timeline(found, of_all, gaps, most=MOST_ROWS) if len(spans) > MOST_ROWS else spans
    return Chart(spans, rows, top)


def drawn(here: Visit, drawing: Chart | None, link: Callable[[str], str]) -> dict[str, Any] | None:
    """A drawing for the template; `link` gives the address of the articles within a span.

    Where nothing was found and nothing may be missing, nothing is drawn.
    """
    if drawing is None:
        return None
    pattern, escaped = link(SOME_SPAN), str(escape(link(SOME_SPAN)))
    bars = (
        _bar(drawing, number, escaped.replace(SOME_SPAN, span.name), here.language)
        for number, span in enumerate(drawing.spans)
        if span.found or span.gaps
    )
    rows = [row for row in drawing.rows if row.found or row.gaps]
    return {
        "period": pattern,
        "bars": Markup("\n".join(bars)),  # noqa: S704 texts are escaped, the rest is numbers
        "first": drawing.spans[0].name,
        "last": drawing.spans[-1].name,
        "top": drawing.top,
        "width": drawing.width,
        "height": drawing.height,
        "rows": [{"link": pattern.replace(SOME_SPAN, row.name), **_figures(row)} for row in rows],
    }


def _figures(row: Span) -> dict[str, Any]:
    return {"name": row.name, "found": row.found, "all": row.all, "share": row.share, "is_gap": bool(row.gaps)}


def _bar(drawing: Chart, at: int, link: str, language: str) -> str:
    """One bar: a link (escaped) over its whole slot, what it says as its title, hatched where there is a gap."""
    span, slot = drawing.spans[at], drawing.width / len(drawing.spans)
    title = say(
        "timeline_bar",
        language,
        when=say_span(span.name, language),
        found=number(span.found, language),
        all=number(span.all, language),
        share=percent(span.share, language),
    )
    title += f" – {say('timeline_gap', language)}" if span.gaps else ""
    place = f'x="{at * slot:.2f}" y="0" width="{slot:.2f}" height="{drawing.height:.0f}"'
    hatch = f'<rect fill="url(#celah)" {place}/>' if span.gaps else ""
    return (
        f'<a href="{link}" tabindex="-1"><title>{escape(title)}</title>'
        f'<rect class="slot" data-span="{span.name}" {place}/>{hatch}{_column(drawing, at)}</a>'
    )


def _column(drawing: Chart, at: int) -> str:
    """What a bar shows of its span; nothing where nothing was found."""
    span, slot = drawing.spans[at], drawing.width / len(drawing.spans)
    if not span.found:
        return ""
    height, kind = max(1.0, drawing.height * span.share / drawing.top), "bar lacking" if span.gaps else "bar"
    place = f'x="{at * slot:.2f}" y="{drawing.height - height:.2f}" width="{slot * (1 - GAP_BETWEEN):.2f}"'
    return f'<rect class="{kind}" {place} height="{height:.2f}"/>'
