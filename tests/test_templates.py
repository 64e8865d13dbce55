"""Templates are learned from what several pages of a source repeat, and from nothing that an article says itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.articles import keep
from archive.changes.template_snapshots import MOST_BLOCKS, SAMPLE, learn, learned_of, newest_template
from archive.changes.templates import (
    SamplePage,
    digest_of_block,
    packed,
    repeated_blocks,
    same_but_for,
    unpacked,
)
from archive.database import open_for_writing
from archive.frontier import adopt
from archive.full_text import Search
from archive.items import ArticleItem
from archive.keeping import Keeping
from archive.sources import Source

NOW = datetime(2020, 2, 27, 8, tzinfo=UTC)
SOURCE = Source("lapas-contoh", "https://lapas.example/", "wordpress")
BAR = "Ikuti kabar Lapas Contoh di saluran kami"


def page(number: int, *blocks: str, headline: str = "") -> SamplePage:
    texts = (f"Isi berita nomor {number}.", *blocks)
    return SamplePage(headline or f"Berita {number}", tuple(map(digest_of_block, texts)))


def learned(*pages: SamplePage) -> set[bytes]:
    return set(repeated_blocks(pages)[1])


def test_what_stands_on_half_of_the_pages_is_learned() -> None:
    pages = [page(number, BAR) for number in range(3)] + [page(number) for number in range(3, 6)]
    assert repeated_blocks(pages) == (6, {digest_of_block(BAR): 3})
    assert learned(*pages, page(7)) == set()


def test_two_of_three_pages_are_too_few_to_learn_from() -> None:
    assert learned(*(page(number, BAR) for number in range(3))) == set()
    assert learned(page(1, BAR), page(2, BAR), page(3), page(4)) == set()


def test_an_article_under_several_addresses_is_no_template() -> None:
    text = ("Paragraf pertama siaran pers.", "Paragraf kedua siaran pers.")
    copies = [SamplePage(f"Judul {number}", tuple(map(digest_of_block, text))) for number in range(6)]
    same_headline = [page(number, *text, headline="Judul yang sama") for number in range(6)]
    assert learned(*copies, *(page(number) for number in range(4))) == set()
    assert learned(*same_headline, *(page(number) for number in range(4))) == set()


def test_runs_of_space_make_no_other_block() -> None:
    assert digest_of_block(" Ikuti\n kabar ") == digest_of_block("Ikuti kabar")


@given(st.lists(st.binary(min_size=8, max_size=8)))
def test_digests_come_back_as_they_were_stored(blocks: list[bytes]) -> None:
    assert unpacked(packed(blocks)) == tuple(blocks)


@given(
    st.lists(st.integers(0, 5), max_size=12),
    st.frozensets(st.integers(6, 9)),
    st.data(),
)
def test_readings_that_differ_by_template_blocks_alone_are_the_same(
    own: list[int], repeated: frozenset[int], data: st.DataObject
) -> None:
    blocks = frozenset(bytes([number]) for number in repeated)
    others = st.lists(st.sampled_from(sorted(blocks)), max_size=4) if blocks else st.just([])
    first, second = ([bytes([number]) for number in own] for _ in range(2))
    for page_blocks in (first, second):
        for block in data.draw(others):
            page_blocks.insert(data.draw(st.integers(0, len(page_blocks))), block)
    assert same_but_for(blocks, first, second)
    assert not same_but_for(blocks, first, [*second, bytes([99])])


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_for_writing(tmp_path / "archive.db")) as opened:
        adopt(opened, SOURCE)
        yield opened


def stored(connection: sqlite3.Connection, number: int, *blocks: str, template: int | None = None) -> ArticleItem:
    texts = (f"Isi berita nomor {number}, dari aula Lapas Contoh.", *blocks)
    url = f"https://lapas.example/berita-{number}/"
    item = ArticleItem(url, url, SOURCE.name, headline=f"Berita {number}", body="\n\n".join(texts), reader="html")
    item.blocks, item.template_snapshot = tuple(map(digest_of_block, texts)), template
    keep(item, Keeping(connection, Search(), 1, (), NOW))
    return item


def test_a_template_says_how_its_blocks_begin_and_on_how_many_pages_they_stood(connection: sqlite3.Connection) -> None:
    for number in range(5):
        stored(connection, number, BAR)
    template = learn(connection, SOURCE.name, NOW)
    assert template is not None
    assert template == newest_template(connection, SOURCE.name)
    said = learned_of(connection, SOURCE.name)
    assert said is not None
    assert (said.number, said.pages, said.read_otherwise) == (1, 5, 5)
    assert said.blocks == [{"digest": digest_of_block(BAR).hex(), "pages": 5, "text": BAR}]
    assert newest_template(connection, "lain") is None


def test_a_template_is_made_anew_only_for_a_new_block_and_keeps_the_old_ones(connection: sqlite3.Connection) -> None:
    for number in range(SAMPLE):
        stored(connection, number, BAR)
    first = learn(connection, SOURCE.name, NOW)
    assert first is not None
    assert learn(connection, SOURCE.name, NOW) is None
    for number in range(SAMPLE, 2 * SAMPLE):
        stored(connection, number, "Bilah baru di bawah berita")
    second = learn(connection, SOURCE.name, NOW)
    assert second is not None
    assert (second.number, second.blocks - first.blocks) == (2, {digest_of_block("Bilah baru di bawah berita")})
    assert first.blocks < second.blocks


def test_a_template_is_bounded(connection: sqlite3.Connection) -> None:
    many = [f"Kotak nomor {number}" for number in range(MOST_BLOCKS + 50)]
    for number in range(5):
        stored(connection, number, *many)
    template = learn(connection, SOURCE.name, NOW)
    assert template is not None
    assert len(template.blocks) == MOST_BLOCKS


def test_a_template_never_changes(connection: sqlite3.Connection) -> None:
    for number in range(5):
        stored(connection, number, BAR)
    assert learn(connection, SOURCE.name, NOW)
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        connection.execute("UPDATE templates SET pages = 4")


def test_a_revision_names_a_template_that_is_there(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        stored(connection, 1, template=7)
