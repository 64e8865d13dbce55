"""The benchmark of the crawl, small: the site serves what it says, and every figure is of a crawl that lost nothing."""

import json
import re
import sys
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from archive.sources import Source
from archive.vocabulary import UrlKind
from benchmarks.crawl import main
from benchmarks.local_site import LocalSite, local_site
from benchmarks.measure import Failed, Figure, run
from benchmarks.news_pages import CONTENT, headline_of, paragraphs_of
from benchmarks.reader_alone import measure_reader
from benchmarks.server_ceiling import measure_ceiling
from spiders.reading import Page, read

PAGES = 30


@pytest.fixture(scope="module")
def site() -> Iterator[LocalSite]:
    with local_site(PAGES) as running:
        yield running


def body_at(url: str) -> bytes:
    with urlopen(url, timeout=10) as response:
        return bytes(response.read())


def test_the_sitemap_names_every_article_once(site: LocalSite) -> None:
    assert f"Sitemap: {site.url}wp-sitemap.xml".encode() in body_at(f"{site.url}robots.txt")
    (part,) = re.findall(r"<loc>(.*?)</loc>", body_at(f"{site.url}wp-sitemap.xml").decode())
    assert re.findall(r"<loc>(.*?)</loc>", body_at(part).decode()) == site.addresses()


def test_articles_differ_and_have_the_size_they_should(site: LocalSite) -> None:
    bodies = {body_at(address) for address in site.addresses()}
    assert len(bodies) == PAGES
    assert all(38_000 < len(body) < 42_000 for body in bodies)
    assert all(2400 < sum(map(len, paragraphs_of(number))) < 2800 for number in range(1, PAGES + 1))


@pytest.mark.parametrize("theme", CONTENT)
def test_the_reader_finds_exactly_the_text_of_each_article(theme: str) -> None:
    with local_site(3, theme) as small:
        source = Source("contoh", small.url, "wordpress", local=True)
        for number, address in enumerate(small.addresses(), 1):
            page = Page(address, 200, "text/html; charset=utf-8", {}, body_at(address))
            (item,) = read(UrlKind.PAGE, page, source).items
            assert item.is_article
            assert item.headline == headline_of(number)
            assert item.body == "\n\n".join(paragraphs_of(number))


def test_the_site_counts_articles_alone_and_forgets_on_request(site: LocalSite) -> None:
    site.reset()
    assert site.asked().pages == 0
    for address in [site.url, site.addresses()[0], site.addresses()[0], site.addresses()[1]]:
        body_at(address)
    asked = site.asked()
    assert (asked.pages, asked.different_pages) == (3, 2)
    assert 0 < asked.seconds < 10
    assert asked.pages_per_second == pytest.approx(3 / asked.seconds)


def test_the_site_is_faster_than_any_crawler(site: LocalSite) -> None:
    assert measure_ceiling(site, 600) > 3000


@pytest.mark.parametrize("setup", [[], ["--as-arsip"]])
def test_scrapy_alone_fetches_every_article_once(site: LocalSite, setup: list[str]) -> None:
    site.reset()
    run([sys.executable, "-m", "benchmarks.scrapy_alone", "--port", str(site.port), "--pages", str(PAGES), *setup])
    asked = site.asked()
    assert (asked.pages, asked.different_pages) == (PAGES, PAGES)


def test_the_reader_alone_has_a_rate() -> None:
    assert measure_reader(PAGES, "wordpress", processes=2) > 1


def test_a_program_that_fails_or_hangs_is_an_error_with_its_last_words() -> None:
    with pytest.raises(Failed, match=r"exit code 3\nhabis"):
        run([sys.executable, "-c", "import sys; print('habis'); sys.exit(3)"])
    with pytest.raises(Failed, match="not done after"):
        run([sys.executable, "-c", "import time; time.sleep(60)"], seconds=0.5)


def test_peak_memory_is_of_the_process_itself() -> None:
    big = "data = bytearray(200_000_000); import time; time.sleep(0.3)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {big!r}], check=True)"
    assert run([sys.executable, "-c", big]).peak_bytes > 200_000_000
    assert 1_000_000 < run([sys.executable, "-c", child]).peak_bytes < 100_000_000


def test_a_figure_is_its_median_and_knows_whether_it_is_reached() -> None:
    assert Figure("laju", samples=[1, 9, 2], at_least=2).reached is True
    assert Figure("laju", samples=[1, 9, 2], at_least=3).reached is False
    assert Figure("ingatan", samples=[300], at_most=250).reached is False
    assert Figure("laju", samples=[1]).reached is None


def test_the_whole_benchmark_runs_and_says_what_was_reached(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pages", str(PAGES), "--rounds", "1", "--skip", "news-please", "--json"]) == 0
    told = {figure["name"]: figure for figure in json.loads(capsys.readouterr().out)["figures"]}
    rates = {"Scrapy alone", "Arsip, constant reader", "Arsip, WordPress posts", "reader alone, WordPress posts"}
    assert all(told[name]["value"] > 1 and told[name]["unit"] == "pages/s" for name in rates)
    assert {name for name, figure in told.items() if "reached" in figure} == {
        "main process, peak memory",
        "Arsip with a constant reader / Scrapy alone",
        "the same / Scrapy set up as Arsip",
        "Arsip / reader alone, WordPress posts",
        "Arsip / reader alone, pages to be searched for their text",
    }


def test_memory_is_compared_with_more_pages_or_not_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--memory", "--pages", "2000"])
    assert "--pages should be more" in capsys.readouterr().err
