"""Stand-ins on loopback for sites of each platform: not the programs themselves, but answers as they document them.

Every site has the same forty articles of an invented prison's newsroom; what differs is how it lists them.
"""

import gzip
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

from tests.loopback import Answer

TODAY = date.today()  # noqa: DTZ011 a day more or less does not matter here
COUNT = 40
HTML = {"Content-Type": "text/html; charset=utf-8"}
XML = {"Content-Type": "application/xml"}
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
Answering = Callable[[str], Answer]


def day_of(number: int) -> date:
    """Four articles a day; number 0 is of today."""
    return TODAY - timedelta(days=number // 4)


def path_of(number: int) -> str:
    return f"/berita/warga-binaan-panen-raya-kebun-{number}"


def headline_of(number: int) -> str:
    return f"Warga Binaan Panen Raya di Kebun {number}"


def article(number: int) -> Answer:
    day = day_of(number)
    body = "".join(
        f"<p>{text}</p>"
        for text in (
            f"CONTOH – Warga binaan Lapas Kelas IIB Contoh memanen sayur di kebun nomor {number} pada pagi hari.",
            "Hasil panen itu dibagikan kepada dapur lapas dan warga sekitar, kata kepala seksi kegiatan kerja.",
            f"Kegiatan nomor {number} ini bagian dari pembinaan kemandirian yang berjalan sejak awal tahun. (wes)",
        )
    )
    return Answer(
        f"<!DOCTYPE html><html lang='id'><head><title>{headline_of(number)}</title>"
        f"<meta property='og:type' content='article'>"
        f"<meta property='article:published_time' content='{day}T08:00:00+07:00'></head>"
        f"<body><main><article><h1>{headline_of(number)}</h1>{body}</article></main></body></html>".encode(),
        headers=dict(HTML),
    )


def page(
    body: str, *, head: str = "", title: str = "Lapas Contoh – Melayani Sepenuh Hati", status: int = 200
) -> Answer:
    text = f"<!DOCTYPE html><html lang='id-ID'><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return Answer(text.encode(), status, dict(HTML))


def entries(numbers: "range | list[int]") -> str:
    return "".join(
        f"<article><h2><a href='{path_of(number)}'>{headline_of(number)}</a></h2>"
        f"<p>Panen raya di kebun {number}, lapas membagikan hasilnya kepada warga.</p></article>"
        for number in numbers
    )


def missing() -> Answer:
    return page("<h1>Halaman tidak ditemukan</h1>", title="404", status=404)


def rss(base: str, numbers: "range | list[int]", kind: str = "application/rss+xml") -> Answer:
    items = "".join(
        f"<item><title>{headline_of(number)}</title><link>{base}{path_of(number)}</link>"
        f"<pubDate>{day_of(number):%a, %d %b %Y} 08:00:00 +0700</pubDate></item>"
        for number in numbers
    )
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><link>{base}/</link>{items}</channel></rss>'
    return Answer(text.encode(), headers={"Content-Type": kind})


def atom(base: str, numbers: range) -> Answer:
    items = "".join(
        f"<entry><title>{headline_of(number)}</title><published>{day_of(number)}T08:00:00+07:00</published>"
        f"<link rel='alternate' type='text/html' href='{base}{path_of(number)}'/></entry>"
        for number in numbers
    )
    total = f"<openSearch:totalResults>{COUNT}</openSearch:totalResults>"
    space = "xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'"
    return Answer(f"<?xml version='1.0'?><feed {space}>{total}{items}</feed>".encode(), headers=dict(XML))


def urlset(base: str, numbers: "range | list[int]") -> Answer:
    places = "".join(f"<url><loc>{base}{path_of(n)}</loc><lastmod>{day_of(n)}</lastmod></url>" for n in numbers)
    return Answer(f'<?xml version="1.0"?><urlset {SITEMAP}>{places}</urlset>'.encode(), headers=dict(XML))


def sitemap_index(*addresses: str) -> Answer:
    places = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return Answer(f'<?xml version="1.0"?><sitemapindex {SITEMAP}>{places}</sitemapindex>'.encode(), headers=dict(XML))


def zipped(answer: Answer) -> Answer:
    return Answer(gzip.compress(answer.body), headers={"Content-Type": "application/octet-stream"})


def text(body: str) -> Answer:
    return Answer(body.encode(), headers={"Content-Type": "text/plain"})


def answering(pages: dict[str, Answer | Callable[[dict[str, str]], Answer]]) -> Answering:
    """Answers by path; the articles are always there, and robots.txt allows everything unless it is given."""

    def answer(address: str) -> Answer:
        parts = urlsplit(address)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        found = pages.get(address) or pages.get(parts.path)
        if found is not None:
            made = found if isinstance(found, Answer) else found(query)
            return Answer(made.body, made.status, dict(made.headers))
        if match := re.fullmatch(r"/berita/warga-binaan-panen-raya-kebun-(\d+)", parts.path):
            return article(int(match[1]))
        return text("User-agent: *\nDisallow:\n") if parts.path == "/robots.txt" else missing()

    return answer


def paged(query: dict[str, str], key: str, step: int, size: int = 10, head: str = "") -> Answer:
    """A page of a list whose number, or first entry, stands in the query."""
    start = int(query.get(key, "0")) // step * size
    after = start // size * step + step
    more = f"<a href='?{key}={after}'>Selanjutnya</a>" if start + size < COUNT else ""
    return page(f"<main>{entries(range(start, min(start + size, COUNT)))}{more}</main>", head=head)


def joomla(base: str) -> Answering:
    head = (
        "<meta name='generator' content='Joomla! - Open Source Content Management'>"
        "<script src='/media/jui/js/jquery.min.js'></script>"
        "<link rel='alternate' type='application/rss+xml' href='/?format=feed&amp;type=rss'>"
    )

    def home(query: dict[str, str]) -> Answer:
        return rss(base, range(10)) if query.get("format") == "feed" else paged(query, "start", 10, head=head)

    return answering({"/": home, "/index.php": home})


def blogger(base: str) -> Answering:
    head = (
        "<meta content='blogger' name='generator'/>"
        "<link rel='alternate' type='application/atom+xml' href='/feeds/posts/default'/>"
    )
    return answering(
        {
            "/": page(f"<main>{entries(range(7))}</main>", head=head),
            "/feeds/posts/default": atom(base, range(25)),
            "/sitemap.xml": sitemap_index(f"{base}/sitemap.xml?page=1"),
            "/sitemap.xml?page=1": urlset(base, range(COUNT)),
        }
    )


def ghost(base: str) -> Answering:
    return answering(
        {
            "/": page(
                f"<main>{entries(range(10))}<a rel='next' href='/page/2/'>Older Posts</a></main>",
                head="<meta name='generator' content='Ghost 5.87'>",
            ),
            "/page/2/": page(f"<main>{entries(range(10, 20))}</main>"),
            "/rss/": rss(base, range(15)),
            "/sitemap.xml": sitemap_index(f"{base}/sitemap-pages.xml", f"{base}/sitemap-posts.xml"),
            "/sitemap-posts.xml": urlset(base, range(COUNT)),
        }
    )


def drupal(base: str) -> Answering:
    home = page(f"<main>{entries(range(10))}</main><img src='/sites/default/files/logo.png'>")
    home.headers |= {"X-Generator": "Drupal 10 (https://www.drupal.org)"}
    return answering(
        {
            "/": home,
            "/rss.xml": rss(base, range(10)),
            "/node": lambda query: paged(query, "page", 1),
        }
    )


def plone(base: str) -> Answering:
    head = "<meta name='generator' content='Plone - https://plone.org/'>"
    menu = "<nav><a href='/kabar/'>Kabar</a></nav>"
    return answering(
        {
            "/": page(f"{menu}<p>Selamat datang.</p>", head=head),
            "/kabar/": lambda query: paged(query, "b_start:int", 20),
            "/sitemap.xml.gz": zipped(urlset(base, range(COUNT))),
            "/RSS": rss(base, range(10)),
        }
    )


def wordpress_without_rest(base: str) -> Answering:
    """Yoast's sitemap instead of WordPress's own, and a REST interface that a plugin has closed."""
    closed = Answer(b'{"code":"rest_forbidden"}', 401, {"Content-Type": "application/json"})
    return answering(
        {
            "/": page(
                f"<main>{entries(range(10))}</main><link rel='stylesheet' href='/wp-content/themes/kabar/style.css'>"
            ),
            "/wp-json/": closed,
            "/sitemap_index.xml": sitemap_index(f"{base}/page-sitemap.xml", f"{base}/post-sitemap.xml"),
            "/post-sitemap.xml": urlset(base, range(COUNT)),
            "/feed/": rss(base, range(10)),
        }
    )


def portal(base: str) -> Answering:
    """A regional daily: a dated index of every day, a news sitemap that robots.txt names, an RSS feed sent as HTML."""

    def index(query: dict[str, str]) -> Answer:
        asked = date.fromisoformat(query["date"]) if "date" in query else TODAY
        numbers = [number for number in range(COUNT) if day_of(number) == asked]
        popular = "<aside><h3><a href='/berita/warga-binaan-panen-raya-kebun-39'>Terpopuler</a></h3></aside>"
        return page(f"<main>{entries(numbers) or '<p>Tidak ada berita.</p>'}</main>{popular}", title="Indeks Berita")

    robots = text(f"User-agent: *\nDisallow: /admin\nSitemap: {base}/peta-berita.xml\n")
    feed = "<link rel='alternate' type='application/rss+xml' href='/rss'>"
    menu = "<nav><a href='/'>Beranda</a><a href='/daerah'>Daerah</a><a href='/indeks'>Indeks</a></nav>"
    news = urlset(base, range(8))
    news.body = news.body.replace(b"<urlset ", b'<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" ')
    dated = f"<n:news><n:publication_date>{TODAY}</n:publication_date></n:news></url>"
    news.body = news.body.replace(b"</url>", dated.encode())
    return answering(
        {
            "/": page(
                f"{menu}<main>{entries(range(10))}</main>", head=feed, title="Kabar Contoh - Berita Daerah Terkini"
            ),
            "/robots.txt": robots,
            "/peta-berita.xml": news,
            "/rss": rss(base, range(10), "text/html; charset=utf-8"),
            "/indeks": index,
            "/daerah": lambda query: paged(query, "page", 1),
        }
    )


def json_feed(base: str) -> Answering:
    items = [{"id": str(n), "url": f"{base}{path_of(n)}", "date_published": f"{day_of(n)}T08:00:00Z"} for n in range(9)]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Lapas Contoh", "items": items})
    head = "<link rel='alternate' type='application/feed+json' href='/umpan.json'>"
    return answering(
        {
            "/": page("<h1>Lapas Contoh</h1><p>Selamat datang di laman kami.</p>", head=head),
            "/umpan.json": Answer(feed.encode(), headers={"Content-Type": "text/plain"}),
        }
    )


def outdated_sitemap(base: str) -> Answering:
    """A sitemap that somebody made by hand years ago, beside a feed that is kept up."""
    old = urlset(base, range(30))
    old.body = re.sub(rb"<lastmod>[^<]*", b"<lastmod>2019-05-01", old.body)
    return answering(
        {
            "/": page(
                f"<main>{entries(range(10))}</main>",
                head="<link rel='alternate' type='application/rss+xml' href='/rss'>",
            ),
            "/sitemap.xml": old,
            "/rss": rss(base, range(10)),
        }
    )
