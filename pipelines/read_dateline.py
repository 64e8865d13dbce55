"""ReadDateline: place, outlet and agency from the opening of the text, as in `JAKARTA (ANTARA) –`.

A dash closes an opening, or what else newsrooms use for one. A strict grammar: no dateline is better than a wrong one.
"""

import re
from collections.abc import Iterator

from archive.items import ArticleItem, Dateline
from archive.places.placing import Circumstances, place
from archive.places.regions import is_place, is_province
from archive.vocabulary import Origin
from archive.wording.openings import ADDRESS, Opening, agency_of, in_small_letters, opening_of
from pipelines.verb import Verb

LONGEST = 100
FIRST_LINES = 10
LONGEST_LINE_BEFORE = 250
LONG_LINE = 40
# a dash (several, or one glued to a word), pipes, a capital I for one, a colon, a full stop, or a line's end
# (but not the I of "I Wayan Contoh")
CLOSER = re.compile(
    r"\s*[,.:;]?\s*(?:[-–—―−]+|\|+|>+|\bI(?=\s)(?!\s(?:Dewa|Gede|Gusti|Kadek|Ketut|Komang|Made|Nengah|Ngurah|Nyoman|Putu|Wayan)))"
    r"(?:\s*[-–—―−|>]+)*\s*|\s?[.:]\s+|\s?:(?=[A-Z“\"])|\s*\.?\n\s*"
)
# line breaks that a page has inside of an opening, where the outlet's name is a link
BREAK = re.compile(r"(?<=\()\n|\n(?=\)[\s–—-])|(?<=\))\n(?=[–—-])")
GLUED_NAME = re.compile(r"[A-Z]{2,}|[a-z0-9]")
LINE_END = re.compile(r"\s*\.?\n\s*")
STARTS_A_TEXT = re.compile(r"[A-Z0-9\"“”‘’'«(\[]")
STARTS_WITH_A_DAY = re.compile(r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)[ ,]+\d", re.IGNORECASE)
ENTRANCE = re.compile(r"(?:[,;*\[][\s,;*\[–—-]{0,3})?(?=[A-Za-z(])")
UNCLOSED = (
    re.compile(rf"(?P<outlet>{ADDRESS.pattern}),\s*(?P<words>[A-Z]\w+(?: [A-Z]\w+){{0,3}})", re.IGNORECASE),
    re.compile(
        rf"(?P<words>[A-Z][\w']+(?: [A-Z][\w']+){{0,2}})(?:,| ?\|+)? (?P<outlet>{ADDRESS.pattern})(?= [A-Z“\"])"
    ),
)
GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")


class ReadDateline(Verb):
    """The body begins after its dateline, which is kept as the publisher wrote it."""

    def work(self, article: ArticleItem) -> None:
        """Take the dateline out of `article.body`, and say in `article.dateline` what it means."""
        if article.dateline.raw is not None or (found := find_dateline(article.body)) is None:
            return
        article.body = article.body[: found.start] + article.body[found.end :]
        article.dateline = found.dateline
        article.origins["dateline"] = Origin.TEXT
        if found.dateline.place is not None:
            around = Circumstances(article.body[found.start :], found.beside, found.dateline.outlet, *self._of_source())
            found.dateline.region, found.dateline.region_candidates = place(found.dateline.place, around)

    def _of_source(self) -> tuple[str, str]:
        return (self.source.place, self.source.dateline_habit) if self.source is not None else ("", "")


def find_dateline(body: str) -> Opening | None:
    """The dateline of a text: of its first line, or of one of the next, where it names a known place or an outlet."""
    start, found = 0, None
    for number in range(FIRST_LINES):
        later = _dateline_at(body, start, first=number == 0)
        if later is not None and not later.on_a_line:
            return later
        found = found or later
        end = body.find("\n", start)
        if end < 0 or end - start > LONGEST_LINE_BEFORE:
            break
        start = end + 1
        while body.startswith("\n", start):
            start += 1
    return found


