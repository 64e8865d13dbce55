"""The passages that two texts share, and what is left between them."""

import time

from hypothesis import given
from hypothesis import strategies as st

from archive.likeness.aligning import Difference, Passage, align, differences


def words(text: str) -> list[str]:
    return text.split()


LEFT = words("satu dua tiga empat lima enam tujuh delapan sembilan")
FEW_WORDS = st.lists(st.sampled_from(LEFT[:6]), max_size=60)


def test_passages_are_found_in_another_order_too() -> None:
    right = words("lima enam tujuh delapan sembilan lalu satu dua tiga empat")
    assert align(LEFT, right) == [Passage(0, 6, 4), Passage(4, 0, 5)]
    assert differences(align(LEFT, right), 9, 10) == [Difference(9, 9, 5, 6)]


def test_a_text_is_one_passage_of_itself() -> None:
    assert align(LEFT, LEFT) == [Passage(0, 0, 9)]
    assert differences(align(LEFT, LEFT), 9, 9) == []


def test_the_longest_passage_is_taken_before_shorter_ones() -> None:
    right = words("satu dua tiga empat lalu tiga empat lima enam tujuh")
    assert align(LEFT, right) == [Passage(0, 0, 2), Passage(2, 5, 5)]


def test_what_took_the_place_of_other_words_is_told_from_what_was_cut_and_added() -> None:
    left = words("pagi tadi enam napi kabur dari kamar empat lewat atap dapur lalu hilang di hutan bakau")
    right = words("pagi tadi enam napi lari dari kamar empat lewat atap dapur di hutan bakau dekat sungai")
    passages = align(left, right)
    assert passages == [Passage(0, 0, 4), Passage(5, 5, 6), Passage(13, 11, 3)]
    assert differences(passages, len(left), len(right)) == [
        Difference(4, 5, 4, 5),
        Difference(11, 13, 11, 11),
        Difference(16, 16, 14, 16),
    ]


def test_two_words_are_a_passage_in_a_small_gap_only() -> None:
    left = words("satu dua tiga empat x a b y lima enam tujuh delapan")
    right = words("satu dua tiga empat p a b q lima enam tujuh delapan")
    assert Passage(5, 5, 2) in align(left, right)
    assert align(words("x a b y"), words("p q r a b s t u v w")) == []
    assert align(words("a b satu dua tiga empat"), words("satu dua tiga empat a b")) == [Passage(2, 0, 4)]


@given(FEW_WORDS, FEW_WORDS)
def test_passages_are_equal_words_and_do_not_overlap(first: list[str], second: list[str]) -> None:
    in_first, in_second = [], []
    for passage in align(first, second):
        ones = range(passage.first, passage.first + passage.length)
        others = range(passage.second, passage.second + passage.length)
        assert [first[at] for at in ones] == [second[at] for at in others]
        in_first += ones
        in_second += others
    assert len(set(in_first)) == len(in_first)
    assert len(set(in_second)) == len(in_second)


@given(FEW_WORDS, FEW_WORDS)
def test_every_word_is_in_a_passage_or_in_a_difference_once(first: list[str], second: list[str]) -> None:
    passages = align(first, second)
    left = differences(passages, len(first), len(second))
    ones = [at for one in passages for at in range(one.first, one.first + one.length)]
    ones += [at for one in left for at in range(one.first, one.first_end)]
    others = [at for one in passages for at in range(one.second, one.second + one.length)]
    others += [at for one in left for at in range(one.second, one.second_end)]
    assert sorted(ones) == list(range(len(first)))
    assert sorted(others) == list(range(len(second)))


def test_two_long_articles_are_aligned_in_time_even_where_they_repeat_themselves() -> None:
    varied = [f"kata{number * 7919 % 900}" for number in range(1500)]
    refrain = words("mari kita jaga bersama kebersihan kamar hunian ini") * 190
    for first, second in ((varied, varied[700:] + varied[:650]), (refrain, [*refrain[3:], "amin"])):
        began = time.process_time()
        align(first, second)
        assert time.process_time() - began < 0.5
