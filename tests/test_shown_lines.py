"""What the body loses, its markup loses too, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from archive.items import ArticleItem
from archive.wording.shown_lines import without_lost_lines
from pipelines.tidy_text import TidyText
from spiders.reading.html_text import cleaned_html, fragment, plain_text

BASE = "https://contoh.example/"
FIRST, LAST = "Petugas memeriksa kamar hunian.", "Semua aman &amp; tertib."
LINK = '<a href="https://contoh.example/panen-raya-di-lapas-contoh-hari-ini">Panen Raya Kangkung</a>'
SPAM = "Link slot gacor malam ini dengan RTP live dan slot online maxwin"


def tidied(markup: str, headline: str = "Panen") -> ArticleItem:
    content = fragment(markup)
    item = ArticleItem(BASE, BASE, "contoh", headline=headline, body=plain_text(content))
    item.body_html = cleaned_html(content, BASE)
    TidyText().work(item)
    return item


def test_a_foreign_paragraph_goes_from_the_markup_too() -> None:
    item = tidied(f"<p>{FIRST}</p><p><strong>Baca juga: {LINK}</strong></p><p>{LAST}</p>")
    assert item.body_html == f"<p>{FIRST}</p><p>{LAST}</p>"


def test_a_foreign_line_within_a_paragraph_goes_with_its_break() -> None:
    item = tidied(f"<p>{FIRST}<br>Baca juga: {LINK}<br>{LAST}</p>")
    assert item.body_html == f"<p>{FIRST}<br>{LAST}</p>"


def test_a_heading_goes_with_the_list_of_its_links() -> None:
    item = tidied(f"<p>{FIRST}</p><h3>Baca juga:</h3><ul><li>{LINK}</li><li>{LINK} Lagi</li></ul><p>{LAST}</p>")
    assert item.body_html == f"<p>{FIRST}</p><p>{LAST}</p>"


def test_planted_advertising_goes_and_pictures_stay() -> None:
    picture = '<img src="https://contoh.example/a.jpg">'
    text = f"<p>{'Polisi menangkap bandar, jaksa menuntut terdakwa di pengadilan. ' * 9}</p>".replace(". </p>", ".</p>")
    item = tidied(f"{text}<p>{picture}{SPAM}</p><p>{LAST}</p>")
    assert item.planted_spam
    assert item.body_html == f"{text}<p>{picture}</p><p>{LAST}</p>"


def test_of_a_paragraph_that_stands_there_twice_the_first_stays() -> None:
    long = FIRST.replace(".", " ") * 4 + "."
    item = tidied(f"<p>{long}</p><p>{LAST}</p><p><em>{long}</em></p>")
    assert item.body_html == f"<p>{long}</p><p>{LAST}</p>"


def test_a_line_that_only_links_to_another_article_is_in_neither() -> None:
    link = '<p><a href="/warga-binaan-panen-raya-kangkung">Warga Binaan Panen Raya Kangkung di Lapas</a></p>'
    item = tidied(f"<p>{FIRST}</p>{link}<p>{LAST}</p>")
    assert "Warga Binaan" not in f"{item.body}{item.body_html}"


def test_markup_without_any_line_left_is_none() -> None:
    assert without_lost_lines("<p>Iklan</p>", "Iklan", "", str) is None


@given(st.lists(st.sampled_from(["Baca juga: Panen", FIRST, "Iklan", "1 < 2", "<b>Tegas</b>", "- Satu"]), max_size=8))
def test_the_markup_says_what_the_body_says(lines: list[str]) -> None:
    item = tidied("".join(f"<p>{line}</p>" for line in lines))
    shown = plain_text(fragment(item.body_html or ""))
    assert shown.split("\n\n") == item.body.split("\n\n")
