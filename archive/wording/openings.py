"""The opening of a news text, before what closes it: `JAKARTA (ANTARA)`.

A place, an outlet and a day may come in any order, parted by commas, pipes, dashes or brackets.
"""

import re
import string
from dataclasses import dataclass, field

from archive.items import Dateline
from archive.places.regions import codes_of, is_place, is_province

DASH = re.compile(r"\s[-–—]|[–—]|-[\s-]")
MOST_PARTS = 4
MOST_WORDS, MOST_WORDS_ALONE = 5, 3
LONGEST_PART = 40
ENCLOSED = re.compile(r"\((?P<name>[^()]{3,40})\)\s*")  # (MEDAN)
BRACKETS = re.compile(r"(?P<before>[^()]+?)[,.]?\s*\((?P<inner>[^()]{2,40})\)?[\s,]*")
SEPARATOR = re.compile(
    r"(?<=_)\s+|\s*(?:[,;]|\|+|>+|//|\s/\s|:(?=[A-Z])|(?<!\bKab)(?<!\bKAB)\.\s|\sI\s|\s[-–—]+|[-–—]+\s|[–—]|--+)[\s,|–—-]*"
)
NAME = re.compile(r"[A-Z0-9][\w.'’&]*(?:[- ][A-Z0-9][\w.'’&]*)*")
DIGIT = re.compile(r"\d")
MONTH = "jan|feb|peb|mar|apr|mei|jun|jul|agu|ags|sep|okt|nov|des"
DAY = re.compile(
    r"(?:(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu)\s*)?"
    rf"(?:\d{{1,2}}(?:\s*[/.-]\s*\d{{1,2}}(?:\s*[/.-]\s*\d{{2,4}})?|\s+(?:{MONTH})\w*\.?(?:\s+\d{{4}})?))?",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|co|id|net|org|news|info|tv|my|asia|online|site|xyz|press)\b", re.IGNORECASE
)
AFTER_ADDRESS = re.compile(rf"({ADDRESS.pattern})\s+(?=(?-i:[A-Z]))", re.IGNORECASE)
ONLY_AN_OUTLET = re.compile(r"[\w-]+_|[\w.-]+(?:/[\w.-]+)+|[a-z][A-Z]\w+|[A-Z]\w+ com")
MIXED = re.compile(r"[a-z][A-Z]|[A-Z]{2,}[a-z]{2}|\w_\w")
PRESS = (
    "news|media|pos|post|posmetro|tribun|tribrata|radar|koran|warta|kabar|berita|suara|jurnal|harian|tempo|antara|info|online"
    "|times|tv|detik|kompas|merdeka|rakyat|lensa|sorot|cakrawala|pena|patroli|gatra|viva|rilis|target|fakta|bidik"
    "|lintas|swara|fajar|ekspres|express|daily|today|portal|humas|network|channel|pers|press|liputan|okezone|sindo"
)
PRESS_WORD = re.compile(rf"\b(?:{PRESS})\b", re.IGNORECASE)
PRESS_PART = re.compile(
    r"(?:tribun|radar|posmetro|klik|warta|kabar|suara|koran|rakyat|jurnal|lensa|sorot|media|info|berita|harian|liputan|bidik|portal)\w+"
    r"|\w+(?:news|pos|post|times|media|daily|online|tv|kini|satu|com)",
    re.IGNORECASE,
)
# words that open a sentence, a label or an institution's name: none is a place, whatever dash follows
NO_PLACES = (
    "badan kakanwil kadiv kadivpas kapolres kapolda kapolri kajari kasat kasi plt plh balai bapas bnn bupati com "
    "covid diketahui dinas direktorat direktur dirjen dpr dprd editor fakta forum foto gubernur hoaks hoax hukum "
    "ilustrasi institusi kalapas kantor kanwil karutan kejaksaan kemenkumham kementerian kepala ketua klaim komisi "
    "kpk kplp laporan lapas lembaga lp lpka lpp mahasiswa menteri menko napi narapidana narasi oleh opini pengadilan "
    "pengumuman penulis perlu pewarta pers polda polisi polres polresta polri polsek presiden pt pusat puluhan "
    "ratusan reporter rutan satgas siaran sumber tahanan tim tni universitas video wakil wali warga wbp rumah "
    "sejumlah sebanyak para seorang dalam untuk pada hari"
)
NO_PLACE = frozenset(NO_PLACES.split())
# what a place may begin with, so that a town's name after it makes no station's name
NO_STATIONS = (
    "air bandara batang batu bukit danau desa dusun gang gunung jalan kampung kawasan kel kelurahan kec kecamatan "
    "kuala lembah lubuk muara nagari padang pantai pasar pelabuhan pulau simpang stadion sungai tanjung teluk "
    "terminal ulu"
)
NO_STATION = NO_PLACE | frozenset(NO_STATIONS.split())
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


