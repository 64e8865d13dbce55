"""How much a change matters: what a researcher must see is never called cosmetic, and a theme is never substance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.changes.change_kinds import changes_between, distance, gravest, text_changes
from archive.vocabulary import ChangeKind, ChangeSign

START, END = "Kepala Lapas Contoh menerima tamu di aula.", "Kegiatan berlangsung tertib hingga siang."
SENTENCES = [
    ("Sebanyak 12 napi kabur.", "Sebanyak 11 napi kabur.", ChangeSign.NUMBER),
    ("Sebanyak dua napi kabur.", "Sebanyak tiga napi kabur.", ChangeSign.NUMBER),
    ("Razia digelar Kamis (27/2/2020).", "Razia digelar Kamis (20/2/2020).", ChangeSign.DATE),
    ("Apel dimulai pukul 07.30 WIB.", "Apel dimulai pukul 08.30 WIB.", ChangeSign.DATE),
    ("Menurut Budi Santoso, itu benar.", "Menurut Budi Susanto, itu benar.", ChangeSign.NAME),
    ("Menurut petugas, itu benar.", "Menurut Budi Susanto, itu benar.", ChangeSign.NAME),
    ('Ia berkata "kami siap" lagi.', 'Ia berkata "kami menolak" lagi.', ChangeSign.QUOTATION),
    ("Mereka tidak bersalah.", "Mereka bersalah.", ChangeSign.WORDING),
    ("Napi itu kabur semalam.", "Napi itu kubur semalam.", ChangeSign.WORDING),
    ("Petugas membantah hal itu.", "Petugas mengakui hal itu.", ChangeSign.WORDING),
    ("Petugas mengeledah kamar.", "Petugas menggeledah kamar.", ChangeSign.SPELLING),
    ("Ia berada diantara mereka.", "Ia berada di antara mereka.", ChangeSign.SPELLING),
    ("Semua petugas lapas hadir.", "Semua petugas Lapas hadir.", ChangeSign.LETTER_CASE),
    ("Acara yang digelar itu ramai.", "Acara digelar itu ramai.", ChangeSign.SMALL_WORDS),
    ("Ia berkata kami siap lagi.", 'Ia berkata "kami siap" lagi.', ChangeSign.QUOTATION_MARKS),
    ("Petugas, warga, dan tamu hadir.", "Petugas, warga dan tamu hadir!", ChangeSign.PUNCTUATION),
    ("Kerugian Rp15.000 ditanggung.", "Kerugian Rp 15.000 ditanggung.", ChangeSign.SPACING),
    ("Ada 1.500 orang.", "Ada 1500 orang.", ChangeSign.PUNCTUATION),
    ("Acara  itu ramai.", "Acara itu ramai.", ChangeSign.SPACING),
]
PARAGRAPHS = [
    ("Baca juga: Rutan Contoh Gelar Donor Darah", ChangeSign.RELATED),
    ("Bagikan artikel ini", ChangeSign.RELATED),
    ("Ikuti berita terbaru kami di saluran WhatsApp", ChangeSign.RELATED),
    ("Polisi memeriksa dua petugas jaga.", ChangeSign.PARAGRAPH_ADDED),
    ("Ralat: jumlah napi yang kabur adalah sebelas orang.", ChangeSign.PARAGRAPH_ADDED),
]


def signs(old: str, new: str) -> set[ChangeSign]:
    return {change.sign for change in text_changes(old, new)}


@pytest.mark.parametrize(("old", "new", "sign"), SENTENCES)
def test_a_change_is_known_by_the_words_that_changed(old: str, new: str, sign: ChangeSign) -> None:
    assert signs(f"{START}\n\n{old}\n\n{END}", f"{START}\n\n{new}\n\n{END}") == {sign}


@pytest.mark.parametrize(("paragraph", "sign"), PARAGRAPHS)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_paragraph_that_came_is_one_or_but_a_link_wherever_it_stands(
    paragraph: str, sign: ChangeSign, place: int
) -> None:
    before, after = [START, END], [START, END]
    after.insert(place, paragraph)
    (change,) = text_changes("\n\n".join(before), "\n\n".join(after))
    assert (change.sign, change.new) == (sign, paragraph)


def test_a_paragraph_that_went_is_of_substance() -> None:
    (change,) = text_changes(f"{START}\n\nPolisi memeriksa dua petugas.\n\n{END}", f"{START}\n\n{END}")
    assert (change.kind, change.sign) == (ChangeKind.SUBSTANCE, ChangeSign.PARAGRAPH_REMOVED)


def test_a_paragraph_in_another_place_is_a_correction() -> None:
    assert signs(f"{START}\n\n{END}\n\nRazia usai.", f"{END}\n\n{START}\n\nRazia usai.") == {ChangeSign.MOVED}


def state(**values: str | None) -> dict[str, str | None]:
    names = ("headline", "lead_caption", "body", "dateline", "lead_credit", "published", "event_date", "credits")
    return dict.fromkeys((*names, "lead_image", "section", "modified")) | {"headline": "Razia", "body": START} | values


def test_what_was_unknown_before_was_read_otherwise_and_not_changed() -> None:
    (change,) = changes_between(state(), state(lead_caption="Suasana razia.", section="Berita"))
    assert (change.sign, change.kind) == (ChangeSign.FILING, ChangeKind.COSMETIC)


def test_a_headline_in_other_words_is_of_substance_even_by_small_ones() -> None:
    (change,) = changes_between(state(headline="Razia di Lapas"), state(headline="Razia Lapas"))
    assert (change.field, change.kind) == ("headline", ChangeKind.SUBSTANCE)


def test_the_gravest_change_comes_first_and_gives_the_revision_its_kind() -> None:
    old = state(body=f"{START}  Petugas mengeledah kamar.", published="2020-02-27T08:00:00+07:00")
    new = state(body=f"{START} Petugas menggeledah kamar.", published="2020-02-28T08:00:00+07:00")
    changes = changes_between(old, new)
    assert [change.kind for change in changes] == [ChangeKind.SUBSTANCE, ChangeKind.CORRECTION]
    assert gravest(changes) is ChangeKind.SUBSTANCE


def test_a_picture_in_another_size_is_the_same_one() -> None:
    url = "https://lapas.contoh.example/wp-content/uploads/razia.jpg"
    small = "https://i0.contoh.example/uploads/razia-300x200.jpg?ssl=1"
    (same,) = changes_between(state(lead_image=url), state(lead_image=small))
    (other,) = changes_between(state(lead_image=url), state(lead_image=url.replace("razia", "apel")))
    assert (same.sign, other.sign) == (ChangeSign.PICTURE_ADDRESS, ChangeSign.PICTURE)


@given(st.text(alphabet='abn ,.\n12K“"', max_size=60))
def test_nothing_differs_from_itself_and_spaces_are_never_more_than_cosmetic(text: str) -> None:
    assert text_changes(text, text) == []
    assert gravest(text_changes(text, text.replace(" ", "   "))) is ChangeKind.COSMETIC


@given(st.text(alphabet="ab", max_size=6), st.text(alphabet="ab", max_size=6))
def test_a_distance_is_one_and_is_nothing_only_between_equal_words(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert (distance(one, other) == 0) == (one == other)
