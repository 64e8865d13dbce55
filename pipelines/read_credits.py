"""ReadCredits: bylines and initials, as in `(wes/zak)`, `[Rhm]` or `Penulis: … | Editor: …`.

A sign-off leaves the body; its raw form stands in the credit. Whoever signs by initials has an unknown role.
"""

import re

from archive.items import ArticleItem, Credit
from archive.regions import is_place, is_province
from archive.vocabulary import Origin, Role
from pipelines.verb import Verb

ROLES = {
    "penulis": Role.WRITER,
    "ditulis oleh": Role.WRITER,
    "oleh": Role.WRITER,
    "author": Role.WRITER,
    "by": Role.WRITER,
    "editor": Role.EDITOR,
    "redaktur": Role.EDITOR,
    "penyunting": Role.EDITOR,
    "reporter": Role.REPORTER,
    "pewarta": Role.REPORTER,
    "wartawan": Role.REPORTER,
    "jurnalis": Role.REPORTER,
    "laporan": Role.REPORTER,
    "kontributor": Role.CONTRIBUTOR,
    "fotografer": Role.PHOTOGRAPHER,
    "publish": Role.UNKNOWN,
    "publisher": Role.UNKNOWN,
    "uploader": Role.UNKNOWN,
}
CODES = {
    "humas": Role.PUBLIC_RELATIONS,
    "hms": Role.PUBLIC_RELATIONS,
    "antara": Role.AGENCY,
    "ant": Role.AGENCY,
}
LABELS = "|".join(sorted(ROLES, key=len, reverse=True))
STARTS_WITH_A_LABEL = re.compile(rf"[\s|*•([–-]{{0,3}}(?:{LABELS})\s*[:：]", re.IGNORECASE)
# the second kind of beginning is a label glued to the name before it
LABEL = re.compile(
    rf"(?:^|(?<=[\s|/;,*•(\[–-])|(?<=\w)(?=(?-i:Editor|Penulis|Reporter|Pewarta)))(?P<label>{LABELS})\s*[:：]\s*",
    re.IGNORECASE,
)
REPORT = re.compile(
    r"[\s|*•([–-]{0,3}(?P<label>Laporan\s+(?:Reporter|Wartawan|Kontributor|Jurnalis))\s*:?\s+(?P<name>.{3,80})",
    re.IGNORECASE,
)
OUTLET_BEFORE = re.compile(r"^\S*\.\s?(?:com|co\.id|id|co|net)\b[\s,|]*|^Tribun\s?\w+\s*,\s*", re.IGNORECASE)
BY = re.compile(r"(?:By\s?(?=[A-Z])|OLEH:?\s+|Oleh:?\s+)(?P<name>[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,3})")
MONTH = r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)\w*"
WITH_DATE = re.compile(
    r"(?P<name>[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,3})\s*(?:[•|·–—]|\s-\s)\s*"
    rf"(?:(?i:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu),?\s*)?\d{{1,2}}\s+(?i:{MONTH})\s+\d{{4}}.{{0,30}}"
)
EDITION = re.compile(r"(?P<name>[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){1,3}) - detik[A-Z]?\w+")
SIGNED = re.compile(r"[(\[]\s*(?P<inner>[^()\[\]\n]{1,60}?)\s*[)\]][.,]?$")
AFTER_A_SENTENCE = re.compile(r"[.!?…”\"’'»,]\s*$")
BLANK_LINES = re.compile(r"\n{3,}")
WRITTEN_BY = re.compile(r"ditulis(?: oleh)?\s*:?\s+", re.IGNORECASE)
ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|co\.id|id|co|net)", re.IGNORECASE)
STARS = re.compile(r"[*\s]+")
PARTS = re.compile(r"\s*[/&|,]\s*")
CODE = re.compile(r"(?:[A-Za-z]{1,8}\d{0,2}|[A-Z]{1,3}-\d{1,2}|ed\.\s?\w{1,8})\*{0,3}")
LOWER_CODE = re.compile(r"[a-z]{2,5}\d?")
FULL_NAME = re.compile(r"[A-Z][\w.'’]*(?: (?:[A-Z][\w.'’]*|bin|binti)){0,4}")
# marks of paid texts, words that end a text, numbers in words, and abbreviations that sentences end with: nobody's name
MARKS = frozenset({"adv", "advertorial", "pariwara", "inforial"})
WORDS = (
    "bersambung selesai tamat habis sic red. satu dua tiga empat lima enam tujuh delapan sembilan sepuluh nihil "
    "wbp lapas rutan lpka upt ri nkri wib wita wit ham kuhp kuhap polri tni pns asn sppt apbd apbn bnn kpk dpo dprd "
    "covid napi tpp ktp nik sk lihat foto video ilustrasi istimewa dokumentasi dok ist "
    "senin selasa rabu kamis jumat sabtu minggu pagi siang sore malam"
)
NO_NAMES = frozenset(WORDS.split())
FIRST_LINES, LAST_LINES = 7, 8
LONGEST_LINE, LONGEST_NAME, MOST_WORDS = 200, 60, 6
MOST_SENTENCE_INITIALS = 5


class ReadCredits(Verb):
    """Credits that are there already stay as they are; the same name is not added twice."""

    def work(self, article: ArticleItem) -> None:
        """Move the lines that only credit, and the sign-off at the end, from the body to `article.credits`."""
        body, found = without_credits(article.body)
        if body != article.body:
            article.body = body
        known = {credit.name.casefold() for credit in article.credits}
        for credit in found:
            if credit.name.casefold() not in known:
                known.add(credit.name.casefold())
                article.credits.append(credit)
                article.origins.setdefault("credits", Origin.TEXT)


