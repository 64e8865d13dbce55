"""What a new reading changes is counted by field, with examples of each kind."""

from archive.changes.field_changes import MOST_EXAMPLES, SourceChanges
from archive.outcomes import Change


def test_fields_are_counted_by_what_becomes_of_them_and_the_commonest_comes_first() -> None:
    counted = SourceChanges("contoh")
    counted.add([Change("a", "section", None, "Berita"), Change("a", "headline", "Lama", "Baru")])
    counted.add([Change("b", "section", "Berita", None)])
    counted.add([Change("c", "section", "Berita", "Hukum")])
    counted.add([])
    assert (counted.articles, counted.changed) == (4, 3)
    (first, section), (second, headline) = counted.by_count()
    assert (first, section.gained, section.lost, section.other) == ("section", 1, 1, 1)
    assert (second, headline.other, headline.count) == ("headline", 1, 1)


def test_examples_are_few_and_each_kind_has_one() -> None:
    counted = SourceChanges("contoh")
    for number in range(9):
        counted.add([Change(str(number), "tags", "[]", '["remisi"]')])
    counted.add([Change("9", "tags", '["remisi"]', "[]")])
    (_, tags), *_ = counted.by_count()
    assert (tags.gained, tags.lost) == (9, 1)
    assert [example.id for example in tags.examples] == [*map(str, range(MOST_EXAMPLES)), "9"]
