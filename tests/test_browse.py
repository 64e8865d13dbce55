"""The archive's own pages in Datasette: what they show, in both languages, of a real crawl."""

import re
import string
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from archive.adoption.catalogue import NEWEST, NEWEST_STORIES
from archive.browse.dates import say_published
from archive.browse.page import preferred
from archive.browse.words import LANGUAGES, WORDS
from archive.history import STATE
from archive.vocabulary import ChangeKind, ChangeSign, Fate, Origin, Precision, Reason, Role, State
from spiders.reading.rest import READER_VERSION
from tests.browsing import Room, plain, room
from tests.crawling import Archive, adopt, new_archive
from tests.news_site import NewsSite, Post, serve

POSTS = 30


@pytest.fixture(scope="module")
def site() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(1, POSTS + 1)])) as made:
        yield made


@pytest.fixture(scope="module")
def archive(site: NewsSite, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Crawled, then changed and crawled again: post 3 twice revised, 5 renamed, 6 gone."""
    made = new_archive(tmp_path_factory.mktemp("browse") / "arsip")
    adopt(made, site.url)
    assert made.run("crawl").returncode == 0
    site.change(3, edition=1)
    assert made.run("crawl", "--refresh").returncode == 0
    site.change(3, edition=2, headline="Judul Baru")
    site.change(5, slug="nama-baru", edition=1)
    site.change(6, status="trash")
    assert made.run("crawl", "--refresh").returncode == 0
    return made


@pytest.fixture(scope="module")
def pages(archive: Archive) -> Iterator[Room]:
    with room(archive.path) as opened:
        yield opened


def id_of(archive: Archive, number: int, slug: str = "") -> str:
    ((found,),) = archive.rows("SELECT public_id FROM articles WHERE url LIKE ?", f"%/{slug or f'berita-{number}'}/")
    return str(found)


def test_the_first_page_says_whose_archive_it_is_and_what_came_last(pages: Room, archive: Archive) -> None:
    page = pages.text("/")
    assert "Perpustakaan Contoh" in page
    assert "30 artikel" in page
    assert "1 situs" in page
    newest = re.findall(r'href="/artikel/([a-z2-7]{16})"', page)
    assert newest[0] == id_of(archive, 27)
    assert len(newest) == 12
    assert 'href="/archive"' in page


def test_the_newest_articles_are_found_by_the_index(archive: Archive) -> None:
    query = NEWEST.replace(":limit", "12").replace(":letters", "200")
    plan = [str(row[3]) for row in archive.rows(f"EXPLAIN QUERY PLAN {query}")]
    assert "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)" in plan
    assert any("USING INDEX articles_by_day (source=? AND published_day>?)" in step for step in plan)


def test_the_newest_stories_are_found_by_the_index_without_sorting(archive: Archive) -> None:
    plan = [str(row[3]) for row in archive.rows(f"EXPLAIN QUERY PLAN {NEWEST_STORIES}", 5)]
    assert any("USING INDEX stories_by_day" in step for step in plan)
    assert not any("TEMP B-TREE" in step for step in plan)


def test_the_first_page_names_the_newest_stories_by_their_first_article(pages: Room, archive: Archive) -> None:
    page = pages.text("/")
    section = page[page.index('id="kelompok"') : page.index('id="terbit"')]
    stories = re.findall(r'<h3><a href="(/kelompok/\w{16})".*?</h3>\s*<p class="meta">(.*?)</p>', section, re.DOTALL)
    assert 1 <= len(stories) <= 5
    for address, meta in stories:
        members = re.findall(r'<h2><a href="/artikel/(\w{16})"', pages.text(address))
        assert f"{len(members)} artikel, 1 media, 1 jaringan" in plain(meta)
        assert members[0] == address.rpartition("/")[2]
    days = (
        "SELECT f.public_id FROM stories s JOIN articles f ON f.id = s.first ORDER BY f.published_day DESC, s.id DESC"
    )
    assert [address.rpartition("/")[2] for address, _ in stories] == [row[0] for row in archive.rows(days)][:5]
    assert "Newest stories and their reprints" in pages.text("/?lang=en")


def test_a_search_marks_the_words_and_turns_its_pages(pages: Room) -> None:
    first, second = pages.text("/cari?q=kegiatan&fold=0"), pages.text("/cari?q=kegiatan&fold=0&page=2")
    assert "30 artikel ditemukan" in plain(first)
    assert "<mark>Kegiatan</mark>" in first
    assert "halaman 1 dari 2" in plain(first)
    found = [re.findall(r'<h3><a href="/artikel/(\w{16})"', page) for page in (first, second)]
    assert [len(ids) for ids in found] == [20, 10]
    assert not set(found[0]) & set(found[1])


def test_an_article_shows_its_text_and_what_proves_it(pages: Room, archive: Archive, site: NewsSite) -> None:
    page = pages.text(f"/artikel/{id_of(archive, 1)}")
    assert '<h1 dir="auto">Lapas Contoh Gelar Kegiatan ke-1</h1>' in page
    assert "Minggu, 2 Februari 2020, pukul 01.01 WIB (+07:00)" in page
    assert site.posts[0].paragraphs[1] in page
    proof = "SELECT c.payload_sha256, f.path FROM captures c JOIN warc_files f ON f.id = c.warc_file WHERE c.url LIKE ?"
    for digest, path in archive.rows(proof, "%/berita-1/"):
        assert digest in page
        assert path in page
    assert f"dibaca oleh wordpress-rest, versi {READER_VERSION} · pertama kali dilihat" in plain(page)
    assert "Wesley Contoh penulis wes zak" in plain(page)
    ((row,),) = archive.rows("SELECT id FROM articles WHERE public_id = ?", id_of(archive, 1))
    assert f'href="/archive/articles/{row}"' in page
    assert pages.get(f"/archive/articles/{row}").status_code == 200


def test_reprints_are_folded_under_their_story_which_has_a_page(pages: Room) -> None:
    page = pages.text("/cari?q=kegiatan")
    stories = re.findall(r'<a href="(/kelompok/\w{16})">dan (\d+) salinan</a>', page)
    assert stories
    told = pages.text(stories[0][0])
    members = re.findall(r'<h2><a href="/artikel/(\w{16})"', told)
    assert len(members) == int(stories[0][1]) + 1
    assert "yang pertama" in told
    assert set(members) <= set(re.findall(r"[a-z2-7]{16}", pages.text("/cari.csv?q=kegiatan")))
    beside = re.findall(r'href="(/kelompok/\w{16}\?banding=\w{16})#', told)
    assert len(beside) == len(members) - 1
    side_by_side = pages.text(beside[0])
    texts = re.findall(r'<p class="body" dir="auto">(.*?)</p>', side_by_side, re.DOTALL)
    assert len(texts) == 2
    assert all("<mark>" in text for text in texts)
    unfolded = re.search(r'<a href="([^"]*)" rel="nofollow">Tampilkan semuanya', page)
    assert unfolded
    assert "dilipat" not in pages.text(unescape(unfolded[1]))


def test_facets_count_what_their_links_find(pages: Room) -> None:
    page = pages.text("/cari?q=kegiatan")
    facets = page[page.index('id="persempit"') :]
    links = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>\s*<span class="count">(\d+)</span>', facets)
    assert [(name, count) for _, name, count in links][:2] == [("Lapas Contoh", "30"), ("2020", "30")]
    for link, _, count in links:
        assert f"{count} artikel ditemukan" in plain(pages.text(unescape(link)))
    assert "from=2020&amp;to=2020" in links[1][0]
    assert "source=contoh" in links[0][0]


def test_what_narrows_can_be_taken_away_again(pages: Room) -> None:
    page = pages.text("/cari?q=kegiatan&source=contoh&from=2020-02-02&to=2020-02-03")
    assert "4 artikel ditemukan" in plain(page)
    chosen = re.findall(r'<li><a href="([^"]*)" aria-label="Hapus saringan: ([^"]*)">', page)
    assert [name for _, name in chosen] == ["Lapas Contoh", "2020-02-02 – 2020-02-03"]
    assert "30 artikel ditemukan" in plain(pages.text(unescape(chosen[1][0])))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/cari?q=%22%22", "Tidak ada kata yang dapat dicari"),
        ("/cari?q=-razia", "Tidak ada kata yang dapat dicari"),
        ("/cari?q=kegiatan&from=kemarin", "Saringan itu tidak dikenal"),
        ("/cari?q=kegiatan&source=lain", "Saringan itu tidak dikenal"),
        ("/cari?q=kegiatan&from=2021&to=2020", "Saringan itu tidak dikenal"),
        ("/cari?q=zebra", "Tidak ada yang ditemukan untuk zebra."),
        ("/cari?q=kegiatan&to=2001", "Tanpa saringan, lebih banyak yang dicari."),
        ("/cari?q=%22kegiatan+ke", "Tanda kutip terakhir tidak ditutup"),
        ("/cari?q=https://lain.example/x", "Arsip ini tidak punya artikel di alamat itu."),
        ("/cari?q=kegiatan&page=999999", "30 artikel ditemukan"),
        ("/cari?q=kegiatan&page=99999999999999999999", "30 artikel ditemukan"),
        ("/cari?q=kegiatan&page=-1&fold=0", "halaman 1 dari 2"),
    ],
)
def test_an_odd_search_gets_a_helpful_line(pages: Room, address: str, said: str) -> None:
    assert said in plain(pages.text(address))


def test_an_empty_search_leads_home_and_an_address_to_its_article(
    pages: Room, archive: Archive, site: NewsSite
) -> None:
    assert pages.get("/cari?q=+&lang=en").headers["location"] == "/?lang=en"
    answer = pages.get(f"/cari?q={site.url}%3Fp%3D5")
    assert answer.headers["location"] == f"/artikel/{id_of(archive, 5, 'nama-baru')}"


def test_every_version_can_be_read_as_it_was(pages: Room, archive: Archive) -> None:
    address = f"/artikel/{id_of(archive, 3)}"
    newest, first = pages.text(address), pages.text(f"{address}?revision=1")
    assert '<h1 dir="auto">Judul Baru</h1>' in newest
    assert "Pembaruan ke-2" in newest
    assert "berubah: judul" in plain(newest)
    assert f'href="{address}?revision=1"' in newest
    assert '<h1 dir="auto">Lapas Contoh Gelar Kegiatan ke-3</h1>' in first
    assert "Pembaruan" not in first
    assert "Anda membaca versi 1 dari 3" in first
    for number in ("0", "4", "satu", "9" * 30):
        assert "Versi ini tidak ada" in pages.text(f"{address}?revision={number}", 404)


def test_a_gone_article_stays_readable_and_says_so(pages: Room, archive: Archive) -> None:
    page = pages.text(f"/artikel/{id_of(archive, 6)}")
    assert "Situs asalnya tidak lagi memuat artikel ini sejak" in page
    assert "kegiatan ke-6" in page


def test_a_hidden_article_has_no_page(archive: Archive, tmp_path: Path) -> None:
    copy = archive.copy(tmp_path / "salinan")
    hidden = id_of(copy, 8)
    copy.change("UPDATE articles SET state = 'hidden' WHERE public_id = ?", hidden)
    with room(copy.path) as opened:
        assert "kegiatan ke-8" not in opened.text(f"/artikel/{hidden}", 404)
        assert hidden not in opened.text("/cari?q=kegiatan")


def test_a_hidden_reprint_is_not_counted_and_a_hidden_first_article_not_named(archive: Archive, tmp_path: Path) -> None:
    copy = archive.copy(tmp_path / "salinan")
    ((story, first),) = copy.rows("SELECT id, first FROM stories ORDER BY articles DESC LIMIT 1")
    ((name, members),) = copy.rows(
        "SELECT a.public_id, s.articles FROM stories s JOIN articles a ON a.id = s.first WHERE s.id = ?", story
    )
    copy.change("DELETE FROM story_articles WHERE story <> ?", story)
    copy.change(
        "UPDATE articles SET state = 'hidden' WHERE id IN "
        "(SELECT article FROM story_articles WHERE story = ? AND article <> ? LIMIT 1)",
        story,
        first,
    )
    with room(copy.path) as opened:
        shown = [f"{members - 1} artikel"] if members > 2 else []
        assert re.findall(r"<span class=\"whole\">(\d+ artikel), 1 media", opened.text("/")) == shown
    copy.change("UPDATE articles SET state = 'hidden' WHERE id = ?", first)
    with room(copy.path) as opened:
        assert name not in opened.text("/")


def test_the_beginning_of_an_id_leads_to_the_whole(pages: Room, archive: Archive) -> None:
    whole = id_of(archive, 1)
    for name in (whole[:9], whole.upper()):
        assert pages.get(f"/artikel/{name}?lang=en").headers["location"] == f"/artikel/{whole}?lang=en"
    assert "Artikel ini tidak ada di arsip" in pages.text("/artikel/aaaaaaaa", 404)


@pytest.mark.parametrize("address", ["/tidak-ada", "/artikel/tidak!ada", "/archive/lain", "/archive/articles/999999"])
def test_what_is_not_there_is_said_kindly(pages: Room, address: str) -> None:
    page = pages.text(address, 404)
    assert "Halaman ini tidak ada" in page
    assert 'action="/cari"' in page
    assert "There is no such page" in pages.text(f"{address}?lang=en", 404)


def test_datasettes_own_pages_stay_and_lead_back(pages: Room, archive: Archive) -> None:
    assert "revision_captures" in pages.text("/archive")
    table = pages.text("/archive/articles?_size=5")
    assert f'<a href="/artikel/{id_of(archive, 1)}">' in table
    assert '<a href="/">Arsip</a>' in table
    assert pages.get("/archive.json?sql=select+count(*)+from+articles").json()["rows"] == [[30]]
    assert pages.get("/archive/tidak-ada.json").status_code == 404


def test_the_language_follows_the_visitor(pages: Room) -> None:
    assert '<html lang="id">' in pages.text("/")
    english = pages.text("/", **{"Accept-Language": "en-GB,en;q=0.9,id;q=0.5"})
    assert '<html lang="en">' in english
    assert "30 articles" in english
    chosen = pages.text("/cari?q=kegiatan&lang=en", **{"Accept-Language": "id"})
    assert "30 articles found" in plain(chosen)
    ours = re.findall(r'href="(/(?:cari|artikel)[^"]*)"', chosen)
    assert len(ours) > 10
    assert [link for link in ours if "lang=" not in link] == []
    assert "/cari?q=kegiatan&amp;lang=id" in ours


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "id"),
        ("id-ID,id;q=0.9,en;q=0.8", "id"),
        ("en", "en"),
        ("fr,en;q=0.3,id;q=0.7", "id"),
        ("fr,de", "id"),
        ("en;q=0,fr", "id"),
        ("en;q=hoch, id;q=0.1", "id"),
    ],
)
def test_the_language_liked_best_is_taken(accepted: str, language: str) -> None:
    assert preferred(accepted, "id") == language
    assert preferred("fr", "en") == "en"


def test_every_word_stands_in_both_languages_and_on_a_page() -> None:
    for key, forms in WORDS.items():
        slots = [{name for _, name, _, _ in string.Formatter().parse(form) if name} for form in forms]
        assert len(forms) == len(LANGUAGES), key
        assert all(form.strip() for form in forms), key
        assert slots[0] == slots[1], key
    folder = Path(__file__).parents[1] / "archive" / "browse"
    code = [file for file in folder.glob("*.py") if not file.name.startswith("words")]
    text = "".join(file.read_text() for file in [*code, *folder.glob("templates/*")])
    keys = {key.removesuffix("_one") for key in WORDS if "." not in key}
    assert {key for key in keys if f"'{key}'" not in text and f'"{key}"' not in text} == set()
    assert {f"role.{role}" for role in Role if role is not Role.UNKNOWN} | {
        f"origin.{origin}" for origin in Origin
    } <= set(WORDS)
    assert {f"field.{name}" for name in STATE} <= set(WORDS)
    assert {f"change.{kind}" for kind in ChangeKind} | {f"sign.{sign}" for sign in ChangeSign} <= set(WORDS)
    assert {f"ending.{one}" for one in (State.PENDING, State.LEASED, *Fate, *Reason)} <= set(WORDS)
    assert {f"change_hint.{kind}" for kind in ChangeKind} <= set(WORDS)


@pytest.mark.parametrize(
    ("stated", "precision", "said"),
    [
        ("2020-02-27T08:15:07+07:00", Precision.MINUTE, "Kamis, 27 Februari 2020, pukul 08.15 WIB (+07:00)"),
        ("2020-02-27T08:15:07+08:00", None, "Kamis, 27 Februari 2020, pukul 08.15 WITA (+08:00)"),
        ("2020-02-27T08:15:07+00:00", None, "Kamis, 27 Februari 2020, pukul 08.15 (+00:00)"),
        ("2020-02-27T08:15:07", None, "Kamis, 27 Februari 2020, pukul 08.15"),
        ("2020-02-27T00:00:00+07:00", Precision.DAY, "Kamis, 27 Februari 2020"),
        ("2020-02-27", None, "Kamis, 27 Februari 2020"),
        ("2020-02-01", Precision.MONTH, "Februari 2020"),
        ("kemarin", None, "kemarin"),
        (None, None, None),
    ],
)
def test_a_date_is_said_as_finely_as_it_was_stated(stated: str | None, precision: str | None, said: str | None) -> None:
    assert say_published(stated, precision, "id") == said
