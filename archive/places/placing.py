"""Which region a dateline's place means: by its name, else by what the text and the source say.

Nothing is guessed: what is not decided stays a list of candidates. docs/places.md tells the rules.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from archive.places.regions import (
    ABROAD,
    KABUPATEN,
    KOTA,
    PROVINCE,
    Region,
    codes_of,
    key_of,
    near_names,
    provinces,
    regions,
)

OPENING = 1500  # characters of a text in which it says where it is
SHORTEST_INSIDE = 4
SAYS_KOTA = r"(?:\bKota|\b[Pp]emkot|\b[Ww]ali\s?[Kk]ota|\b[Pp]emerintah [Kk]ota)\s+"
SAYS_KABUPATEN = r"(?:\b[Kk]abupaten|\b[Kk]ab\.|\b[Pp]emkab|\b[Bb]upati|\b[Pp]emerintah [Kk]abupaten)\s+"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What stands around a place: the text, the dateline's other parts, what is known of the source.

    `text` begins after the dateline, `beside` are other places in it (`KOLAKA TIMUR, SULTRA`), `home` is the code of
    the source's region, `habit` the place that its texts are dated from, wherever the news is from.
    """

    text: str = ""
    beside: Sequence[str] = ()
    outlet: str | None = None
    home: str = ""
    habit: str = ""


def place(name: str, around: Circumstances) -> tuple[str | None, list[str]]:
    """The code of the region that `name` means; None and the candidates where nothing decides; None and none abroad."""
    codes = [code for code in codes_of(name) or near_names(name) if code != ABROAD]
    if around.habit and key_of(name) == key_of(around.habit):
        return None, codes
    codes = _beside(codes, around.beside)
    opening = around.text[:OPENING]
    if len(codes) > 1:
        codes = _decided(codes, opening, around.home)
    if len(codes) != 1:
        return None, codes
    return (None, codes) if _speaks_of_elsewhere(name, codes[0], opening, around) else (codes[0], [])


def _beside(codes: list[str], beside: Sequence[str]) -> list[str]:
    """Those that lie in a province, or are the region, that stands beside the place."""
    named = {code for other in beside for code in codes_of(other)}
    return [code for code in codes if code in named or code[:2] in named] or codes


def _decided(codes: list[str], opening: str, home: str) -> list[str]:
    by_kind = [code for code in codes if regions()[code].kind in _kinds_said(codes, opening)]
    if len(by_kind) == 1:
        return by_kind
    parts = [code for code in codes if regions()[code].kind != PROVINCE]
    if len(parts) == 1 and codes[0] in provinces():
        return codes[:1]  # Jambi: whether the city is meant or the province, it lies in the province
    by_province = _in_provinces(parts, _provinces_said(opening))
    if len(by_province) == 1:
        return by_province
    at_home = [code for code in parts if code == home] or _in_provinces(parts, {home[:2]})
    return at_home if len(at_home) == 1 else parts


def _in_provinces(codes: list[str], wanted: set[str]) -> list[str]:
    return [code for code in codes if code[:2] in wanted]


def _kinds_said(codes: list[str], opening: str) -> set[str]:
    """Whether the text says `Kota X`, `Kabupaten X` or both of these regions' names."""
    names = "|".join(sorted({re.escape(regions()[code].name) for code in codes}))
    said = {
        kind
        for kind, before in ((KOTA, SAYS_KOTA), (KABUPATEN, SAYS_KABUPATEN))
        if re.search(f"{before}(?i:{names})\\b", opening)
    }
    return said if len(said) == 1 else set()


def _speaks_of_elsewhere(name: str, code: str, opening: str, around: Circumstances) -> bool:
    """True for a dateline outside of the outlet's province over a text that names another one, and not the place.

    A desk far from the news dates it from where it sits.
    """
    own = {around.home[:2]} if around.home else _provinces_inside(around.outlet or "")
    if not own or code[:2] in own:
        return False
    return bool(_provinces_said(opening) - {code[:2]}) and not re.search(re.escape(name), opening, re.IGNORECASE)


def _provinces_said(opening: str) -> set[str]:
    """The provinces that a text names, each by its longest name (`Papua Barat Daya` names no `Papua`)."""
    return {
        code for match in _any_province().finditer(opening) for code in codes_of(match.group()) if code in provinces()
    }


@cache
def _any_province() -> re.Pattern[str]:
    names = sorted((name for region in provinces().values() for name in _spellings(region)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


def _spellings(region: Region) -> list[str]:
    """Names of a province that are no city's too, and no short word of another meaning."""
    names = [region.name, *region.also]
    return [name for name in names if len(name) >= SHORTEST_INSIDE and codes_of(name) == (region.code,)]


def _provinces_inside(outlet: str) -> set[str]:
    """The provinces whose names stand inside an outlet's name: `TRIBUNJATENG.COM`."""
    return {code for match in _any_province_inside().finditer(outlet) for code in codes_of(match.group())}


@cache
def _any_province_inside() -> re.Pattern[str]:
    return re.compile(_any_province().pattern.replace(r"\b", ""), re.IGNORECASE)
