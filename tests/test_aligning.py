"""The passages that two texts share."""

from archive.aligning import Passage, align


def words(text: str) -> list[str]:
    return text.split()


LEFT = words("satu dua tiga empat lima enam tujuh delapan sembilan")


def test_passages_are_found_in_another_order_too() -> None:
    right = words("lima enam tujuh delapan sembilan lalu satu dua tiga empat")
    assert align(LEFT, right) == [Passage(0, 6, 4), Passage(4, 0, 5)]


def test_a_text_is_one_passage_of_itself() -> None:
    assert align(LEFT, LEFT) == [Passage(0, 0, 9)]


def test_the_longest_passage_is_taken_before_shorter_ones() -> None:
    right = words("satu dua tiga empat lalu tiga empat lima enam tujuh")
    assert align(LEFT, right) == [Passage(2, 5, 5)]
