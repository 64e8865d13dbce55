"""The people in a byline, with their roles; words of a line that are nobody's name are left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.reading.people import is_like_a_person, labelled_people, people_in


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Penulis: Andi Contoh | Editor: Budi", [("Andi Contoh", "writer"), ("Budi", "editor")]),
        ("Reporter: A. Rahman, Editor : Budi S", [("A. Rahman", "reporter"), ("Budi S", "editor")]),
        ("Pewarta : Wes Contoh", [("Wes Contoh", "reporter")]),
        ("Andi Contoh - detakNews", [("Andi Contoh", "writer")]),
        ("Oleh: Sri Contoh, S.H.", [("Sri Contoh, S.H.", "writer")]),
        ("Laporan Wartawan Kabar Contoh, Rina", [("Rina", "reporter")]),
        ("oleh Admin 12 Mei 2024", [("Admin", "writer")]),
        ("Posted by Zak Contoh on 3 May 2024", [("Zak Contoh", "writer")]),
        ("By Moses Contoh and Kate Contoh", [("Moses Contoh", "writer"), ("Kate Contoh", "writer")]),
        (
            "Rui Ma, Heba Contoh & Suparn Contoh",
            [("Rui Ma", "writer"), ("Heba Contoh", "writer"), ("Suparn Contoh", "writer")],
        ),
        ("Budi dan Ani", [("Budi", "writer"), ("Ani", "writer")]),
        ("Kontributor: Dewi Contoh", [("Dewi Contoh", "contributor")]),
        ("Kontributor Bireuen, Budi Contoh", [("Budi Contoh", "contributor")]),
        ("Editor: Budi Contoh Sumber : Kabar", [("Budi Contoh", "editor")]),
        ("Jurnalis", []),
        ("Dok. Budi Contoh", []),
        ("PT. Media Kabar Contoh", []),
        ("Author Posted by Zak Contoh", [("Zak Contoh", "writer")]),
        ("By Rani Contoh Senior Autos Reporter", [("Rani Contoh", "writer")]),
        ("Penulis: Budi van Contoh Redaktur", [("Budi van Contoh", "writer")]),
        ("Posted by Zak Contoh Zak Contoh Zak Contoh", [("Zak Contoh", "writer")]),
        ("Written By: Tom May 15 December 2025", [("Tom May", "writer")]),
        ("Penulis: Eka Septiani", [("Eka Septiani", "writer")]),
        ("Oleh Budi Agus 3 Maret 2020", [("Budi Agus", "writer")]),
        ("Reporter: Novi Mariana | Editor: Julia Desy", [("Novi Mariana", "reporter"), ("Julia Desy", "editor")]),
        ("By Rani Contoh Dec 20, 2025", [("Rani Contoh", "writer")]),
        ("By Rani Contoh Reviewed by Budi Contoh", [("Rani Contoh", "writer")]),
        ("This post was written by Rani Contoh, Head of Marketing", [("Rani Contoh", "writer")]),
        ("Jun 2 Written By", []),
        ("Bagikan", []),
        ("Sabtu, 30 Juli 2022 14:05 WIB", []),
        ("5 mins read", []),
        ("redaksi@contoh.example", []),
        ("", []),
    ],
)
def test_names_and_roles_of_a_line(text: str, people: list[tuple[str, str]]) -> None:
    assert [(credit.name, str(credit.role)) for credit in people_in(text)] == people


def test_a_line_without_label_is_no_byline() -> None:
    assert labelled_people("Lapas Kota Contoh Panen Jagung") == []
    assert labelled_people("Editorial kami hari ini") == []


def test_a_post_with_a_field_behind_it_credits_nobody() -> None:
    assert labelled_people("Writer, Cars") == []
    assert [credit.name for credit in labelled_people("By Cars Contoh")] == ["Cars Contoh"]


@pytest.mark.parametrize(
    ("name", "is_person"),
    [
        ("Derek Contoh", True),
        ("Kabar Contoh", False),
        ("Lapas Contoh", False),
        ("contoh", False),
        ("Tribun Contoh", False),
    ],
)
def test_a_site_may_be_named_after_a_person_and_mostly_is_not(name: str, is_person: bool) -> None:  # noqa: FBT001 a fact
    assert is_like_a_person(name) is is_person


@given(st.text(max_size=200))
def test_no_text_makes_it_raise_and_each_name_stands_in_the_text(text: str) -> None:
    for credit in people_in(text):
        assert credit.name
        assert "".join(credit.name.split()) in "".join(text.split())
