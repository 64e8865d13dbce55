"""What a look makes of single pages: signs of platforms, names, barriers, dated addresses. Pure: no site is asked."""

from datetime import date

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from archive.adoption.adopting import kind_guessed
from archive.adoption.findings import Findings, OpenWay
from archive.sources import Source
from archive.vocabulary import SourceKind
from spiders.probing.barriers import forward_of, no_page, vacant
from spiders.probing.exploring import SITE_ORDER, WAYS, order_of
from spiders.probing.feeds import named_feeds
from spiders.probing.index_pages import index_links, on_day, templates_of
from spiders.probing.listings import sections_of
from spiders.probing.signs import platform_of, signs_of
from spiders.probing.survey import Answer, Survey
from spiders.reading import Page, Reading
from spiders.reading.document import Document, parse
from spiders.reading.portrait import base_of, language_of, name_of
from spiders.reading.shell import is_for_scripts

URL = "https://lapas.contoh.example/"
HOSTS = frozenset({"lapas.contoh.example", "www.lapas.contoh.example"})
HEAD = "<link rel='alternate' type='application/rss+xml'"
WORDS = "Warga binaan memanen sayur di kebun lapas pada pagi hari. " * 12


def page_with(body: str, head: str = "<title>Lapas Contoh</title>", *, status: int = 200, url: str = URL) -> Page:
    text = f"<!DOCTYPE html><html lang='id-ID'><head>{head}</head><body>{body}</body></html>"
    return Page(url, status, "text/html; charset=utf-8", {}, text.encode())


def document_with(body: str, head: str = "<title>Lapas Contoh</title>", url: str = URL) -> Document:
    document = parse(page_with(body, head, url=url))
    assert document is not None
    return document


PLATFORMS = [
    ("<meta name='generator' content='WordPress 6.1'>", "", {}, "wordpress"),
    ("<link rel='stylesheet' href='/wp-content/themes/kabar/style.css'>", "", {}, "wordpress"),
    ("", "", {"link": '<https://lapas.contoh.example/wp-json/>; rel="https://api.w.org/"'}, "wordpress"),
    ("<meta name='generator' content='Joomla! - Open Source Content Management'>", "", {}, "joomla"),
    ("<script src='/media/jui/js/bootstrap.min.js'></script>", "", {}, "joomla"),
    ("", "<a href='/index.php?option=com_content&view=category&id=8'>Berita</a>", {}, "joomla"),
    ("<meta content='blogger' name='generator'/>", "", {}, "blogger"),
    (f"{HEAD} href='/feeds/posts/default?alt=rss'>", "", {}, "blogger"),
    ("<meta name='generator' content='Ghost 5.87'>", "", {}, "ghost"),
    ("<script src='/public/cards.min.js?v=1'></script>", "", {}, "ghost"),
    ("", "", {"x-generator": "Drupal 10 (https://www.drupal.org)"}, "drupal"),
    ("", "<img src='/sites/default/files/logo.png'>", {}, "drupal"),
    ("<meta name='generator' content='Plone - https://plone.org'>", "", {}, "plone"),
    ("<link rel='stylesheet' href='/++plone++static/plone.css'>", "", {}, "plone"),
    ("", "<img src='https://lain.example/wp-content/uploads/kebun.jpg'>", {}, None),
    ("", "<a href='https://www.blogger.com/blog-this.g'>Bagikan ke Blogger</a>", {}, None),
    ("<meta name='generator' content='Hugo 0.128'>", "<p>Lapas pindah dari WordPress ke laman baru.</p>", {}, None),
    ("<meta name='generator' content='Drupal 7'>", "<a href='/wp-content/lama.pdf'>Arsip lama</a>", {}, "drupal"),
]


