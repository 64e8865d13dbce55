"""Twenty years of one site: three older systems are still served beside the one of today, and a calendar without end.

AuraCMS as district offices had it, Joomla, a blog by year and month, and a portal. As on such sites, the menu of today
leads to the front pages of the older ones, and nothing else does.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tests.stand_ins.newsroom import Answer, StandIn, Story, part

ERAS = (2010, 2015, 2020)  # the first years of the second system, the third and the fourth
PER_LIST = 10
MOST_PARTS = 2  # of the path of an archive: its year and its month


def twenty_years(count: int) -> list[Story]:
    """So many articles, oldest first, spread evenly over the twenty years before today."""
    last = datetime.now(UTC).date()
    step = timedelta(days=20 * 365) / count
    return [Story(number, last - (count - number) * step) for number in range(1, count + 1)]


@dataclass
class Generations(StandIn):
    """The site of today with what is left of its past."""

    def era(self, story: Story) -> int:
        return sum(story.day.year >= year for year in ERAS)

    def of_era(self, number: int) -> list[Story]:
        return [story for story in self.newest if self.era(story) == number]

    def path(self, story: Story) -> str:
        return (
            f"/index.php?pilih=news&mod=yes&aksi=lihat&id={story.number}",
            f"/index.php/berita/{story.number}-{story.slug}",
            f"/{story.day:%Y/%m}/{story.slug}/",
            f"/read/{story.number}/{story.slug}.html",
        )[self.era(story)]

    def ordinary(self, path: str) -> Answer:
        found = next((story for story in self.stories if self.path(story) == path), None)
        return Answer(self.page(found)) if found is not None else super().ordinary(path)

    def menu(self) -> str:
        today = datetime.now(UTC)
        links = {
            "/": "Beranda",
            "/profil": "Profil",
            "/berita": "Berita",
            "/2019/": "Arsip 2019",
            "/index.php/berita": "Berita Lama",
            "/index.php?pilih=news": "Arsip Berita",
            f"/kalender/{today:%Y/%m}": "Agenda",
        }
        return "<nav>" + "".join(f'<a href="{path}">{name}</a> ' for path, name in links.items()) + "</nav>"

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        match path.strip("/").split("/"):
            case [""]:
                answer = Answer(self.shell("Beranda", self.cards(self.of_era(3)[:8])))
            case ["berita"]:
                answer = self.numbered(self.of_era(3), int(query.get("page", "1")), "/berita?page=", "Selanjutnya")
            case ["index.php"] if query.get("aksi") == "lihat":
                answer = self.ordinary(f"/index.php?pilih=news&mod=yes&aksi=lihat&id={query.get('id')}")
            case ["index.php"]:
                answer = self.numbered(self.of_era(0), int(query.get("hal", "1")), "/index.php?pilih=news&hal=", "&gt;")
            case ["index.php", "berita"]:
                answer = self.by_start(self.of_era(1), int(query.get("start", "0")))
            case ["kalender", year, month]:
                answer = self.calendar(int(year), int(month))
            case [year, *rest] if year.isdigit() and len(rest) < MOST_PARTS:
                answer = self.by_time(int(year), [int(month) for month in rest])
            case _:
                return None
        return answer

    def cards(self, chosen: list[Story]) -> str:
        return "".join(f'<h3><a href="{self.path(story)}">{story.title}</a></h3>' for story in chosen)

    def numbered(self, chosen: list[Story], number: int, address: str, word: str) -> Answer:
        shown = part(chosen, (number - 1) * PER_LIST, PER_LIST)
        more = f'<p><a href="{address}{number + 1}">{word}</a></p>' if number * PER_LIST < len(chosen) else ""
        numbers = "".join(
            f' <a href="{address}{n}">{n}</a>' for n in range(1, number + 2) if (n - 1) * PER_LIST < len(chosen)
        )
        return Answer(self.shell("Berita", self.cards(shown) + f'<div class="paging">{numbers}</div>' + more))

    def by_start(self, chosen: list[Story], start: int) -> Answer:
        more = f'<ul class="pagination"><li class="pagination-next"><a href="/index.php/berita?start={start + PER_LIST}">Berikutnya</a></li></ul>'
        shown = part(chosen, start, PER_LIST)
        return Answer(self.shell("Berita Lama", self.cards(shown) + (more if start + PER_LIST < len(chosen) else "")))

    def by_time(self, year: int, rest: list[int]) -> Answer:
        """A year with its months and the other years, or a month with its articles."""
        blog = self.of_era(2)
        if rest:
            return Answer(
                self.shell("Arsip", self.cards([s for s in blog if (s.day.year, s.day.month) == (year, rest[0])]))
            )
        months = sorted({s.day.month for s in blog if s.day.year == year})
        years = sorted({s.day.year for s in blog} - {year})
        links = [f'<li><a href="/{year}/{month:02}/">{month:02}</a></li>' for month in months]
        links += [f'<li><a href="/{other}/">{other}</a></li>' for other in years]
        return Answer(self.shell(f"Arsip {year}", f"<ul>{''.join(links)}</ul>"))

    def calendar(self, year: int, month: int) -> Answer:
        """The month, a link to the next and one to the month before, for ever."""
        first = date(year, month, 1)
        before, after = first - timedelta(days=1), first + timedelta(days=31)
        links = (
            f'<a href="/kalender/{before:%Y/%m}">Bulan lalu</a> <a href="/kalender/{after:%Y/%m}">Bulan berikutnya</a>'
        )
        days = "".join(f'<td><a href="/kalender/{year}/{month:02}?hari={day}">{day}</a></td>' for day in range(1, 29))
        return Answer(self.shell("Agenda", f"<h1>Agenda</h1><table><tr>{days}</tr></table>{links}"))

    def page(self, story: Story) -> str:
        """Each system has a page of its own; the two oldest declare nothing."""
        text = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
        day = f"{story.day.day}/{story.day.month}/{story.day.year}"
        match self.era(story):
            case 0:
                old = f"<tr><td><b>{story.title}</b></td></tr><tr><td>Tanggal: {day} - dibaca 12 kali</td></tr><tr><td>{text}</td></tr>"
                return self.shell(story.title, f'<table width="100%">{old}</table>')
            case 1:
                head = f'<div class="item-page"><h2>{story.title}</h2><dl><dd class="published">Ditulis pada {story.readable_day}</dd></dl>'
                return self.shell(story.title, f"{head}{text}</div>")
            case 2:
                head = f'<h1 class="entry-title">{story.title}</h1><time datetime="{story.moment.isoformat()}">{story.readable_day}</time>'
                return self.shell(
                    story.title, f'<article class="post">{head}<div class="entry-content">{text}</div></article>'
                )
        return super().page(story)
