"""An item as the columns of `articles`, and what tells two of them apart."""

import hashlib
import json
import sqlite3
from datetime import date
from functools import lru_cache
from typing import Any

from archive.items import ArticleItem
from archive.vocabulary import ArticleKind

SHORTEST_TEXT = 20
DETAILS = (
    "body_html",
    "images",
    "attachments",
    "dateline",
    "published_raw",
    "event_date_raw",
    "event_date_inferred",
    "event_date_conflict",
    "units",
    "paywalled",
    "advertorial",
    "release_marked",
    "zone_suspect",
    "planted_spam",
)


def columns_of(item: ArticleItem) -> dict[str, Any]:
    """The item as the columns of `articles`, the ones that are derived from its content."""
    details = {name: value for name in DETAILS if (value := getattr(item, name))}
    if item.dateline.raw is None:
        del details["dateline"]
    return {
        "headline": item.headline,
        "lead_caption": item.lead_caption,
        "lead_credit": item.lead_credit,
        "lead_image": item.lead_image,
        "dateline": item.dateline.raw,
        "place": item.dateline.place,
        "region": item.dateline.region,
        "published": item.published,
        "published_precision": item.published_precision,
        "published_day": _day_of(item.published),
        "modified": item.modified,
        "event_date": item.event_date,
        "section": item.section,
        "tags": as_json(item.tags) if item.tags else None,
        "credits": as_json(item.credits) if item.credits else None,
        "language": item.language,
        "words": len(item.body.split()),
        "body": item.body,
        "details": as_json(details),
    }


def _day_of(published: str | None) -> str | None:
    """The publisher's local day of a date in ISO 8601; None for a month, and for what is no date."""
    day = (published or "")[: len("2020-02-27")]
    try:
        return date.fromisoformat(day).isoformat() if "-" in day else None
    except ValueError:
        return None


def _fields(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__}


as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_fields).encode  # one encoder: made once


def kind_of(details: str) -> ArticleKind:
    """What an article is marked as, by its column `details`: a quoted name can stand in no text of that JSON."""
    if '"release_marked":true' in details:
        return ArticleKind.RELEASE
    return ArticleKind.ADVERTORIAL if '"advertorial":true' in details else ArticleKind.NEWS


def digest_of(columns: dict[str, Any]) -> bytes:
    """Tells two states of an article apart; the date of a change that changed nothing else is none."""
    columns = {name: value for name, value in columns.items() if name != "modified"}
    return hashlib.blake2b(as_json(columns).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def text_digest(item: ArticleItem) -> int | None:
    """Tells texts apart by their words, casefolded; None for a text of fewer than 20."""
    return _digest_of_words(item.body)


@lru_cache(maxsize=4)  # an item's is asked for when its article is sought, and when it is stored
def _digest_of_words(text: str) -> int | None:
    words = text.casefold().split()
    if len(words) < SHORTEST_TEXT:
        return None
    digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def words_of(columns: "dict[str, Any] | sqlite3.Row") -> list[str]:
    """What a reader of the article sees of its text, whatever reader it went through."""
    return f"{columns['headline'] or ''} {columns['body']}".split()
