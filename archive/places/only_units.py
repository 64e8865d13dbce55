"""Units named by nothing but their kind, of which a province has but one: the children's prison, the women's prison."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from archive.places.unit_heads import HEADS, LABELS, PRISON
from archive.places.unit_names import UnitName
from archive.places.units import units

GENERAL = frozenset({"setiap", "semua", "seluruh", "tiap", "sebuah", "suatu"})
SPELT_OUT = re.compile(
    rf"(?P<lpka>(?i:{HEADS['lpka'].spellings.partition('|')[0]})\s+\(LPKA\))"
    rf"|(?P<lapas_perempuan>(?i:{PRISON}\s+(?:perempuan|wanita))\s+\((?:LPP|LPW)\))"
)


def find_only_units(text: str, named: Iterable[str | None]) -> list[tuple[UnitName, str]]:
    """Where a kind is spelt out with its short form and no place, the province's only unit of it, with its id.

    `named` are the ids of the units that the text names: the Kanwil of just one province must be among them.
    """
    there = {units()[unit].region for unit in named if unit is not None and units()[unit].kind == "kanwil"}
    found = []
    for match in SPELT_OUT.finditer(text) if len(there) == 1 else ():
        kind = (match.lastgroup or "").replace("_", "-")
        only = _by_province()[next(iter(there)), kind]
        before = text[: match.start()].rsplit(None, 1)[-1:]
        if len(only) == 1 and match[0][0].isupper() and not GENERAL.intersection(word.casefold() for word in before):
            found.append((UnitName(match.start(), match.end(), kind, None, None, LABELS[kind]), only[0]))
    return found


@cache
def _by_province() -> defaultdict[tuple[str, str], list[str]]:
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for unit in units().values():
        if not unit.until:
            found[unit.region[:2], unit.kind].append(unit.id)
    return found
