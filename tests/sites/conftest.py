"""Real servers on loopback, started when a test asks for them and stopped at the end of the run."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.sites.chromium import Chromium
from tests.sites.faults import Faults, serve_faults
from tests.sites.lab_state import alone_with
from tests.sites.replay import Replay
from tests.sites.wordpress import WordPress
from tests.sites.wordpress_crawls import WAYS, Crawled, Way, crawl

# they look at the same crawls, which take minutes each
ONE_SCOPE = {"test_crawl_wordpress.py", "test_wordpress_captures.py", "test_wordpress_fields.py"}


class ByServer(LoadFileScheduling):
    """Tests side by side: those of one file in one process, and in one process those that look at the same crawls."""

    def _split_scope(self, nodeid: str) -> str:
        file = Path(nodeid.partition("::")[0]).name
        return "crawls" if file in ONE_SCOPE else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByServer:
    """Asked by pytest-xdist, where the tests run in several processes."""
    return ByServer(config, log)


@pytest.fixture(scope="session")
def running_wordpress() -> Iterator[WordPress]:
    """The one WordPress of this run, or of this one of its processes."""
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    with alone_with(f"wordpress-tests-{process}") as state:
        site = WordPress(state, int(os.environ.get("WP_PORT", "18081")) + process)
        site.up()
        try:
            yield site
        finally:
            site.stop()


@pytest.fixture
def wordpress(running_wordpress: WordPress) -> WordPress:
    """A WordPress as it was seeded, in good health: whatever an earlier test did to it is undone."""
    running_wordpress.reset()
    return running_wordpress


@pytest.fixture(scope="session")
def crawls(running_wordpress: WordPress, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Way], Crawled]:
    """A crawl by a way: the first test that asks for it waits, the others look at the same archive."""
    done: dict[Way, Crawled] = {}

    def by(way: Way) -> Crawled:
        if way not in done:
            done[way] = crawl(running_wordpress, way, tmp_path_factory.mktemp("crawls") / "arsip")
        return done[way]

    return by


@pytest.fixture(scope="session")
def crawled(request: pytest.FixtureRequest, crawls: Callable[[Way], Crawled]) -> Crawled:
    """The crawl by the way that the test is parametrised with."""
    return crawls(WAYS[request.param])


@pytest.fixture(scope="session")
def faults() -> Iterator[Faults]:
    """An nginx with fixed faults and broken TLS."""
    with alone_with("faults-tests") as state, serve_faults(state) as server:
        yield server


@pytest.fixture(scope="session")
def pywb() -> Replay:
    """Pywb, in an environment of its own."""
    with alone_with("replay") as state:
        replay = Replay(state)
        replay.install()
    return replay


@pytest.fixture(scope="session")
def chromium() -> Chromium:
    """Debian's Chromium, with its driver in an environment of its own."""
    with alone_with("chromium") as state:
        browser = Chromium(state)
        browser.install()
    return browser
