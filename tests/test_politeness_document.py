"""docs/politeness.md states the defaults that the code has."""

import re
from datetime import timedelta

from archive.adoption.source_keys import DEFAULT_PACE
from archive.clock import LONGEST_WAIT
from archive.crawling.robots import LONGEST_USE
from archive.frontier import FIRST_REST, MOST_TRIES
from archive.sources import Source
from spiders import settings
from spiders.bounded_head import LONGEST_HEAD
from spiders.desk import LEASES_OF_A_PACED_SOURCE
from spiders.endings import MOST_HOPS, RETRY_SECONDS
from spiders.middlewares.host_clock import LONGEST_PATIENCE, LONGEST_SLOWED
from spiders.middlewares.robots import LONGEST_DELAY, USE
from tests.crawling import ROOT

DAY = timedelta(days=1)
STATED = {
    f"the least time between two requests to one host | {DEFAULT_PACE:g} s": Source("a", "https://a/", "b").pace == 2,
    f"obeyed up to {LONGEST_DELAY:g} s": True,
    f"under way at one paced source | {LEASES_OF_A_PACED_SOURCE}": True,
    f"down to one request in {LONGEST_SLOWED:g} s": True,
    "at most for 1 day": LONGEST_WAIT == DAY,
    f"more than {LONGEST_PATIENCE:g} s goes away": True,
    "after 2 s, 10 s, 50 s, 10 minutes and 1 hour": RETRY_SECONDS == (2, 10, 50, 600, 3600),
    "kept for 1 day": USE == DAY,
    f"at most {LONGEST_USE.days} days": True,
    f"last byte | {settings.DOWNLOAD_TIMEOUT} s": True,
    f"| {settings.DOWNLOAD_MAXSIZE >> 20} MB": True,
    f"| {LONGEST_HEAD >> 10} kB": True,
    f"in a row | {MOST_HOPS}": True,
    "left alone for 10 minutes": timedelta(minutes=10) == FIRST_REST,
    f"again in {MOST_TRIES} later crawls": True,
}


def test_every_default_is_stated_as_it_is() -> None:
    text = " ".join((ROOT / "docs/politeness.md").read_text(encoding="utf-8").split())
    assert [words for words, holds in STATED.items() if words not in text or not holds] == []
    assert len(re.findall(r"\n## ", (ROOT / "docs/politeness.md").read_text(encoding="utf-8"))) == 6
