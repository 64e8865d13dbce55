"""ReadMarks takes an outlet's own word for a paid text and for a release, and never one for the other."""

import pytest

from archive.items import ArticleItem, Credit
from archive.vocabulary import Origin, Role
from pipelines.read_marks import ReadMarks

URL = "https://contoh.example/berita/1"


def marked(url: str = URL, **fields: object) -> ArticleItem:
    item = ArticleItem(url, url, "contoh", **fields)  # type: ignore[arg-type]  # any field
    ReadMarks().work(item)
    return item


@pytest.mark.parametrize(
    "fields",
    [
        {"section": "Advertorial"},
        {"tags": ["lapas", "Pariwara"]},
        {"headline": "ADV: Koperasi Contoh Gandeng Lapas"},
        {"headline": "[Inforial] Koperasi Contoh Gandeng Lapas"},
        {"body": "Koperasi bekerja sama dengan lapas.\n\nKerja sama itu berlaku setahun. (adv)"},
        {"body": "ADVERTORIAL\n\nKoperasi bekerja sama dengan lapas."},
        {"body": "Kerja sama itu berlaku setahun. (wes/adv)"},
        {"credits": [Credit("(wes/adv)", "wes")]},
        {"url": "https://contoh.example/advertorial/koperasi"},
    ],
)
def test_a_text_that_the_outlet_marks_as_paid_is_an_advertorial_and_no_release(fields: dict[str, object]) -> None:
    item = marked(**fields)  # type: ignore[arg-type]  # any field
    assert (item.advertorial, item.release_marked) == (True, None)
    assert item.origins["advertorial"] in set(Origin)


@pytest.mark.parametrize(
    "fields",
    [
        {"section": "Siaran Pers"},
        {"headline": "Siaran Pers: Lapas Contoh Panen"},
        {"body": "SIARAN PERS\n\nLapas panen raya."},
        {"body": "Lapas panen raya. (Humas Lapas Contoh)"},
        {"body": "Lapas panen raya. (HMS)"},
        {"body": "Lapas panen raya. (wes/rilis)"},
        {"credits": [Credit("Humas Lapas Contoh", "Humas Lapas Contoh", Role.PUBLIC_RELATIONS)]},
        {"url": "https://contoh.example/siaran-pers/panen"},
    ],
)
def test_a_text_that_the_outlet_marks_as_a_release_is_no_advertorial(fields: dict[str, object]) -> None:
    item = marked(**fields)  # type: ignore[arg-type]  # any field
    assert (item.advertorial, item.release_marked) == (None, True)


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "Iklan Rokok Dilarang di Lapas", "body": "Kepala humas lapas menjelaskan aturan iklan itu."},
        {"section": "Hukum", "tags": ["kerja sama lapas", "humas polri"]},
        {"body": "Humas Lapas Contoh, Wes Contoh, membenarkan.\n\nRilis album batal (lihat iklan di bawah)."},
        {"url": "https://contoh.example/berita/rilis-album-napi"},
    ],
)
def test_words_of_a_text_are_no_mark(fields: dict[str, object]) -> None:
    item = marked(**fields)  # type: ignore[arg-type]  # any field
    assert (item.advertorial, item.release_marked) == (None, None)


def test_what_a_page_states_itself_stays() -> None:
    assert marked(section="Advertorial", advertorial=False).advertorial is False
