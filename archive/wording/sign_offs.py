"""The end of a text that signs it: `(wes/zak)`, `[Rhm]`, `(Humas Lapas Contoh)`, `//zak`.

Whoever signs by initials has an unknown role; a full name is the reporter's, and so is what stands beside the desk's
own mark, as in `(Sab/Red1)`. Initials that stand twice are of one who wrote and edited.
"""

import re

from archive.items import Credit
from archive.places.regions import is_place, is_province
from archive.vocabulary import Role

SIGNED = re.compile(r"(?:(?:^|(?<=\s))[–—-]\s?|\*{1,3}\s?)?[(\[]\s*(?P<inner>[^()\[\]\n]{1,60}?)\s*[)\]][\s.,*]*$")
SLASHED = re.compile(
    r"(?:^|(?<=[.!?”\"’'»]) ?)(?P<raw>(?:/{1,2}|\*{2})(?P<inner>[A-Za-z]{2,8}(?:/[A-Za-z]{2,8}\d?){0,2})\*{0,3})$"
)
DESK_LINE = re.compile(
    r"(?P<inner>[A-Za-z]{2,8}/(?:red\w?|adv|hms|humas|redaksi)|(?:red\w?|redaksi)/[A-Za-z]{2,12})[.*]{0,3}",
    re.IGNORECASE,
)
OFFICE_LINE = re.compile(
    r"(?i:(?:tim )?humas (?:lapas|rutan|lpka|lpp|bapas|rupbasan|kanwil|kemen\w+|ditjen\w*|polres\w*|polda|polsek"
    r"|pem\w+|setda|diskominfo|kejari|kejati))(?: (?:[A-Z]\w*|dan|\d{1,2})){0,7}\.?"
)
AFTER_A_SENTENCE = re.compile(r"[.!?…”\"’'»,]\s*$")
WRITTEN_BY = re.compile(r"ditulis(?: oleh)?\s*:?\s+", re.IGNORECASE)
ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|co\.id|id|co|net)", re.IGNORECASE)
SOURCE = re.compile(r"(?:sumber|rilis)\s*:\s*(?=(?:tim )?(?:humas|hms)\b)", re.IGNORECASE)
STARS = re.compile(r"[*\s]+")
PARTS = re.compile(r"\s*(?:[/&|;+]|,(?!\s*\w\s*$)|\s[–—-]\s)\s*")
HYPHENED = re.compile(r"(?P<one>[A-Za-z]{2,4})-(?P<two>[A-Za-z]{2,4})")
CODE = re.compile(r"(?:[A-Za-z]{1,8}\d{0,2}|[A-Za-z]{1,3}-\d{1,3}|ed\.\s?\w{1,8})\*{0,3}")
LOWER_CODE = re.compile(r"[a-z]{2,5}\d?")
LOWER_NAME = re.compile(r"[a-z]{2,12} [a-z]{3,12}")
FULL_NAME = re.compile(r"[A-Z][\w.'’]*(?: (?:[A-Z][\w.'’]*|bin|binti)){0,4}(?:, ?[A-Z])?")
DESK = re.compile(r"(?:tim )?(?:red(?:aksi)?\d?|ol-?\d|ed|editor)", re.IGNORECASE)
# marks of paid texts, words that end a text, numbers in words, and abbreviations that sentences end with: nobody's name
MARKS = frozenset({"adv", "advertorial", "pariwara", "inforial"})
WORDS = (
    "bersambung selesai tamat habis sic red. satu dua tiga empat lima enam tujuh delapan sembilan sepuluh nihil "
    "wbp lapas rutan lpka upt ri nkri wib wita wit ham kuhp kuhap polri tni pns asn sppt apbd apbn bnn kpk dpo dprd "
    "covid napi tpp ktp nik sk lihat foto video ilustrasi istimewa dokumentasi dok ist pribadi baca hal ke dari "
    "senin selasa rabu kamis jumat sabtu minggu pagi siang sore malam"
)
NO_NAMES = frozenset(WORDS.split())
OFFICES = frozenset(
    {
        "tim",
        "biro",
        "redaksi",
        "rilis",
        "siaran",
        "dinas",
        "kominfo",
        "diskominfo",
        "kanwil",
        "lapas",
        "rutan",
        "polres",
    }
    | {"polda", "kodim", "pemkab", "pemkot", "pemprov", "mc", "kementerian", "kejari"}
)
NOBODY = frozenset({"istimewa", "ist", "dok", "dokumentasi", "-"}) | frozenset(
    {"admin", "administrator", "author", "penulis", "editor", "operator", "superadmin", "user", "null"}
)
AGENCIES = frozenset({"antara", "ant", "afp", "reuters", "xinhua", "upi", "dpa", "bernama"})
RELATIONS = ("humas", "hms", "tim humas", "public relations")
ROLE_WORDS = {
    "jurnalis": Role.REPORTER,
    "wartawan": Role.REPORTER,
    "reporter": Role.REPORTER,
    "kontributor": Role.CONTRIBUTOR,
    "penulis": Role.WRITER,
}
MOST_SENTENCE_INITIALS = 5
PAIR = 2


