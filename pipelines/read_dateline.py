"""ReadDateline: place, outlet and agency from the opening of the text, as in `JAKARTA (ANTARA) –`.

A place, an outlet and a day may come in any order, parted by commas, pipes, dashes or brackets; a dash closes them, or
what else newsrooms use for one. A strict grammar: no dateline is better than a wrong one.
"""

import re
from collections.abc import Iterator

from archive.items import ArticleItem, Dateline
from archive.regions import is_place, is_province
from archive.vocabulary import Origin
from pipelines.verb import Verb

# what the opening says, whether it names a known place, and whether it has more than one part
Opening = tuple[Dateline, bool, bool]

LONGEST = 100
FIRST_LINES = 7
LONGEST_LINE_BEFORE = 250
LONG_LINE = 40
# a dash (several, or one glued to a word), pipes, a capital I for one, a colon, a full stop, or a line's end
CLOSER = re.compile(r"\s*[,.:]?\s*(?:[-–—―−]+|\|+|\bI(?=\s))(?:\s*[-–—―−|]+)*\s*|\s?[.:]\s+|\s*\.?\n\s*")
DASH = re.compile(r"\s[-–—]|[–—]|-[\s-]")
GLUED_NAME = re.compile(r"[A-Z]{2,}|[a-z0-9]")
LINE_END = re.compile(r"\s*\.?\n\s*")
STARTS_A_TEXT = re.compile(r"[A-Z0-9\"“”‘’'«(\[]")
STARTS_WITH_A_DAY = re.compile(r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)[ ,]+\d", re.IGNORECASE)
ENTRANCE = re.compile(r"[A-Za-z(]")
MOST_PARTS = 4
MOST_WORDS, MOST_WORDS_ALONE = 5, 3
LONGEST_PART = 40
BRACKETS = re.compile(r"(?P<before>[^()]+?)[,.]?\s*\((?P<inner>[^()]{2,40})\)?[\s,]*")
SEPARATOR = re.compile(r"(?<=_)\s+|\s*(?:,|\|+|\.\s|\sI\s|\s[-–—]+|[-–—]+\s|[–—]|--+)[\s,|–—-]*")
NAME = re.compile(r"[A-Z0-9][\w.'’&]*(?:[- ][A-Z0-9][\w.'’&]*)*")
MONTH = "jan|feb|peb|mar|apr|mei|jun|jul|agu|ags|sep|okt|nov|des"
DAY = re.compile(
    r"(?:(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu)\s*)?"
    rf"(?:\d{{1,2}}(?:\s*[/.-]\s*\d{{1,2}}(?:\s*[/.-]\s*\d{{2,4}})?|\s+(?:{MONTH})\w*\.?(?:\s+\d{{4}})?))?",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|co|id|net|org|news|info|tv|my|asia|online|site|xyz|press)\b", re.IGNORECASE
)
ONLY_AN_OUTLET = re.compile(r"[\w-]+_|[a-z][A-Z]\w+|[A-Z]\w+ com")
MIXED = re.compile(r"[a-z][A-Z]|[A-Z]{2,}[a-z]{2}|\w_\w")
PRESS = (
    "news|media|pos|post|tribun|tribrata|radar|koran|warta|kabar|berita|suara|jurnal|harian|tempo|antara|info|online"
    "|times|tv|detik|kompas|merdeka|rakyat|lensa|sorot|cakrawala|pena|patroli|gatra|viva|rilis|target|fakta|bidik"
    "|lintas|swara|fajar|ekspres|express|daily|today|portal|humas|network|channel|pers|press|liputan|okezone|sindo"
)
PRESS_WORD = re.compile(rf"\b(?:{PRESS})\b", re.IGNORECASE)
PRESS_PART = re.compile(
    r"(?:tribun|radar|posmetro|warta|kabar|suara|koran|rakyat|jurnal|lensa|sorot|media|info|berita|harian|liputan|bidik|portal)\w+"
    r"|\w+(?:news|pos|post|times|media|daily|online|tv|kini|satu|com)",
    re.IGNORECASE,
)
# words that open a sentence, a label or an institution's name: none is a place, whatever dash follows
NO_PLACES = (
    "badan kakanwil kadiv kadivpas kapolres kapolda kapolri kajari kasat kasi plt plh balai bapas bnn bupati com "
    "covid dinas direktorat direktur dirjen dpr dprd editor fakta forum foto gubernur hoaks hoax hukum ilustrasi "
    "institusi kalapas kantor kanwil karutan kejaksaan kemenkumham kementerian kepala ketua klaim komisi kpk kplp "
    "laporan lapas lembaga lp lpka lpp mahasiswa menteri menko napi narapidana narasi oleh opini pengadilan "
    "pengumuman penulis perlu pewarta pers polda polisi polres polresta polri polsek presiden pt pusat puluhan "
    "ratusan reporter rutan satgas siaran sumber tahanan tim tni universitas video wakil wali warga wbp rumah "
    "sejumlah sebanyak para seorang dalam untuk pada hari"
)
NO_PLACE = frozenset(NO_PLACES.split())
AGENCIES = {
    "antara": "ANTARA",
    "antaranews": "ANTARA",
    "reuters": "Reuters",
    "afp": "AFP",
    "ap": "AP",
    "xinhua": "Xinhua",
    "anadolu": "Anadolu",
    "bernama": "Bernama",
    "kyodo": "Kyodo",
    "yonhap": "Yonhap",
    "sputnik": "Sputnik",
}
KEPT_CAPITALS = frozenset({"DKI", "DIY", "DI", "NTB", "NTT", "IKN", "DC"})
UNCLOSED = (
    re.compile(rf"(?P<outlet>{ADDRESS.pattern}),\s*(?P<words>[A-Z]\w+(?: [A-Z]\w+){{0,3}})", re.IGNORECASE),
    re.compile(rf"(?P<words>[A-Z][\w']+(?: [A-Z][\w']+){{0,2}}),? (?P<outlet>{ADDRESS.pattern})(?= [A-Z“\"])"),
)
GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")


