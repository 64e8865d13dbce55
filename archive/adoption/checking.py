"""Checking a source: how well what was tried of it could be read, field by field, and the verdict."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from archive.adoption.findings import Findings
from archive.items import ArticleItem
from archive.outcomes import Outcome
from archive.sources import Source
from archive.vocabulary import CheckVerdict

FIELDS: dict[str, Callable[[ArticleItem], object]] = {
    "headline": lambda item: item.headline,
    "date": lambda item: item.published,
    "author": lambda item: item.credits,
    "dateline": lambda item: item.dateline.place,
    "picture": lambda item: item.lead_image,
    "caption": lambda item: item.lead_caption,
    "section": lambda item: item.section,
    "tags": lambda item: item.tags,
    "event": lambda item: item.event_date,
    "body": lambda item: item.body,
}
ESSENTIAL = ("headline", "date", "body")
FAILED = frozenset({CheckVerdict.UNREAD, CheckVerdict.UNREACHED})


@dataclass(frozen=True, slots=True)
class Check:
    """How a check of one source went.

    `tried` counts the addresses that were taken for articles, `articles` those that were read as such, `fields` how
    many of these have each field, `words` is the median length of their texts.
    """

    source: str
    url: str
    verdict: CheckVerdict
    problem: str | None
    platform: str | None
    ways: tuple[str, ...]
    asked: int
    tried: int
    articles: int
    fields: dict[str, int]
    words: int

    @property
    def reached(self) -> bool:
        """True when at least one article was read: only that shows that the source is still there."""
        return self.articles > 0

    def as_dict(self) -> dict[str, Any]:
        """The check as plain values."""
        return {name: getattr(self, name) for name in self.__slots__}


def check_of(source: Source, findings: Findings, samples: list[Outcome]) -> Check:
    """What a look at a source and the articles that it tried come to."""
    items = [item for sample in samples for item in sample.items[:1] if item.is_article]
    verdict = _verdict(findings, samples, items)
    return Check(
        source=source.name,
        url=source.url,
        verdict=verdict,
        problem=findings.problem if verdict in FAILED else None,
        platform=findings.platform,
        ways=tuple(way.name for way in findings.ways),
        asked=findings.asked,
        tried=len(samples),
        articles=len(items),
        fields={name: sum(bool(value(item)) for item in items) for name, value in FIELDS.items()},
        words=round(median(len(item.body.split()) for item in items)) if items else 0,
    )


def _verdict(findings: Findings, samples: list[Outcome], items: list[ArticleItem]) -> CheckVerdict:
    if not items:
        return CheckVerdict.UNREACHED if findings.problem and findings.platform is None else CheckVerdict.UNREAD
    whole = [item for item in items if all(FIELDS[name](item) for name in ESSENTIAL)]
    return CheckVerdict.GOOD if len(whole) == len(samples) else CheckVerdict.THIN
