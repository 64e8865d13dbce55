"""Which prisons and offices two articles both name."""

from archive.items import ArticleItem, Dateline, Unit
from archive.likeness.comparable import Comparable, comparable_of
from archive.likeness.named_units import are_others, in_both

JAYAPURA = Unit("Lapas Narkotika Jayapura", "Lapas Narkotika Jayapura", "lapas-narkotika-jayapura")
CILEGON = Unit("Lapas Cilegon", "Lapas Kelas IIA Cilegon", "lapas-cilegon")
KANWIL = Unit("Kanwil Ditjenpas Banten", "Kanwil Ditjenpas Banten", "kanwil-ditjenpas-banten")


def naming(*units: Unit, body: str = "", place: str | None = None) -> Comparable:
    return comparable_of(ArticleItem("u", "u", "s", body=body, units=list(units), dateline=Dateline(place, place)))


def test_a_unit_is_one_by_its_id_whatever_it_is_called() -> None:
    other = Unit("LP Cilegon", "Lapas Cilegon", "lapas-cilegon")
    assert [unit.id for unit in in_both(naming(CILEGON), naming(other, JAYAPURA))] == ["lapas-cilegon"]


def test_a_unit_that_the_registry_does_not_know_is_one_by_its_name() -> None:
    doyo, narcotics = Unit("Lapas Doyo", "Lapas Doyo"), Unit("Lapas Narkotika Doyo", "Lapas Narkotika Doyo")
    assert in_both(naming(doyo), naming(narcotics))
    assert not in_both(naming(doyo), naming(Unit("Lapas Waena", "Lapas Waena")))


def test_a_known_unit_is_one_by_its_place_where_the_other_name_is_unknown() -> None:
    assert in_both(naming(CILEGON), naming(Unit("Lapas Khusus Cilegon", "Lapas Khusus Cilegon")))


def test_police_of_the_prisons_town_are_not_the_prison() -> None:
    assert not in_both(naming(CILEGON), naming(Unit("Polres Cilegon", "Polres Cilegon")))


def test_a_kanwil_is_too_much_named_to_tell_anything_but_that_another_one_is_meant() -> None:
    assert not in_both(naming(KANWIL), naming(KANWIL))
    assert not are_others(naming(KANWIL), naming(KANWIL))
    assert are_others(
        naming(KANWIL), naming(Unit("Kanwil Ditjenpas Bali", "Kanwil Ditjenpas Bali", "kanwil-ditjenpas-bali"))
    )


def test_a_prison_named_by_its_class_alone_is_that_of_the_datelines_town() -> None:
    nameless = Unit("Lapas Kelas IIA", "Lapas Kelas IIA")
    assert in_both(naming(CILEGON), naming(nameless, place="Cilegon"))
    assert not in_both(naming(CILEGON), naming(nameless, place="Serang"))


def test_other_police_units_are_others_and_another_kind_is_not() -> None:
    polres = Unit("Polres Cilegon", "Polres Cilegon")
    assert are_others(naming(polres), naming(Unit("Polres Serang", "Polres Serang")))
    assert not are_others(naming(polres), naming(Unit("Kejari Serang", "Kejari Serang")))
