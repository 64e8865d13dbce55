"""Revisions: what changed and how much it matters, on a terminal and as data; and a theme that makes none."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive import frontier
from archive.articles import keep
from archive.captures import Capture
from archive.changes.differences import difference
from archive.cli.diff_lines import diff_lines
from archive.full_text import Search
from archive.keeping import Keeping, Kept
from archive.outcomes import Exchange
from archive.record import add_capture
from archive.sources import Source
from archive.vocabulary import ChangeKind
from tests.conftest import NOON
from tests.crawling import Archive, adopt_unseen, assert_whole, crawl, new_archive
from tests.news_site import NewsSite, Post, serve
from tests.test_articles import item

FIRST = "CONTOH – Sebanyak 12 napi kabur dari Lapas Contoh, Kamis (27/2/2020)."
SECOND = "Kepala Lapas Budi Contoh membantah ada petugas yang terlibat dalam pelarian itu."
BODY = f"{FIRST}\n\n{SECOND}"


@pytest.fixture
def at(database: sqlite3.Connection, source: Source) -> Keeping:
    return Keeping(database, Search(), frontier.adopt(database, source), (), NOON)


def revisions(at: Keeping) -> list[tuple[str | None, list[str]]]:
    rows = at.connection.execute("SELECT kind, changes FROM revisions ORDER BY article, number")
    return [(row["kind"], [change["sign"] for change in json.loads(row["changes"] or "[]")]) for row in rows]


def test_a_revision_says_what_changed_with_the_old_and_the_new_words(at: Keeping) -> None:
    keep(item(body=BODY), at)
    assert keep(item(body=BODY.replace("12", "11")), at).kept is Kept.REVISED
    ((stored,),) = at.connection.execute("SELECT changes FROM revisions WHERE number = 2").fetchall()
    assert json.loads(stored) == [{"field": "body", "kind": "substance", "sign": "number", "old": "12", "new": "11"}]


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace("\n\n", "\n\n\n"),
        BODY.replace("kabur dari", "kabur  dari"),
        BODY.replace("12 napi", "12 napi,"),
        f"{BODY}\n\nBaca juga: Rutan Contoh Gelar Donor Darah",
        f"Bagikan artikel ini\n\n{BODY}",
    ],
)
def test_a_cosmetic_difference_is_no_revision_and_leaves_the_text_as_it_stands(at: Keeping, body: str) -> None:
    keep(item(body=BODY), at)
    assert [keep(item(body=body), at).kept for _ in range(2)] == [Kept.SAME, Kept.SAME]
    article, revision = at.connection.execute(
        "SELECT a.body, r.variant_changes FROM articles a JOIN revisions r ON r.article = a.id"
    ).fetchone()
    assert article == BODY
    assert all(change["kind"] == "cosmetic" for change in json.loads(revision))
    assert keep(item(body=BODY.replace("12", "11")), at).kept is Kept.REVISED


def test_what_was_unknown_is_filled_in_by_a_look_that_found_nothing_else(at: Keeping) -> None:
    keep(item(section=None, body=BODY), at)
    assert keep(item(section="Berita", body=BODY), at).kept is Kept.SAME
    assert at.connection.execute("SELECT section FROM articles").fetchone()[0] == "Berita"


def with_line(number: int, line: str) -> tuple[str, str]:
    text = BODY.replace("12", str(number))
    return text, f"{text}\n\n{line}"


def test_a_paragraph_that_comes_in_many_articles_is_the_template_of_the_site(at: Keeping) -> None:
    line = "Tim Redaksi Harian Contoh mengabarkan langsung dari seluruh penjuru daerah"
    for number in range(20, 26):
        keep(item(number, body=with_line(number, line)[0]), at)
    kept = [keep(item(number, body=with_line(number, line)[1]), at).kept for number in range(20, 26)]
    assert kept == [Kept.REVISED] * 4 + [Kept.SAME] * 2
    told = [found for found in revisions(at) if found[0]]
    assert told == [("cosmetic", ["template"])] * 4, "the first four are judged anew"


def test_what_a_newsroom_says_of_its_own_mistakes_is_no_template(at: Keeping) -> None:
    line = "Ralat: jumlah napi yang kabur semula tertulis keliru."
    for number in range(20, 26):
        keep(item(number, body=with_line(number, line)[0]), at)
        assert keep(item(number, body=with_line(number, line)[1]), at).kept is Kept.REVISED
    assert {kind for kind, _ in revisions(at)} == {None, "substance"}


def test_the_same_bytes_read_otherwise_are_a_better_reading_and_no_revision(at: Keeping) -> None:
    def captured(digest: str, offset: int) -> Keeping:
        exchange = Exchange(item().url, NOON, b"", b"", b"", 200)
        return replace(at, captures=(add_capture(at.connection, at.source, exchange, Capture("a", offset, 1, digest)),))

    keep(item(body=BODY), captured("aa", 0))
    other = item(body=BODY.replace(SECOND, "Lain."), reader_version=2)
    assert keep(other, captured("aa", 1)).kept is Kept.SAME
    assert at.connection.execute("SELECT body, revisions FROM articles").fetchone()[1] == 1
    assert at.connection.execute("SELECT reader_version FROM revisions").fetchone()[0] == 2
    assert keep(item(body=f"{BODY}\n\nDua petugas diperiksa."), captured("bb", 2)).kept is Kept.REVISED


def test_a_difference_is_readable_with_and_without_colours(at: Keeping) -> None:
    keep(item(body=f"{BODY}\n\nAkhir."), at)
    article = keep(item(body=f"{BODY.replace('12', '11')}\n\nPolisi turun tangan.\n\nAkhir."), at).article
    found = difference(at.connection, article)
    plain = "\n".join(diff_lines(found, colours=False, clean=str))
    assert found.kind is ChangeKind.SUBSTANCE
    assert "  CONTOH – Sebanyak [-12-] {+11+} napi kabur dari Lapas Contoh, Kamis (27/2/2020)." in plain
    assert "  … 1 paragraph unchanged\n  {+Polisi turun tangan.+}\n  … 1 paragraph unchanged" in plain
    coloured = "\n".join(diff_lines(found, colours=True, clean=str))
    assert "\x1b[32m" in coloured
    assert "{+" not in coloured


@pytest.fixture
def site() -> Iterator[NewsSite]:
    posts = [Post(number) for number in range(1, 31)]
    with serve(NewsSite(posts, rest=False)) as made:
        yield made


@pytest.fixture
def archive(site: NewsSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt_unseen(made, site.url)
    crawl(made)
    return made


LINES: dict[str, Callable[[Post], str]] = {
    "the same everywhere": lambda _post: (
        "<p>Redaksi kami menerima tulisan pembaca setiap hari kerja di kantor kami</p>"
    ),
    "another for each": lambda post: f"<p>Baca juga: Rutan Contoh Gelar Donor Darah Tahap {post.number}</p>",
    "a share button": lambda _post: "<p>Bagikan artikel ini</p>",
}


@pytest.mark.parametrize("line", LINES)
def test_a_theme_that_changes_all_thirty_articles_makes_no_revision_that_people_count(
    archive: Archive, site: NewsSite, line: str
) -> None:
    site.theme_line = LINES[line]
    site.change(3, edition=1)
    report = crawl(archive, "--refresh")
    assert (report["new"], report["gone"]) == (0, 0)
    assert report["revised"] <= 5, "four may be taken for changes, until a fifth article shows that they are none"
    counted = archive.rows(
        "SELECT a.url FROM revisions r JOIN articles a ON a.id = r.article WHERE r.kind <> 'cosmetic'"
    )
    assert [url[-10:] for (url,) in counted] == ["/berita-3/"]
    (one,) = json.loads(archive.run("status", "contoh", "--json").stdout)
    assert one["revisions"] == 31
    assert crawl(archive, "--refresh")["revised"] == 0
    assert_whole(archive)


def test_show_tells_a_change_word_by_word(archive: Archive, site: NewsSite) -> None:
    address = site.url.rstrip("/") + site.posts[2].path
    alone = archive.run("show", address, "--diff")
    assert (alone.returncode, "has one revision" in alone.stderr) == (1, True)
    site.change(3, edition=1, headline="Lapas Contoh Batal Gelar Kegiatan ke-3")
    crawl(archive, "--refresh")
    told = archive.run("show", address, "--diff")
    assert "  Lapas Contoh {+Batal+} Gelar Kegiatan ke-3" in told.stdout
    assert "{+Pembaruan ke-1: kegiatan itu ditutup lebih awal.+}" in told.stdout
    data = json.loads(archive.run("show", address, "--diff", "--revision", "2", "--json").stdout)
    assert (data["kind"], data["against"]) == ("substance", 1)
    assert {"wording", "paragraph-added"} <= {change["sign"] for change in data["changes"]}
    shown = archive.run("show", address)
    assert "changed (substance): headline, " in shown.stdout
    assert "paragraph-added: – → " in shown.stdout
    assert "revisions 2 to 2" in archive.run("show", address, "--diff", "--revision", "1").stderr
