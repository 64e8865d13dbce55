"""The difference of two texts: exact in every letter, and readable."""

import time

from hypothesis import given
from hypothesis import strategies as st

from archive.changes.word_diff import changed_passages, diff
from archive.wording.word_kinds import tokens_in

WORDS = st.lists(st.sampled_from(["napi", "lapas", "12", "Budi", "dan", ",", ".", "\n\n", " ", "kabur"]), max_size=30)


@given(WORDS, WORDS)
def test_the_passages_of_a_difference_are_both_texts_as_a_whole(old_words: list[str], new_words: list[str]) -> None:
    old, new = " ".join(old_words), "  ".join(new_words)
    hunks = diff(old, new)
    assert "".join(hunk.old_text for hunk in hunks).strip() == old.strip()
    assert "".join(hunk.new_text for hunk in hunks).strip() == new.strip()
    assert all([w.text for w in hunk.old] == [w.text for w in hunk.new] for hunk in hunks if hunk.same)
    assert all(hunk.old or hunk.new for hunk in hunks if not hunk.same)


@given(WORDS, WORDS, WORDS, WORDS)
def test_the_changed_passages_are_those_of_the_whole_difference(
    head: list[str], old_words: list[str], new_words: list[str], tail: list[str]
) -> None:
    old, new = " ".join(head + old_words + tail), " ".join(head + new_words + tail)
    wanted = [hunk for hunk in diff(old, new) if not hunk.same]
    assert changed_passages(old, new, tokens_in(old), tokens_in(new)) == wanted


@given(WORDS)
def test_a_text_does_not_differ_from_itself(words: list[str]) -> None:
    assert all(hunk.same for hunk in diff(" ".join(words), " ".join(words)))


def changed(old: str, new: str) -> list[tuple[str, str]]:
    return [(hunk.old_text.strip(), hunk.new_text.strip()) for hunk in diff(old, new) if not hunk.same]


def test_only_the_words_that_changed_are_named() -> None:
    assert changed("Sebanyak 12 napi kabur.", "Sebanyak 11 napi kabur.") == [("12", "11")]
    assert changed("Ia tidak bersalah.", "Ia bersalah.") == [("tidak", "")]


def test_a_sentence_that_was_rewritten_is_one_passage_and_no_patchwork() -> None:
    old = "Kepala Lapas membantah keras kabar pungutan liar di dalam blok hunian."
    new = "Kepala Lapas mengakui ada praktik suap oleh petugas di dalam blok hunian."
    assert changed(old, new) == [("membantah keras kabar pungutan liar", "mengakui ada praktik suap oleh petugas")]
    old, new = "satu dua tiga dan empat lima enam akhir", "tujuh delapan nol dan sebelas dosa besar akhir"
    assert len(changed(old, new)) == 1


def test_two_long_articles_are_compared_in_a_moment() -> None:
    old = " ".join(f"kata{number % 300} dan {number}" for number in range(1000))
    new = old.replace("kata7 ", "kata8 ").replace("500", "501")
    started = time.process_time()
    assert changed(old, new)
    assert time.process_time() - started < 2
