"""What a first look at a site found: handed from the probe to `arsip source add`."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """What the look is doing now, for whoever watches it."""

    words: str


@dataclass(frozen=True, slots=True)
class OpenWay:
    """A way into the site that was found open, by the name that its platform gives it.

    `evidence` says in a sentence what stood at `address`; `count` is how many articles it names or states, `newest`
    the latest day in it (`YYYY-MM-DD`).
    """

    name: str
    address: str
    evidence: str
    count: int | None = None
    newest: str | None = None


@dataclass(slots=True)
class Findings:
    """`url` is where the site really answers; `problem` says in one line why it cannot be adopted.

    `ways` are all that were found open, best first; `order` names them where that is not the platform's own order.
    `feeds`, `sitemaps`, `listings` and `index` are addresses that the platform cannot know, as keys of a source.
    `evidence` says in sentences what was seen, beside the ways. `asked` counts the requests.
    """

    url: str
    platform: str | None = None
    title: str = ""
    language: str | None = None
    time_zone: str | None = None
    ways: list[OpenWay] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    listings: list[str] = field(default_factory=list)
    index: str = ""
    evidence: list[str] = field(default_factory=list)
    problem: str | None = None
    asked: int = 0
