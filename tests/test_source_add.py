"""`arsip source add`, as a person runs it, against stand-ins of each platform: what runs a site, and its ways in."""

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.adoption.adopting import adopted_source
from archive.adoption.findings import Findings
from archive.adoption.source_catalogue import catalogue
from archive.sources import Source, parse_source
from tests import probed_sites
from tests.crawling import Archive, new_archive
from tests.loopback import Answer, Site, site
from tests.news_site import NewsSite, Post, serve
from tests.probed_sites import Answering, path_of

Making = Callable[[str], Answering]
MOST = 25


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return new_archive(tmp_path / "arsip")


def added(archive: Archive, making: Making, *words: str) -> tuple[dict[str, Any], Site]:
    """What `source add --json` says of a stand-in, and what the stand-in was asked."""
    made: list[Answering] = []

    def answer(path: str) -> Answer:
        return made[0](path)

    with site(answer) as served:
        made.append(making(served.url().rstrip("/")))
        done = archive.run("source", "add", served.url(), "--name", "contoh", "--json", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found, served


EXPECTED: dict[str, tuple[Making, str, list[str]]] = {
    "joomla": (probed_sites.joomla, "joomla", ["listing", "feed"]),
    "blogger": (probed_sites.blogger, "blogger", ["feed", "sitemap"]),
    "ghost": (probed_sites.ghost, "ghost", ["sitemap", "feed", "listing"]),
    "drupal": (probed_sites.drupal, "drupal", ["listing", "feed"]),
    "plone": (probed_sites.plone, "plone", ["sitemap", "listing", "feed"]),
    "wordpress": (probed_sites.wordpress_without_rest, "wordpress", ["sitemap-index", "feed"]),
    "json feed": (probed_sites.json_feed, "site", ["feed"]),
    "portal": (probed_sites.portal, "site", ["sitemap", "index", "listing", "feed"]),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_platform_is_recognised_with_its_ways_and_read(archive: Archive, name: str) -> None:
    making, platform, ways = EXPECTED[name]
    found, served = added(archive, making)
    assert (found["platform"], [way["name"] for way in found["ways"]]) == (platform, ways)
    assert found["asked"] == len(served.paths) <= MOST
    assert [sample["refused"] for sample in found["samples"]] == [None] * 5
    assert all(sample["published"] and sample["words"] > 30 for sample in found["samples"])
    written = tomllib.loads((archive.path / "sources" / "contoh.toml").read_text())
    assert (written["platform"], written["local"]) == (platform, True)


def test_the_evidence_names_addresses_counts_and_days(archive: Archive) -> None:
    found, served = added(archive, probed_sites.blogger)
    feed, sitemap = found["ways"]
    assert feed["evidence"] == (
        f"its feed at {served.url('/feeds/posts/default')} states 40 posts, the newest of {probed_sites.TODAY}"
    )
    assert sitemap["evidence"].startswith(f"its sitemap at {served.url('/sitemap.xml')} names 1 sitemaps; ")
    assert sitemap["evidence"].endswith(f"has 40 addresses, the newest of {probed_sites.TODAY}")
    assert "its pages name their generator: blogger" in found["evidence"]


def test_a_portal_s_facts_that_its_platform_cannot_know_stand_in_its_file(archive: Archive) -> None:
    found, served = added(archive, probed_sites.portal)
    source = found["source"]
    assert source["index"] == served.url("/indeks?date={year}-{month}-{day}")
    assert (source["feeds"], source["sitemaps"]) == ([served.url("/rss")], [])  # robots.txt names the sitemap
    assert source["listings"] == []  # its menu names its sections
    assert (source["title"], source["language"]) == ("Kabar Contoh", "id")
    assert found["ways"][0]["evidence"].startswith("its news sitemap (the last days only) at ")
    text = (archive.path / "sources" / "contoh.toml").read_text()
    assert "# - index: its index pages, " in text
    assert tomllib.loads(text)["index"] == source["index"]


def test_a_wordpress_whose_sitemap_only_robots_txt_names_has_it_in_its_file(archive: Archive) -> None:
    def making(base: str) -> Answering:
        closed = probed_sites.wordpress_without_rest(base)
        answers = {
            "/robots.txt": probed_sites.text(f"Sitemap: {base}/peta.xml\n"),
            "/peta.xml": probed_sites.urlset(base, range(30)),
            "/sitemap_index.xml": probed_sites.missing(),
        }
        return lambda path: answers[path] if path in answers else closed(path)

    found, served = added(archive, making)
    assert [way["name"] for way in found["ways"]] == ["sitemap", "feed"]
    assert found["source"]["sitemaps"] == [served.url("/peta.xml")]


def test_an_index_that_says_the_same_of_every_day_is_not_believed(archive: Archive) -> None:
    def making(base: str) -> Answering:
        listing = probed_sites.page(f"<main>{probed_sites.entries(range(10))}</main>", title="Indeks")
        home = probed_sites.page("<a href='/indeks'>Indeks</a><h1>Lapas Contoh</h1><p>Selamat datang.</p>")
        pages = {"/": home, "/indeks": listing, "/sitemap.xml": probed_sites.urlset(base, range(20))}
        return probed_sites.answering(pages)

    found, _ = added(archive, making)
    assert [way["name"] for way in found["ways"]] == ["sitemap"]
    assert found["index"] == ""


def test_a_sitemap_that_is_not_kept_up_comes_last(archive: Archive) -> None:
    found, _ = added(archive, probed_sites.outdated_sitemap)
    assert found["order"] == ["feed", "sitemap"]
    assert found["source"]["ways"] == ["feed", "sitemap"]


def test_a_dry_run_shows_the_file_and_writes_nothing(archive: Archive) -> None:
    with serve(NewsSite([Post(number) for number in range(1, 31)])) as wordpress:
        done = archive.run("source", "add", wordpress.url, "--name", "contoh", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert list((archive.path / "sources").iterdir()) == []
    assert "way in, rest: its REST interface at" in done.stdout
    assert "states 30 posts" in done.stdout
    _, _, text = done.stdout.partition("contoh.toml:\n")
    assert tomllib.loads(text)["platform"] == "wordpress"


def test_five_articles_are_shown_as_they_would_be_read(archive: Archive) -> None:
    with serve(NewsSite([Post(number, protected=number == 30) for number in range(1, 31)])) as wordpress:
        done = archive.run("source", "add", wordpress.url, "--name", "contoh", "--dry-run")
    rows = done.stdout.partition("How 5 of its articles would be read:\n")[2].splitlines()
    assert rows[0].split() == ["headline", "date", "author", "words", "dateline"]
    assert rows[1].startswith("  refused, article, protected: ")
    assert [part.strip() for part in rows[2].split("  ") if part.strip()][:2] == [
        "Lapas Contoh Gelar Kegiatan ke-29",
        "2020-02-02 05:29",
    ]
    assert rows[6] == "  none of them tells its lead picture"


def test_pages_that_are_no_articles_are_shown_with_the_reason(archive: Archive) -> None:
    def making(base: str) -> Answering:
        answer = probed_sites.outdated_sitemap(base)
        listing = probed_sites.page(f"<main>{probed_sites.entries(range(10))}</main>")
        return lambda path: listing if path == path_of(3) else answer(path)

    found, _ = added(archive, making)
    assert [bool(sample["refused"]) for sample in found["samples"]] == [False, False, False, True, False]


def test_a_first_page_that_sends_on_by_itself_is_followed_within_the_site(archive: Archive) -> None:
    def making(base: str) -> Answering:
        ghost = probed_sites.ghost(base)
        door = probed_sites.page("", head="<meta http-equiv='refresh' content='0; url=/beranda'>")
        return lambda path: door if path == "/" else ghost("/" if path == "/beranda" else path)

    found, served = added(archive, making)
    assert (found["platform"], found["source"]["url"]) == ("ghost", served.url())


def test_a_wordpress_with_nothing_but_a_front_page_is_adopted_with_what_it_is(archive: Archive) -> None:
    def making(_base: str) -> Answering:
        head = "<meta name='generator' content='WordPress 6.1'>"
        return probed_sites.answering(
            {"/": probed_sites.page(f"<main>{probed_sites.entries(range(4))}</main>", head=head)}
        )

    found, _ = added(archive, making)
    assert found["platform"] == "wordpress"
    (way,) = found["ways"]
    assert (way["name"], way["evidence"]) == (
        "archive",
        "its home page names 4 entries and 0 sections, and no page that goes on was found",
    )


def test_a_list_of_a_site_without_anything_else_is_found_by_its_sections(archive: Archive) -> None:
    def making(_base: str) -> Answering:
        menu = "<nav><a href='/profil'>Profil</a><a href='/kanal/daerah'>Daerah</a><a href='/kanal/kota'>Kota</a></nav>"
        listing = lambda query: probed_sites.paged(query, "page", 1)  # noqa: E731 one answer for two addresses
        front = probed_sites.page(f"{menu}<h1>Kabar Contoh</h1>")
        return probed_sites.answering({"/": front, "/kanal/daerah": listing, "/kanal/kota": listing})

    found, served = added(archive, making)
    assert [(way["name"], way["address"]) for way in found["ways"]] == [("listing", served.url("/kanal/daerah"))]
    assert found["source"]["listings"] == []  # its menu names its sections


def test_a_site_that_is_gone_is_adopted_from_the_wayback_machine_unasked(archive: Archive) -> None:
    done = archive.run("source", "add", "lapascontoh.kemenkumham.invalid", "--platform", "wayback", "--name", "lama")
    assert done.returncode == 0, done.stderr
    assert 'kind = "lapas" is guessed from the host.' in done.stdout
    written = tomllib.loads((archive.path / "sources" / "lama.toml").read_text())
    assert (written["platform"], written["kind"]) == ("wayback", "lapas")
    assert written["url"] == "https://lapascontoh.kemenkumham.invalid/"


def test_a_source_of_the_catalogue_is_adopted_by_its_name_with_its_facts(archive: Archive) -> None:
    name, known = next(iter(catalogue().items()))
    done = archive.run("source", "add", name, "--platform", "wayback", "--name", "milik-kami")
    assert done.returncode == 0, done.stderr
    written = parse_source((archive.path / "sources" / "milik-kami.toml").read_text(), "milik-kami.toml")
    assert written == replace(known, name="milik-kami", platform="wayback")


def test_a_broken_certificate_is_accepted_in_the_file_where_that_is_asked_for(archive: Archive) -> None:
    done = archive.run("source", "add", "lama.invalid", "--platform", "wayback", "--any-certificate")
    assert done.returncode == 0, done.stderr
    assert tomllib.loads((archive.path / "sources" / "lama-invalid.toml").read_text())["any_certificate"] is True


def test_what_the_catalogue_leaves_open_comes_from_the_look() -> None:
    known = Source("kabar", "https://kabar.example/", "unknown", title="Kabar", place="18", feeds=("/umpan",))
    found = Findings("https://www.kabar.example/", "site", "Kabar - Beranda", order=["feed", "sitemap"], feeds=["/rss"])
    found.index = "/indeks?date={year}-{month}-{day}"
    assert adopted_source(known, found) == replace(
        known,
        url="https://www.kabar.example/",
        platform="site",
        ways=("feed", "sitemap"),
        index="/indeks?date={year}-{month}-{day}",
    )


def test_a_site_that_has_lost_its_home_page_is_walked_by_its_lists(archive: Archive) -> None:
    def headless(base: str) -> Answering:
        whole = probed_sites.portal(base)
        return lambda path: Answer(b"<h1>Not Found</h1>", 404) if path == "/" else whole(path)

    found, _ = added(archive, headless)
    assert "sitemap" in [way["name"] for way in found["ways"]]
    assert "there is no page at its own address, but its lists are there" in found["evidence"]
