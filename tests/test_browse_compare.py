"""Comparing: up to four questions on one timeline; page, files and command line give the same figures."""

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.browse.lines_chart import BOTTOM, TOP, lines_chart
from archive.cli.count import count_command
from archive.crawling.gaps import Gap
from archive.database import open_for_reading, open_for_writing
from archive.errors import ArsipError
from archive.likeness.comparable import comparable_of
from archive.likeness.sketches import sketch
from archive.likeness.story_figures import settle_stories
from archive.searching.counting import count
from archive.searching.query import read_query, spelled
from archive.searching.series import Series, compare
from archive.searching.timeline import Span
from archive.vocabulary import Fold
from tests.browsing import Room, plain, room
from tests.furnished import HARIAN, LAPAS, PURWAKARTA, Furnished, articles, furnish
from tests.test_browse_results import total

RELEASE = " ".join(f"Petugas ke-{n} menata gudang {n * 7} bersama kelompok {n * 3}." for n in range(30))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    """Thirty articles, a text that stands at four more addresses in three months, one without a day, and a gap."""
    copies = [
        replace(
            articles()[number % 2],
            url=f"{source.url}salinan-{number}/",
            canonical=f"{source.url}salinan-{number}/",
            body=RELEASE,
            published=f"2020-1{month}-05T08:00:00+07:00",
            sketch=sketch(comparable_of(replace(articles()[0], body=RELEASE)).words) or b"",
        )
        for number, (source, month) in enumerate(((LAPAS, 0), (LAPAS, 1), (HARIAN, 1), (HARIAN, 2)))
    ]
    undated = replace(articles()[0], url=f"{LAPAS.url}tanpa/", canonical=f"{LAPAS.url}tanpa/", published=None)
    made = furnish(tmp_path_factory.mktemp("compare") / "arsip", [*articles(), *copies, undated])
    with closing(open_for_writing(made.folder.database)) as connection:
        connection.execute(
            "INSERT INTO gaps (source, round, from_day, to_day, why, found) VALUES "
            "((SELECT id FROM sources WHERE name = 'lapas-contoh'), 2, '2019-03-05', '2019-04-02', 'x', 'x')"
        )
        connection.execute("UPDATE sources SET toml = toml || 'network = \"Grup Contoh\"'")
        settle_stories(connection)
    return made


@pytest.fixture(scope="module")
def pages(kept: Furnished) -> Iterator[Room]:
    with room(kept.folder.path) as opened:
        yield opened


def rows(page: str) -> list[tuple[str, ...]]:
    """Each row of the page's table: the time, then a cell for each question, without its elements."""
    table = page[page.index('<table class="compared">') : page.index("</table>")]
    lines = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", table)
    return [(name, *(plain(cell) for cell in re.findall("<td>(.*?)</td>", cells))) for name, cells in lines]


def file(pages: Room, query: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(pages.text(f"/banding.csv?{query}"))))


@pytest.mark.parametrize("fold", ["", *Fold])
def test_the_page_the_files_and_the_command_line_give_the_same_figures(pages: Room, kept: Furnished, fold: str) -> None:
    asked = "q=petugas&q=remisi" + (f"&fold={fold}" if fold else "")
    lines = file(pages, asked)
    figures = {
        line["when"]: (line["found"], line["all"], line["share"]) for line in lines if line["query"] == "petugas"
    }
    arguments = ["petugas", "--by", "month", "--format", "csv", *(["--fold", str(fold)] if fold else [])]
    printed = CliRunner().invoke(count_command, arguments, obj=Path(kept.folder.path), standalone_mode=False).stdout
    counted = {line["month"]: tuple(line.values())[1:] for line in csv.DictReader(io.StringIO(printed))}
    undated = counted.pop("")
    assert {when: figure for when, figure in figures.items() if figure[0] != "0"} == counted
    assert undated[0] == "1"
    answer = json.loads(pages.text(f"/api/1/compare?{asked}"))
    spans = answer["series"][0]["spans"]
    assert {one["name"]: (str(one["found"]), str(one["all"]), str(one["share"])) for one in spans} == figures
    assert answer["series"][0]["undated"] == 1
    shown = rows(pages.text(f"/banding?{asked}&lang=en"))
    assert [cell.partition("% ")[2].partition(" has")[0] for _, cell, _ in shown if not cell.startswith("–")] == [
        f"{found} of {every}" for found, every, _ in figures.values() if every != "0"
    ]