class ReadDateline(Verb):
    """The body keeps its dateline, as the publisher wrote it."""

    def work(self, article: ArticleItem) -> None:
        """Fill `article.dateline` from the first of the first seven lines that has one."""
        if article.dateline.raw is None and (found := dateline_of(article.body)) is not None:
            article.dateline = found
            article.origins["dateline"] = Origin.TEXT


def dateline_of(body: str) -> Dateline | None:
    """The dateline of a text: of its first line, or of one of the next, where it names a known place or an outlet."""
    start = 0
    for number in range(FIRST_LINES):
        found = _dateline_at(body, start, first=number == 0)
        if found is not None:
            return found
        end = body.find("\n", start)
        if end < 0 or end - start > LONGEST_LINE_BEFORE:
            return None
        start = end + 1
        while body.startswith("\n", start):
            start += 1
    return None


def _dateline_at(body: str, start: int, *, first: bool) -> Dateline | None:
    """The longest opening at `start` that is a dateline; `raw` with the dash that closes it."""
    text = body[start : start + LONGEST]
    if not ENTRANCE.match(text):
        return None
    best: Dateline | None = None
    for end, closer, rest in _ends(text):
        opening = opening_of(text[:end])
        if opening is not None and _closes(opening, closer, rest) and (first or _is_certain(opening)):
            best = opening[0]
            best.raw = " ".join((text[:end] + ("" if LINE_END.fullmatch(closer) else closer)).split())
    return best or _unclosed(text)


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
    return opening[1] or (opening[0].outlet is not None and ADDRESS.search(opening[0].outlet) is not None)


def _closes(opening: Opening, closer: str, rest: str) -> bool:
    """True when `closer` can end this opening: the less it says of itself, the clearer the end must be."""
    dateline, is_known, has_more = opening
    if LINE_END.fullmatch(closer):
        return is_known and (has_more or (_is_capitals(dateline) and len(rest.split("\n", 1)[0]) > LONG_LINE))
    if not STARTS_A_TEXT.match(rest):
        return dateline.outlet is not None
    mark = closer.strip().lstrip(",.") or "."
    clear = {
        ".": is_known and has_more,
        ":": is_known,
        "I": is_known or dateline.outlet is not None,
        "-": closer != "-" or is_known or _is_capitals(dateline),
    }
    # "Rute Cilegon - Serang": an unknown name, a dash and a place are a way from here to there
    is_way = not is_known and is_place(re.split(r"\W", rest, maxsplit=1)[0])
    return clear.get(mark, True) and not is_way and not STARTS_WITH_A_DAY.match(rest)


def _is_capitals(dateline: Dateline) -> bool:
    return dateline.raw is not None and dateline.raw.isupper()


