"""Word families: forms of one word are joined, words that only share a root are not, and the list is well made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.searching.word_families import families, is_same_family, read, read_groups, relatives, word_list
from archive.wording.indonesian_words import PATTERNS, words_of

JOINED = """
penahanan ditahan menahan tahanan tertahan | pertahanan bertahan mempertahankan dipertahankan | ketahanan
pengadilan mengadili diadili pengadil | keadilan adil | pembebasan dibebaskan membebaskan | kebebasan
pelaku melakukan dilakukan | berlaku diberlakukan pemberlakuan | perlakuan diperlakukan | kelakuan
hukuman menghukum dihukum penghukuman | hukum hukumnya
pemasyarakatan | masyarakat kemasyarakatan
penyidikan penyidik menyidik | kunjungan pengunjung mengunjungi berkunjung dikunjungi
menemukan ditemukan penemuan temuan | bertemu pertemuan menemui mempertemukan
pemindahan dipindahkan pindah memindahkan | pengeluaran dikeluarkan keluar | keluarga
tuntutan penuntut dituntut menuntut | dakwaan terdakwa mendakwa didakwa | putusan memutuskan diputuskan keputusan
pengawasan mengawasi pengawas diawasi | pengawalan pengawal mengawal dikawal
belajar pelajar pelajaran mempelajari | mengajar pengajar diajarkan | bekerja pekerja pekerjaan kerja
meninggal | ditinggalkan peninggalan | kekurangan | berkurang mengurangi pengurangan
berangkat keberangkatan | mengangkat diangkat pengangkatan
"""
FAMILIES = [group.split() for line in JOINED.strip().splitlines() for group in line.split("|")]
WORDS = st.sampled_from([word for family in FAMILIES for word in family])


@pytest.mark.parametrize("family", [family for family in FAMILIES if len(family) > 1], ids=lambda family: family[0])
def test_the_first_word_of_a_family_is_joined_with_each_other(family: list[str]) -> None:
    assert set(family[1:]) <= set(relatives(family[0]))


@given(first=WORDS, second=WORDS)
def test_families_apart_are_not_joined(first: str, second: str) -> None:
    joined = is_same_family(first, second)
    assert joined or not any(
        first in family and second in family and family[0] in {first, second} for family in FAMILIES
    )
    if joined:
        assert any(first in family and second in family for family in FAMILIES)


@given(first=WORDS | st.sampled_from(sorted(word_list().roots)), second=WORDS)
def test_joining_is_the_same_both_ways(first: str, second: str) -> None:
    assert is_same_family(first, second) == is_same_family(second, first)
    assert (second in relatives(first)) == (first != second and is_same_family(first, second))


@given(root=st.sampled_from(sorted(word_list().groups)), pattern=st.sampled_from(PATTERNS))
def test_what_is_written_of_a_root_is_read_back_as_a_family_or_is_another_word(root: str, pattern: str) -> None:
    for word in words_of(root, frozenset({pattern})):
        form = read(word)
        assert form is not None
        assert set(families(word)) <= {(form.root, group) for _, group in families(word)}


@given(word=st.text(max_size=12) | st.text("mengpaditrsk", max_size=14))
def test_no_word_breaks_reading(word: str) -> None:
    assert word not in relatives(word)


@pytest.mark.parametrize("name", ["kediri", "serang", "malang", "pemalang", "banyuwangi", "sugianto", "diponegoro"])
def test_a_name_has_no_family(name: str) -> None:
    assert relatives(name) == []


def test_the_name_of_a_city_is_not_taken_for_a_form_of_a_word() -> None:
    assert "menyerang" in relatives("penyerangan")
    assert "serang" not in relatives("penyerangan")


def test_a_suffix_that_its_prefix_does_not_take_is_not_cut_off() -> None:
    assert read("penyidikan") == ("sidik", "pe-an")
    assert read("pelarian") == ("lari", "pe-an")
    assert read("pekerjaan") == ("kerja", "per-an")


def test_the_list_names_each_root_once_and_groups_are_of_known_roots() -> None:
    known = word_list()
    assert not [root for root in known.groups if root not in known.roots]
    assert not [root for root in known.preferred if root not in known.roots]
    assert not [root for root in known.same.values() if root not in known.roots]


def test_an_unknown_pattern_is_said() -> None:
    with pytest.raises(ValueError, match="no pattern of Indonesian words: pi-an"):
        read_groups("0 me | pi-an")