def test_reprints_are_counted_as_often_as_was_asked_for(kept: Furnished) -> None:
    with closing(open_for_reading(kept.folder.database)) as connection:
        assert {
            fold: [(one.values[0], one.found) for one in count(connection, "gudang", ["month"], fold=fold)]
            for fold in (None, *Fold)
        } == {
            None: [("2020-10", 1), ("2020-11", 2), ("2020-12", 1)],
            Fold.OUTLET: [("2020-10", 1), ("2020-11", 1)],
            Fold.NETWORK: [("2020-10", 1)],
            Fold.STORY: [("2020-10", 1)],
        }


def test_every_figure_leads_to_its_articles(pages: Room) -> None:
    page = pages.text(f"/banding?q=razia&q=source:lapas-contoh&q=unit:{PURWAKARTA}&from=2019")
    links = re.findall(r'<a href="([^"]*)" rel="nofollow">(\d+) dari \d+</a>', page)
    assert len(links) > 20
    for link, found in links[::5]:
        assert total(pages.text(unescape(link))) == int(found)


def test_questions_without_words_are_a_share_of_all_there_is(pages: Room) -> None:
    lines = file(pages, "q=source:lapas-contoh&q=source:harian-contoh&q=network:%22grup+contoh%22")
    by_month: dict[str, list[int]] = {}
    for line in lines:
        by_month.setdefault(line["when"], []).append(int(line["found"]))
        assert sum(by_month[line["when"]][:2]) <= int(line["all"])
    assert all(of_network == lapas + harian for lapas, harian, of_network in by_month.values())
    assert {line["query"] for line in lines} == {
        "source:lapas-contoh",
        "source:harian-contoh",
        'network:"grup contoh"',
    }


def test_a_gap_is_hatched_under_each_line_that_lacks_and_said(pages: Room) -> None:
    page = pages.text("/banding?q=source:lapas-contoh&q=source:harian-contoh")
    assert page.count('fill="url(#celah-1)"') == 2
    assert 'fill="url(#celah-2)"' not in page
    assert "Lapas Contoh, 5 Maret 2019 sampai 2 April 2019" in page
    marked = {
        (line["when"], line["query"])
        for line in file(pages, "q=source:lapas-contoh&q=source:harian-contoh")
        if line["gap"] == "True"
    }
    assert marked == {("2019-03", "source:lapas-contoh"), ("2019-04", "source:lapas-contoh")}
    assert [cells[0] for _, *cells in rows(page) if "ada celah" in cells[0]]


def test_lines_differ_by_more_than_colour_and_nothing_is_styled_in_place(pages: Room) -> None:
    page = pages.text("/banding?q=razia&q=petugas&q=gudang&q=tertib")
    drawing = page[page.index('<svg viewBox="0 0 720') :]
    drawing = drawing[: drawing.index("</svg>")]
    marks = re.findall(
        r'<g class="s(\d)"><path class="line" d="M[^"]*"/><path class="mark" d="(?:M[\d. ]+)([^M"]*)', drawing
    )
    assert [number for number, _ in marks] == ["1", "2", "3", "4"]
    assert len({shape for _, shape in marks}) == 4
    assert 'style="' not in page
    css = pages.text("/arsip/room.css")
    assert len(set(re.findall(r"--dash: ([^;]+);", css))) == 4
    assert (
        "script-src" not in pages.get("/banding").headers["content-security-policy"]
        or "unsafe" not in pages.get("/banding").headers["content-security-policy"]
    )