@dataclass(slots=True)
class Opening:
    """What an opening says: whether it names a known place, whether it has several parts, what other places it has.

    `start` and `end` are where it stands in the text, with what closes it; `on_a_line`: nothing but a line's end does.
    """

    dateline: Dateline
    is_known: bool
    has_more: bool
    beside: list[str] = field(default_factory=list)
    start: int = 0
    end: int = 0
    on_a_line: bool = False


def opening_of(text: str) -> Opening | None:
    """Read `text`, the whole of what stands before an article's text; `None` when it can be no dateline."""
    if (enclosed := ENCLOSED.fullmatch(text)) and (is_place(enclosed["name"]) or is_province(enclosed["name"])):
        text = enclosed["name"]
    main, outlet, beside = text, None, []
    if "(" in text:
        brackets = BRACKETS.fullmatch(text)
        if brackets is None:
            return None
        main, inner = brackets["before"], brackets["inner"].strip()
        if is_province(inner) or is_place(inner):
            beside = [inner]
        elif not DAY.fullmatch(inner):
            if not _is_outlet_in_brackets(inner):
                return None
            outlet = inner
    parts = [part for raw in SEPARATOR.split(AFTER_ADDRESS.sub(r"\1, ", main)) for part in _parts(raw.strip(" ,.;*[]"))]
    if not 0 < len(parts) <= MOST_PARTS:
        return None
    found = _sorted([part for part in parts if not DAY.fullmatch(part)], outlet, dashed=DASH.search(main) is not None)
    if found is None:
        return None
    town, outlet, is_known = found
    beside += [part for part in parts if part != town and (is_province(part) or is_place(part))]
    dateline = Dateline(text, in_small_letters(town), outlet, agency_of(outlet))
    return Opening(dateline, is_known, len(parts) > 1 or "(" in text, beside)


def _parts(part: str) -> list[str]:
    """A part as it is, but for two places with a mark between them (`Medan-Sumut`); none for an empty one."""
    halves = re.split(r"[-/]", part)
    two = (
        len(halves) == len("AB") and not is_place(part) and all(is_place(half) or is_province(half) for half in halves)
    )
    return halves if two else [part] * bool(part)


def agency_of(outlet: str | None) -> str | None:
    """The news agency that an outlet's name stands for: `Antara Kalteng` is `ANTARA`."""
    return AGENCIES.get(re.split(r"[\s./-]", outlet, maxsplit=1)[0].casefold()) if outlet else None


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
    town = next(iter(places or provinces), None)
    if town is None and names:
        return _of_a_name(names[0], outlet, alone=len(parts) == 1)
    if names:
        return (town, names[0], True) if outlet is None and not dashed else None
    if town is None and (outlet is None or not _can_stand_alone(outlet)):
        return None
    return town, outlet, town is not None


def _of_a_name(name: str, outlet: str | None, *, alone: bool) -> tuple[str | None, str | None, bool] | None:
    """A name that is no known place: a station called after its town, a district beside an outlet, or a place."""
    first, _, rest = name.partition(" ")
    if outlet is None and is_place(rest) and first.casefold() not in NO_STATION:
        return rest, name, True
    if not _can_be_a_place(name, alone=alone):
        return None
    return name, outlet, outlet is not None and codes_of(name) != ()


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
    return (
        not DIGIT.search(name)
        and first.casefold() not in NO_PLACE
        and 1 + len(more) <= (MOST_WORDS_ALONE if alone else MOST_WORDS)
    )


def _is_outlet_in_brackets(inner: str) -> bool:
    """True for what can name an outlet after a place: it has a capital or is an address, and is more than a number."""
    if ADDRESS.fullmatch(inner):
        return True
    return len(inner.split()) <= MOST_WORDS and any(letter.isupper() for letter in inner)


def _can_stand_alone(outlet: str) -> bool:
    """True for an outlet that needs no place beside it to be told: an address, capitals, one word made of two."""
    return ADDRESS.search(outlet) is not None or outlet.isupper() or " " not in outlet


def in_small_letters(place: str | None) -> str | None:
    """A place as it is written elsewhere: `KOLAKA TIMUR` is `Kolaka Timur`, `NTT` stays."""
    if place is None or not place.isupper():
        return place
    return " ".join(word if word in KEPT_CAPITALS else string.capwords(word, "-") for word in place.split())
