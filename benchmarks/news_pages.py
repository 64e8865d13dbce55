"""The pages of a made-up news site: any number of different articles of about 40 kB, the same for the same number.

A page is a few kilobytes of its own between parts that all pages share, as on a real site, so that 20,000 of them
fit into memory.
"""

import json
import random
from datetime import datetime, timedelta, timezone
from html import escape

from benchmarks.sentences import DAYS, HEADLINES, PEOPLE, PLACES, SENTENCES, UNITS

WIB = timezone(timedelta(hours=7))
FIRST = datetime(2021, 1, 4, 8, 0, tzinfo=WIB)
TEXT_CHARACTERS = 2500
SENTENCES_IN_A_PARAGRAPH = 2
RELATED = 6
TITLE = "Warta Contoh"
# how a page marks its article: as WordPress's themes do, or in words of its own, as a site that was built by hand
CONTENT = {"wordpress": "entry-content", "own": "isi-berita"}
MENU = (
    "Beranda",
    "Berita",
    "Daerah",
    "Lapas",
    "Rutan",
    "Bapas",
    "Hukum",
    "Ekonomi",
    "Olahraga",
    "Budaya",
    "Foto",
    "Video",
)


def path_of(number: int) -> str:
    """The path of the article `number` (from 1 on)."""
    moment = moment_of(number)
    return f"/{moment:%Y/%m/%d}/berita-{number}/"


def moment_of(number: int) -> datetime:
    """When the article was published: one every 37 minutes."""
    return FIRST + timedelta(minutes=37 * number)


def headline_of(number: int) -> str:
    """The article's headline; the number makes it unique."""
    chance = random.Random(number * 2)
    return f"{_filled(chance.choice(HEADLINES), chance)} ({number})"


def paragraphs_of(number: int) -> list[str]:
    """About 2,500 characters of text: sentences drawn without return, two a paragraph."""
    chance = random.Random(number * 2 + 1)
    place = chance.choice(PLACES)
    drawn: list[str] = []
    for sentence in chance.sample(SENTENCES, len(SENTENCES)):
        drawn.append(_filled(sentence, chance))
        if sum(map(len, drawn)) >= TEXT_CHARACTERS:
            break
    drawn[0] = f"{place.upper()}, WARTA CONTOH - {drawn[0]}"
    return [
        " ".join(drawn[at : at + SENTENCES_IN_A_PARAGRAPH]) for at in range(0, len(drawn), SENTENCES_IN_A_PARAGRAPH)
    ]


def _filled(text: str, chance: random.Random) -> str:
    return text.format(
        unit=chance.choice(UNITS),
        place=chance.choice(PLACES),
        person=chance.choice(PEOPLE),
        number=chance.randrange(11, 400),
        day=chance.choice(DAYS),
    )


