"""With each fault of the network or of its own, a real WordPress ends as exactly its published posts, only later."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.crawling import adopt, assert_whole, new_archive
from tests.sites.wordpress import WordPress
from tests.sites.wordpress_crawls import NO_REST, Way, kept_posts, open_posts, prepare
from tests.walking import Impatient

DATA = Way("rest", capture="data")
BY_SITEMAP = Way("sitemap", (NO_REST,))
FIRST, LAST = "2019-01-01", "2019-03-31"
RANGE = ("--since", FIRST, "--until", LAST)


@dataclass(frozen=True)
class Fault:
    """What goes wrong, how it is ended, by which way is crawled, and what the crawl that meets it comes to.

    `says` stands in its explanation; `verdict` is that of the first crawl.
    """

    begin: Callable[[WordPress], object]
    end: Callable[[WordPress], object] = field(default=lambda site: site.fault("none"))
    way: Way = DATA
    verdict: str = "incomplete"
    says: str = ""


def network(*words: str | int) -> Callable[[WordPress], object]:
    return lambda site: site.fault(*words)


FAULTS = {
    "errors": Fault(network("errors", 20), way=BY_SITEMAP, verdict="complete"),
    "drop": Fault(network("drop", 5), way=BY_SITEMAP, verdict="complete"),
    "ratelimit": Fault(network("ratelimit", "10r/s"), way=BY_SITEMAP, verdict="complete"),
    "slow": Fault(network("slow", "60k"), verdict="complete"),
    "restblock": Fault(network("restblock"), way=Way("sitemap"), verdict="complete"),
    "challenge": Fault(network("challenge"), says="challenge"),
    "loop": Fault(network("loop", "/2019/"), way=BY_SITEMAP, says="too-many-redirects"),
    "maintenance": Fault(
        lambda site: site.ctl("maintenance", "on"), lambda site: site.ctl("maintenance", "off"), says="HTTP 503"
    ),
    "dbdown": Fault(WordPress.lose_its_database, WordPress.up, says="HTTP 500"),
}


def crawl(archive: Impatient) -> dict[str, Any]:
    done = archive.run("crawl", "contoh", "--json", *RANGE, seconds=300)
    assert done.returncode in {0, 3}, done.stdout + done.stderr
    (report,) = json.loads(done.stdout)
    return dict(report)


def let_time_pass(archive: Impatient) -> None:
    """As if everything that waits had waited for long enough."""
    archive.change("UPDATE sources SET paused_until = NULL")
    archive.change("UPDATE urls SET due = '' WHERE state = 'pending'")


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_delays_but_loses_and_invents_nothing(wordpress: WordPress, fault: Fault, tmp_path: Path) -> None:
    archive = Impatient(new_archive(tmp_path / "arsip").path)
    prepare(wordpress, fault.way)
    adopt(archive, wordpress.url)
    with (archive.path / "sources" / "contoh.toml").open("a") as file:
        file.write(f'capture = "{fault.way.capture}"\nmedia = "none"\n')
    fault.begin(wordpress)
    try:
        first = crawl(archive)
    finally:
        fault.end(wordpress)
    assert (first["verdict"], fault.says in first["explanation"]) == (fault.verdict, True), first
    if fault.verdict != "complete":
        let_time_pass(archive)
        last = crawl(archive)
        assert last["verdict"] == "complete", last
    live = kept_posts(archive, "a.state = 'live'")
    published = open_posts(wordpress.published())
    assert {url for url, post in published.items() if FIRST < post["date_gmt"] < LAST} <= live <= set(published)
    assert_whole(archive)
