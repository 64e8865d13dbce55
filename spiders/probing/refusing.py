"""Why a site cannot be adopted, each in one line that says what to do."""

from urllib.parse import urlsplit

from archive.outcomes import Outcome
from archive.vocabulary import Fate, Reason
from spiders.probing.barriers import is_parker, no_page, vacant
from spiders.reading.challenge import gatekeeper
from spiders.reading.document import parse
from spiders.reading.page import Page

LONGEST_DETAIL = 200
OWNER = "ask its owner for leave; {wayback}"
LATER = "check the address, or try again later; if the site is gone, {wayback}"
SELF = "give the address of the home page"
LINES: dict[Reason | None, str] = {
    Reason.ROBOTS: f"robots.txt of {{host}} forbids {{asked}} to Arsip: {OWNER}",
    Reason.FORBIDDEN: f"{{host}} refuses to answer Arsip (forbidden, {{detail}}): {OWNER}",
    Reason.NOT_FOUND: f"there is no page at {{asked}} ({{detail}}): {SELF}",
    Reason.BROKEN_TLS: (
        "the certificate of {host} is broken ({detail}): look at it in a browser, and where it is only badly kept, "
        "arsip source add {url} --any-certificate"
    ),
    Reason.PRIVATE_ADDRESS: "{url} may not be asked: private-address ({detail})",
    Reason.BAD_ADDRESS: "{url} may not be asked: bad-address ({detail})",
    Reason.NO_SUCH_HOST: f"{{host}} does not exist (no-such-host, {{detail}}): {LATER}",
    Reason.NO_CONNECTION: f"{{host}} cannot be reached ({{detail}}): {LATER}",
    Reason.TIMEOUT: f"{{host}} does not answer in time ({{detail}}): {LATER}",
    Reason.CUT_SHORT: f"{{host}} breaks its answer off ({{detail}}): {LATER}",
    Reason.SERVER_ERROR: f"{{host}} answers with an error ({{detail}}): {LATER}",
    Reason.TOO_MANY_REQUESTS: f"{{host}} asks to wait ({{detail}}): {LATER}",
    Reason.TOO_MANY_REDIRECTS: f"{{asked}} leads in circles ({{detail}}): {SELF}",
    None: f"{{host}} cannot be reached ({{detail}}): {LATER}",
}


def wayback(url: str) -> str:
    """The way out where a site itself gives nothing."""
    return f"what others captured of it is had by: arsip source add {url} --platform wayback"


def unvisited(url: str, ending: Outcome, page: Page | None) -> str:
    """The line for a home page that could not be had; `page` is the answer, where one came after all."""
    said = barred(url, page) if page is not None else None
    if said is not None:
        return said
    if ending.reason is Reason.OFF_SITE:
        return elsewhere(url, (ending.detail or "").removeprefix("redirects to "))
    if ending.reason is Reason.CHALLENGE:
        return challenged(url, (ending.detail or "").partition("(")[2].rstrip(")") or "a gatekeeper")
    asked = ending.lease.url
    return LINES.get(ending.reason, "{asked}: {reason} ({detail})").format(
        url=url,
        asked=asked,
        host=urlsplit(asked).hostname or asked,
        detail=(ending.detail or "no answer")[:LONGEST_DETAIL],
        reason=ending.reason,
        wayback=wayback(url),
    )


def barred(url: str, page: Page) -> str | None:
    """The line for an answer that is no home page of a site: a challenge, a parked domain, a file; None for a site."""
    document = parse(page)
    keeper = gatekeeper(page.headers, page.body)
    if keeper is not None:
        return challenged(url, keeper)
    if document is not None and (found := vacant(document)) is not None:
        return f"{url} shows no site but {found}: look for the publisher's new address; {wayback(url)}"
    if page.status == 200 and (found := no_page(page)) is not None:  # noqa: PLR2004 HTTP's own number
        return f"{page.url} answers with {found}, not with a page: {SELF}"
    return None


def challenged(url: str, keeper: str) -> str:
    """The line for a site that asks for proof of a human visitor."""
    return (
        f"{url} stands behind a challenge page ({keeper}), and Arsip evades none: "
        f"ask its owner to let Arsip in; {wayback(url)}"
    )


def elsewhere(url: str, target: str) -> str:
    """The line for a site that leads to another host."""
    if is_parker(target):
        return f"{url} leads to {target}, where domains are sold: look for the publisher's new address; {wayback(url)}"
    return (
        f"{url} leads to another host, {target}: where that is the same publisher, arsip source add {target} "
        f'and write former = ["{url}"] into its file'
    )


def without_ways(url: str, asked: int, *, is_for_scripts: bool) -> str:
    """The line for a site that was looked at in vain."""
    if is_for_scripts:
        return (
            f"{url} needs-script: its pages are made by JavaScript, which Arsip does not run, and no feed, sitemap or "
            f"data interface was found; {wayback(url)}"
        )
    return (
        f"no way into {url} was found in {asked} requests (no feed, sitemap, dated index or list that goes on): "
        "give the address of its news section instead"
    )


def why(ending: Outcome) -> str:
    """How a visit to a further address ended, in words."""
    if ending.fate is Fate.BLOCKED and ending.reason is Reason.ROBOTS:
        return "robots.txt forbids it"
    return (ending.detail or str(ending.reason or ending.fate or "no answer"))[:LONGEST_DETAIL]
