"""Cron's form of a time table: five fields, `15 6,18 * * 1-5`."""

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))  # minute, hour, day, month, day of the week
PART = re.compile(r"(\*|(\d+)(?:-(\d+))?)(?:/(\d+))?")


def is_cron(text: str) -> bool:
    """True for five fields in cron's form; months and days of the week may be names, Sunday is 0 or 7."""
    fields = text.lower().split()
    return len(fields) == len(FIELDS) and all(
        _fits(_as_numbers(field, number), least, most)
        for number, (field, (least, most)) in enumerate(zip(fields, FIELDS, strict=True))
    )


def _as_numbers(field: str, number: int) -> str:
    names = {3: {name: index for index, name in enumerate(MONTHS, 1)}, 4: {name: i for i, name in enumerate(DAYS)}}
    known = names.get(number, {})
    return re.sub(r"[a-z]+", lambda word: str(known.get(word[0], word[0])), field)


def _fits(field: str, least: int, most: int) -> bool:
    return all(_part_fits(part, least, most) for part in field.split(","))


def _part_fits(part: str, least: int, most: int) -> bool:
    found = PART.fullmatch(part)
    if found is None or found[4] == "0":
        return False
    numbers = [int(number) for number in (found[2], found[3]) if number]
    return numbers == sorted(numbers) and all(least <= number <= most for number in numbers)
