"""Names of the ministry, its directorates and its Kanwil: `Kantor Wilayah (Kanwil) Kemenkumham Jabar`."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from archive.places.regions import find_province, provinces
from archive.places.unit_names import UnitName
from archive.places.units import units

LONGEST_BEFORE = 60
KANWIL = r"(?:kantor\s+wilayah|kanwil)(?:\s+\((?:kanwil|kakanwil)\))?"
OFFICE = r"kakanwil|kadiv\s?pas|kepala\s+divisi\s+pemasyarakatan"
BEFORE = re.compile(rf"\b(?:(?P<office>{OFFICE})\s+)?(?:{KANWIL}\s+)?\Z", re.IGNORECASE)
OWN = re.compile(r"\s{0,3}\([^()\n]{2,40}\)")
DIVISION = r"kadiv\s?pas|kepala\s+divisi\s+pemasyarakatan"
# what names a Kanwil only: there the directorate's work is enough, or half of the ministry's name
OF_A_KANWIL = {"pemasyarakatan": "ditjenpas", "imigrasi": "ditjenim", "kumham": "kemenkumham"}
SHARED_ABROAD = frozenset({"departemen-kehakiman"})  # the usual name of another country's ministry
ABROAD = re.compile(r"\b(?:AS|Amerika|Inggris|Korea|Jepang|Filipina|Australia|Swiss|Trump|Washington)\b")
OTHER_PROVINCES = {"jogja": "34", "diy": "34", "d.i. yogyakarta": "34", "di yogyakarta": "34", "dki": "31"}
LABELS = {
    "kemenkumham": "Kanwil Kemenkumham",
    "kemenkum": "Kanwil Kemenkum",
    "kemenham": "Kanwil KemenHAM",
    "ditjenpas": "Kanwil Ditjenpas",
    "ditjenim": "Kanwil Ditjenim",
}


def find_office_names(text: str) -> list[UnitName]:
    """The names of the ministry's offices in a text, in its order; `kind` is a ministry's id, or `kanwil-` with it.

    A directorate or a ministry with a province behind it is the Kanwil there: `Ditjenpas Malut`.
    """
    found = [name for match in _organisation().finditer(text) if (name := _office(text, match)) is not None]
    ends = [(name.start, name.end) for name in found]
    found += [name for name in _divisions(text) if not any(start <= name.start < end for start, end in ends)]
    return sorted(found, key=lambda name: name.start)


def _office(text: str, match: re.Match[str]) -> UnitName | None:
    folded = _folded(match[0])
    start_of_view = max(0, match.start() - LONGEST_BEFORE)
    before = BEFORE.search(text[start_of_view : match.start()])
    start = start_of_view + before.start() if before is not None else match.start()
    is_office = (before is not None and before["office"] is not None) or folded.startswith("dirjen")
    own = OWN.match(text, match.end())
    region = _province().match(text, own.end() if own else match.end())
    if region is not None:
        return _kanwil(_spelt()[folded], region, start, office=is_office)
    if folded in OF_A_KANWIL or start < match.start():
        return None
    ministry = _spelt()[folded]
    if ministry in SHARED_ABROAD and ABROAD.search(text):
        return None
    end = own.end() if own is not None and _folded(own[0].strip(" ()")) in _spelt() else match.end()
    return UnitName(start, end, ministry, None, None, units()[ministry].name, is_office)


def _kanwil(of: str, region: re.Match[str], start: int, *, office: bool) -> UnitName | None:
    code = _code(region["province"])
    label = LABELS.get(of)
    if code is None or label is None:
        return None
    place = provinces()[code].name
    return UnitName(start, region.end(), f"kanwil-{of}", None, place, f"{label} {place}", office)


def _divisions(text: str) -> Iterator[UnitName]:
    """The head of a division that only Kanwil Kemenkumham had, by the province alone: `Kadivpas Sulsel`."""
    for match in re.finditer(rf"\b(?:{DIVISION})\b(?:\s+{KANWIL})?", text, re.IGNORECASE):
        region = _province().match(text, match.end())
        if region is not None and (name := _kanwil("kemenkumham", region, match.start(), office=True)) is not None:
            yield name


def _code(written: str) -> str | None:
    province = find_province(written)
    return province.code if province is not None else OTHER_PROVINCES.get(_folded(written))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def _spelt() -> dict[str, str]:
    """Every spelling of a ministry or directorate, in small letters, with its id."""
    named = (unit for unit in units().values() if unit.kind in {"ministry", "directorate"})
    return {_folded(name): unit.id for unit in named for name in (unit.name, *unit.aliases)} | OF_A_KANWIL


@cache
def _organisation() -> re.Pattern[str]:
    alone = _any_of(name for name in _spelt() if name not in OF_A_KANWIL)
    behind = "|".join(rf"(?<={word} )" for word in ("kanwil", "kakanwil", "wilayah", "Kanwil", "Kakanwil", "Wilayah"))
    return re.compile(rf"(?<![\w.@/-])(?:{alone}|(?:{behind})(?:{_any_of(OF_A_KANWIL)}))\b(?!\.\w)", re.IGNORECASE)


@cache
def _province() -> re.Pattern[str]:
    names = (name for province in provinces().values() for name in (province.name.casefold(), *province.also))
    place = _any_of((*names, *OTHER_PROVINCES))
    return re.compile(
        rf"\s{{1,3}}(?:(?:RI|republik\s+indonesia|kanwil|kantor\s+wilayah)\s+)?"
        rf"(?:(?:provinsi|prov\.|daerah)\s+)?(?P<province>{place})\b(?:\s+\(kanwil[^()\n]{{2,40}}\))?",
        re.IGNORECASE,
    )


def _any_of(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