def test_what_cannot_be_compared_is_said_and_the_rest_of_the_form_stays(pages: Room) -> None:
    for bad in ("source:lain", "%22%22", "razia+from:kemarin", "network:lain"):
        page = pages.text(f"/banding?q=razia&q={bad}")
        assert "tidak dapat dicari" in plain(page)
        assert 'value="razia"' in page
        assert pages.get(f"/banding.csv?q={bad}").status_code == 400
        assert pages.get(f"/api/1/compare?q={bad}").status_code == 400
    five = pages.text("/banding?q=a&q=b&q=c&q=d&q=e")
    assert "Paling banyak empat" in plain(five)
    assert pages.get("/api/1/compare?q=a&q=b&q=c&q=d&q=e").status_code == 400
    assert pages.get("/api/1/compare").status_code == 400
    assert "<form" in pages.text("/banding")
    assert "Belum ada yang dapat digambar" in plain(pages.text("/banding?q=zebra"))


def test_other_pages_lead_to_a_comparison(pages: Room) -> None:
    for address, question in {
        "/cari?q=razia&kind=release&from=2019": "razia kind:release",
        f"/satuan/{PURWAKARTA}": f"unit:{PURWAKARTA}",
        "/situs/lapas-contoh": "source:lapas-contoh",
        "/wilayah/32": "place:32",
    }.items():
        page = pages.text(address)
        form = page[page.index('<form class="compare-with"') :]
        assert f'<input type="hidden" name="q" value="{question}">' in form[: form.index("</form>")]
    parts = pages.text("/banding?q=razia")
    link = re.search(r'<a href="([^"]*)"[^>]*>Menurut situs', parts)
    assert link
    assert "Lapas Contoh" in plain(pages.text(unescape(link[1])))


def test_words_and_filters_are_spelled_so_that_they_read_the_same() -> None:
    filters = {"source": "lapas-contoh", "place": "Jawa Barat", "since": "2019", "network": 'Grup "Contoh"'}
    query = read_query(spelled("razia OR gudang", filters))
    assert dict(query.filters) == {**filters, "network": "Grup  Contoh ".replace("  ", " ").strip()}


def test_too_many_questions_are_refused(kept: Furnished) -> None:
    with (
        closing(open_for_reading(kept.folder.database)) as connection,
        pytest.raises(ArsipError, match="4 is the most"),
    ):
        compare(connection, ["a", "b", "c", "d", "e"])


def drawn(*values: float | None) -> str:
    spans = [
        Span(f"2020-{at + 1:02d}", 0 if value is None else round(value * 10), 0 if value is None else 10)
        for at, value in enumerate(values)
    ]
    chart = lines_chart([Series("q", "q", (), 1, 0, {}, spans, [])], lambda span: span.share if span.all else None, str)
    return str(chart.lines[0]) if chart else ""


def test_a_line_breaks_where_nothing_is_kept_and_a_lone_point_is_marked() -> None:
    path = re.search(r'class="line" d="([^"]*)"', drawn(0.5, None, 1.0, None, 0.0, 0.5))
    assert path
    assert re.sub(r"[\d. ]+", "", path[1]) == "MMML"
    assert f"{TOP:.1f}" in path[1]
    assert f"{BOTTOM:.1f}" in path[1]
    assert drawn(0.5, None, 1.0, None, 0.0, 0.5).count("a4 4") >= 2 * 2
    assert drawn(1.0) == ""
    assert drawn(0.0, 0.0) == ""


def test_the_lane_of_a_gap_has_the_marker_of_its_line() -> None:
    gap = Gap("s", "2020-01-01", "2020-01-09", "why", "", None)
    spans = [Span("2020-01", 1, 2, (gap,)), Span("2020-02", 1, 2)]
    whole = [Span("2020-01", 1, 2), Span("2020-02", 2, 2)]
    chart = lines_chart(
        [Series("a", "a", (), 1, 0, {}, whole, []), Series("b", "b", (), 1, 0, {}, spans, [gap])],
        lambda span: span.share,
        str,
    )
    assert chart
    assert chart.has_gaps
    assert len(chart.lines) == 3
    assert 'class="s2"' in chart.lines[2]
    assert chart.lines[2].count("<rect") == 1
