"""The list of posts that WordPress's REST interface gives, as items. A structured source: nothing is guessed."""

import json
import re
from typing import Any
from urllib.parse import urljoin

from archive.items import ArticleItem, Credit
from archive.sources import Source
from archive.vocabulary import Origin, PageKind, Reason, Role
from spiders.reading.dates import hides_its_zone, wordpress_date
from spiders.reading.document import absolute, canonical_or_none
from spiders.reading.html_text import cleaned_html, fragment, plain_text, title_text
from spiders.reading.language import language_in
from spiders.reading.page import Page
from spiders.reading.pictures import attachments_of, credit_in, pictures_of
from spiders.reading.reading import Reading

READER = "wordpress-rest"
READER_VERSION = 4
DETAIL = 200
REST_PART = re.compile(r"/(?:index\.php/?)?(?:wp-json/|\?(?:.*&)?rest_route=).*$")
COUNT = re.compile(r"[0-9]{1,9}")

Post = dict[str, Any]


def read_rest(page: Page, source: Source) -> Reading:
    """Read a list of posts (or a single one), each with its `_embedded` author, terms and featured picture if given.

    Posts that were asked for without their content are `links`.
    """
    try:
        answer = json.loads(page.body.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return Reading(problem=Reason.WAY_CLOSED, detail=_no_json(page))
    if isinstance(answer, dict) and "id" in answer and "content" in answer:
        answer = [answer]
    if not isinstance(answer, list):
        return Reading(problem=Reason.WAY_CLOSED, detail=_error(answer))
    items = [item for post in answer if (item := _item(post, page, source)) is not None]
    links = [url for post in answer if (url := _address_alone(post, page))]
    unread = len(answer) - len(items) - len(links)
    reading = Reading(items, links, total=_count(page, "x-wp-total"), total_pages=_count(page, "x-wp-totalpages"))
    if unread:
        reading.detail = f"{unread} of {len(answer)} entries have no id, link or content"
        reading.problem = None if items or links else Reason.WAY_CLOSED
    return reading


def _address_alone(post: Any, page: Page) -> str | None:
    if not isinstance(post, dict) or "content" in post or not isinstance(post.get("link"), str):
        return None
    return absolute(page.url, post["link"])


def _no_json(page: Page) -> str:
    start = page.body[:DETAIL].lstrip().lower()
    kind = "HTML" if start.startswith(b"<") else "nothing" if not start else "no JSON"
    return f"{kind} under a REST address ({page.content_type or 'no content type'})"


def _error(answer: Any) -> str:
    if isinstance(answer, dict) and "code" in answer:
        return f"{answer['code']}: {answer.get('message') or 'no message'}"[:DETAIL]
    return f"a JSON {type(answer).__name__} where a list of posts should be"


def _count(page: Page, name: str) -> int | None:
    value = page.headers.get(name, "").strip()
    return int(value) if COUNT.fullmatch(value) else None


def _item(post: Any, page: Page, source: Source) -> ArticleItem | None:
    """One post as an item; `None` when it lacks what makes it one."""
    if not isinstance(post, dict) or not isinstance(post.get("id"), int) or not isinstance(post.get("content"), dict):
        return None
    url = absolute(page.url, post["link"]) if isinstance(post.get("link"), str) else None
    canonical = canonical_or_none(url) if url else None
    if url is None or canonical is None:
        return None
    item = ArticleItem(url, canonical, source.name, part=str(post["id"]), reader=READER, reader_version=READER_VERSION)
    item.shortlink = canonical_or_none(urljoin(REST_PART.sub("/", page.url), f"?p={post['id']}"))
    item.headline = title_text(_rendered(post.get("title")))
    _fill_dates(item, post, source)
    _fill_content(item, post, url)
    item.language = language_in(item.body) or source.language
    _fill_embedded(item, post, url)
    names = (
        "headline",
        "body",
        "published",
        "modified",
        "lead_image",
        "lead_caption",
        "lead_credit",
        "section",
        "tags",
        "credits",
    )
    item.origins = {name: Origin.REST for name in names if getattr(item, name)}
    _judge(item, post)
    return item


def _rendered(value: Any) -> str:
    """The text of WordPress's `{"rendered": …}`, or of a plain string."""
    text = value.get("rendered") if isinstance(value, dict) else value
    return text if isinstance(text, str) else ""


def _judge(item: ArticleItem, post: Post) -> None:
    if post.get("status", "publish") != "publish" or post.get("type", "post") != "post":
        item.kind = PageKind.STATIC if post.get("type") == "page" else PageKind.OTHER
        item.reason = Reason.NOT_AN_ARTICLE
    elif post["content"].get("protected") is True:
        item.reason = Reason.PROTECTED


def _fill_dates(item: ArticleItem, post: Post, source: Source) -> None:
    raw = _text(post.get("date"))
    stated = wordpress_date(raw, _text(post.get("date_gmt")), source.time_zone)
    if stated is not None:
        item.published, item.published_precision, item.published_raw = stated.value, stated.precision, raw
        item.zone_suspect = hides_its_zone(stated, source.time_zone)
    modified = wordpress_date(_text(post.get("modified")), _text(post.get("modified_gmt")), source.time_zone)
    item.modified = modified.value if modified else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _fill_content(item: ArticleItem, post: Post, url: str) -> None:
    content = fragment(_rendered(post["content"]))
    item.body = plain_text(content)
    item.images = pictures_of(content, url)
    item.attachments = attachments_of(content, url)
    item.body_html = cleaned_html(content, url)


def _fill_embedded(item: ArticleItem, post: Post, url: str) -> None:
    embedded = post.get("_embedded")
    embedded = embedded if isinstance(embedded, dict) else {}
    item.credits = [Credit(name, name, Role.WRITER) for name in _names(embedded.get("author"))]
    terms = [term for group in _list(embedded.get("wp:term")) for term in _list(group) if isinstance(term, dict)]
    item.section = next(iter(_names([term for term in terms if term.get("taxonomy") == "category"])), None)
    item.tags = _names([term for term in terms if term.get("taxonomy") == "post_tag"])
    _fill_lead(item, embedded, url)


def _fill_lead(item: ArticleItem, embedded: Post, url: str) -> None:
    media = next((medium for medium in _list(embedded.get("wp:featuredmedia")) if isinstance(medium, dict)), {})
    item.lead_image = absolute(url, _text(media.get("source_url")) or "") if media.get("source_url") else None
    if item.lead_image:
        item.lead_caption = title_text(_rendered(media.get("caption")))
        item.lead_credit = credit_in(item.lead_caption)
    elif item.images:
        first = item.images[0]
        item.lead_image, item.lead_caption, item.lead_credit = first.url, first.caption, first.credit


def _names(things: Any) -> list[str]:
    names = (title_text(_text(thing.get("name")) or "") for thing in _list(things) if isinstance(thing, dict))
    return list(dict.fromkeys(name for name in names if name))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
