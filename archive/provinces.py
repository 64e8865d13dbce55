"""The provinces of Indonesia: their codes, names, and clocks."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Province:
    """One province; `code` is the Kemendagri's ("32"), `also` are other names of it, in small letters."""

    code: str
    name: str
    also: tuple[str, ...]
    time_zone: str


@cache
def provinces() -> MappingProxyType[str, Province]:
    """Every province by its code, in the order of the codes."""
    table = tomllib.loads(files("archive").joinpath("data/provinces.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {code: Province(code, row["name"], tuple(row["also"]), row["time_zone"]) for code, row in table.items()}
    )


def province_of(place: str) -> Province | None:
    """The province that a region code ("32", "32.14") lies in; None for an unknown one and for none."""
    return provinces().get(place.partition(".")[0])


def find_province(text: str) -> Province | None:
    """The province that a person means by its code, its name or a common abbreviation; None for an unknown one."""
    wanted = " ".join(text.casefold().split())
    for province in provinces().values():
        if wanted in {province.code, province.name.casefold(), *province.also}:
            return province
    return None
