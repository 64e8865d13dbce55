"""An article that stands on several pages is one article: whole, with a capture of each page."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.items import ArticleItem
from archive.sources import parse_source
from archive.vocabulary import UrlKind
from spiders.reading import Page, read
from spiders.reading.further import join
from tests.crawling import Archive, assert_whole, crawl
from tests.stand_ins.newsroom import Answer, Story, serve, stories
from tests.stand_ins.plain import SitemapsOnly
from tests.walking import archive_of

SITE = "https://kabar.contoh.example"
SOURCE = parse_source(f'name = "contoh"\nurl = "{SITE}/"\nplatform = "site"\n', "test")
PARTS = 3


def parts_of(story: Story) -> list[list[str]]:
    """What stands on each of the pages of a story."""
    return [
        [f"Bagian {part} dari berita nomor {story.number}: {text}" for text in story.paragraphs]
        for part in range(1, PARTS + 1)
    ]


@dataclass
class SplitSite(SitemapsOnly):
    """A portal that splits its articles, by a query as many do; the oldest as WordPress does; the newest offers all."""

    broken: dict[str, int] = field(default_factory=dict)

    def path_of(self, story: Story, part: int) -> str:
        path = self.path(story)
        if part == 1:
            return path
        return f"{path}/{part}" if story.number == 1 else f"{path}?page={part}"

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        for story in self.stories:
            wanted = {self.path_of(story, part): [part] for part in range(1, PARTS + 1)}
            if story.number == len(self.stories):
                wanted = {self.path(story): [1], f"{self.path(story)}?page=all": [1, 2, 3]}
            asked = path + (f"?page={query['page']}" if "page" in query else "")
            if asked in wanted:
                if self.broken.get(asked, 0) > 0:
                    self.broken[asked] -= 1
                    return Answer(status=500)
                return Answer(self.split_page(story, wanted[asked]))
        return super().special(path, query)

    def split_page(self, story: Story, shown: list[int]) -> str:
        text = "".join(f"<p>{line}</p>" for part in shown for line in parts_of(story)[part - 1])
        links = "".join(f'<a href="{self.path_of(story, n)}">{n}</a> ' for n in range(1, PARTS + 1))
        if story.number == len(self.stories):
            links = f'<a href="{self.path(story)}?page=all">Tampilkan semua halaman</a>'
        whole = self.page(story)
        before, after = whole.split('<div class="isi">')[0], whole.split("</div></article>")[1]
        return f'{before}<div class="isi">{text}</div><div class="paging">Halaman: {links}</div></article>{after}'


COUNT = 6
CAPTURES = """
SELECT article, count(*) FROM revisions r JOIN revision_captures c ON c.revision = r.id GROUP BY article
"""


def bodies(archive: Archive) -> dict[str, list[str]]:
    return {url: body.split("\n\n") for url, body in archive.rows("SELECT url, body FROM articles")}


def test_every_page_of_an_article_is_fetched_joined_and_kept_as_a_capture(tmp_path: Path) -> None:
    with serve(SplitSite(stories(COUNT))) as site:
        archive = archive_of(site, tmp_path / "arsip")
        assert crawl(archive)["new"] == COUNT
        found = bodies(archive)
        assert set(found) == site.published
        for story in site.stories:
            text = " ".join(found[site.address(story)])
            places = [text.index(f"Bagian {part} dari") for part in range(1, PARTS + 1)]
            assert places == sorted(places)
            assert text.count("Bagian 2 dari") == len(story.paragraphs)
        pages = dict(archive.rows(CAPTURES))
        assert sorted(pages.values()) == [2, *[PARTS] * (COUNT - 1)]
        assert crawl(archive, "--refresh")["revised"] == 0
        assert archive.run("reread", "contoh", "--dry-run", "--json").stdout.strip() == "[]"
        assert_whole(archive)


def test_an_article_waits_for_a_page_that_cannot_be_had_and_is_stored_without_it_in_the_end(tmp_path: Path) -> None:
    with serve(SplitSite(stories(COUNT))) as site:
        first, second = (site.path_of(story, 2) for story in site.stories[1:3])
        site.broken = {first: 1, second: 99}
        archive = archive_of(site, tmp_path / "arsip")
        assert crawl(archive)["new"] == COUNT
        found = bodies(archive)
        assert "Bagian 3 dari" in " ".join(found[site.address(site.stories[1])])
        assert "Bagian 2 dari" not in " ".join(found[site.address(site.stories[2])])
        assert_whole(archive)


def read_further(links: str, address: str = f"{SITE}/berita/1/razia") -> list[str]:
    text = "".join(f"<p>{line}</p>" for line in stories(3)[0].paragraphs)
    head = '<head><meta property="og:type" content="article"><title>Razia di Lapas Contoh</title></head>'
    article = f"<article><h1>Razia di Lapas Contoh</h1><div>{text}</div>{links}</article>"
    body = f"<html>{head}<body>{article}</body></html>"
    return read(UrlKind.PAGE, Page(address, 200, "text/html", {}, body.encode()), SOURCE).further


@pytest.mark.parametrize(
    ("links", "further"),
    [
        ('<a href="?page=2">2</a> <a href="?page=3">3</a>', ["?page=2", "?page=3"]),
        ('<a href="?halaman=2">Selanjutnya</a>', ["?halaman=2"]),
        ('<a href="?page=2">2</a> … <a href="?page=5">5</a>', ["?page=2", "?page=3", "?page=4", "?page=5"]),
        ('<a href="?page=2">2</a> <a href="?page=all">Semua Halaman</a>', ["?page=all"]),
        ('<a href="/berita/1/razia/2/">2</a>', ["/2/"]),
        ('<a href="/berita/1/razia/page/2">Halaman 2</a>', ["/page/2"]),
        ('<a href="/berita/2/lain?page=2">2</a>', []),
        ('<a href="?page=2">Baca kisah petugas lapas yang menolong warga binaan saat banjir besar melanda</a>', []),
        ('<nav class="page-links"><a class="post-page-numbers" href="/berita/1/razia/2/">Page 2</a></nav>', ["/2/"]),
        ('<div id="comments"><a href="?page=2">2</a></div>', []),
        ('<a href="?page=1">1</a>', []),
        ('<a href="https://lain.example/berita/1/razia?page=2">2</a>', []),
    ],
)
def test_further_pages_are_those_of_this_article_alone(links: str, further: list[str]) -> None:
    own = f"{SITE}/berita/1/razia"
    assert read_further(links) == [own + rest for rest in further]


def test_a_further_page_has_no_further_pages() -> None:
    assert read_further('<a href="?page=3">3</a>', f"{SITE}/berita/1/razia?page=2") == []


PARAGRAPHS = st.lists(st.text(st.characters(categories=["L", "P"]), min_size=1, max_size=9), max_size=6)


@given(st.lists(PARAGRAPHS, min_size=1, max_size=4))
def test_a_joined_article_has_each_paragraph_of_its_further_pages_once_in_order(pages: list[list[str]]) -> None:
    items = [ArticleItem(SITE, SITE, "contoh", body="\n\n".join(dict.fromkeys(page))) for page in pages]
    joined = join(items[0], items[1:])
    found = [paragraph for paragraph in joined.body.split("\n\n") if paragraph]
    assert len(found) == len(set(found))
    assert set(found) == {paragraph for page in pages for paragraph in page}


def test_the_whole_article_on_one_page_takes_the_place_of_its_first() -> None:
    first = ArticleItem(SITE, SITE, "contoh", body="Satu.\n\nDua.", body_html="<p>Satu.</p><p>Dua.</p>")
    every = ArticleItem(
        SITE, SITE, "contoh", body="Satu.\n\nDua.\n\nTiga.", body_html="<p>Satu.</p><p>Dua.</p><p>Tiga.</p>"
    )
    joined = join(first, [every])
    assert (joined.body, joined.body_html) == (every.body, every.body_html)
