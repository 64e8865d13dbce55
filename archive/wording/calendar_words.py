"""Indonesian words of the calendar: months and weekdays as newsrooms spell, shorten and misspell them."""

import re
from functools import lru_cache

CENTURY = 100
PIVOT = 70  # "98" is 1998, "26" is 2026, as POSIX reads two-digit years, give or take one
SHORTEST_MISSPELT, SHORTEST_NAME, LONG = 5, 4, 7
NO_MONTHS = frozenset({"market", "macet", "agustina", "agustinus"})
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari pebruari feb peb febr pebr february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june juny",
            "juli jul july",
            "agustus agu agt ags agst agus agust aug august",
            "september sept sep",
            "oktober okt oct october",
            "november nopember nov nop",
            "desember des dec december",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "senin senen sen",
            "selasa sel",
            "rabu rebo rab",
            "kamis kemis kam",
            "jumat jumaat jum",
            "sabtu saptu sab",
            "minggu ahad min",
        )
    )
    for name in names.split()
}
WEEKDAY = (
    r"(?:senin|senen|selasa|rabu|rebo|kamis|kemis|jum['’‘`´]?a['’‘`´]?a?t|sabtu|saptu|minggu|ahad"
    r"|(?:sen|sel|rab|kam|jum|sab|min)(?=[.,]))"
)
PASARAN = r"(?:legi|paing|pahing|pon|wage|kliwon)"
PART_OF_DAY = r"(?:dini\s+hari|subuh|pagi|siang|sore|petang|malam)"


@lru_cache(maxsize=1024)
def month_of(word: str) -> int | None:
    """The number of a month by its name, its abbreviation, or the one full name that was meant (`Septrmber`).

    Short words must be right; longer ones may be one letter off, the longest two. None for any other word.
    """
    word = word.casefold()
    if word in MONTHS or len(word) < SHORTEST_MISSPELT or word in NO_MONTHS:
        return MONTHS.get(word)
    allowed = 1 if len(word) < LONG else 2
    near = {
        MONTHS[name]
        for name in MONTHS
        if name[0] == word[0] and len(name) >= SHORTEST_NAME and _distance(word, name) <= allowed
    }
    return near.pop() if len(near) == 1 else None


def weekday_of(word: str) -> int:
    """Monday is 0. Raises `KeyError` for what `WEEKDAY` does not match."""
    return WEEKDAYS[re.sub(r"\W", "", word.casefold())]


def year_of(digits: str) -> int:
    """The year of four digits, or of two."""
    year = int(digits)
    return year if year >= CENTURY else year + (2000 if year < PIVOT else 1900)


def _distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out, changed, or exchanged with their neighbour to make `other`."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        older, before, row = before, row, [at]
        for place, wanted in enumerate(other, 1):
            row.append(min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != wanted)))
            if place > 1 and at > 1 and letter == other[place - 2] and one[at - 2] == wanted:
                row[place] = min(row[place], older[place - 2] + 1)
    return row[-1]