def without_credits(body: str) -> tuple[str, list[Credit]]:
    """The body without its credits, and these in the order of the text."""
    found: list[Credit] = []
    while True:
        rest, named = _without_outer_credits(body)
        if rest == body:
            return body, found
        body, found = rest, [*named, *found]


def _without_outer_credits(body: str) -> tuple[str, list[Credit]]:
    lines = body.split("\n")
    written = [number for number, line in enumerate(lines) if line]
    found: dict[int, list[Credit]] = {}
    for number in sorted({*written[:FIRST_LINES], *written[-LAST_LINES:]}):
        named = _credits_of(lines[number], first=number in written[:FIRST_LINES])
        if named is not None:
            found[number], lines[number] = named, ""
    last = next((number for number in reversed(written) if lines[number]), None)
    if last is not None:
        rest, signed = without_sign_off(lines[last])
        if rest != lines[last]:
            found[last], lines[last] = signed, rest
    if not found:
        return body, []
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip(), [
        credit for line in sorted(found) for credit in found[line]
    ]


def _credits_of(line: str, *, first: bool) -> list[Credit] | None:
    """The credits of a line that is nothing but credits; `None` for any other line."""
    if len(line) > LONGEST_LINE:
        return None
    if STARTS_WITH_A_LABEL.match(line):
        return _labelled(line)
    if report := REPORT.fullmatch(line):
        return _reported(report)
    if first:
        for shape, role in ((BY, Role.WRITER), (WITH_DATE, Role.UNKNOWN), (EDITION, Role.REPORTER)):
            if (match := shape.fullmatch(line)) and not is_place(match["name"]):
                return [Credit(line, match["name"], role)]
    return None


def _labelled(line: str) -> list[Credit] | None:
    """The credits of `Penulis: A | Editor: B`; none for an empty label; `None` where a sentence follows the label."""
    labels = list(LABEL.finditer(line))
    ends = [label.start() for label in labels[1:]] + [len(line)]
    named = []
    for label, end in zip(labels, ends, strict=True):
        raw = line[label.start() : end].strip(" |/;,()")
        name = _name(line[label.end() : end])
        if name is None:
            return None
        if name:
            role = Role.PUBLIC_RELATIONS if name.casefold().startswith("humas") else ROLES[_folded(label["label"])]
            named.append(Credit(raw, name, role))
    return named


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def _name(text: str) -> str | None:
    """The name in `Gina - Humasprov` or `F Budiono`; empty where there is none, `None` where the text is no name."""
    name = re.split(r"\s[-–—/]\s|\(", text.strip(" |/;,()[]–-"), maxsplit=1)[0].strip(" .")
    if len(name) > LONGEST_NAME or len(name.split()) > MOST_WORDS or ". " in name.replace(". ", " ", 2):
        return None
    return name


def _reported(match: re.Match[str]) -> list[Credit] | None:
    name = OUTLET_BEFORE.sub("", match["name"]).rpartition(",")[2].strip(" |.")
    name = re.split(r"\s*[|•]\s*|\s[I-]\s", name, maxsplit=1)[0]
    if not FULL_NAME.fullmatch(name):
        return None
    return [Credit(match.group().strip(), name, Role.REPORTER)]


def without_sign_off(line: str) -> tuple[str, list[Credit]]:
    """The last line without the brackets that sign it, and whom they name; stars name nobody."""
    match = SIGNED.search(line)
    if match is None:
        return line, []
    before = line[: match.start()]
    signers = signers_of(match["inner"], match.group().rstrip(".,"), before)
    return (line, []) if signers is None else (before.rstrip(), signers)


def signers_of(inner: str, raw: str, before: str) -> list[Credit] | None:
    """Whom the brackets `raw` name after the words `before`; `None` when they are a part of the sentence."""
    if STARS.fullmatch(inner):
        return []
    closed = not before.strip() or AFTER_A_SENTENCE.search(before) is not None
    parts = [part for part in PARTS.split(inner) if part.strip("* ")]
    if not parts or (len(parts) == 1 and not closed and not _is_lower_code(inner, before)):
        return None
    if len(parts) > 1 and not closed and not before.endswith(" "):
        return None
    names = [part for part in parts if part.casefold() not in MARKS]
    names = [part for part in names if not ADDRESS.fullmatch(part)] or names
    # a mark alone stays: it names nobody, and is what the publisher says of the text
    if not names or not all(_can_sign(part, closed=closed) for part in names):
        return None
    return [_signer(part, raw) for part in names]


def _is_lower_code(inner: str, before: str) -> bool:
    """True for initials in small letters after a sentence that lacks its full stop, and not after a number."""
    return LOWER_CODE.fullmatch(inner) is not None and before.endswith(" ") and not before.rstrip()[-1:].isdigit()


def _can_sign(part: str, *, closed: bool) -> bool:
    folded = part.strip("* ").casefold()
    if folded in NO_NAMES or is_place(folded) or is_province(folded):
        return False
    if CODE.fullmatch(part):
        return closed or part.islower() or len(part) <= MOST_SENTENCE_INITIALS
    return closed and (FULL_NAME.fullmatch(WRITTEN_BY.sub("", part)) is not None or folded.startswith("humas "))


def _signer(part: str, raw: str) -> Credit:
    name = part.strip("* ")
    if name.startswith("ed."):
        return Credit(raw, name.removeprefix("ed.").strip(), Role.EDITOR)
    if written := WRITTEN_BY.match(name):
        return Credit(raw, name[written.end() :], Role.WRITER)
    return Credit(raw, name, CODES.get(name.split()[0].casefold(), Role.UNKNOWN))
