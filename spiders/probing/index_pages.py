"""Dated index pages ("indeks"): one page for each day, whose address is found out and then proven by two days."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit, urlunsplit

from lxml.html import HtmlElement

from archive.adoption.findings import OpenWay
from archive.vocabulary import UrlKind
from spiders.probing.survey import Survey
from spiders.reading import read
from spiders.reading.document import Document, is_own, parse, text_in

WORDS = re.compile(r"^\W*(indeks|index|arsip)( berita| artikel| news)?\W*$", re.IGNORECASE)
PATHS = re.compile(r"/(indeks|index|arsip|archive)(-berita|-news|_berita)?(/|\.html?|\.php)?$", re.IGNORECASE)
DATED_PATH = re.compile(r"(?<=/)(20\d\d)([/-])(\d\d?)\2(\d\d?)(?=/|$)")
DATED_QUERY = re.compile(r"(?<==)(20\d\d)(-|/|%2F)(\d\d?)\2(\d\d?)(?=&|$)", re.IGNORECASE)
PARTS = {
    "{year}": re.compile(r"^(year|yyyy|tahun|thn|y)$", re.IGNORECASE),
    "{month}": re.compile(r"^(month|mm|bulan|bln|m)$", re.IGNORECASE),
    "{day}": re.compile(r"^(day|dd|tanggal|tgl|hari|d)$", re.IGNORECASE),
}
UNPADDED = {"{month}": "{m}", "{day}": "{d}"}
WHOLE = re.compile(r"^(date|tanggal|tgl|day|waktu|d|filter_?date)$", re.IGNORECASE)
GUESSES = (
    "?date={year}-{month}-{day}",
    "/{year}/{month}/{day}",
    "/{year}-{month}-{day}",
    "?day={day}&month={month}&year={year}",
)
MOST_TRIED = 4
FEWEST = 2  # articles of a day that the other day has not: one may be news that came in between
DAYS_BACK = ((2, 9), (16, 30))  # two days are compared; a small site may have been silent on the first two


def index_links(home: Document, hosts: frozenset[str]) -> list[str]:
    """The index pages that a home page links to, by their words or their addresses."""
    found: dict[str, None] = {}
    for link in home.tags.get("a", ()):
        url = home.absolute(link.get("href") or "")
        if url and is_own(url, hosts) and (WORDS.match(text_in(link)) or PATHS.search(urlsplit(url).path)):
            found[url] = None
    return [url for url in found if urlsplit(url).path not in {"", "/", "/index.php", "/index.html"}]


def templates_of(page: Document, url: str) -> list[str]:
    """The forms that an index page's dated addresses may have: what it shows itself first, then what is usual."""
    linked = [found for a in page.tags.get("a", ()) if (found := page.absolute(a.get("href") or ""))]
    shown = [
        template
        for link in linked
        if urlsplit(link).path.startswith(urlsplit(url).path.rstrip("/"))
        if (template := _generalised(link))
    ]
    forms = [template for form in page.tags.get("form", ()) if (template := _of_form(form, page, url))]
    base = url.partition("?")[0].rstrip("/")
    bare = base.removesuffix(".html").removesuffix(".php")
    usual = [(base if guess.startswith("?") else bare) + guess for guess in GUESSES]
    return list(dict.fromkeys([*shown, *forms, *usual]))


def _generalised(link: str) -> str | None:
    """The template of a dated address; None for one without a date."""
    parts = urlsplit(link)
    path = DATED_PATH.sub(_marks, parts.path, count=1)
    query = DATED_QUERY.sub(_marks, parts.query, count=1)
    if (path, query) == (parts.path, parts.query):
        return None
    return urlunsplit(parts._replace(path=path, query=query))


def _marks(found: re.Match[str]) -> str:
    """The marks of a date's parts, padded as they stand there."""
    _, between, month, day = found.groups()
    return f"{{year}}{between}{'{month}' if len(month) > 1 else '{m}'}{between}{'{day}' if len(day) > 1 else '{d}'}"


def _of_form(form: HtmlElement, page: Document, url: str) -> str | None:
    """The template of what a form asks with GET: a field for the date, or three for its parts."""
    if (form.get("method") or "get").lower() != "get":
        return None
    fields = [el for el in form.iter("input", "select") if el.get("name")]
    parts = {mark: el for el in fields for mark, words in PARTS.items() if words.match(el.get("name") or "")}
    action = (page.absolute(form.get("action") or "") or url).partition("?")[0]
    if set(parts) == set(PARTS):
        asked = (f"{el.get('name')}={_padding(mark, el)}" for mark, el in parts.items())
        return f"{action}?{'&'.join(asked)}"
    names = (el.get("name") for el in fields if el.get("type") == "date" or WHOLE.match(el.get("name") or ""))
    whole = next(names, None)
    return f"{action}?{whole}={{year}}-{{month}}-{{day}}" if whole else None


def _padding(mark: str, field: HtmlElement) -> str:
    """The mark for a part of a date as the field's own choices write it."""
    is_bare = any(option.get("value") == "1" for option in field.iter("option"))
    return UNPADDED.get(mark, mark) if is_bare else mark


def on_day(template: str, day: date) -> str:
    """The address of one day's index page: `{month}` and `{day}` are padded to two digits, `{m}` and `{d}` are not."""
    parts = {
        "{year}": f"{day:%Y}",
        "{month}": f"{day:%m}",
        "{day}": f"{day:%d}",
        "{m}": f"{day.month}",
        "{d}": f"{day.day}",
    }
    for mark, value in parts.items():
        template = template.replace(mark, value)
    return template


async def find_index(survey: Survey) -> OpenWay | None:
    """Look for an index page whose dated forms give other articles on another day; never a guess unproven."""
    for url in index_links(survey.home, survey.source.hosts)[:1]:
        answer = await survey.ask(url)
        document = parse(answer.page) if answer.page is not None else None
        for template in templates_of(document, url)[:MOST_TRIED] if document is not None else ():
            if (way := await _proven(survey, template)) is not None:
                survey.findings.index = template
                return way
    return None


async def _proven(survey: Survey, template: str) -> OpenWay | None:
    for days_back in DAYS_BACK:
        later, earlier = (survey.today - timedelta(days=back) for back in days_back)
        named = await _links(survey, on_day(template, later))
        if named is None:
            return None
        others = await _links(survey, on_day(template, earlier)) or []
        own, gone = set(named) - set(others), set(others) - set(named)
        if len(own) >= FEWEST and len(gone) >= FEWEST:
            links = [link for link in named if link in own]
            said = (
                f"its index pages, {template}, name {len(own)} articles on {later} and {len(gone)} others on {earlier}"
            )
            return survey.open(OpenWay("index", on_day(template, later), said), links)
        if named and set(named) == set(others):
            return None
    return None


async def _links(survey: Survey, url: str) -> list[str] | None:
    """What one day's page lists; None where there is no such page."""
    answer = await survey.ask(url)
    return None if answer.page is None else read(UrlKind.LISTING, answer.page, survey.source).links
