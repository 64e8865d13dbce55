"""Names of units as newsrooms write them: `Lapas Kelas II B Purwakarta`, `Lembaga Pemasyarakatan (Lapas) kelas IIB, X`.

A name is a head (`Lapas`, `Rutan`, `Polres`), often a class, and a place. Each piece is matched once, from where the
last one ended, so that the time is linear in the text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from archive.places.unit_heads import ALONE, HEAD, HEADS, LABELS, OFFICE, SAME, SPECIALITIES

IsPlace = Callable[[str], bool]

GAP = r"[ \u00a0]{0,3}"
PARENTHESES = re.compile(rf"{GAP}\({GAP}[\w./ -]{{1,40}}?{GAP}\)")
ABBREVIATED = re.compile(rf"{GAP}\([A-Z][A-Za-z]{{1,7}}\)")
SPECIALITY = re.compile(
    rf"{GAP}(?P<word>khusus narkotika|khusus teroris|khusus|high risk|(?:(?:super )?maximum|medium|minimum) security"
    r"|narkotika|narkoba|perempuan|wanita|terbuka|pemuda|anak)\b",
    re.IGNORECASE,
)
CLASS = re.compile(
    rf"{GAP}(?i:ke?la?s\b)\.?{GAP}(?P<number>[Iil1]{{1,3}}|[23])"
    rf"(?:{GAP}[-.]?{GAP}(?P<letter>[ABab])(?![A-Za-z])|(?P<glued>[ABab])(?![a-z])|(?![A-Za-z\d]))"
)
BARE_CLASS = re.compile(
    rf"{GAP}(?P<number>I{{1,3}})(?:{GAP}[-.]?{GAP}(?P<letter>[AB])(?![A-Za-z])|(?P<glued>[AB])(?![a-z])|(?!\w))"
)
LEVEL = re.compile(rf"{GAP}(?P<at>di )?(?P<level>kabupaten|kota|kab\.?|provinsi|prov\.) (?=[A-Z])", re.IGNORECASE)
LEVELS = frozenset({"kabupaten", "kab", "kab.", "kota", "provinsi", "prov."})
COMMA = re.compile(r" ?[,.] ")
REGENCY = re.compile(rf" ?,{GAP}(?:kabupaten|kab\.?|kota) (?=[A-Z])", re.IGNORECASE)
AT = re.compile(rf"{GAP}di (?=[A-Z])")
WORD = re.compile(rf"{GAP}(?P<word>[^\W\d_](?:[\w'’]*\w)?(?:-[^\W\d_]\w*)*\.?)")
NUMBERED = re.compile(rf"{GAP}\d{{3,4}}{GAP}[/–-]?{GAP}(?=[A-Z])")
LONGEST_PLACE, LONGEST_UNKNOWN = 4, 3
HEADED = re.compile(r"\b(?:kepala|wakil|plt|plh)\.?\s+$", re.IGNORECASE)
SHORTEST_WORD = 2
LONGEST_SHORT_FORM = 3
LONGEST_TITLE = 12
TITLE_SHARE = 0.6
DIRECTIONS = frozenset(
    {"Kota", "Utara", "Selatan", "Timur", "Barat", "Pusat", "Tengah", "Baru", "Hulu", "Hilir", "Ilir", "Ulu"}
)
SHORT_FORMS = frozenset({"KPK", "BNN", "TNI", "POM"})
NO_PLACES = (
    "senin selasa rabu kamis jumat jum'at sabtu minggu ahad januari februari maret april mei juni juli agustus "
    "september oktober november desember indonesia ri negara se dan atau di yang ini itu tersebut dengan untuk "
    "pada saat bapak ibu pak bu bupati gubernur wali polri tni kemenkumham kemenimipas kementerian kanwil "
    "kakanwil kalapas karutan kepala wbp napi narapidana warga tahanan lapas rutan bapas umum lama baru setempat "
    "kelas klas wib wita wit foto tak tidak jadi akan sudah oleh kami kita saya dia mereka para pj plt plh dr drs "
    "h hj ditjenpas menteri dirjen presiden usai juga dalam dari ke kini saat ketika bahwa karena jika bila namun "
    "kabupaten kota kecamatan provinsi polres polda polsek iptu ipda aiptu aipda bripka bripda brigadir kompol "
    "akbp akp kombes komisaris inspektur ajun jenderal irjen brigjen"
)
NEVER = frozenset(NO_PLACES.split())


@dataclass(frozen=True, slots=True)
class UnitName:
    """A name found in a text, from `start` to `end`: its kind (of the registry), class ("IIB"), place and usual form.

    `office` is true where the text names somebody's office (`Kalapas Contoh`), and the unit only by it.
    """

    start: int
    end: int
    kind: str
    grade: str | None
    place: str | None
    name: str
    office: bool = False


def find_prison_names(text: str, is_place: IsPlace) -> list[UnitName]:
    """The names of prisons and like units in a text, in its order; `is_place` knows the names of places.

    A common noun (`lapas`, `Lapas tersebut`, `Lapas di Indonesia`) names no unit. In a line that writes most of its
    words with capitals, as headlines do, only a known place is one.
    """
    found: list[UnitName] = []
    start = 0
    for line in text.split("\n"):
        names = _names_of(line, is_place, title=is_title(line))
        found += [replace(name, start=name.start + start, end=name.end + start) for name in names]
        start += len(line) + 1
    return found


def is_title(line: str) -> bool:
    """True for a line most of whose words begin with a capital letter."""
    words = [word for word in line.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > TITLE_SHARE * len(words)


def _names_of(line: str, is_place: IsPlace, *, title: bool) -> Iterator[UnitName]:
    end = 0
    for match in HEAD.finditer(line):
        if match.start() < end:
            continue
        name = _Reader(line, match, is_place, title=title).read()
        if name is not None:
            end = name.end
            yield name


class _Reader:
    """Reads one name from its head on."""

    def __init__(self, line: str, head: re.Match[str], is_place: IsPlace, *, title: bool) -> None:
        self._line = line
        self._head = head
        self._is_place = is_place
        self._title = title
        self._at = head.end()
        self._kind = (head.lastgroup or "").replace("_", "-")
        self._needs_known = HEADS[self._kind].needs_known_place
        self._has_class = HEADS[self._kind].has_class
        self._kind = SAME.get(self._kind, self._kind)
        self._grade: str | None = None
        self._office = OFFICE.fullmatch(head[0]) is not None
        self._headed = (
            self._office or HEADED.search(line, max(0, head.start() - LONGEST_TITLE), head.start()) is not None
        )

    def read(self) -> UnitName | None:
        """The name, or none where nothing says which unit is meant."""
        self._skip(PARENTHESES)
        self._specialities()
        self._class()
        self._specialities()
        place = self._place()
        if place is None and self._grade is None and self._kind not in ALONE:
            return None
        if place is not None and self._grade is not None:
            self._regency()
        end = self._at
        if place is None and self._skip(AT):
            place = self._known_place()
        if self._needs_known and place is None:
            return None
        place = place.title() if place is not None and place.isupper() and len(place) > LONGEST_SHORT_FORM else place
        name = [LABELS[self._kind], f"Kelas {self._grade}" if self._grade else "", place or ""]
        usual = " ".join(part for part in name if part)
        return UnitName(self._head.start(), end, self._kind, self._grade, place, usual, self._office)

    def _skip(self, piece: re.Pattern[str]) -> bool:
        match = piece.match(self._line, self._at)
        if match is not None:
            self._at = match.end()
        return match is not None

    def _specialities(self) -> None:
        match = SPECIALITY.match(self._line, self._at)
        while match is not None and self._kind in {"lapas", "rutan"}:
            self._kind = SPECIALITIES.get((self._kind, match["word"].casefold().split()[-1]), self._kind)
            self._at = match.end()
            self._skip(ABBREVIATED)
            match = SPECIALITY.match(self._line, self._at)

    def _class(self) -> None:
        if not self._has_class:
            return
        match = CLASS.match(self._line, self._at) or BARE_CLASS.match(self._line, self._at)
        if match is not None:
            self._grade = _grade(match)
            self._at = match.end()

    def _place(self) -> str | None:
        before = self._at
        if self._kind in {"kodim", "koramil"}:
            self._skip(NUMBERED)
        place = self._known_place() or self._place_after_comma() or self._place_of_level() or self._unknown_place()
        if place is None:
            self._at = before
        elif self._kind.startswith("pol"):
            self._skip(ABBREVIATED)
        return place

    def _place_after_comma(self) -> str | None:
        before = self._at
        place = self._known_place() if self._grade is not None and self._skip(COMMA) else None
        if place is None:
            self._at = before
        return place

    def _regency(self) -> None:
        """`Doyo Baru, Kabupaten Jayapura`: the regency of the place is part of what is written of it."""
        before = self._at
        if self._skip(REGENCY) and self._known_place() is None:
            self._at = before

    def _place_of_level(self) -> str | None:
        """`Kabupaten Contoh`; after `di` only where the head is spelt out with its short form: else any prison."""
        match = LEVEL.match(self._line, self._at)
        if match is None or (match["at"] and self._line[self._at - 1] != ")"):
            return None
        before, self._at = self._at, match.end()
        place = self._known_place() or self._unknown_place()
        if place is None:
            self._at = before
        return place

    def _words(self) -> list[tuple[str, int]]:
        """Up to four words from here, the first with a capital, each with its end."""
        words: list[tuple[str, int]] = []
        at = self._at
        while len(words) < LONGEST_PLACE and (match := WORD.match(self._line, at)):
            words.append((match["word"], match.end()))
            at = match.end()
        return words if words and words[0][0][0].isupper() else []

    def _known_place(self) -> str | None:
        words = self._words()
        for count in range(len(words), 0, -1):
            written = " ".join(word for word, _ in words[:count])
            ended = written.rstrip(".")
            if self._is_place(ended):
                self._at = words[count - 1][1] - (len(written) - len(ended))
                return self._with_direction(_without_level(ended, self._is_place))
        return None

    def _with_direction(self, place: str) -> str:
        """Police of a part of a place: `Polresta Contoh Kota`, `Polsek Contoh Timur`."""
        match = WORD.match(self._line, self._at) if self._kind.startswith("pol") else None
        if match is None or match["word"].rstrip(".") not in DIRECTIONS:
            return place
        direction = match["word"].rstrip(".")
        self._at = match.start("word") + len(direction)
        return f"{place} {direction}"

    def _unknown_place(self) -> str | None:
        """What stands where a place does; after somebody's office it is a person's name, unless a class comes first."""
        if self._needs_known or ((self._title or self._headed) and self._grade is None):
            return None
        words: list[str] = []
        for word, end in self._words()[: 1 if self._title or self._headed else LONGEST_UNKNOWN]:
            bare = word.rstrip(".")
            if not bare[0].isupper() or bare.casefold() in NEVER or len(bare) < SHORTEST_WORD:
                break
            words.append(bare)
            self._at = end - (len(word) - len(bare))
            if bare != word or (bare.isupper() and not words[0].isupper()) or bare in SHORT_FORMS:
                break
        return " ".join(words) or None


def _without_level(place: str, is_place: IsPlace) -> str:
    """`Purwakarta` for `Kabupaten Purwakarta`, but `Kota Agung` as it is: Agung is no place."""
    level, _, rest = place.partition(" ")
    return rest if rest and level.casefold() in LEVELS and is_place(rest) else place


def _grade(match: re.Match[str]) -> str:
    """A class in Roman numerals, whatever stood in their place: `11 A`, `llB`, `2B`."""
    number = match["number"]
    count = int(number) if number in {"2", "3"} else len(number)
    return "I" * count + (match["letter"] or match["glued"] or "").upper()
