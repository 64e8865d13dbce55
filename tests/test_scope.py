"""Scope: one address a page, no visit to what has no end, and nothing real left out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.crawling.patterns import GAMBLING
from archive.crawling.scope import in_scope, spelled, trap_in
from archive.outcomes import Discovery
from archive.sources import Source
from archive.urls import canonical_url
from archive.vocabulary import Reason, UrlKind

HARIAN = Source("harian-contoh", "https://www.harian.contoh.example/", "site")
TODAY = date(2026, 3, 1)

SPELLINGS = [
    ("http://harian.contoh.example/berita/lapas", "https://www.harian.contoh.example/berita/lapas"),
    ("https://m.harian.contoh.example/berita/lapas", "https://www.harian.contoh.example/berita/lapas"),
    ("https://amp.harian.contoh.example/berita/lapas", "https://www.harian.contoh.example/berita/lapas"),
    ("https://www.harian.contoh.example/lapas/amp/", "https://www.harian.contoh.example/lapas/"),
    ("https://www.harian.contoh.example/lapas?amp=1&id=3", "https://www.harian.contoh.example/lapas?id=3"),
    ("https://www.harian.contoh.example/lapas?print=1", "https://www.harian.contoh.example/lapas"),
    ("https://www.harian.contoh.example/a?id=3&tmpl=component", "https://www.harian.contoh.example/a?id=3"),
    ("https://www.harian.contoh.example/a?id=3&PHPSESSID=abc", "https://www.harian.contoh.example/a?id=3"),
    ("https://www.harian.contoh.example/a;jsessionid=5AF?id=3", "https://www.harian.contoh.example/a?id=3"),
    ("https://www.harian.contoh.example/lapas/?replytocom=9", "https://www.harian.contoh.example/lapas/"),
    ("https://www.harian.contoh.example/lapas/?share=x&utm_source=wa", "https://www.harian.contoh.example/lapas/"),
    ("https://lain.example/m?print=1", "https://lain.example/m?print=1"),
]
NO_VISIT = [
    ("/agenda/2093-05/", Reason.TRAP),
    ("/kalender?bulan=5&tahun=1912", Reason.TRAP),
    ("/2061/07/", Reason.TRAP),
    ("/berita/berita/berita/lapas", Reason.TRAP),
    ("/" + "a/" * 14, Reason.TRAP),
    ("/berita?" + "&".join(f"k{n}=1" for n in range(9)), Reason.TRAP),
    ("/produk?warna=1&warna=2", Reason.TRAP),
    ("/berita?sort=judul", Reason.TRAP),
    ("/berita?filter[tahun]=2020", Reason.TRAP),
    ("/" + "x" * 1200, Reason.TRAP),
    ("/unduhan/siaran.pdf", Reason.NOT_TEXT),
    ("/wp-content/uploads/foto.JPG", Reason.NOT_TEXT),
    ("/wp-login.php", Reason.NOT_AN_ARTICLE),
    ("/berita/lapas/print/", Reason.NOT_AN_ARTICLE),
    ("/?s=lapas", Reason.NOT_AN_ARTICLE),
    ("/cari/narkoba", Reason.NOT_AN_ARTICLE),
]
A_VISIT = [
    "/2020/02/27/lapas-contoh-gelar-razia/",
    "/berita/11/11/11/peringatan",
    "/indonesia-emas-2045-dibahas-di-rutan",
    "/index.php?option=com_content&view=article&id=12:lapas&catid=3&Itemid=5",
    "/modules.php?name=News&file=article&sid=123",
    "/agenda/2026/03/rapat-kerja.html",
    "/read.php?id=99",
    "/daftar-warga-binaan-penerima-remisi",
]


def found(source: Source, *paths: str, kind: UrlKind = UrlKind.PAGE, by: UrlKind = UrlKind.LISTING) -> list[Discovery]:
    urls = (f"https://www.harian.contoh.example{path}" for path in paths)
    return list(in_scope(source, [Discovery(url, kind) for url in urls], by, TODAY))


@pytest.mark.parametrize(("url", "expected"), SPELLINGS)
def test_a_page_has_one_spelling_whatever_mirror_session_or_view_it_was_seen_under(url: str, expected: str) -> None:
    assert spelled(HARIAN, url) == expected


@pytest.mark.parametrize(("path", "reason"), NO_VISIT)
def test_what_has_no_end_or_holds_no_article_gets_no_visit_but_is_noted(path: str, reason: Reason) -> None:
    (one,) = found(HARIAN, path)
    assert one.refused is not None
    assert one.refused[0] is reason


@pytest.mark.parametrize("path", A_VISIT)
def test_a_page_that_may_be_an_article_gets_its_visit(path: str) -> None:
    (one,) = found(HARIAN, path)
    assert one.refused is None


def test_a_source_is_narrowed_to_the_patterns_of_only() -> None:
    narrow = Source("harian-contoh", HARIAN.url, "site", only=("/hukum/*", "*lapas*"))
    inside, also, outside = found(narrow, "/hukum/sidang", "/berita/lapas-contoh", "/olahraga/bola")
    assert (inside.refused, also.refused) == (None, None)
    assert outside.refused == (Reason.OUT_OF_SCOPE, "fits none of /hukum/*, *lapas*")


def test_lists_are_not_narrowed_for_they_lead_to_what_fits() -> None:
    narrow = Source("harian-contoh", HARIAN.url, "site", only=("/hukum/*",))
    assert found(narrow, "/berita?page=2", kind=UrlKind.LISTING)[0].refused is None
    assert found(narrow, "/berita?page=2&order=asc", kind=UrlKind.LISTING)[0].refused is not None


def test_what_a_page_lists_is_fetched_on_the_budget_of_its_pattern_and_what_data_name_is_not() -> None:
    assert found(HARIAN, "/tag/narkoba")[0].pattern == "/tag/*"
    assert found(HARIAN, "/tag/narkoba", by=UrlKind.SITEMAP)[0].pattern is None


def test_gambling_words_in_an_address_come_last_and_on_a_budget_unless_it_is_news() -> None:
    slot, news = found(HARIAN, "/situs-slot-gacor-maxwin", "/polisi-tangkap-bandar-togel", by=UrlKind.SITEMAP)
    assert slot.pattern == GAMBLING
    assert slot.priority < 0
    assert (news.pattern, news.priority) == (None, 0)


@given(st.text(alphabet="ab/?&=;#%:.-1é", max_size=40))
def test_a_spelling_is_final_and_never_fails_on_a_path_that_can_be_fetched(path: str) -> None:
    url = f"https://m.harian.contoh.example/{path}"
    try:
        canonical_url(url)
    except ValueError:
        return
    once = spelled(HARIAN, url)
    assert spelled(HARIAN, once) == once
    trap_in(once, TODAY)
