"""Portals as regional media run them: a dated index ("indeks"), or a list in one of many styles. All of our own making."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from tests.stand_ins.newsroom import Answer, StandIn, Story, part

PER_PAGE = 8


def cards(site: StandIn, chosen: list[Story]) -> str:
    """A list as portals have it: no hentry, the title in a heading, the picture and "Baca" leading to the same page."""
    return "".join(
        f'<div class="latest__item media"><a href="{site.path(story)}"><img src="/x.jpg" alt=""></a><div class="media-body">'
        f'<h3 class="latest__title"><a href="{site.path(story)}">{story.title}</a></h3>'
        f"<span class='latest__date'>{story.readable_day}, 09:{story.number % 60:02d} WIB</span></div></div>"
        for story in chosen
    )


@dataclass
class DatedIndex(StandIn):
    """One list a day, in pages where the day has many; the sidebar shows the same popular articles on every page."""

    deaf: bool = False
    pattern: ClassVar[str] = "/indeks?date={year}-{month}-{day}"

    @property
    def toml(self) -> str:  # type: ignore[override]  # a class variable of the others
        return f'index = "{self.pattern}"\nways = ["index", "listing"]\n'

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        if path == "/":
            return Answer(self.shell("Beranda", cards(self, self.newest[:PER_PAGE])))
        day = self.day_of(path, query)
        if day is None:
            return None
        chosen = self.newest[:3] if self.deaf else [story for story in self.newest if story.day == day]
        number = int(query.get("page", "1"))
        shown = part(chosen, (number - 1) * 2, 2)
        more = f'<a href="{self.address_of(day)}{"&" if "?" in self.pattern else "?"}page={number + 1}">Selanjutnya</a>'
        side = f'<aside class="sidebar">{cards(self, self.stories[:3])}</aside>'
        return Answer(self.shell("Indeks", cards(self, shown) + more * (number * 2 < len(chosen)) + side))

    def address_of(self, day: date) -> str:
        values = {
            "{year}": f"{day:%Y}",
            "{month}": f"{day:%m}",
            "{day}": f"{day:%d}",
            "{m}": str(day.month),
            "{d}": str(day.day),
        }
        found = self.pattern
        for mark, value in values.items():
            found = found.replace(mark, value)
        return found

    def day_of(self, path: str, query: dict[str, str]) -> date | None:
        asked = path + (f"?date={query['date']}" if "date" in query else "")
        if asked == path and not path.startswith("/index/"):
            return None
        today = date.today()  # noqa: DTZ011 any day that the crawler may ask for
        return next((day for n in range(9000) if self.address_of(day := today - timedelta(days=n)) == asked), None)


class SlashedIndex(DatedIndex):
    pattern: ClassVar[str] = "/index/{year}/{month}/{day}"


class UnpaddedIndex(DatedIndex):
    pattern: ClassVar[str] = "/indeks?date={d}/{m}/{year}"


@dataclass
class PagedList(StandIn):
    """One list of everything behind `/berita`, told on in one of the usual styles."""

    style: ClassVar[str] = "/berita/page/{number}/"
    words: ClassVar[str] = "Selanjutnya"

    def path(self, story: Story) -> str:
        return f"/read/{story.day:%Y}/{story.number}/{story.slug}.html"

    def menu(self) -> str:
        return (
            '<ul class="main-menu"><li><a href="/">Beranda</a></li><li><a href="/berita">Berita</a></li>'
            '<li><a href="/profil">Profil</a></li></ul>'
        )

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        if path == "/":
            return Answer(self.shell("Beranda", cards(self, self.newest[:4])))
        number = self.number_of(path, query)
        if number is None:
            return None
        shown = part(self.newest, (number - 1) * PER_PAGE, PER_PAGE)
        return Answer(self.shell("Berita", cards(self, shown) + self.more(number)))

    def number_of(self, path: str, query: dict[str, str]) -> int | None:
        if path.rstrip("/") == "/berita" and not query:
            return 1
        asked = path + ("?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else "")
        return next((n for n in range(1, 99) if self.page_address(n) == asked), None)

    def page_address(self, number: int) -> str:
        return self.style.format(number=number, start=(number - 1) * PER_PAGE)

    def more(self, number: int) -> str:
        if number * PER_PAGE >= len(self.stories):
            return ""
        return f'<div class="paging"><a href="{self.page_address(number + 1)}">{self.words}</a></div>'


class PagedByPath(PagedList):
    pass


class PagedByQuery(PagedList):
    """Numbers only, around the page that is shown."""

    style: ClassVar[str] = "/berita?page={number}"

    def more(self, number: int) -> str:
        last = -(-len(self.stories) // PER_PAGE)
        shown = range(max(1, number - 2), min(last, number + 2) + 1)
        links = [
            f"<b class='current'>{n}</b>" if n == number else f"<a href='{self.page_address(n)}'>{n}</a>" for n in shown
        ]
        return f'<div class="paging">{" ".join(links)}</div>'


class PagedByStart(PagedList):
    style: ClassVar[str] = "/berita?start={start}"
    words: ClassVar[str] = "Berikutnya »"


class PagedByP(PagedList):
    """The page after this is named in the head alone."""

    style: ClassVar[str] = "/berita?p={number}"

    def more(self, number: int) -> str:
        return f'<link rel="next" href="{self.page_address(number + 1)}">' * (number * PER_PAGE < len(self.stories))


class LoadMore(PagedList):
    style: ClassVar[str] = "/berita?page={number}"

    def more(self, number: int) -> str:
        button = f'<button class="btn" data-url="{self.page_address(number + 1)}">Muat Lebih Banyak</button>'
        return button * (number * PER_PAGE < len(self.stories))
