"""Arsip, trafilatura and the peers as systems that read the pages of a corpus: what each finds, and what it costs."""

import json
import logging
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType

from trafilatura import bare_extraction

from archive.changes.templates import FEWEST_WITNESSES, SamplePage, Template, repeated_blocks
from archive.items import ArticleItem
from archive.outcomes import Lease, Outcome
from archive.sources import Source
from archive.urls import canonical_url, is_local_address, plain_host
from archive.vocabulary import UrlKind
from benchmarks.news_please import ENVIRONMENT
from benchmarks.page_corpus import TruePage
from pipelines.verb import Verb
from spiders.reading import Page, read, text_of
from spiders.settings import ITEM_PIPELINES

PEERS = ("newspaper4k", "readability-lxml", "go-readability", "news-please")
PEER_SCRIPT = "benchmarks/reading_peers.py"
NOT_INSTALLED = 3
STORES = "pipelines.keep_article.KeepArticle"
NO_TEMPLATES: Mapping[TruePage, Template] = MappingProxyType({})


@dataclass(slots=True)
class Answer:
    """What a system makes of a page; `seconds` of processor time are for the text, with the parse.

    `refused` is the reason for which Arsip takes the page for no article; its text then counts for nothing.
    """

    text: str = ""
    title: str | None = None
    published: str | None = None
    authors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    refused: str | None = None


class Missing(Exception):
    """A system that is not installed, and cannot be."""


def source_of(page: TruePage) -> Source:
    """The source that `arsip read` takes a page for when none is adopted."""
    return Source("unknown", canonical_url(page.url), "unknown", local=is_local_address(page.url))


def pipelines() -> list[Verb]:
    """What works on an item between the reader and the archive, in its order."""
    names = sorted(ITEM_PIPELINES, key=lambda name: ITEM_PIPELINES[name])
    return [_class(name)() for name in names if name != STORES]


def _class(name: str) -> Callable[[], Verb]:
    module, _, attribute = name.rpartition(".")
    found: Callable[[], Verb] = getattr(import_module(module), attribute)
    return found


def read_with_arsip(pages: Sequence[TruePage], templates: Mapping[TruePage, Template] = NO_TEMPLATES) -> list[Answer]:
    """The reader and the pipelines, as `arsip read` has them; `templates` are those of pages whose site is known."""
    verbs = pipelines()
    return [_arsip(page, page.html, verbs, templates.get(page)) for page in pages]


def templates_of(pages: Sequence[TruePage]) -> dict[TruePage, Template]:
    """What can be learned for each page from the *other* pages of its host, as an archive learns it from a source."""
    hosts: dict[str, list[TruePage]] = defaultdict(list)
    for page in pages:
        hosts[plain_host(page.url)].append(page)
    templates: dict[TruePage, Template] = {}
    for together in hosts.values():
        if len(together) > FEWEST_WITNESSES:
            templates |= _templates_among(together)
    return templates


def _templates_among(pages: Sequence[TruePage]) -> Iterator[tuple[TruePage, Template]]:
    samples = [_sample(page) for page in pages]
    for number, page in enumerate(pages):
        others = samples[:number] + samples[number + 1 :]
        _, repeated = repeated_blocks([sample for sample in others if sample is not None])
        if repeated:
            yield page, Template(0, 1, frozenset(repeated))


def _sample(page: TruePage) -> SamplePage | None:
    """What a page says, where it is taken for an article."""
    (item,) = read(UrlKind.PAGE, Page(page.url, 200, None, {}, page.html), source_of(page)).items
    return SamplePage(item.headline or "", item.blocks) if item.is_article else None


def _arsip(page: TruePage, html: bytes, verbs: Sequence[Verb], template: Template | None) -> Answer:
    began = time.process_time()
    outcome = Outcome(Lease(0, page.url, UrlKind.PAGE, tries=0, hops=0, round=0, walk={}))
    outcome.items = read(UrlKind.PAGE, Page(page.url, 200, None, {}, html), source_of(page), template).items
    for verb in verbs:
        verb.process_item(outcome)
    seconds = time.process_time() - began
    return _answer(outcome.items[0], seconds) if outcome.items else Answer(refused="bug", seconds=seconds)


def _answer(item: ArticleItem, seconds: float) -> Answer:
    authors = [credit.name for credit in item.credits if credit.role in {"reporter", "writer", "unknown"}]
    refused = None if item.is_article else f"{item.kind}: {item.reason}"
    text = with_dateline(item) if refused is None else ""
    return Answer(text, item.headline, item.published, authors, seconds, refused)


def with_dateline(item: ArticleItem) -> str:
    """The body as the page shows it, its dateline before it."""
    raw = item.dateline.raw
    return item.body if not raw or raw in item.body else f"{raw} {item.body}"


def read_with_trafilatura(pages: Sequence[TruePage]) -> list[Answer]:
    """Trafilatura, timed for the text alone; what it says of title, date and authors is asked for afterwards."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return [_trafilatura(page, text_of(Page(page.url, 200, None, {}, page.html))) for page in pages]


def _trafilatura(page: TruePage, html: str) -> Answer:
    began = time.process_time()
    found = bare_extraction(html, url=page.url, include_comments=False)
    answer = Answer(seconds=time.process_time() - began)
    answer.text = getattr(found, "text", None) or ""
    described = bare_extraction(html, url=page.url, include_comments=False, with_metadata=True)
    if described is not None:
        author = getattr(described, "author", None) or ""
        answer.title, answer.published = getattr(described, "title", None), getattr(described, "date", None)
        answer.authors = [name.strip() for name in author.split(";") if name.strip()]
    return answer


def read_with_peer(system: str, pages: Sequence[TruePage]) -> list[Answer]:
    """One of the peers, in the environment of its own. Raises `Missing` where that cannot be made."""
    rows = (
        json.dumps({"url": page.url, "html": text_of(Page(page.url, 200, None, {}, page.html))}) + "\n"
        for page in pages
    )
    try:
        ENVIRONMENT.make()
        command = [str(ENVIRONMENT.python), PEER_SCRIPT, system]
        done = subprocess.run(command, input="".join(rows), capture_output=True, text=True, check=False)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Missing(str(error)) from None
    if done.returncode:
        raise Missing(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit {done.returncode}")
    return [_peer_answer(json.loads(line)) for line in done.stdout.splitlines()]


def _peer_answer(row: dict[str, object]) -> Answer:
    names = row.get("authors")
    authors = [str(name) for name in names] if isinstance(names, list) else []
    text, title, published = (str(row[key]) if row.get(key) else None for key in ("text", "title", "published"))
    return Answer(text or "", title, published, authors, float(str(row["seconds"])))
