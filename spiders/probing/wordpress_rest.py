"""The REST interface of a WordPress: what it says of the site, and how many posts it states."""

import json
from typing import Any

from archive.adoption.findings import OpenWay
from spiders.probing.feeds import of_day
from spiders.probing.survey import Survey
from spiders.reading import Page

INTERFACES = {"rest": "wp-json/", "rest-route": "?rest_route=/"}
NEWEST = "wp/v2/posts{joint}per_page=5&_fields=link,date"


async def open_rest(survey: Survey, *, both: bool) -> OpenWay | None:
    """Look for the interface; with `both`, at either of its addresses. Says of one that is closed why it is."""
    for name in INTERFACES if both else ("rest",):
        url = survey.address(INTERFACES[name])
        answer = await survey.ask(url)
        facts = _json(answer.page)
        if isinstance(facts, dict) and "wp/v2" in _list(facts.get("namespaces")):
            survey.findings.platform = "wordpress"
            survey.findings.title = str(facts.get("name") or "") or survey.findings.title
            survey.findings.time_zone = str(facts.get("timezone_string") or "") or None
            return await _open_posts(survey, name)
        if both and "HTTP 404" not in answer.why:
            survey.findings.evidence.append(f"its REST interface at {url} is closed: {answer.why or 'no JSON'}")
    return None


async def _open_posts(survey: Survey, name: str) -> OpenWay | None:
    interface = INTERFACES[name]
    url = survey.address(interface + NEWEST.format(joint="&" if "?" in interface else "?"))
    answer = await survey.ask(url)
    posts = _json(answer.page)
    if answer.page is None or not isinstance(posts, list):
        survey.findings.evidence.append(f"its REST interface answers, but lists no posts: {answer.why or 'no list'}")
        return None
    known = [post for post in posts if isinstance(post, dict)]
    links = [str(post["link"]) for post in known if survey.source.owns(str(post.get("link") or ""))]
    newest = max((str(post.get("date") or "")[:10] for post in known), default=None) or None
    stated = answer.page.headers.get("x-wp-total", "")
    count = int(stated) if stated.isdigit() else None
    says = f"states {count:,} posts" if count is not None else "lists posts, and does not tell how many"
    evidence = f"its REST interface at {survey.address(interface)} {says}{of_day(newest)}"
    return survey.open(OpenWay(name, url, evidence, count, newest), links)


def _json(page: Page | None) -> Any:
    try:
        return json.loads(page.body) if page is not None else None
    except ValueError:
        return None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
