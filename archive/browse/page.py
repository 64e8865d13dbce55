"""What every page shares: whose archive it is, in which language it is asked for, and how it is sent."""

import sqlite3
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from datasette.app import Datasette
from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Request, Response
from jinja2 import Environment, PackageLoader

from archive.browse.dates import say_day, say_moment, say_published, say_span
from archive.browse.remembering import Memory, Recall
from archive.browse.safety import shown, web_address
from archive.browse.words import LANGUAGES, name_of, number, percent, say
from archive.folder import ArchiveFolder, Config

DATABASE = "archive"  # as Datasette names archive.db
STATIC = "arsip"  # where it serves the folder static/
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
READING = ("GET", "HEAD")  # the methods that what only reads answers to
MOST_MILLISECONDS = 10_000  # that one question may take
Answer = TypeVar("Answer")
MEMORIES: "WeakKeyDictionary[Datasette, Memory]" = WeakKeyDictionary()


class NoDatabase(Exception):
    """The archive's folder holds no archive.db."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a page of the archive; `chosen` is the language that its address asks for, if any."""

    datasette: Datasette
    request: Request
    config: Config
    language: str
    chosen: str | None

    async def ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """The answer of one of the archive's functions, on a reading connection; it may take `MOST_MILLISECONDS`.

        Raises `NoDatabase`, and `sqlite3.OperationalError` when it takes longer.
        """
        if not archive_of(self.datasette).database.is_file():
            raise NoDatabase

        def limited(connection: sqlite3.Connection) -> Answer:
            with sqlite_timelimit(connection, MOST_MILLISECONDS):
                return question(connection)

        answer: Answer = await self.datasette.get_database(DATABASE).execute_fn(limited)
        return answer

    async def recall(self, key: Hashable, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """As `ask`, or the answer that the same key got before, if nothing was written since."""
        memory = _memory_of(self.datasette)
        known: Answer | None = memory.recall(key, memory.state())
        return await self.recall_together(lambda recall: recall(key, question)) if known is None else known

    async def recall_together(self, question: Callable[[Recall], Answer]) -> Answer:
        """As `ask`, for a question that is made of several, each with a key of its own."""
        memory = _memory_of(self.datasette)
        state = memory.state()
        return await self.ask(lambda connection: question(Recall(connection, memory, state)))

    async def recall_dated(
        self, key: Hashable, seconds: float, question: Callable[[sqlite3.Connection], Answer]
    ) -> Answer:
        """As `ask`, or the answer that the same key got at most so long ago, whatever was written since.

        For what takes long and need not be true to the second; never for what shows or counts articles, since one
        that was hidden would stay.
        """
        memory = _memory_of(self.datasette)
        known: Answer | None = memory.recall_dated(key, seconds)
        if known is None:
            known = await self.ask(question)
            memory.keep_dated(key, known)
        return known

    def link(self, path: str, **query: object) -> str:
        """An address on these pages, in the language of this visit; what is empty in `query` is left out."""
        values = {key.rstrip("_"): value for key, value in query.items() if value not in {None, "", ()}}
        values |= {"lang": self.chosen} if self.chosen else {}
        return f"{path}?{urlencode(values, doseq=True)}" if values else path

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which moments are said."""
        return ZoneInfo(self.config.time_zone)

    def absolute_plain(self, path: str, **query: object) -> str:
        """An address with the host that the visitor asked, in no language: for citations."""
        return str(self.datasette.absolute_url(self.request, f"{path}?{urlencode(query)}"))

    def absolute(self, path: str, **query: object) -> str:
        """As `link`, with the host that the visitor asked."""
        return str(self.datasette.absolute_url(self.request, self.link(path, **query)))

    @property
    def address(self) -> str:
        """The address of this page, for whoever reads it on paper."""
        return str(self.datasette.absolute_url(self.request, self.request.full_path))

    def in_other_language(self) -> str:
        """The address of this same page in the other language."""
        other = LANGUAGES[1 - LANGUAGES.index(self.language)]
        values = [(key, value) for key in self.request.args for value in self.request.args.getlist(key)]
        kept = [(key, value) for key, value in values if key != "lang"]
        return f"{self.request.path}?{urlencode([*kept, ('lang', other)])}"

    async def page(self, template: str, status: int = 200, **context: Any) -> Response:
        """The page that a template makes of what the archive answered."""
        text = _templates().get_template(template).render(self._words() | shown(context))
        headers = {"Content-Security-Policy": POLICY, "Vary": "Accept-Language", "Content-Language": self.language}
        return Response.html(text, status=status, headers=headers)

    async def missing(self, key: str = "missing", hint: str = "missing_hint", status: int = 404) -> Response:
        """The page that says kindly what is not there."""
        return await self.page("room_missing.html", status, title_key=key, hint_key=hint)

    def _words(self) -> dict[str, Any]:
        """What the templates speak with."""
        language, zone = self.language, self.zone
        return {
            "visit": self,
            "institution": shown(self.config.institution),
            "contact": shown(self.config.contact),
            "link": self.link,
            "static": f"/{STATIC}",
            "say": lambda key, **values: say(key, language, **values),
            "name_of": lambda kind, value: name_of(kind, value, language),
            "number": lambda count: number(count, language),
            "percent": lambda share: percent(share, language),
            "span": lambda name: say_span(name, language),
            "day": lambda day, **more: say_day(day, language, **more),
            "published": lambda stated, precision: say_published(stated, precision, language),
            "moment": lambda stamp: say_moment(stamp, zone, language),
            "web_address": web_address,
        }


@cache
def _templates() -> Environment:
    """The archive's own templates: rendered at once, where Datasette's wait at every word for what might be awaited."""
    return Environment(loader=PackageLoader("archive.browse"), autoescape=True)


def archive_of(datasette: Datasette) -> ArchiveFolder:
    """The archive whose database this Datasette opens."""
    return ArchiveFolder(Path(datasette.get_database(DATABASE).path).parent)


def _memory_of(datasette: Datasette) -> Memory:
    if datasette not in MEMORIES:
        MEMORIES[datasette] = Memory(archive_of(datasette).database)
    return MEMORIES[datasette]


def visit(datasette: Datasette, request: Request) -> Visit:
    """The visit that a request makes."""
    config = archive_of(datasette).config()
    asked = request.args.get("lang")
    chosen = asked if asked in LANGUAGES else None
    accepted = request.headers.get("accept-language", "")
    return Visit(datasette, request, config, chosen or preferred(accepted, config.language), chosen)


def preferred(accepted: str, fall_back: str) -> str:
    """The language of `LANGUAGES` that an Accept-Language header likes best, else `fall_back`, else Indonesian."""
    weighed = []
    for part in accepted.split(","):
        tag, _, weight = part.partition(";q=")
        try:
            weighed.append((-float(weight or 1), tag.strip().lower().partition("-")[0]))
        except ValueError:
            continue
    liked = [tag for weight, tag in sorted(weighed, key=lambda pair: pair[0]) if weight and tag in LANGUAGES]
    return next(iter([*liked, *({fall_back} & set(LANGUAGES)), LANGUAGES[0]]))
