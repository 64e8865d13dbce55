"""The first look at a site: what runs it, which ways in it offers, and how five of its articles would be read."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from scrapy.http import Response

from archive.adoption.findings import Findings, Step
from archive.outcomes import Lease, Outcome
from archive.vocabulary import Fate, UrlKind
from spiders.probing.barriers import forward_of
from spiders.probing.exploring import SAMPLES, explore, samples_of
from spiders.probing.refusing import barred, elsewhere, unvisited, why, without_ways
from spiders.probing.survey import Answer, Survey
from spiders.reading import Page, read
from spiders.reading.document import Document, parse
from spiders.reading.portrait import base_of
from spiders.reading.shell import is_for_scripts
from spiders.responses import page_of
from spiders.visit import VisitSpider

MOST_REQUESTS = 25
ROBOTS = 1  # robots.txt is asked too
MOST_FORWARDS = 2


class ProbeSpider(VisitSpider):
    """Yields a `Step` for each thing it does, an `Outcome` for each sample, and at the end one `Findings`."""

    name = "probe"

    def __init__(self, target: str, source_toml: str, **arguments: Any) -> None:
        super().__init__(target, source_toml, **arguments)
        self.findings = Findings(target)
        self._answers: dict[str, Answer] = {}
        self._without_home = ""

    async def start(self) -> AsyncIterator[Any]:
        """Look at the home page, then for the ways in, then at five articles."""
        findings = self.findings
        yield Step(f"asking {self.target}")
        survey = await self._arrive()
        if survey is not None:
            async for words in explore(survey):
                yield Step(words)
            samples = samples_of(survey)
            if not samples:
                is_script = is_for_scripts(survey.home, self.source.hosts)
                nothing = without_ways(findings.url, self.asked + ROBOTS, is_for_scripts=is_script)
                findings.problem = self._without_home or nothing
                if self._without_home:
                    findings.platform = None
            elif self._without_home:
                findings.evidence.append("there is no page at its own address, but its lists are there")
            for number, url in enumerate(samples, 1):
                yield Step(f"reading article {number} of {len(samples)}")
                yield await self._sample(url)
        findings.asked = self.asked + ROBOTS
        yield findings

    async def _arrive(self) -> Survey | None:
        """The home page, to which pages without words may send on; None where there is none, with the problem said."""
        url = self.target
        for _ in range(MOST_FORWARDS + 1):
            response, ending = await self.answer_of(url)
            page = page_of(response) if response is not None else None
            if response is not None and ending.fate is Fate.GONE and barred(self.target, page_of(response)) is None:
                return self._survey_without_home(response, ending)
            if response is None or page is None or ending.fate is not None or ending.due is not None:
                self.findings.problem = unvisited(self.target, ending, page)
                return None
            document = parse(page)
            self.findings.problem = barred(self.target, page)
            if self.findings.problem is not None or document is None:
                return None
            forward = forward_of(document)
            if forward is None or forward == page.url:
                return self._survey(response, page, document)
            if not self.source.owns(forward):
                self.findings.problem = elsewhere(self.target, forward)
                return None
            url = forward
        self.findings.problem = f"{self.target} sends its visitors in circles: give the address of its news section"
        return None

    def _survey_without_home(self, response: Response, ending: Outcome) -> Survey | None:
        """A site may have lost its home page, and still have its lists: what its address answers says nothing of it."""
        self._without_home = unvisited(self.target, ending, None)
        page = replace(page_of(response), body=b"<html><body></body></html>")
        document = parse(page)
        return self._survey(response, page, document) if document is not None else None

    def _survey(self, response: Response, page: Page, document: Document) -> Survey:
        self.findings.url = base_of(document, self.target, self.source.hosts)
        self._answers[page.url] = Answer(page)
        named = response.request.meta.get("sitemaps", ()) if response.request is not None else ()
        return Survey(
            replace(self.source, url=self.findings.url),
            document,
            page,
            {name.decode("latin-1").lower(): b"; ".join(v).decode("latin-1") for name, v in response.headers.items()},
            datetime.now(ZoneInfo(self.source.time_zone)).date(),
            self._ask,
            self.findings,
            tuple(url for url in named if self.source.owns(url)),
        )

    async def _ask(self, url: str) -> Answer:
        """The page at an address, asked once, and only while enough requests are left for the samples."""
        if url not in self._answers:
            self._answers[url] = await self._asked(url)
        return self._answers[url]

    async def _asked(self, url: str) -> Answer:
        if self.asked + ROBOTS + SAMPLES >= MOST_REQUESTS:
            return Answer(None, "not asked: the look had asked enough")
        response, ending = await self.visit(url)
        return Answer(page_of(response)) if response is not None else Answer(None, why(ending))

    async def _sample(self, url: str) -> Outcome:
        """One page as it would be read."""
        outcome = Outcome(Lease(0, url, UrlKind.PAGE, tries=0, hops=0, round=0, walk={}))
        known = self._answers.get(url)
        response, ending = (None, outcome) if known is not None else await self.visit(url)
        page = known.page if known is not None else page_of(response) if response is not None else None
        if page is None:
            return ending
        outcome.source = self.source
        outcome.items = read(UrlKind.PAGE, page, self.source).items
        return outcome.settle(Fate.STORED)
