"""The first look at a site: what runs it, and which ways in it offers."""

import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urljoin

from scrapy.http import HtmlResponse, Response

from archive.findings import Findings
from archive.outcomes import Outcome
from archive.vocabulary import Fate
from spiders.visit import VisitSpider


class ProbeSpider(VisitSpider):
    """Yields one `Findings`."""

    name = "probe"

    async def start(self) -> AsyncIterator[Any]:
        """Look at the home page, then at what a WordPress site offers."""
        findings = Findings(self.target)
        home, ending = await self.visit(self.target)
        if home is None:
            findings.problem = explain(ending)
        elif not isinstance(home, HtmlResponse):
            kind = (home.headers.get("Content-Type") or b"nothing").decode("latin-1")
            findings.problem = f"{home.url} answers with {kind}, not with a page: give the address of the home page"
        else:
            findings.url = home.url
            self._look_at(home, findings)
            await self._ask_rest(findings)
            await self._ask_sitemap(findings)
            if findings.platform is None:
                findings.problem = (
                    "nothing there looks like WordPress (no wp-json, no wp-content, no generator), "
                    "the only platform that this version can crawl"
                )
        yield findings

    def _look_at(self, home: HtmlResponse, findings: Findings) -> None:
        findings.title = (home.css("title::text").get() or "").strip()[:200]
        findings.language = (home.css("html::attr(lang)").get() or "").split("-")[0].lower() or None
        generator = home.css('meta[name="generator"]::attr(content)').get() or ""
        if "wordpress" in generator.lower():
            findings.evidence.append(f"its pages name their generator: {generator}")
        if "/wp-content/" in home.text:
            findings.evidence.append("its pages link to /wp-content/")
        if findings.evidence:
            findings.platform = "wordpress"

    async def _ask_rest(self, findings: Findings) -> None:
        for address in ("wp-json/", "?rest_route=/"):
            response, ending = await self.visit(urljoin(findings.url, address))
            facts = _json(response)
            if isinstance(facts, dict) and "wp/v2" in facts.get("namespaces", []):
                findings.platform = "wordpress"
                findings.title = facts.get("name") or findings.title
                findings.time_zone = facts.get("timezone_string") or None
                findings.evidence.append(f"its REST interface answers at {response.url if response else address}")
                await self._count_posts(findings, address)
                return
            if ending.fate is Fate.BLOCKED:
                findings.evidence.append(f"its REST interface is closed: {explain(ending)}")
                return

    async def _count_posts(self, findings: Findings, address: str) -> None:
        joint = "&" if "?" in address else "?"
        response, ending = await self.visit(urljoin(findings.url, f"{address}wp/v2/posts{joint}per_page=1"))
        if response is None:
            findings.evidence.append(f"but it does not list its posts: {explain(ending)}")
        elif total := response.headers.get("X-WP-Total"):
            findings.posts = int(total) if total.isdigit() else None

    async def _ask_sitemap(self, findings: Findings) -> None:
        for address in ("wp-sitemap.xml", "sitemap_index.xml"):
            response, _ = await self.visit(urljoin(findings.url, address))
            if response is not None and b"<sitemapindex" in response.body[:2000]:
                findings.evidence.append(f"it has a sitemap at {response.url}")
                return


def _json(response: Response | None) -> Any:
    if response is None:
        return None
    try:
        return json.loads(response.body)
    except ValueError:
        return None


def explain(ending: Outcome) -> str:
    """How a visit ended, for a person."""
    reason = ending.reason or ending.fate or "not asked"
    detail = f" ({ending.detail})" if ending.detail else ""
    return f"{ending.lease.url}: {reason}{detail}"
