"""A stand-in for Joomla 4 with its template Cassiopeia: category blogs of com_content, their pagers, their feeds."""

from typing import ClassVar

from tests.stand_ins.newsroom import Answer, StandIn, Story, part

PER_PAGE = 10


class Joomla(StandIn):
    platform: ClassVar[str] = "joomla"

    def path(self, story: Story) -> str:
        return f"/{story.section}/{story.number}-{story.slug}"

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        section = path.strip("/")
        if section not in {"", "berita", "daerah", "nasional"}:
            return None
        chosen = [story for story in self.newest if section in {"", story.section}]
        if query.get("format") == "feed":
            return Answer(self.rss(chosen[:PER_PAGE]), "application/rss+xml; charset=utf-8")
        start = int(query.get("start", "0"))
        more = "" if section == "" else self.pager(f"/{section}", start, len(chosen))
        return Answer(self.blog(section or "Beranda", part(chosen, start, PER_PAGE if section else 4), more))

    def menu(self) -> str:
        names = {"/": "Beranda", "/berita": "Berita", "/daerah": "Daerah", "/nasional": "Nasional", "/profil": "Profil"}
        entries = "".join(f'<li class="nav-item"><a href="{path}">{name}</a></li>' for path, name in names.items())
        return f'<ul class="mod-menu mod-list nav">{entries}</ul>'

    def blog(self, title: str, chosen: list[Story], more: str) -> str:
        items = "".join(
            f'<div class="col-sm blog-item"><div class="item-content"><div class="page-header"><h2>'
            f'<a href="{self.path(story)}">{story.title}</a></h2></div>'
            f'<p>{story.paragraphs[0]}</p><p class="readmore"><a class="btn" href="{self.path(story)}" '
            f'aria-label="Selengkapnya: {story.title}">Selengkapnya …</a></p></div></div>'
            for story in chosen
        )
        feed = '<link href="?format=feed&amp;type=rss" rel="alternate" type="application/rss+xml" title="RSS 2.0">'
        body = f'<div class="com-content-category-blog blog"><h1>{title}</h1><div class="blog-items">{items}</div>{more}</div>'
        return self.shell(title, body, feed)

    def pager(self, path: str, start: int, total: int) -> str:
        pages = -(-total // PER_PAGE)
        links = []
        for number in range(1, pages + 1):
            place = (number - 1) * PER_PAGE
            mark = ' class="active page-item"' if place == start else ' class="page-item"'
            inner = f"<span>{number}</span>" if place == start else f'<a href="{path}?start={place}">{number}</a>'
            links.append(f"<li{mark}>{inner}</li>")
        return f'<div class="com-content-category-blog__pagination"><ul class="pagination">{"".join(links)}</ul></div>'