@pytest.mark.parametrize(("head", "body", "headers", "platform"), PLATFORMS)
def test_a_platform_is_known_by_its_signs(head: str, body: str, headers: dict[str, str], platform: str | None) -> None:
    signs = signs_of(document_with(body, head), headers, HOSTS)
    assert platform_of(signs) == platform
    assert all(sign.evidence for sign in signs)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("<title>Lapas Contoh – Pasti Bermartabat</title>", "Lapas Contoh"),
        ("<title>Beranda | Rutan Contoh</title>", "Rutan Contoh"),
        ("<title>Selamat Datang di Lapas Kelas IIB Contoh</title>", "Lapas Kelas IIB Contoh"),
        ("<title>Berita Terkini Hari Ini - Lapas.Contoh</title>", "Lapas.Contoh"),
        ("<meta property='og:site_name' content='Kabar Contoh'><title>Panen Raya - Lain</title>", "Kabar Contoh"),
        ("<title>Non-Aktif</title>", "Non-Aktif"),
        ("", ""),
    ],
)
def test_a_site_s_name_comes_without_slogan_and_greeting(head: str, name: str) -> None:
    assert name_of(document_with("<p>x</p>", head)) == name


@pytest.mark.parametrize(
    ("html", "language"),
    [("<html lang='id-ID'>", "id"), ("<html lang='in'>", "id"), ("<html lang='jv'>", "jv"), ("<html>", None)],
)
def test_the_declared_language_is_read(html: str, language: str | None) -> None:
    document = parse(Page(URL, 200, "text/html", {}, f"{html}<body><p>x</p></body></html>".encode()))
    assert document is not None
    assert language_of(document) == language


def test_an_indonesian_page_that_calls_itself_english_is_indonesian() -> None:
    indonesian = f"<p>{'Warga binaan yang memanen sayur di kebun, dengan hasil untuk warga dan lapas.'}</p>"
    for body, language in ((indonesian, "id"), ("<p>The garden of the prison and its harvest.</p>", "en")):
        document = parse(Page(URL, 200, "text/html", {}, f"<html lang='en-US'><body>{body}</body></html>".encode()))
        assert document is not None
        assert language_of(document) == language


@pytest.mark.parametrize(
    ("final", "links", "base"),
    [
        (URL, ["/berita/1"], URL),
        (f"{URL}beranda", ["/berita/1", "/berita/2"], URL),
        (f"{URL}web/index.php", ["/web/berita/1", "/web/berita/2", "/lama"], f"{URL}web/"),
        (f"{URL}id/", ["/berita/1", "/berita/2", "/id/profil"], URL),
        ("https://www.lapas.contoh.example/", [], "https://www.lapas.contoh.example/"),
    ],
)
def test_the_parts_of_a_site_are_sought_where_its_links_lead(final: str, links: list[str], base: str) -> None:
    body = "".join(f"<a href='{link}'>x</a>" for link in links)
    assert base_of(document_with(body, url=final), URL, HOSTS) == base


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("lapascontoh.kemenkumham.go.id", SourceKind.LAPAS),
        ("rutan-contoh.go.id", SourceKind.RUTAN),
        ("bapascontoh.kemenkumham.go.id", SourceKind.BAPAS),
        ("lpkacontoh.kemenkumham.go.id", SourceKind.LPKA),
        ("kanwil.contoh.go.id", SourceKind.KANWIL),
        ("www.ditjenpas.go.id", SourceKind.DIRECTORATE),
        ("kemenimipas.go.id", SourceKind.MINISTRY),
        ("kabarcontoh.example", None),
    ],
)
def test_a_kind_is_guessed_from_the_host(host: str, kind: SourceKind | None) -> None:
    assert kind_guessed(f"https://{host}/") == kind


@pytest.mark.parametrize(
    ("body", "kind", "found"),
    [
        (b"<html><body>x</body></html>", "text/html", None),
        (b"<p>tanpa kepala</p>", "text/plain", None),
        (b"%PDF-1.4", "application/pdf", "a file (application/pdf)"),
        (b"<?xml version='1.0'?><rss></rss>", "text/html", "a feed, a sitemap or data (text/html)"),
        (b'{"a": 1}', "application/json", "a feed, a sitemap or data (application/json)"),
        (b"", "text/html", "nothing at all"),
        (b"halo", "text/plain", "something that is no page (text/plain)"),
    ],
)
def test_what_is_no_page_is_named(body: bytes, kind: str, found: str | None) -> None:
    assert no_page(Page(URL, 200, kind, {}, body)) == found


