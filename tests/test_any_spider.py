"""The project's settings serve any spider, also one that knows no source, as `scrapy shell` has."""

import os
import subprocess
import sys
from pathlib import Path

from tests.loopback import Answer, site
from tests.one_crawl import ROOT

STRANGER = """
import scrapy

class Stranger(scrapy.Spider):
    name = "stranger"

    def __init__(self, urls):
        super().__init__()
        self.urls = urls.split()

    async def start(self):
        for url in self.urls:
            yield scrapy.Request(url, errback=self.miss, dont_filter=True)

    def parse(self, response):
        print(response.url, response.status)

    def miss(self, failure):
        print(failure.request.url, type(failure.value).__name__)
"""


def test_a_spider_without_a_source_is_a_stranger_to_this_machine_and_does_not_break(tmp_path: Path) -> None:
    file = tmp_path / "stranger.py"
    file.write_text(STRANGER)
    with site(lambda _: Answer()) as server:
        urls = f"{server.url()} http://tidak-ada.contoh.invalid/"
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "runspider", str(file), "-a", f"urls={urls}", "-L", "ERROR"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert server.asked == []
    assert "Traceback" not in done.stderr
    assert sorted(done.stdout.splitlines()) == [
        f"{server.url()} PrivateAddress",
        "http://tidak-ada.contoh.invalid/ CannotResolveHostError",
    ]
