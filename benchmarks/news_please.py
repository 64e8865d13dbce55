"""news-please, the peer: its own crawler over the same site, in an environment of its own.

It runs as it comes (all its extractors, HTML and JSON into files), with three settings changed: as many requests at
once as Arsip has, a working folder that is thrown away, and Scrapy's filter of foreign hosts off, since with it
news-please asks for nothing on an address that has a port. Its way in is its default: the sitemap in robots.txt.
"""

import json
import re
import subprocess
import tempfile
from configparser import RawConfigParser
from pathlib import Path

from benchmarks.environments import Environment
from benchmarks.local_site import LocalSite
from benchmarks.measure import Failed, run
from spiders import settings as arsip

VERSION = "1.6.16"
ENVIRONMENT = Environment(f"news-please-{VERSION}", "news-please.txt")
SECONDS = 300
WHERE = "import newsplease, pathlib; print(pathlib.Path(newsplease.__file__).parent / 'config' / 'config.cfg')"
STORED = re.compile(r"'item_scraped_count': (\d+)")
NOTE = (
    f"news-please {VERSION}: its own SitemapCrawler and all its extractors, HTML and JSON into files; its filter of "
    "foreign hosts is off, or it asks for nothing on an address with a port. {files} files are left of {count} "
    "articles: it names them by second and folder where an address ends in a slash, and writes one over the other."
)


def crawl_with_news_please(site: LocalSite) -> tuple[float, str]:
    """Articles per second, timed as Arsip's are, and a note; `Failed` when an article was not read and stored."""
    ENVIRONMENT.make()
    with tempfile.TemporaryDirectory(prefix="news-please-benchmark-") as temporary:
        folder = Path(temporary)
        _configure(folder, site)
        site.reset()
        finished = run([str(ENVIRONMENT.python.with_name("news-please")), "-c", f"{folder}/"], seconds=SECONDS)
        asked = site.asked()
        files = len(list((folder / "data").rglob("*.html.json")))
    stored = STORED.search(finished.output)
    if stored is None or int(stored[1]) != site.count or asked.different_pages != site.count:
        raise Failed(
            f"news-please stored {stored[1] if stored else 0} of {site.count} articles\n{finished.output[-3000:]}"
        )
    return asked.pages_per_second, NOTE.format(files=files, count=site.count)


def _configure(folder: Path, site: LocalSite) -> None:
    """Write its configuration into `folder`: its own default, with the settings that are named above."""
    found = subprocess.run([str(ENVIRONMENT.python), "-c", WHERE], capture_output=True, text=True, check=True)
    config = RawConfigParser()
    config.read(found.stdout.strip())
    config["Files"]["working_path"] = str(folder)
    config["Scrapy"]["CONCURRENT_REQUESTS_PER_DOMAIN"] = str(arsip.CONCURRENT_REQUESTS_PER_DOMAIN)
    offsite = "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware"
    config["Scrapy"]["DOWNLOADER_MIDDLEWARES"] = f"{{'{offsite}': None}}"
    with (folder / "config.cfg").open("w", encoding="utf-8") as file:
        config.write(file)
    sites = {"base_urls": [{"url": site.url, "crawler": "SitemapCrawler"}]}
    (folder / "sitelist.hjson").write_text(json.dumps(sites), encoding="utf-8")
