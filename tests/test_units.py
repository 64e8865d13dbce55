"""The registry of units holds together: ids, parents, regions, dates, evidence, and who took over from whom."""

import re
from collections import Counter
from importlib.resources import files

import pytest

from archive.adoption.source_catalogue import catalogue
from archive.places.regions import regions
from archive.places.units import FILES, RegisteredUnit, evidence, lineage, successions, units

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|")
KINDS = frozenset(
    {"ministry", "directorate", "kanwil", "bapas", "pos-bapas", "rupbasan", "rs-pengayoman", "lpka", "rutan"}
    | {"rutan-perempuan", "cabang-rutan", "lapas"}
    | {f"lapas-{kind}" for kind in ("narkotika", "perempuan", "terbuka", "pemuda", "khusus")}
)
FUNCTIONS = frozenset({"whole", "law", "human-rights", "corrections", "immigration"})
ALL = tuple(units().values())


def test_ids_are_unique_over_all_files_and_stable_slugs() -> None:
    folder = files("archive") / "data" / "units"
    lines = [line for name in FILES for line in (folder / f"{name}.tsv").read_text("utf-8").splitlines()[1:]]
    ids = Counter(line.split("\t")[0] for line in lines)
    assert [unit for unit, count in ids.items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", unit) for unit in ids)


def test_several_hundred_units_are_known() -> None:
    counted = Counter(unit.kind.split("-")[0] for unit in ALL)
    assert counted["lapas"] > 300
    assert counted["rutan"] > 150
    assert counted["lpka"] >= 33
    assert counted["bapas"] > 80


@pytest.mark.parametrize("unit", ALL, ids=lambda unit: unit.id)
def test_a_unit_is_well_formed_and_says_where_it_is_known_from(unit: RegisteredUnit) -> None:
    assert unit.name
    assert unit.kind in KINDS
    assert unit.grade in {"", "I", "II", "IIA", "IIB", "III"}
    assert unit.parent is None or unit.parent in units()
    assert re.fullmatch(r"\d\d(\.\d\d)?", unit.region)
    assert unit.region in regions()
    assert DATE.fullmatch(unit.since)
    assert DATE.fullmatch(unit.until)
    assert unit.evidence


def test_every_evidence_is_explained_and_every_explanation_used() -> None:
    used = {key for row in (*ALL, *successions()) for key in row.evidence}
    catalogued = {f"source:{name}" for name in catalogue()}
    assert {key for key in used if key.startswith("source:")} <= catalogued
    assert {key for key in used if not key.startswith("source:")} == set(evidence())


def test_a_succession_joins_known_units() -> None:
    for step in successions():
        assert {step.predecessor, step.successor} <= set(units())
        assert step.function in FUNCTIONS
        assert DATE.fullmatch(step.since)


def test_prisons_went_to_the_ministry_of_immigration_and_corrections_alone() -> None:
    to = {step.successor for step in successions() if step.function == "corrections"}
    assert {unit for unit in to if unit.startswith("kemen")} == {"kemenimipas"}
    assert units()["ditjenpas"].parent == "kemenimipas"


def test_the_coordinating_ministry_is_nobodys_successor() -> None:
    assert "kemenko-kumham-imipas" not in {step.successor for step in successions()}
    assert lineage("kemenko-kumham-imipas") == {"kemenko-kumham-imipas"}


def test_one_kanwil_became_several_by_function() -> None:
    after = {step.successor for step in successions() if step.predecessor == "kanwil-kemenkumham-jawa-barat"}
    assert {"kanwil-ditjenpas-jawa-barat", "kanwil-kemenkum-jawa-barat", "kanwil-kemenham-jawa-barat"} <= after


def test_the_lineage_of_a_successor_holds_its_predecessors_and_not_its_siblings() -> None:
    line = lineage("kemenimipas")
    assert {"kemenimipas", "kemenkumham", "departemen-hukum-dan-ham", "departemen-kehakiman"} <= line
    assert not {"kemenkum", "kemenham"} & line
    assert {"kemenkum", "kemenham", "kemenimipas"} <= lineage("kemenkumham")
