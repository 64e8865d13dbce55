"""What a site repeats around its articles is left out, and what a newsroom repeats in them stays."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fromstring

from archive.changes.templates import Template, digest_of_block
from archive.items import ArticleItem
from archive.sources import Source
from archive.vocabulary import UrlKind
from spiders.reading import Page, read
from spiders.reading.repeated import blocks_in, take_out_repeated

URL = "https://lapas.example/2020/02/27/panen-raya/"
SOURCE = Source("lapas-contoh", "https://lapas.example/", "wordpress")
PROSE = (
    "Warga binaan Lapas Kelas IIB Contoh memanen sayur di lahan belakang blok hunian bersama petugas pembinaan.",
    "Hasil panen dibagikan ke dapur umum, dan sisanya dijual di koperasi pegawai untuk membeli bibit yang baru.",
)
CLOSING = "Lapas Kelas IIB Contoh berkomitmen memberi pembinaan yang tertib, aman, dan manusiawi kepada semua orang."
ABOUT = "Portal ini dikelola oleh hubungan masyarakat dan memuat kabar dari dalam tembok setiap hari kerja."
FOLLOW = "Ikuti kabar kami di saluran resmi"


def read_page(inner: str, *repeated: str, box: str = "entry-content") -> ArticleItem:
    """The page as it is read with a template of the `repeated` texts; the prose stands before `inner`."""
    prose = "".join(f"<p>{text}</p>" for text in PROSE)
    html = (
        "<!DOCTYPE html><html lang='id'><head><title>Panen Raya – Lapas Contoh</title></head>"
        "<body class='single single-post postid-7'><main><article class='post type-post hentry' id='post-7'>"
        "<h1 class='entry-title'>Panen Raya</h1><time class='entry-date published' "
        f"datetime='2020-02-27T10:00:00+07:00'>27 Februari 2020</time><div class='{box}'>{prose}{inner}</div>"
        "</article></main></body></html>"
    )
    template = Template(3, 1, frozenset(map(digest_of_block, repeated)))
    (item,) = read(UrlKind.PAGE, Page(URL, 200, "text/html", {}, html.encode()), SOURCE, template).items
    assert item.is_article
    return item


def says(item: ArticleItem, text: str) -> bool:
    in_text, in_markup = text in item.body, text in (item.body_html or "")
    assert in_text == in_markup
    return in_text


BOXES = {
    "a box under the text": f"<div class='kotak'><h4>{FOLLOW}</h4><p>{ABOUT}</p></div>",
    "a box without a class": f"<div><p>{ABOUT}</p><p>{FOLLOW}</p></div>",
    "text of the box's own": f"<section>{FOLLOW}<p>{ABOUT}</p></section>",
    "boxes within boxes": f"<div><div><div><p>{FOLLOW}</p></div></div><div><p>{ABOUT}</p></div></div>",
}


@pytest.mark.parametrize("inner", BOXES.values(), ids=BOXES)
def test_a_box_that_says_only_what_the_site_repeats_is_left_out(inner: str) -> None:
    item = read_page(inner, FOLLOW, ABOUT)
    assert not says(item, FOLLOW)
    assert not says(item, ABOUT)
    assert item.body == "\n\n".join(PROSE)
    assert says(read_page(inner), ABOUT)


@pytest.mark.parametrize("box", ["entry-content", "isi-kabar"])
def test_a_linked_paragraph_that_the_site_repeats_is_left_out(box: str) -> None:
    inner = f"<p><strong>{FOLLOW} <a href='https://saluran.example/'>di sini</a></strong></p>"
    assert not says(read_page(inner, f"{FOLLOW} di sini", box=box), FOLLOW)


STAYS = {
    "the closing sentence of a unit": f"<p>{CLOSING}</p>",
    "a heading among the paragraphs": f"<h3>{CLOSING}</h3>",
    "a list among the paragraphs": f"<ul><li>{CLOSING}</li></ul>",
    "a quotation": f"<blockquote><p>{CLOSING}</p></blockquote>",
    "a box with something of its own": f"<div class='kotak'><p>{CLOSING}</p><p>Panen pertama tahun ini.</p></div>",
}


@pytest.mark.parametrize("inner", STAYS.values(), ids=STAYS)
def test_what_the_writer_repeats_stays(inner: str) -> None:
    assert says(read_page(inner, CLOSING), CLOSING)


def test_a_paragraph_in_a_box_like_those_of_the_others_stays() -> None:
    other = "Kepala lapas menyerahkan sebagian hasil panen itu kepada warga yang tinggal di sekitar tembok."
    inner = f"<div class='par par-1'><p>{other}</p></div><div class='par par-2'><p>{CLOSING}</p></div>"
    assert says(read_page(inner, CLOSING), CLOSING)


def test_who_wrote_it_stays_though_it_stands_on_every_page() -> None:
    inner = f"<div class='kotak'><p>Penulis: Humas Lapas Contoh</p><p>{ABOUT}</p></div>"
    assert says(read_page(inner, "Penulis: Humas Lapas Contoh", ABOUT), "Penulis: Humas Lapas Contoh")


def test_an_article_is_never_left_out_as_a_whole() -> None:
    assert read_page(f"<div><p>{ABOUT}</p></div>", *PROSE, ABOUT).body == "\n\n".join((*PROSE, ABOUT))


def test_the_lead_of_an_article_stays_though_other_pages_tease_it() -> None:
    assert read_page("", PROSE[0]).body == "\n\n".join(PROSE)


def test_an_item_names_its_template_and_holds_the_blocks_of_the_page_as_it_came() -> None:
    with_template, without = (
        read_page(BOXES["a box without a class"], FOLLOW, ABOUT),
        read_page(BOXES["a box without a class"]),
    )
    assert (with_template.template_snapshot, with_template.left_out) == (
        3,
        (digest_of_block(ABOUT), digest_of_block(FOLLOW)),
    )
    assert with_template.blocks == without.blocks == tuple(map(digest_of_block, (*PROSE, ABOUT, FOLLOW)))
    assert without.left_out == ()
    assert {"blocks", "left_out"}.isdisjoint(with_template.as_dict())


TEXTS = [f"Kalimat nomor {number} dari halaman ini" for number in range(6)] + list(PROSE)
NODES = st.recursive(
    st.sampled_from(TEXTS),
    lambda inner: st.tuples(st.sampled_from(["div", "p", "section", "span", "li", "h3"]), st.lists(inner, max_size=4)),
    max_leaves=12,
)


def markup(node: object) -> str:
    if isinstance(node, str):
        return node
    tag, inner = node  # type: ignore[misc]  # a pair, as NODES makes it
    return f"<{tag}>{' '.join(map(markup, inner))}</{tag}>"


@given(st.lists(NODES, max_size=6), st.frozensets(st.sampled_from(TEXTS)))
def test_whatever_is_repeated_nothing_else_is_lost(nodes: list[object], repeated: frozenset[str]) -> None:
    content = fromstring(f"<div>{''.join(map(markup, nodes))}</div>")
    blocks = blocks_in(content)
    template = Template(1, 1, frozenset(map(digest_of_block, repeated)))
    gone = [text for _, text in take_out_repeated(content, blocks, template)]
    assert set(gone) <= repeated
    left = [text for _, text in blocks_in(content)]
    assert sorted([*left, *gone]) == sorted(text for _, text in blocks)
    assert gone == [] or any(len(text) > 60 for text in left)


def test_a_page_of_boxes_within_boxes_is_read_at_once() -> None:
    deep = "<div>" * 300 + f"<p>{ABOUT}</p>" + "</div>" * 300
    before = time.process_time()
    item = read_page(deep * 150, ABOUT)
    assert time.process_time() - before < 2
    assert item.body.startswith(PROSE[0])
