"""The gazetteer: every province, regency and city of Indonesia, and what newsrooms call them.

Three lists in `archive/data`: `regions.tsv`, `districts.tsv`, `places.tsv`; docs/places.md says where they come from.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

ABROAD = "-"
JAKARTA = "31"  # a province and a city in one
PROVINCE, KABUPATEN, KOTA = "provinsi", "kabupaten", "kota"
WORD = re.compile(r"\w+")
NO_LETTERS = re.compile(r"[\W_]+")
KEPULAUAN = re.compile(r"^(?:kepulauan|pulau) ")
TITLE = re.compile(
    r"(?P<kind>kota|kabupaten|kab\.?|provinsi|prov\.?|kecamatan|kec\.?|pulau)\s+(?P<name>\S.*)", re.IGNORECASE
)
KINDS = {"kota": KOTA, "kab": KABUPATEN, "prov": PROVINCE}
SHORTEST_MISSPELT = 7


@dataclass(frozen=True, slots=True)
class Region:
    """A province, regency (kabupaten) or city (kota).

    `code` is the Kemendagri's ("32", "32.14"), `bps_code` that of Statistics Indonesia, in Papua as
    renumbered in 2023; `since` the year or day of the law that made it, None where unknown; `formerly` the code that
    it had under another province; `also` are other names, in small letters; `time_zone` is a province's.
    """

    code: str
    bps_code: str
    kind: str
    name: str
    since: str | None = None
    formerly: str | None = None
    time_zone: str | None = None
    also: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The full name, which no other region has: `Kabupaten Bogor`, `Kota Bogor`, `Jawa Barat`."""
        return self.name if self.kind == PROVINCE else f"{self.kind.capitalize()} {self.name}"

    @property
    def province(self) -> str:
        """The code of the province that this region lies in, or is."""
        return self.code[:2]


@cache
def regions() -> Mapping[str, Region]:
    """Every region by its code, in the order of the codes."""
    rows = iter(_rows("regions.tsv"))
    names = next(rows)
    return MappingProxyType({row[0]: _region(dict(zip(names, row, strict=False))) for row in rows})


def _rows(file: str) -> Iterator[list[str]]:
    for line in files("archive").joinpath("data", file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _region(row: dict[str, str]) -> Region:
    also = tuple(name for name in row.get("also", "").split(", ") if name)
    since, formerly, zone = (row.get(name) or None for name in ("since", "formerly", "zone"))
    return Region(row["code"], row["bps"], row["kind"], row["name"], since, formerly, zone, also)


@cache
def provinces() -> Mapping[str, Region]:
    """Every province by its code, in the order of the codes."""
    return MappingProxyType({code: region for code, region in regions().items() if region.kind == PROVINCE})


def province_of(place: str) -> Region | None:
    """The province that a region code ("32", "32.14") lies in; None for an unknown one and for none."""
    return provinces().get(place.partition(".")[0])


def find_province(text: str) -> Region | None:
    """The province that a person means by its code, its name or a common abbreviation; None for an unknown one."""
    codes = (text.strip(), *_names().get(key_of(text), ()))
    return next((provinces()[code] for code in codes if code in provinces()), None)


def codes_of(name: str) -> tuple[str, ...]:
    """The codes of all that `name` may mean: none for an unknown name, several where the name decides nothing.

    A region's own name comes before a town's, a town's before a district's; `Kota X` and `Kabupaten X` are told apart.
    The code of a province stands before those of the cities of its name.
    """
    for list_of in (_names, _places, _districts):
        if found := _in_list(name, list_of()):
            return found
    return ()


def _in_list(name: str, codes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if found := codes.get(key_of(name)):
        return found
    title = TITLE.fullmatch(name.strip())
    if title is None:
        return ()
    kind = KINDS.get(title["kind"].casefold().rstrip(".").removesuffix("upaten").removesuffix("insi"))
    found = codes.get(key_of(title["name"]), ())
    return tuple(code for code in found if kind is None or code == ABROAD or regions()[code].kind == kind)


def key_of(name: str) -> str:
    """A name without what spellings differ in: case, spaces, hyphens, apostrophes (`Pare-Pare` is `Parepare`)."""
    return NO_LETTERS.sub("", name.casefold())


def is_place(name: str) -> bool:
    """True for a known kabupaten, kota, town or city abroad, with or without `Kota`, `Kabupaten`, `Kab.`."""
    return any(code not in provinces() or code == JAKARTA for code in _known(name))


def is_province(name: str) -> bool:
    """True for the name of a province or of the country, or what newsrooms use for it."""
    return key_of(name) == "indonesia" or any(code in provinces() for code in _known(name))


@cache
def place_words() -> frozenset[str]:
    """Every word, in small letters, of the names of regions and of towns: `jawa`, `timur`, `banyuwangi`."""
    names = [name for region in regions().values() for name in (region.name, *region.also)]
    names += [name for row in _rows("places.tsv") for name in row[1].split(", ")]
    return frozenset(word.casefold() for name in names for word in WORD.findall(name))


def _known(name: str) -> tuple[str, ...]:
    return _in_list(name, _names()) or _in_list(name, _places())


def near_names(name: str) -> tuple[str, ...]:
    """The codes of the one region whose name differs from `name` in a letter; none for a short or known name."""
    key = key_of(name)
    if len(key) < SHORTEST_MISSPELT:
        return ()
    found = {codes for known, codes in _names().items() if known[:1] == key[:1] and is_a_letter_off(key, known)}
    return next(iter(found)) if len(found) == 1 else ()


def is_a_letter_off(one: str, other: str) -> bool:
    """True when one letter too many, too few, another, or two changed places make `one` of `other`."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, wanted = one[start:], other[start:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    names = _by_key((name, region.code) for region in regions().values() for name in (region.name, *region.also))
    short = ((KEPULAUAN.sub("", region.name.casefold()), region.code) for region in regions().values())
    return MappingProxyType({**_by_key(short), **names})


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    return _by_key((name, row[0]) for row in _rows("places.tsv") for name in row[1].split(", "))


@cache
def _districts() -> Mapping[str, tuple[str, ...]]:
    return _by_key((name, row[0]) for row in _rows("districts.tsv") for name in row[1].split(", "))


def _by_key(names: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, code in names:
        codes = found.setdefault(key_of(name), [])
        if code not in codes:
            codes.append(code)
    return MappingProxyType({key: tuple(codes) for key, codes in found.items()})
