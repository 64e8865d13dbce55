"""A stand-in of the Wayback Machine on loopback: its CDX server and its replay, as their documentation has them."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, quote_plus, urlsplit

from tests.loopback import Answer, Site, site, text

REPLAY = re.compile(r"/web/(\d{14})id_/(.*)$")


@dataclass
class Memento:
    """What was captured of an address; `digest` tells equal captures apart from others."""

    moment: str
    original: str
    body: bytes
    digest: str = ""
    mime: str = "text/html"
    status: str = "200"
    headers: dict[str, str] = field(default_factory=lambda: {"X-Archive-Orig-Server": "nginx"})

    @property
    def row(self) -> list[str]:
        return [self.moment, self.original, self.mime, self.status, self.digest or str(hash(self.body))]

    @property
    def host(self) -> str:
        return urlsplit(self.original).netloc.removeprefix("www.").removesuffix(":80")


@dataclass
class WebArchive:
    """The captures, in the order of the index; a page of the index holds `most` rows. `faults` answer instead."""

    mementos: list[Memento] = field(default_factory=list)
    most: int = 3
    faults: list[Answer] = field(default_factory=list)
    robots: str = "User-agent: *\nDisallow: /rahasia/\n"
    web: Site = field(default_factory=lambda: Site(0))

    @property
    def url(self) -> str:
        return self.web.url()

    @property
    def queries(self) -> list[dict[str, str]]:
        """What the index was asked, in the order of the asking."""
        asked = (urlsplit(path) for path in self.web.paths)
        return [{k: v[-1] for k, v in parse_qs(one.query).items()} for one in asked if one.path == "/cdx/search/cdx"]

    @property
    def replays(self) -> list[tuple[str, str]]:
        """The captures that were asked for: moment and address."""
        return [(found[1], found[2]) for path in self.web.paths if (found := REPLAY.match(path))]

    def answer(self, path: str) -> Answer:
        if path == "/robots.txt":
            return text(self.robots)
        if self.faults:
            return self.faults.pop(0)
        if path.startswith("/cdx/search/cdx?"):
            return self._index(parse_qs(path.partition("?")[2]))
        found = REPLAY.match(path)
        return self._replay(found[1], found[2]) if found else text("Not Found", 404)

    def _index(self, query: dict[str, list[str]]) -> Answer:
        assert query["output"] == ["json"]
        assert query["matchType"] == ["host"]
        rows = [memento for memento in self.mementos if memento.host == query["url"][0].removeprefix("www.")]
        for wanted in query.get("filter", ()):
            name, _, pattern = wanted.partition(":")
            rows = [
                one for one in rows if re.fullmatch(pattern, {"statuscode": one.status, "mimetype": one.mime}[name])
            ]
        rows = [one for one in rows if one.moment >= query.get("from", ["0"])[0]]
        start = int(query["resumeKey"][0].rpartition(" ")[2].rstrip("!")) if "resumeKey" in query else 0
        table = [["timestamp", "original", "mimetype", "statuscode", "digest"]]
        table += [one.row for one in rows[start : start + self.most]]
        if start + self.most < len(rows):
            table += [[], [quote_plus(f"example,contoh,rutan)/ {start + self.most}!")]]
        body = json.dumps(table if rows else []).encode()
        return Answer(body, headers={"Content-Type": "application/json"})

    def _replay(self, moment: str, original: str) -> Answer:
        found = [one for one in self.mementos if one.original == original]
        if not found:
            return Answer(b"<html><body>not archived</body></html>", 404)
        memento = min(found, key=lambda one: abs(int(one.moment) - int(moment)))
        if memento.moment != moment:
            return Answer(b"", 302, {"Location": f"/web/{memento.moment}id_/{original}"})
        taken = datetime.strptime(moment, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        headers = {"Memento-Datetime": format_datetime(taken, usegmt=True), "Content-Type": memento.mime}
        headers |= {"X-Archive-Orig-Content-Type": "text/html; charset=utf-8", "Server": "arsip-web"}
        return Answer(memento.body, int(memento.status), headers | memento.headers)


@contextmanager
def web_archive(mementos: list[Memento]) -> Iterator[WebArchive]:
    made = WebArchive(mementos)
    with site(made.answer) as web:
        made.web = web
        yield made