def without_sign_off(line: str) -> tuple[str, list[Credit]]:
    """The last line without what signs it, and whom that names; stars name nobody."""
    if OFFICE_LINE.fullmatch(line):
        return "", [Credit(line, line, Role.PUBLIC_RELATIONS)]
    if desk := DESK_LINE.fullmatch(line):
        return "", _signers(PARTS.split(desk["inner"]), line)
    if slashed := SLASHED.search(line):
        return line[: slashed.start()].rstrip(), _signers(slashed["inner"].split("/"), slashed["raw"])
    match = SIGNED.search(line)
    if match is None:
        return line, []
    before = line[: match.start()]
    signers = signers_of(match["inner"], match.group().strip(" .,*–—-"), before)
    return (line, []) if signers is None else (before.rstrip(), signers)


def signers_of(inner: str, raw: str, before: str) -> list[Credit] | None:
    """Whom the brackets `raw` name after the words `before`; `None` when they are a part of the sentence."""
    if STARS.fullmatch(inner):
        return []
    closed = not before.strip() or AFTER_A_SENTENCE.search(before) is not None
    parts = _parts(inner, alone=not before.strip() or closed)
    if not parts or (len(parts) == 1 and not closed and not _is_lower_code(inner, before)):
        return None
    if len(parts) > 1 and not closed and not before.endswith(" "):
        return None
    names = [SOURCE.sub("", part) for part in parts if part.casefold() not in MARKS]
    names = [part for part in names if not ADDRESS.fullmatch(part)] or names
    names = [part for part in names if not is_place(part)] or names
    # a mark alone stays: it names nobody, and is what the publisher says of the text
    if not names or not all(_can_sign(part, closed=closed, among=len(parts) > 1) for part in names):
        return None
    return _signers(names, raw)


def _parts(inner: str, *, alone: bool) -> list[str]:
    parts = [part for part in PARTS.split(inner) if part.strip("* ")]
    if len(parts) > 1:  # the number of a page or of a desk beside initials
        parts = [part for part in parts if not part.isdigit()]
    pair = HYPHENED.fullmatch(inner) if alone else None
    if pair is not None and pair["one"].casefold() != pair["two"].casefold():
        return [pair["one"], pair["two"]]
    return parts


def _is_lower_code(inner: str, before: str) -> bool:
    """True for initials in small letters after a sentence that lacks its full stop, and not after a number."""
    return LOWER_CODE.fullmatch(inner) is not None and before.endswith(" ") and not before.rstrip()[-1:].isdigit()


def _can_sign(part: str, *, closed: bool, among: bool) -> bool:
    folded = part.strip("* ").casefold()
    if closed and DESK.fullmatch(folded):
        return True
    if folded in NO_NAMES or is_place(folded) or is_province(folded):
        return False
    if CODE.fullmatch(part):
        return closed or part.islower() or len(part) <= MOST_SENTENCE_INITIALS
    if among and closed and LOWER_NAME.fullmatch(part):
        return NO_NAMES.isdisjoint(part.split())
    return closed and (FULL_NAME.fullmatch(WRITTEN_BY.sub("", part)) is not None or folded.startswith(RELATIONS))


def _signers(names: list[str], raw: str) -> list[Credit]:
    stated = [ROLE_WORDS[name.casefold()] for name in names if name.casefold() in ROLE_WORDS]
    names = [name for name in names if name.casefold() not in ROLE_WORDS] or names
    found = [_signer(name, raw) for name in names]
    if len(found) == PAIR and found[0].name == found[1].name:
        found[0].role, found[1].role = Role.REPORTER, Role.EDITOR
    has_desk = any(DESK.fullmatch(credit.name) for credit in found)
    for credit in found:
        if credit.role is Role.UNKNOWN and stated:
            credit.role = stated[0]
        elif credit.role is Role.UNKNOWN and _is_reporter(credit.name, beside_desk=has_desk):
            credit.role = Role.REPORTER
    return found


def _is_reporter(name: str, *, beside_desk: bool) -> bool:
    if " " in name:
        first = name.split(maxsplit=1)[0]
        is_office = first.casefold() in OFFICES
        return not is_office and not any(character.isdigit() for character in name) and not first.endswith(".")
    return beside_desk and DESK.fullmatch(name) is None and name.casefold() not in {"tim", "ro", "rls", "rilis", "net"}


def _signer(part: str, raw: str) -> Credit:
    name = part.strip("* ")
    if name.startswith("ed."):
        return Credit(raw, name.removeprefix("ed.").strip(), Role.EDITOR)
    if written := WRITTEN_BY.match(name):
        return Credit(raw, name[written.end() :], Role.WRITER)
    return Credit(raw, name, role_of_office(name))


def role_of_office(name: str) -> Role:
    """What an office that signs does: an agency, or public relations; unknown for anybody else."""
    folded = name.casefold()
    if folded.startswith(RELATIONS) or folded.endswith(" humas"):
        return Role.PUBLIC_RELATIONS
    return Role.AGENCY if folded in AGENCIES else Role.UNKNOWN
