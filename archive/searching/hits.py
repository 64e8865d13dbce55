"""What a search gives back: articles with the words found marked, and what was searched for."""

from dataclasses import dataclass

from archive.searching.locating import After
from archive.searching.understanding import Expansion, Offer

MARK, END_MARK = "\x02", "\x03"  # around each word found; never part of a text
STRAY = str.maketrans("", "", MARK + END_MARK)
SNIPPET_WORDS = 32


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `headline`, `caption` and `snippet` hold `MARK` and `END_MARK` around each word found.

    `published` is ISO 8601 with the publisher's offset, `published_day` the publisher's local day. A snippet is
    the best passage of the body, or its beginning when the words are elsewhere. A higher `score` comes first; it is of
    the words where they decide, else of the day. Where only a document that the article links to holds the words,
    `attachment` is its address, and the snippet is from there. `story` is the row of the story that it belongs to;
    `copies` other articles of it were found and are folded under it.
    """

    public_id: str
    headline: str | None
    url: str
    source: str
    place: str | None
    published: str | None
    published_day: str | None
    caption: str | None
    snippet: str
    score: float
    attachment: str | None = None
    story: int | None = None
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """The hits shown, best first, of `total`; the query as it was understood, and a remark on it, if one is due.

    `expansions` are what typed words were also searched for as, `offers` what they could be (nothing of it was).
    `rows` are the hits in all that there are to turn through: as many as `total`, fewer where stories are folded.
    `by_day`: too many were found to rank them by their words, so the newest come first. `meant` is a query with a
    better spelling, where hardly anything was found. `next` is where the page after these begins, if there is one.
    """

    hits: list[Hit]
    total: int
    query: str
    note: str | None = None
    expansions: tuple[Expansion, ...] = ()
    offers: tuple[Offer, ...] = ()
    by_day: bool = False
    meant: str | None = None
    rows: int = 0
    next: After | None = None


def marked(text: str, start: str, end: str) -> str:
    """A text of a `Hit` with `start` and `end` in the place of the marks."""
    return text.replace(MARK, start).replace(END_MARK, end)