class NewsPages:
    """The pages of a site at `base` ("http://127.0.0.1:8000", without a slash at the end)."""

    def __init__(self, base: str, count: int, theme: str = "wordpress") -> None:
        self.base = base
        self.count = count
        self._theme = theme
        self._styles = _styles().encode()
        self._middle = (_menu() + _sidebar()).encode()
        self._end = (_footer() + _scripts() + "</body></html>\n").encode()
        self._own = [self._parts(number) for number in range(1, count + 1)]

    def page(self, number: int) -> bytes:
        """The article's page as HTML in UTF-8."""
        head, article = self._own[number - 1]
        return b"".join((head, self._styles, self._body_start(number), self._middle, article, self._end))

    def numbers(self) -> dict[str, int]:
        """The number of the article at each path."""
        return {path_of(number): number for number in range(1, self.count + 1)}

    def home(self) -> bytes:
        """The home page: the newest headlines."""
        newest = range(self.count, max(0, self.count - 10), -1)
        items = "".join(f'<article class="hentry"><h2>{self._link(number)}</h2></article>' for number in newest)
        head = _head_of(TITLE, f'<link rel="canonical" href="{self.base}/">')
        return f'{head}</head><body class="home blog"><main>{items}</main></body></html>'.encode()

    def _link(self, number: int) -> str:
        return f'<a href="{self.base}{path_of(number)}">{escape(headline_of(number))}</a>'

    def _body_start(self, number: int) -> bytes:
        classes = (
            f"single single-post postid-{number} single-format-standard" if self._theme == "wordpress" else "laman"
        )
        return f'</head>\n<body class="{classes}">\n'.encode()

    def _parts(self, number: int) -> tuple[bytes, bytes]:
        return self._head(number).encode(), self._article(number).encode()

    def _head(self, number: int) -> str:
        title, moment = headline_of(number), moment_of(number).isoformat()
        address = self.base + path_of(number)
        facts = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": title,
            "datePublished": moment,
            "dateModified": moment,
            "author": {"@type": "Person", "name": PEOPLE[number % len(PEOPLE)]},
            "mainEntityOfPage": address,
        }
        more = (
            f'<link rel="canonical" href="{address}">'
            f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(title)}">'
            f'<meta property="og:url" content="{address}">'
            f'<meta property="og:image" content="{self.base}/gambar/{number}.jpg">'
            f'<meta property="article:published_time" content="{moment}"><meta name="robots" content="index, follow">'
            f'<script type="application/ld+json">{json.dumps(facts)}</script>\n'
        )
        return _head_of(f"{title} – {TITLE}", more)

    def _article(self, number: int) -> str:
        paragraphs = "".join(f"<p>{escape(text, quote=False)}</p>\n" for text in paragraphs_of(number))
        moment = moment_of(number)
        shares = "".join(
            f'<li><a href="https://{n}.example/bagikan?n={number}">{n}</a></li>' for n in ("wartabook", "kicau")
        )
        chance = random.Random(number * 3)
        related = "".join(f"<li>{self._link(chance.randrange(1, self.count + 1))}</li>" for _ in range(RELATED))
        return (
            f'<main id="utama"><article id="post-{number}" class="post-{number} post type-post hentry">'
            f'<header class="entry-header"><h1 class="entry-title">{escape(headline_of(number))}</h1>'
            f'<div class="entry-meta"><time class="entry-date published" datetime="{moment.isoformat()}">'
            f'{moment:%d/%m/%Y %H:%M} WIB</time> <span class="byline">Oleh <span class="author vcard">'
            f'<a class="url fn n" rel="author" href="{self.base}/author/{number % len(PEOPLE)}/">'
            f"{PEOPLE[number % len(PEOPLE)]}</a></span></span></div></header>"
            f'<figure class="gambar-utama"><img src="{self.base}/gambar/{number}.jpg" alt=""><figcaption>'
            f"Suasana kegiatan nomor {number}. (Foto: Humas)</figcaption></figure>"
            f'<div class="{CONTENT[self._theme]}">\n{paragraphs}</div>'
            f'<ul class="bagikan">{shares}</ul>'
            f'<section class="terkait"><h3>Berita terkait</h3><ul>{related}</ul></section>'
            f"</article></main>\n"
        )


def _head_of(title: str, more: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="id-ID"><head><meta charset="UTF-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><meta name="generator" content="WordPress 6.8">{more}'
    )


def _styles() -> str:
    rules = "".join(
        f".blok-{n} > .isi{{margin:{n}px 0 {n % 7}px;color:#{n * 4099 % 4096:03x};padding:{n % 5}em}}\n"
        for n in range(130)
    )
    return f"<style>\n{rules}</style>\n"


def _menu() -> str:
    entries = "".join(
        f'<li id="menu-item-{row}{column}" class="menu-item menu-item-type-taxonomy menu-item-object-category">'
        f'<a href="/category/{name.lower()}/{column}/">{name} {PLACES[column]}</a></li>\n'
        for row, name in enumerate(MENU)
        for column in range(len(PLACES))
    )
    return (
        f'<header class="site-header"><p class="site-title"><a href="/">{TITLE}</a></p>'
        f'<nav class="menu"><ul>\n{entries}</ul></nav></header>\n'
    )


def _sidebar() -> str:
    lists = "".join(
        f'<section class="widget widget_recent_entries"><h2 class="widget-title">Terpopuler {place}</h2><ul>'
        + "".join(
            f'<li><a href="/populer/{n}/">{escape(headline_of(n))}</a></li>\n' for n in range(7 * row + 1, 7 * row + 8)
        )
        + "</ul></section>\n"
        for row, place in enumerate(PLACES)
    )
    return f'<aside class="sidebar">{lists}</aside>\n'


def _footer() -> str:
    offices = "".join(f"<li>{unit}, Jalan Contoh Nomor {n}</li>" for n, unit in enumerate(UNITS, 1))
    return f'<footer class="site-footer"><ul>{offices}</ul><p>Hak cipta {TITLE}. Pedoman media siber.</p></footer>\n'


def _scripts() -> str:
    calls = "".join(
        f'window.antrean.push(["catat","peristiwa-{n}",{{"sumber":"laman","urut":{n}}}]);\n' for n in range(105)
    )
    return f"<script>window.antrean=window.antrean||[];\n{calls}</script>\n"
