"""Days that a text names from its own publication: `kemarin`, `hari ini`, `tadi malam`, `Senin lalu`.

What stands in quotation marks counts from the day on which it was said; "hingga hari ini" names no day, and
"minggu lalu" is a week.
"""

import re
from datetime import date, timedelta

from archive.wording.calendar_words import PART_OF_DAY, WEEKDAY, weekday_of

WEEK = 7
QUOTED = re.compile(r"[“\"][^“”\"\n]{0,400}[”\"]")
# not what only names a stretch of time, or what has a date of its own beside it
NOT_AFTER = "hingga sampai sejak mulai per dari setiap tiap pekan minggu bulan tahun yang beberapa baru"
BEFORE = r"(?<![\w-])" + "".join(rf"(?<!\b{word} )" for word in NOT_AFTER.split())
AFTER = r"(?![\w-]|\s*\(?\d|\s+(?:lusa|ini|depan|mendatang|esok|besok)\b)"
DAYS = re.compile(
    BEFORE + r"(?:(?P<today>hari\s+ini|tadi\s+(?:pagi|siang|sore|petang)|(?:pagi|siang|sore|petang)\s+tadi)"
    r"|(?P<night>tadi\s+malam|malam\s+tadi|semalam)"
    rf"|(?:hari\s+|(?!minggu\s+(?:lalu|kemarin)))(?P<weekday>{WEEKDAY})(?:\s+{PART_OF_DAY})?\s+(?:(?P<week>(?:pekan|minggu)\s+lalu)|lalu|kemarin)"
    rf"|(?P<yesterday>kemarin(?:\s+{PART_OF_DAY})?)){AFTER}",
    re.IGNORECASE,
)


def day_from(text: str, published: date) -> tuple[str, date] | None:
    """The first day that `text` names from the day of its publication: as written, and which it is.

    `Senin lalu` is the last Monday before that day, `Senin pekan lalu` that of the week before.
    """
    match = DAYS.search(QUOTED.sub(lambda quoted: " " * len(quoted[0]), text))
    return (text[match.start() : match.end()], published - timedelta(days=_back(match, published))) if match else None


def _back(match: re.Match[str], published: date) -> int:
    """How many days before the publication the match means."""
    if match["weekday"] is None:
        return 0 if match["today"] else 1
    weekday = weekday_of(match["weekday"])
    if match["week"]:
        return published.weekday() + WEEK - weekday
    return (published.weekday() - weekday - 1) % WEEK + 1
