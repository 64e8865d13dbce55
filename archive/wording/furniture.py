"""What a page puts around a text, told by where it stands: above the headline, between it and the dateline, at the end.

Much of it has no mark of its own (a ticker, a section's name, a summary, a second copy of the text), so that it is told
only by the headline that stands among it, or by the text that it repeats.
"""

import re

from archive.places.regions import is_place
from archive.wording.credit_lines import credits_of_line, is_byline_before
from archive.wording.written_days import written_days

WORDS = re.compile(r"\w+")
DATELINE = re.compile(
    r"[A-Z][\w.'’]*(?:[ ,|/]{1,3}[(]?[A-Z][\w.'’]*[)]?){0,6}\s{0,2}(?:[–—-]{1,2}|\|{1,2})\s{0,2}\S.{30}", re.DOTALL
)
# on a line of its own: "CONTOH | KABARCONTOH.ID —"
BARE_DATELINE = re.compile(r"[A-Z][\w.'’]*(?:[ ,|/]{1,3}[(]?[A-Z][\w.'’]*[)]?){0,6}\s{0,2}[–—-]{1,2}")
CLOCK_TIME = re.compile(r"\d{1,2}[.:]\d\d|\b(?:WIB|WITA|WIT|pukul)\b", re.IGNORECASE)
CREDITING = re.compile(r"\W*(?:laporan|oleh|penulis|reporter|pewarta|wartawan|editor|foto|teks)\b", re.IGNORECASE)
HOUR = re.compile(r"\d{1,2}[.:]\d\d(?!\d)")
COPYRIGHT = re.compile(r"(?:copyright|hak cipta)\b.{0,20}(?:©|\(c\)|\b(?:19|20)\d\d)", re.IGNORECASE)
HEAD_LINES, LINES_TO_DATELINE, LINES_ABOVE = 14, 7, 4
FEWEST_IN_A_TITLE, TITLE_SHARE, MOST_IN_A_PLACE = 4, 0.6, 2  # words
LONGEST_ABOVE, LONGEST_SUMMARY = 100, 320
SENTENCE_ENDS = frozenset(".:,;")
SHORTEST_COPY = 100
REFRAINS = re.compile(r"\b(?:lirik|lagu|chord|puisi|pantun|doa|shalawat|sholawat|khutbah|jadwal)\b", re.IGNORECASE)


def repeats(line: str, headline: str | None) -> bool:
    """True for a line that says nothing but the headline, however it is set."""
    if not headline or abs(len(line) - len(headline)) > len(headline):
        return False
    return WORDS.findall(line.casefold()) == WORDS.findall(headline.casefold())


def without_furniture_above(lines: list[str], headline: str | None) -> list[str]:
    """The lines without what stands above the text, but for those that credit somebody."""
    start = text_begins(lines, headline)
    if not start:
        return lines
    above = lines[:start]
    credited = [line for number, line in enumerate(above) if line and _credits(above, number)]
    return [*credited, *lines[start:]]


def _credits(lines: list[str], number: int) -> bool:
    """True for a line of credits, for a bare name above the date, and for that date."""
    written = [place for place, line in enumerate(lines) if line]
    at = written.index(number)
    following = lines[written[at + 1]] if at + 1 < len(written) else ""
    earlier = lines[written[at - 1]] if at else ""
    return (
        credits_of_line(lines[number], first=True) is not None
        or is_byline_before(lines[number], following)
        or is_byline_before(earlier, lines[number])
    )


def text_begins(lines: list[str], headline: str | None) -> int:
    """The number of the first line after the furniture above a text; 0 where nothing shows that there is any.

    All above a repeated headline goes, and all between it and a dateline, unless it is as long as paragraphs are; one
    short line between the headline and a line of credits goes too. Without a headline, what stands above a dateline
    goes where it is nothing but a title, the date and credits.
    """
    head = [number for number, line in enumerate(lines[:HEAD_LINES]) if repeats(line, headline)]
    if not head:
        return _dateline_below_titles(lines)
    if any(len(line) > LONGEST_ABOVE or line[-1:] in SENTENCE_ENDS for line in lines[: head[-1]]):
        return 0
    start = head[-1] + 1
    written = [number for number in range(start, len(lines)) if lines[number]][:LINES_TO_DATELINE]
    if len(written) == LINES_TO_DATELINE and _is_summary(lines[written[0]]) and _names_somebody(lines[written[1]]):
        start = written[1]
    for number in written:
        if DATELINE.match(lines[number]):
            return number
        if len(lines[number]) > LONGEST_SUMMARY:
            break
    return start if start < len(lines) else 0


def _dateline_below_titles(lines: list[str]) -> int:
    for number in [number for number, line in enumerate(lines[:HEAD_LINES]) if line][:LINES_ABOVE]:
        line = lines[number]
        if DATELINE.match(line) or (number and BARE_DATELINE.fullmatch(line)):
            return number
        if not (_is_title(line) or stated_day(line) or _names_somebody(line)):
            return 0
    return 0


def _is_title(line: str) -> bool:
    """True for a short line of several words, most of them with capitals, that ends as no sentence does."""
    if CREDITING.match(line):
        return False
    words = [word for word in line.split() if word[0].isalpha()]
    is_short = len(line) <= LONGEST_ABOVE and line[-1] not in '.:,;!?”"'
    return (
        is_short and len(words) >= FEWEST_IN_A_TITLE and sum(w[0].isupper() for w in words) >= TITLE_SHARE * len(words)
    )


def is_own_time(line: str) -> bool:
    """True for a line that says nothing but a day, with its weekday and the clock: when the page was published."""
    if HOUR.search(line) is None or stated_day(line) is None:
        return False
    (day,) = written_days(line)
    rest = " ".join(WORDS.findall(CLOCK_TIME.sub("", line[: day.start] + line[day.end :])))
    return not rest or is_place(rest)


def stated_day(line: str) -> str | None:
    """The day (`YYYY-MM-DD`) of a line that says nothing but it, with its weekday, and at most a place and a clock."""
    days = written_days(line) if len(line) <= LONGEST_ABOVE else []
    if len(days) != 1 or days[0].weekday is None or days[0].date is None:
        return None
    rest = CLOCK_TIME.sub("", line[: days[0].start] + line[days[0].end :])
    return days[0].date.isoformat() if len(WORDS.findall(rest)) <= MOST_IN_A_PLACE else None


def _is_summary(line: str) -> bool:
    return len(line) <= LONGEST_ABOVE and not _names_somebody(line)


def _names_somebody(line: str) -> bool:
    return bool(credits_of_line(line, first=True))


def without_copies(lines: list[str], headline: str | None) -> list[str]:
    """The lines without what follows a copyright notice in their second half, and without second copies of long ones.

    A last line that breaks off is a copy too, where an earlier one begins so. A song has its refrain.
    """
    has_refrain = REFRAINS.search(headline or "") is not None
    kept: list[str] = []
    seen: set[str] = set()
    copied = False
    for number, line in enumerate(lines):
        if COPYRIGHT.match(line) and number * 2 > len(lines):
            return kept
        if len(line) >= SHORTEST_COPY and line in seen and not has_refrain:
            copied = True
            continue
        seen.add(line)
        kept.append(line)
    return _without_broken_copy(kept) if copied else kept


def _without_broken_copy(lines: list[str]) -> list[str]:
    last = next((number for number in range(len(lines) - 1, -1, -1) if lines[number]), 0)
    is_copy = any(line.startswith(lines[last]) for line in lines[:last]) and lines[last][-1:] not in '.!?”"'
    return lines[:last] if is_copy else lines
