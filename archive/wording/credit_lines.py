"""Lines that only credit: `Penulis: A | Editor: B`, `Laporan Wartawan …`, `Teks & Foto: Humas Lapas Contoh`."""

import re

from archive.items import Credit
from archive.places.regions import is_place
from archive.vocabulary import Role
from archive.wording.sign_offs import AGENCIES, FULL_NAME, NOBODY, RELATIONS, role_of_office

ROLES = {
    "penulis": Role.WRITER,
    "ditulis oleh": Role.WRITER,
    "oleh": Role.WRITER,
    "author": Role.WRITER,
    "by": Role.WRITER,
    "naskah": Role.WRITER,
    "teks": Role.WRITER,
    "editor": Role.EDITOR,
    "ed": Role.EDITOR,
    "redaktur": Role.EDITOR,
    "red": Role.EDITOR,
    "penyunting": Role.EDITOR,
    "reporter": Role.REPORTER,
    "rep": Role.REPORTER,
    "pewarta": Role.REPORTER,
    "wartawan": Role.REPORTER,
    "jurnalis": Role.REPORTER,
    "laporan": Role.REPORTER,
    "laporan kontributor": Role.CONTRIBUTOR,
    "kontributor": Role.CONTRIBUTOR,
    "fotografer": Role.PHOTOGRAPHER,
    "pewarta foto": Role.PHOTOGRAPHER,
    "kameramen": Role.PHOTOGRAPHER,
    "publish": Role.UNKNOWN,
    "publisher": Role.UNKNOWN,
    "uploader": Role.UNKNOWN,
}
LATER = {"foto": Role.PHOTOGRAPHER, "foto oleh": Role.PHOTOGRAPHER}  # first in a line, this begins a caption
LABELS = "|".join(sorted(ROLES, key=len, reverse=True))
ALL_LABELS = "|".join(sorted({**ROLES, **LATER}, key=len, reverse=True))
PLACED = r"(?:\s+(?-i:[A-Z])\w+)?"  # Kontributor Kupang:
STARTS_WITH_A_LABEL = re.compile(rf"[\s|*•([–-]{{0,3}}(?:{LABELS}){PLACED}\s*[:：]", re.IGNORECASE)
STARTS_WITH_FOTO = re.compile(r"foto(?: oleh)?\s*[:：]", re.IGNORECASE)
# the second kind of beginning is a label glued to the name before it
LABEL = re.compile(
    rf"(?:^|(?<=[\s|/;,*•(\[–-])|(?<=\w)(?=(?-i:Editor|Penulis|Reporter|Pewarta)))"
    rf"(?P<label>{ALL_LABELS}){PLACED}\s*[:：]\s*",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r"(?P<label>Penulis|Editor|Reporter|Pewarta|Redaktur|Ditulis oleh)\s+(?P<name>[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){1,3})"
)
OFFICE = re.compile(
    r"(?:(?:teks|naskah|foto|sumber|source)(?:\s*(?:&|dan|/)\s*(?:foto|teks|naskah))?|rilis)\s*[:：]\s*"
    r"(?P<name>(?:tim\s+)?[\w .]{2,60})",
    re.IGNORECASE,
)
NO_PHOTOGRAPHER = re.compile(
    r"foto\s*[:：]\s*(?:ist\.?|istimewa|dok(?:umentasi|\.)?(?: pribadi)?|net|internet)\.?", re.IGNORECASE
)
REPORT = re.compile(
    r"[\s|*•([–-]{0,3}(?P<label>Laporan\s+(?P<who>Reporter|Wartawan|Kontributor|Jurnalis))\s*:?\s+(?P<name>.{3,80})",
    re.IGNORECASE,
)
OUTLET = re.compile(r"^tr\w*n\w*\b|\.\s?(?:com|id)\b|\bkabupaten\b", re.IGNORECASE)
OUTLET_BEFORE = re.compile(
    r"^\S*\.\s?(?:com|co\.id|id|co|net)\b[\s,|]*|^Tribun\s?\w+\s*(?:Network)?\s*,\s*"
    r"|^Tribun(?:news)? [A-Z]\w+ (?=[A-Z]\w+ [A-Z])",
    re.IGNORECASE,
)
DAY = r"(?:(?i:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu),?\s*)?"
MONTH = r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)\w*"
DATE = rf"{DAY}\d{{1,2}}\s+(?i:{MONTH})\s+\d{{4}}"
NAME = r"(?P<name>[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,3})"
BY = re.compile(rf"(?:By\s?(?=[A-Z])|OLEH:?\s+|Oleh:?\s+){NAME}")
CELLS = re.compile(r"\s\|\s*[:：]\s*(?:\|\s*)?")  # Editor | : | Budi Contoh
FROM = re.compile(rf"Laporan\s+{NAME}\s*(?:\||\sI\s)\s*(?P<place>[A-Z][\w. ]{{2,40}})")  # Laporan Budi Contoh | Bireuen
WITH_DATE = re.compile(rf"{NAME}\s*(?:(?P<dot>[•·])|\||[–—]|\s-\s)\s*{DATE}.{{0,30}}")
AFTER_DATE = re.compile(
    rf"{DATE}[\s,|-]+\d\d[.:]\d\d(?: (?:WIB|WITA|WIT))?(?: \d{{1,6}}){{0,3}}[\s|•–-]{{1,3}}(?!WI[BT]|WITA){NAME}"
)
STAMP = re.compile(rf"{DAY}[|,\s]*(?:\d{{1,2}}[/ ](?:\d{{1,2}}|(?i:{MONTH}))[/ ]\d{{4}}).{{0,25}}")
EDITION = re.compile(r"(?P<name>[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){1,3}) - detik[A-Z]?\w+")
BARE_NAME = re.compile(r"[A-Z][\w.'’]+(?: [A-Z][\w.'’]*){1,3}")
DEGREE = re.compile(
    r"(?:,\s*(?:S\.? ?[A-Z]\w*|M\.? ?[A-Z]\w*|A\.Md\w*|Dr|Ph\.?D|SH|MH|SE|MM)\b\.?(?:\w\.?)*)+", re.IGNORECASE
)
BAR = re.compile(r"\s[I|]\s*$")  # a capital I that stands for a bar between two labels
SEVERAL = re.compile(r"\s*/\s*|\s+&\s+|\s+dan\s+")
LONGEST_LINE, LONGEST_NAME, MOST_WORDS = 200, 60, 6


