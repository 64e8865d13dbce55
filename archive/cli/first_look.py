"""A first look at a site: starting the probe, showing what it does, and saying what it found."""

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Self

import click
from rich.console import Console

from archive.adoption.adopting import missing_in_all
from archive.adoption.findings import Findings, Step
from archive.cli.scrapy_run import Run, run_spiders
from archive.cli.show import printable
from archive.errors import ArsipError
from archive.folder import ArchiveFolder
from archive.items import ArticleItem
from archive.outcomes import Outcome
from archive.sources import Source, source_text

COLUMNS = (("headline", 44), ("date", 16), ("author", 18), ("words", 5), ("dateline", 24))


@dataclass(slots=True)
class FirstLook:
    """What came of it: the findings, and an outcome for each sample."""

    findings: Findings
    samples: list[Outcome] = field(default_factory=list)

    @property
    def items(self) -> list[ArticleItem]:
        """What the samples were read as."""
        return [item for sample in self.samples for item in sample.items[:1]]

    def as_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON."""
        return {**asdict(self.findings), "samples": [_sample(sample) for sample in self.samples]}


def look_at(guess: Source, folder: ArchiveFolder) -> FirstLook:
    """Visit the site of a source, showing on a terminal what is done. Raises `ArsipError` when it is broken off."""
    seen: list[Findings] = []
    samples: list[Outcome] = []
    with _Steps() as steps:

        def note(item: object) -> None:
            if isinstance(item, Findings):
                seen.append(item)
            elif isinstance(item, Outcome):
                samples.append(item)
            elif isinstance(item, Step):
                steps.show(item.words)

        arguments = {"target": guess.url, "source_toml": source_text(guess), "user_agent": folder.config().user_agent}
        run = Run("probe", arguments, note)
        run_spiders([run], {"LOG_LEVEL": "CRITICAL", "ARSIP_ARCHIVE": str(folder.path)})
    if not seen:
        raise ArsipError(f"the look at {guess.url} was broken off") from run.error
    return FirstLook(seen[0], samples)


class _Steps:
    """A moving line on a terminal; nothing elsewhere."""

    def __init__(self) -> None:
        self._status = Console(stderr=True).status("…") if sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()

    def show(self, words: str) -> None:
        """Say what is done now."""
        if self._status is not None:
            self._status.update(printable(words))


def show_look(look: FirstLook) -> None:
    """Say what was found, with the evidence, and how the samples would be read."""
    for line in (*lines_on(look.findings), *table_of(look.samples)):
        click.echo(printable(line))


def lines_on(findings: Findings) -> Iterator[str]:
    """The findings in lines."""
    if findings.platform is not None:
        yield f"{findings.title or findings.url}: {findings.platform} ({findings.url}, {findings.asked} requests)"
    for line in findings.evidence:
        yield f"  {line}"
    for way in findings.ways:
        yield f"  way in, {way.name}: {way.evidence}"
    if findings.order:
        yield f"  to be tried in this order, since the last are not kept up: {', '.join(findings.order)}"


def table_of(samples: list[Outcome]) -> Iterator[str]:
    """The samples in a table: what was read of each, or why it is none."""
    if not samples:
        return
    yield f"How {len(samples)} of its articles would be read:"
    yield _row({name: name for name, _ in COLUMNS})
    for sample in samples:
        item = sample.items[0] if sample.items else None
        if item is not None and item.is_article:
            yield _row(_cells(item))
        else:
            yield f"  refused, {_refusal(sample)}: {sample.lease.url}"
    items = [item for sample in samples for item in sample.items[:1]]
    if not any(item.is_article for item in items):
        yield "  none of them could be read as an article: look closer with arsip read ADDRESS"
    elif missing := missing_in_all(items):
        yield f"  none of them tells its {', '.join(missing)}"


def _row(cells: dict[str, str]) -> str:
    fitted = (cells[name][: width - 1] + "…" if len(cells[name]) > width else cells[name] for name, width in COLUMNS)
    return "  " + "  ".join(f"{cell:{width}}" for cell, (_, width) in zip(fitted, COLUMNS, strict=True)).rstrip()


def _cells(item: ArticleItem) -> dict[str, str]:
    return {
        "headline": item.headline or "–",
        "date": (item.published or "–")[:16].replace("T", " "),
        "author": ", ".join(credit.name for credit in item.credits) or "–",
        "words": str(len(item.body.split())),
        "dateline": item.dateline.raw or "–",
    }


def _refusal(sample: Outcome) -> str:
    item = sample.items[0] if sample.items else None
    if item is not None:
        return f"{item.kind}, {item.reason}"
    return f"{sample.reason or sample.fate or 'no answer'} ({sample.detail or 'no answer'})"


def _sample(sample: Outcome) -> dict[str, Any]:
    item = sample.items[0] if sample.items else None
    read = item is not None and item.is_article
    return {
        "url": sample.lease.url,
        "refused": None if read else _refusal(sample),
        "headline": item.headline if item else None,
        "published": item.published if item else None,
        "credits": [asdict(credit) for credit in item.credits] if item else [],
        "words": len(item.body.split()) if item else 0,
        "dateline": item.dateline.raw if item else None,
    }