def _dateline_at(body: str, start: int, *, first: bool) -> Opening | None:
    """The longest opening at `start` that is a dateline; `raw` with the dash that closes it."""
    entrance = ENTRANCE.match(body, start)
    if entrance is None:
        return None
    begin = entrance.end()
    text = BREAK.sub(" ", body[begin : begin + LONGEST])
    best: Opening | None = None
    for end, closer, rest in _ends(text):
        opening = opening_of(text[:end])
        if opening is not None and _closes(opening, closer, rest) and (first or _is_certain(opening)):
            best = opening
            best.on_a_line = LINE_END.fullmatch(closer) is not None
            best.start, best.end = start, begin + end + len(closer)
            best.dateline.raw = " ".join(body[start : best.end].split())
    unclosed = _unclosed(text, start) if begin == start else None
    return max(filter(None, (best, unclosed)), key=lambda opening: opening.end, default=None)


def _ends(text: str) -> Iterator[tuple[int, str, str]]:
    """Where an opening may end: its length, what closes it, and what follows."""
    for match in CLOSER.finditer(text):
        rest = text[match.end() :]
        if "\n" in text[: match.start()]:
            return
        if match.start() and rest and not (match.group() == "-" and GLUED_NAME.match(rest)):
            yield match.start(), match.group(), rest


def _is_certain(opening: Opening) -> bool:
    """True for a known place, or an outlet's address: enough to find a dateline below other lines."""
    outlet = opening.dateline.outlet
    return opening.is_known or (outlet is not None and ADDRESS.search(outlet) is not None)


def _closes(opening: Opening, closer: str, rest: str) -> bool:
    """True when `closer` can end this opening: the less it says of itself, the clearer the end must be."""
    dateline, is_known, has_more = opening.dateline, opening.is_known, opening.has_more
    if LINE_END.fullmatch(closer):
        return is_known and (has_more or (_is_capitals(dateline) and len(rest.split("\n", 1)[0]) > LONG_LINE))
    has_address = dateline.outlet is not None and ADDRESS.search(dateline.outlet) is not None
    if not STARTS_A_TEXT.match(rest):
        return has_address or (dateline.outlet is not None and is_known and has_more)
    mark = closer.strip().lstrip(",.") or "."
    clear = {
        ".": is_known and has_more,
        ":": is_known and (closer[-1].isspace() or has_address),
        "I": is_known,
        "-": closer != "-" or is_known or (has_address and not has_more) or _is_capitals(dateline),
    }
    # "Rute Cilegon - Serang": an unknown name, a dash and a place are a way from here to there
    is_station = dateline.outlet is not None and dateline.place is not None and not has_more
    is_way = (is_station or not is_known) and is_place(re.split(r"\W", rest, maxsplit=1)[0])
    if is_station and mark == "-" and not _is_capitals(dateline):
        return False
    return clear.get(mark, True) and not is_way and not STARTS_WITH_A_DAY.match(rest)


def _is_capitals(dateline: Dateline) -> bool:
    return dateline.raw is not None and dateline.raw.isupper()


def _unclosed(text: str, start: int) -> Opening | None:
    """An opening that nothing closes: an outlet's address and a known place, then the text's first word."""
    for shape in UNCLOSED:
        match = shape.match(text)
        words = GLUED.split(match["words"])[0].split() if match else []
        for count in range(len(words), 0, -1):
            town = " ".join(words[:count])
            if match and (is_place(town) or (is_province(town) and town != "Indonesia")):
                outlet = match["outlet"]
                end = match.start("words") + len(town) if match.start("outlet") == 0 else match.end()
                dateline = Dateline(text[:end], in_small_letters(town), outlet, agency_of(outlet))
                end += len(text[end:]) - len(text[end:].lstrip())
                return Opening(dateline, is_known=True, has_more=True, start=start, end=start + end)
    return None