def credits_of_line(line: str, *, first: bool, among_credits: bool = False) -> list[Credit] | None:
    """The credits of a line that is nothing but credits; `None` for any other line.

    `Foto: Budi Contoh` is one among credits, and else the beginning of a caption.
    """
    if len(line) > LONGEST_LINE:
        return None
    line = CELLS.sub(": ", line).rstrip(" |") if " | " in line else line
    if STARTS_WITH_A_LABEL.match(line) or (among_credits and STARTS_WITH_FOTO.match(line)):
        return _labelled(line)
    if report := REPORT.fullmatch(line):
        return _reported(report)
    return _above_the_text(line) if first else _below_the_text(line)


def _below_the_text(line: str) -> list[Credit] | None:
    if spoken := SPOKEN.fullmatch(line):
        return [Credit(line, spoken["name"], ROLES[_folded(spoken["label"])])]
    if NO_PHOTOGRAPHER.fullmatch(line):
        return []
    office = OFFICE.fullmatch(line)
    return _office(line, office["name"].strip()) if office is not None else None


def is_byline_before(line: str, following: str) -> bool:
    """True for a bare name above the line that dates the text, or that names its editor."""
    if BARE_NAME.fullmatch(line) is None or is_place(line):
        return False
    return is_stamp(following) or re.match(r"Editor\s*:", following, re.IGNORECASE) is not None


def is_stamp(line: str) -> bool:
    """True for a line that says nothing but when."""
    return STAMP.fullmatch(line) is not None


def _above_the_text(line: str) -> list[Credit] | None:
    report = FROM.fullmatch(line)
    if report is not None and is_place(report["place"]):
        return [Credit(line, report["name"], Role.REPORTER)]
    for shape, role in (
        (BY, Role.WRITER),
        (WITH_DATE, Role.WRITER),
        (EDITION, Role.REPORTER),
        (AFTER_DATE, Role.UNKNOWN),
    ):
        match = shape.fullmatch(line)
        if match is not None and not is_place(match["name"]):
            is_reporter = shape is WITH_DATE and match["dot"]
            credit = Credit(line, match["name"], Role.REPORTER if is_reporter else role)
            return [] if credit.name.casefold() in NOBODY else [credit]
    return None


def _office(line: str, name: str) -> list[Credit] | None:
    """Whom a release or a photo is of; a text that only cites where a figure is from is none."""
    folded = name.casefold()
    if folded.startswith(RELATIONS) or folded.rstrip(".") in AGENCIES:
        return [Credit(line, name.rstrip("."), role_of_office(name))]
    return None


def _labelled(line: str) -> list[Credit] | None:
    """The credits of `Penulis: A | Editor: B`; none for an empty label; `None` where a sentence follows the label."""
    labels = list(LABEL.finditer(line))
    ends = [label.start() for label in labels[1:]] + [len(line)]
    named = []
    for label, end in zip(labels, ends, strict=True):
        raw = line[label.start() : end].strip(" |/;,()&")
        name = _name(BAR.sub("", line[label.end() : end]))
        if name is None:
            return None
        for part in _several(name):
            role = role_of_office(part)
            named.append(Credit(raw, part, _role(label["label"]) if role is Role.UNKNOWN else role))
    return [credit for credit in named if credit.name.casefold() not in NOBODY]


def _several(name: str) -> list[str]:
    parts = SEVERAL.split(name)
    if len(parts) > 1 and all(part and len(part.split()) <= MOST_WORDS // 2 for part in parts):
        return [part for part in parts if not is_place(part)] or parts
    return [name] if name else []


def _role(label: str) -> Role:
    return {**ROLES, **LATER}[_folded(label)]


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def _name(text: str) -> str | None:
    """The name in `Gina - Humasprov` or `F Budiono`; empty where there is none, `None` where the text is no name."""
    name = re.split(r"\s[-–—]\s|\s*[|©(]|,\s(?=[a-z])|\s/\s(?=(?:\S+\s+){3})", text.strip(" |/;,()[]–-&"), maxsplit=1)[
        0
    ].strip(" |")
    degree = DEGREE.search(name)
    name = name if degree is not None and degree.end() == len(name) else name.strip(" .")
    bare = name[: degree.start()] if degree is not None else name
    if len(name) > LONGEST_NAME or len(bare.split()) > MOST_WORDS or ". " in bare.replace(". ", " ", 2):
        return None
    return name


def _reported(match: re.Match[str]) -> list[Credit] | None:
    text = re.split(r"\s*[|•]\s*|\s[I-]\s", OUTLET_BEFORE.sub("", match["name"]), maxsplit=1)[0]
    parts = [part.strip(" .") for part in text.split(",")]
    names = [part for part in parts if FULL_NAME.fullmatch(part) and not is_place(part) and not OUTLET.search(part)]
    if not names or parts[-1] not in {names[-1], *filter(is_place, parts)}:
        return None
    role = Role.CONTRIBUTOR if match["who"].casefold() == "kontributor" else Role.REPORTER
    return [Credit(match.group().strip(), name, role) for name in names]