@pytest.mark.parametrize(
    ("body", "is_vacant"),
    [
        ("<h1>contoh.example</h1><p>Domain ini dijual. Hubungi kami.</p>", True),
        ("<h1>lapas-contoh.com is for sale</h1>", True),
        ("<p>This domain has expired.</p>", True),
        ("<h1>Index of /</h1>", True),
        ("<h1>Website sedang dalam perbaikan</h1>", True),
        ("<h1>Lapas Contoh</h1><p>Barang sitaan dijual dalam lelang.</p>", False),
        (f"<p>{WORDS * 3} Nama domain ini dijual, kata polisi.</p>", False),
    ],
)
def test_a_vacant_address_is_told_from_a_site(body: str, is_vacant: bool) -> None:  # noqa: FBT001 pytest gives it
    assert (vacant(document_with(body)) is not None) is is_vacant


def test_a_page_for_scripts_only_is_told_from_a_short_one() -> None:
    script = "<div id='root'></div><script src='/app.js'></script>"
    links = "".join(f"<a href='/berita/{number}'>Berita</a>" for number in range(5))
    assert is_for_scripts(document_with(script), HOSTS)
    assert not is_for_scripts(document_with(script + links), HOSTS)
    assert not is_for_scripts(document_with("<p>Segera hadir.</p>"), HOSTS)
    assert not is_for_scripts(document_with(f"{script}<p>{WORDS}</p>"), HOSTS)


@pytest.mark.parametrize(
    ("head", "body", "target"),
    [
        ("<meta http-equiv='Refresh' content='0; URL=/beranda'>", "", f"{URL}beranda"),
        ("<script>window.location.href = 'https://lain.example/';</script>", "", "https://lain.example/"),
        ("<script>window.location = '/beranda'</script>", f"<p>{WORDS}</p>", None),
        ("<meta http-equiv='refresh' content='300'>", f"<p>{WORDS}</p>", None),
    ],
)
def test_a_page_that_only_sends_on_is_followed(head: str, body: str, target: str | None) -> None:
    assert forward_of(document_with(body, head)) == target


INDEX = f"{URL}indeks"
FORMS = [
    ("<a href='/indeks?date=2026-11-20'>Jumat</a>", INDEX + "?date={year}-{month}-{day}"),
    ("<a href='/indeks/2020/02/27'>Kamis</a>", INDEX + "/{year}/{month}/{day}"),
    ("<a href='/indeks/2020-02-27/1'>Kamis</a>", INDEX + "/{year}-{month}-{day}/1"),
    ("<form action='/indeks'><input type='date' name='tanggal'></form>", INDEX + "?tanggal={year}-{month}-{day}"),
    (
        "<form><select name='tgl'></select><select name='bulan'></select><select name='tahun'></select></form>",
        INDEX + "?tgl={day}&bulan={month}&tahun={year}",
    ),
    (
        (
            "<form><select name='d'><option value='1'></select><select name='m'><option value='1'></select>"
            "<input name='y'>"
        ),
        INDEX + "?d={d}&m={m}&y={year}",
    ),
    ("<a href='/indeks/2020/2/7'>Jumat</a>", INDEX + "/{year}/{m}/{d}"),
    ("<p>Indeks</p>", INDEX + "?date={year}-{month}-{day}"),
]


@pytest.mark.parametrize(("body", "template"), FORMS)
def test_an_index_page_shows_the_form_of_its_dated_addresses(body: str, template: str) -> None:
    assert templates_of(document_with(body, url=INDEX), INDEX)[0] == template


def test_a_search_that_is_posted_or_has_no_date_is_no_dated_index() -> None:
    body = "<form method='post'><input type='date' name='d'></form><form action='/cari'><input name='q'></form>"
    usual = templates_of(document_with("<p>x</p>", url=INDEX), INDEX)
    assert templates_of(document_with(body, url=INDEX), INDEX) == usual