def opening_of(text: str) -> Opening | None:
    """Read `text`, the whole of what stands before an article's text; `None` when it can be no dateline."""
    main, outlet = text, None
    if "(" in text:
        brackets = BRACKETS.fullmatch(text)
        if brackets is None:
            return None
        main, inner = brackets["before"], brackets["inner"].strip()
        if not (is_province(inner) or is_place(inner) or DAY.fullmatch(inner)):
            if not _is_outlet_in_brackets(inner):
                return None
            outlet = inner
    parts = [part for raw in SEPARATOR.split(main) if (part := raw.strip(" ,."))]
    if not 0 < len(parts) <= MOST_PARTS:
        return None
    found = _sorted([part for part in parts if not DAY.fullmatch(part)], outlet, dashed=DASH.search(main) is not None)
    if found is None:
        return None
    place, outlet, is_known = found
    dateline = Dateline(text, _in_small_letters(place), outlet, agency_of(outlet))
    return dateline, is_known, len(parts) > 1 or "(" in text


def agency_of(outlet: str | None) -> str | None:
    """The news agency that an outlet's name stands for: `Antara Kalteng` is `ANTARA`."""
    return AGENCIES.get(re.split(r"[\s./-]", outlet, maxsplit=1)[0].casefold()) if outlet else None


def _unclosed(text: str) -> Dateline | None:
    """An opening that nothing closes: an outlet's address and a known place, then the text's first word."""
    for shape in UNCLOSED:
        match = shape.match(text)
        words = GLUED.split(match["words"])[0].split() if match else []
        for count in range(len(words), 0, -1):
            place = " ".join(words[:count])
            if match and is_place(place):
                outlet = match["outlet"]
                raw = f"{outlet}, {place}" if match.start("outlet") == 0 else match.group()
                return Dateline(raw, _in_small_letters(place), outlet, agency_of(outlet))
    return None


def _sorted(parts: list[str], outlet: str | None, *, dashed: bool) -> tuple[str | None, str | None, bool] | None:
    """Which part is the place, and which the outlet; and whether the place is known."""
    kinds = [_kind(part) for part in parts]
    outlets, places, provinces, names = (
        [part for part, kind in zip(parts, kinds, strict=True) if kind == wanted]
        for wanted in ("outlet", "place", "province", "name")
    )
    if None in kinds or len(names) > 1 + (outlet is not None) or len(outlets) + (outlet is not None) > 1:
        return None
    outlet = outlets[0].rstrip("_") if outlets else outlet
    place = next(iter(places or provinces), None)
    if place is None and names:
        return (names[0], outlet, False) if _can_be_a_place(names[0], alone=len(parts) == 1) else None
    if names:
        return (place, names[0], True) if outlet is None and not dashed else None
    if place is None and (outlet is None or not _can_stand_alone(outlet)):
        return None
    return place, outlet, place is not None


def _kind(part: str) -> str | None:
    """What a part of an opening is: a place, a province, an outlet, a name that may be either; `None`: none of them."""
    if is_place(part) or is_province(part):
        return "place" if is_place(part) else "province"
    words = part.split()
    if len(part) > LONGEST_PART or len(words) > MOST_WORDS:
        return None
    if ADDRESS.fullmatch(part) or ONLY_AN_OUTLET.fullmatch(part):
        return "outlet"
    if not NAME.fullmatch(part) or (words[0].casefold() in NO_PLACE and len(words) > 1):
        return None
    looks = MIXED.search(part) or PRESS_WORD.search(part) or PRESS_PART.fullmatch(part) or ADDRESS.search(part)
    return "outlet" if looks else "name"


def _can_be_a_place(name: str, *, alone: bool) -> bool:
    first, *more = name.split()
    return first.casefold() not in NO_PLACE and 1 + len(more) <= (MOST_WORDS_ALONE if alone else MOST_WORDS)


def _is_outlet_in_brackets(inner: str) -> bool:
    """True for what can name an outlet after a place: it has a capital or is an address, and is more than a number."""
    if ADDRESS.fullmatch(inner):
        return True
    return len(inner.split()) <= MOST_WORDS and any(letter.isupper() for letter in inner)


def _can_stand_alone(outlet: str) -> bool:
    """True for an outlet that needs no place beside it to be told: an address, capitals, one word made of two."""
    return ADDRESS.search(outlet) is not None or outlet.isupper() or " " not in outlet


def _in_small_letters(place: str | None) -> str | None:
    if place is None or not place.isupper():
        return place
    return " ".join(word if word in KEPT_CAPITALS else word.capitalize() for word in place.split())
