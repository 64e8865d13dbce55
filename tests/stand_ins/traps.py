"""A portal that is full of traps, all of our own making: walked by its pages alone, it would have no end."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from tests.stand_ins.newsroom import Answer, Story
from tests.stand_ins.portal import PagedList, cards

TAGS_SHOWN = 12
ROBOTS = "User-agent: *\nDisallow: /rahasia/\n"


@dataclass
class TrapHouse(PagedList):
    """Calendars and tags without end, sessions, sort orders, shells, loops, soft 404s, print views, other hosts.

    `calendar` is the address of a month; a tag page shows the newest and a dozen further tags.
    """

    toml: ClassVar[str] = 'ways = ["listing"]\n'
    calendar: ClassVar[str] = "/kalender?bulan={month}&tahun={year}"

    def menu(self) -> str:
        today = datetime.now(UTC)
        month = self.calendar.format(month=today.month, year=today.year)
        return (
            f'<ul class="main-menu"><li><a href="/">Beranda</a></li><li><a href="/berita{self.session()}">Berita</a></li>'
            f'<li><a href="/berita?sort=judul">Urut judul</a></li><li><a href="{month}">Kalender</a></li>'
            f'<li><a href="/tag/lapas">Topik</a></li></ul><ul class="tags">{self.tags(len(self.asked))}</ul>'
        )

    def session(self) -> str:
        """Another one on every page."""
        return f"?PHPSESSID={zlib.crc32(str(self.asked.total()).encode()):032x}"

    def tags(self, seed: int) -> str:
        names = (f"topik-{zlib.crc32(f'{seed}/{n}'.encode())}" for n in range(TAGS_SHOWN))
        return "".join(f'<li><a href="/tag/{name}">{name}</a></li>' for name in names)

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        query.pop("PHPSESSID", None)
        answers: dict[str, Callable[[str, dict[str, str]], Answer | None]] = {
            "": self.front,
            "kalender": self.month,
            "tag": self.tag,
            "arsip": self.same_list,
            "putar": self.circle,
            "hilang": self.lost,
        }
        answer = answers.get(path.split("/")[1], super().special)
        return answer(path, query)

    def front(self, path: str, query: dict[str, str]) -> Answer:
        return Answer(self.shell("Beranda", cards(self, self.newest[:4]) + self.doors()))

    def circle(self, path: str, query: dict[str, str]) -> Answer:
        return Answer(status=302, headers={"Location": "/putar/" + {"a": "b", "b": "a"}[path[-1]]})

    def lost(self, path: str, query: dict[str, str]) -> Answer:
        return Answer(self.shell("Halaman tidak ditemukan", "<h1>Halaman tidak ditemukan</h1>"))

    def doors(self) -> str:
        links = {"/putar/a": "Berita berputar tanpa akhir di lapas", "/hilang/1": "Berita yang sudah lama hilang itu"}
        links |= {"/arsip": "Arsip semua berita sejak dahulu kala", "https://lain.example/x": "Kabar dari media lain"}
        return "".join(f'<h3><a href="{path}">{title}</a></h3>' for path, title in links.items())

    def month(self, path: str, query: dict[str, str]) -> Answer:
        """A month with a link to the next, and one to each of its days."""
        month, year = int(query.get("bulan", "1")), int(query.get("tahun", "2020"))
        following = self.calendar.format(month=month % 12 + 1, year=year + month // 12)
        before = self.calendar.format(month=(month - 2) % 12 + 1, year=year - (month == 1))
        days = "".join(
            f'<td><a href="/kalender?bulan={month}&hari={day}&tahun={year}">{day}</a></td>' for day in range(1, 29)
        )
        body = f'<h1>Kalender</h1><table class="kalender"><tr>{days}</tr></table><a rel="prev" href="{before}">Sebelumnya</a>'
        return Answer(self.shell("Kalender", f'{body} <a rel="next" href="{following}">Selanjutnya</a>'))

    def tag(self, path: str, query: dict[str, str]) -> Answer:
        """The newest whatever the tag, and always a further page."""
        number = int(query.get("page", "1"))
        more = f'<a rel="next" href="{path}?page={number + 1}">Selanjutnya</a>'
        return Answer(self.shell("Topik", cards(self, self.newest[:6]) + more))

    def same_list(self, path: str, query: dict[str, str]) -> Answer:
        """The same list for any number."""
        number = int(query.get("page", "1"))
        more = f'<a rel="next" href="/arsip?page={number + 1}">Selanjutnya</a>'
        return Answer(self.shell("Arsip", cards(self, self.stories[:5]) + more))

    def page(self, story: Story) -> str:
        path = self.path(story)
        views = f'<a href="{path}?print=1">Cetak</a> <a href="{path}?replytocom=7">Balas</a> <a href="{path}?share=wa">Bagikan</a>'
        return super().page(story).replace("</article>", f"</article><p>{views}</p>")
