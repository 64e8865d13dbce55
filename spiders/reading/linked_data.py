"""What a page says of itself in JSON-LD."""

import json
import re
from html import unescape
from typing import Any

from spiders.reading.document import Document, one_line

Thing = dict[str, Any]
ARTICLES = re.compile(r"(Article|BlogPosting|Report|LiveBlogPosting)$")
PAGE_OF_ONE = {"headline", "datePublished", "mainEntityOfPage"}  # some sites call their article a WebPage
MOST = 2000
COMMENTS = re.compile(r"^\s*(<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(-->|//\]\]>|/\*\]\]>\*/)\s*$")


def things_of(document: Document) -> list[Thing]:
    """Every JSON-LD object of the page, nested ones too, in page order. What is no JSON is passed over."""
    found: list[Thing] = []
    for script in document.tags.get("script", ()):
        if (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            _collect(_loads(script.text or ""), found)
    return found


def _loads(text: str) -> Any:
    for attempt in (text, COMMENTS.sub("", text).rstrip().rstrip(";")):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _collect(value: Any, found: list[Thing]) -> None:
    waiting = [value]
    while waiting and len(found) < MOST:
        value = waiting.pop()
        if isinstance(value, dict):
            found.append(value)
            waiting += reversed(list(value.values()))
        elif isinstance(value, list):
            waiting += reversed(value)


def types_of(thing: Thing) -> list[str]:
    """The names of a thing's types."""
    return [name.rpartition("/")[2] for name in as_list(thing.get("@type")) if isinstance(name, str)]


def articles_among(things: list[Thing]) -> list[Thing]:
    """The things that are articles, the page's own first: the ones with a headline, a date or a body."""
    found = [
        thing
        for thing in things
        if any(ARTICLES.search(name) for name in types_of(thing)) or thing.keys() >= PAGE_OF_ONE
    ]
    return [thing for thing in found if {"headline", "datePublished", "articleBody"} & thing.keys()]


def article_at(articles: list[Thing], addresses: set[str]) -> Thing | None:
    """The article that says it stands at one of these addresses."""
    places = {address.rstrip("/") for address in addresses}
    return next(
        (thing for thing in articles if not places.isdisjoint(place.rstrip("/") for place in _addresses(thing))), None
    )


def _addresses(thing: Thing) -> list[str]:
    values = [thing.get("url"), thing.get("@id"), *as_list(thing.get("mainEntityOfPage"))]
    places = [value.get("@id") or value.get("url") if isinstance(value, dict) else value for value in values]
    return [place.partition("#")[0] for place in places if isinstance(place, str)]


def text_at(thing: Thing, *keys: str) -> str | None:
    """The first non-empty text under these keys, as a reader would see it."""
    for key in keys:
        for value in as_list(thing.get(key)):
            if isinstance(value, str) and (text := one_line(unescape(value))):
                return text
    return None


def names_at(thing: Thing, key: str, things: list[Thing]) -> list[tuple[str, bool]]:
    """The names under `key`, and whether each is an organisation's; references by `@id` are followed."""
    found: dict[str, bool] = {}
    for value in as_list(thing.get(key)):
        person = _resolved(value, things)
        names = as_list(person.get("name")) if isinstance(person, dict) else [person]
        organisation = isinstance(person, dict) and any("Organization" in name for name in types_of(person))
        for name in names:
            if isinstance(name, str) and (text := one_line(unescape(name))):
                found.setdefault(text, organisation)
    return list(found.items())


def _resolved(value: Any, things: list[Thing]) -> Any:
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return next((thing for thing in things if thing.get("@id") == value["@id"] and "name" in thing), value)
    return value


def as_list(value: Any) -> list[Any]:
    """A value that may stand alone or in a list, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