def test_days_are_written_into_a_template_as_it_wants_them() -> None:
    assert on_day("/indeks?d={day}&m={month}&y={year}", date(2020, 2, 7)) == "/indeks?d=07&m=02&y=2020"
    assert on_day("/indeks/{year}/{m}/{d}", date(2020, 2, 7)) == "/indeks/2020/2/7"


@pytest.mark.parametrize(
    ("link", "is_index"),
    [
        ("<a href='/indeks'>Semua</a>", True),
        ("<a href='/arsip-berita'>Indeks Berita</a>", True),
        ("<a href='/index.php'>Beranda</a>", False),
        ("<a href='https://lain.example/indeks'>Indeks</a>", False),
        ("<a href='/berita/indeks-harga-naik'>Indeks Harga Naik</a>", False),
    ],
)
def test_links_to_an_index_are_known_by_word_or_address(link: str, is_index: bool) -> None:  # noqa: FBT001 pytest gives it
    assert bool(index_links(document_with(link), HOSTS)) is is_index


def test_named_feeds_are_those_of_the_news() -> None:
    head = (
        f"{HEAD} href='/comments/feed/'>{HEAD} href='/feed/'><link rel='alternate' type='text/xml' href='/rss.php'>"
        "<link rel='alternate' hreflang='en' href='/en/'>"
    )
    body = "<a href='/rss/daerah'>RSS</a><a href='https://lain.example/rss'>RSS</a><a href='/pressrelease'>Rilis</a>"
    assert named_feeds(document_with(body, head), HOSTS) == [f"{URL}feed/", f"{URL}rss.php", f"{URL}rss/daerah"]


def test_sections_are_those_of_the_menu_and_those_about_news_come_first() -> None:
    body = (
        "<nav><a href='/profil'>Profil</a><a href='/kabar-lapas'>Berita</a><a href='/indeks'>Indeks</a></nav>"
        "<a href='/kategori/daerah'>Daerah</a>"
        "<a href='/warga-binaan-panen-raya-di-kebun'>Panen</a><a href='/?page=2'>2</a>"
    )
    assert sections_of(document_with(body), HOSTS) == [f"{URL}kabar-lapas", f"{URL}kategori/daerah", f"{URL}profil"]


def test_ways_that_are_not_kept_up_come_last() -> None:
    feed = OpenWay("feed", URL, "", 20, "2026-11-20")
    old, poor = OpenWay("sitemap", URL, "", 900, "2025-01-01"), OpenWay("sitemap", URL, "", 6, None)
    good = OpenWay("sitemap", URL, "", 900, "2026-10-20")
    listing = OpenWay("listing", URL, "")
    assert order_of([old, listing, feed]) == ["listing", "feed", "sitemap"]
    assert order_of([poor, feed]) == ["feed", "sitemap"]
    assert order_of([good, listing, feed]) == []


def test_what_the_look_tries_is_what_the_walks_go_by() -> None:
    loader = get_spider_loader(Settings({"SPIDER_MODULES": ["spiders.platforms"]}))
    for platform, tried in WAYS.items():
        ways = {way.name: way for way in loader.load(platform).ways}  # type: ignore[attr-defined]  # a WalkSpider
        for name, kind, address in tried:
            assert (ways[name].kind, address in ways[name].addresses) == (kind, True), (platform, name)
    assert set(SITE_ORDER) == {way.name for way in loader.load("site").ways}  # type: ignore[attr-defined]  # a WalkSpider


def test_the_newest_day_is_one_that_has_come() -> None:
    reading = Reading(days={"a": "2026-11-20", "b": "2099-01-01"}, changed={"c": "2026-11-19"})
    document = document_with("<p>x</p>")
    source = Source("contoh", URL, "site")

    async def ask(_url: str) -> Answer:
        return Answer(None)

    survey = Survey(source, document, page_with(""), {}, date(2026, 11, 24), ask, Findings(URL))
    assert survey.newest(reading) == "2026-11-20"
    assert survey.newest(Reading()) is None
