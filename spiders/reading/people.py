"""The names in a byline: without its label and what else stands in the line, and never the site's own name."""

import re
from itertools import takewhile

from archive.items import Credit
from archive.vocabulary import Role
from archive.wording.calendar_words import MONTHS
from spiders.reading.dates import find_date
from spiders.reading.document import one_line

ROLES = {
    Role.WRITER: r"(?:(?:(?:this (?:\w+ )?(?:post|article|story) was )?(?:posted|written|authored)|ditulis|diposting"
    r"|diterbitkan|dipublikasikan|article|story|words|artikel|recipe|guide)"
    r"\s+)?(?:by|oleh)|penulis|authors?|writer|view all posts by|about the author",
    Role.REPORTER: r"(?:laporan\s+)?(?:reporter|pewarta|wartawan|jurnalis|peliput)",
    Role.EDITOR: r"edited by|editor|redaktur|penyunting",
    Role.CONTRIBUTOR: r"kontributor|contributors?",
    Role.PHOTOGRAPHER: r"fotografer|foto oleh",
}
LABEL = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in ROLES.items())
    + r")(?![\w-])\s*(?P<colon>[:：]?)\s*",
    re.IGNORECASE,
)
# a month with its day or year behind it; "Tom May 15 December" and "Budi Agus 3 Maret" are names
MONTH = rf"(?:{'|'.join(MONTHS)})\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?(?=\s+\d|\s+(?:at|on|pukul)\b|\s*$)|(?:19|20)\d\d)"
ENDS = re.compile(
    r"\s+(?:sumber|source)\s*[:：]|\s+(?:table of contents|daftar isi)\b"
    r"|\s+(?:(?:medically|expert) )?(?:reviewed|fact.checked) by\b"
    r"|\s+[|•·–—/-]\s+|\s*[|•·⋅]\s*|\s+(?:on|pada|at|di|in|posted|published|updated)\s+|\n|\s*;|\s*\([^)]*\)?\s*$"
    rf"|\s*\b{MONTH}|\s+\d",
    re.IGNORECASE,
)
AND = re.compile(r"\s+(?:and|dan|&)\s+|\s*,\s*(?:and\s+|dan\s+)?")
NOT_NAMES = re.compile(
    r"://|@|www\.|©|^dok(?:umentasi)?\b|\b(?:follow|ikuti|share|bagikan|lihat|profil|baca|komentar|comments?|min(?:ute)?s?|read|updated?|published"
    r"|senin|selasa|rabu|kamis|jumat|sabtu|minggu|wib|wita|home|beranda|berita|subscribe|contributors?|written|sign|log)\b"
    r"|\.(?:com|co\.id|net|org|id)\b|[<>{}\[\]=_!?]|\d\s?mins?\b",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"^(?:super ?user|(?:web|site)?\s?admin(?:istrator)?(?:\s?\d+)?|\w+\s+admin|redaksi|(?:tim|team)\s?redaksi|editor"
    r"|author|penulis|user|staff|anonymous|guest|unknown)$",
    re.IGNORECASE,
)
ACCOUNT = re.compile(r"[a-z][a-z0-9._-]{3,}|[A-Z][a-z]+[A-Z]\w*|\w+\d+|\w+[._]\w+")
# what an outlet or an office calls itself; no person has such a name
OUTLET = re.compile(
    r"news|kabar|media|\bpos(?:t|kota)?\b|harian|berita|radar|tribun|warta|suara|lapas|rutan|bapas|kanwil|kemen|humas|portal"
    r"|online|info|indonesia|nusantara|daily|magazine|blog|team|staff|group|company|agency|marketing|\bthe\b|\bco\b|solutions"
    r"|universi|institut|dinas|pemkab|pemkot|polres|polda|kodim|college|school|yayasan|foundation",
    re.IGNORECASE,
)
# a name and the post that is set behind it without a comma: "Budi Contoh Senior Autos Reporter"
WITH_POST = re.compile(
    r"(?P<name>\S+(?: \S+){1,3}?),? "
    r"(?:(?:Senior|Staff|Chief|Contributing|Associate|Managing|Deputy|Freelance|Content|Lead) (?:\S+ )*)?"
    r"(?:Writer|Editor|Reporter|Correspondent|Columnist|Journalist|Coordinator|Strategist|Wartawan|Redaktur|Jurnalis)"
)
POST = re.compile(r"\b(?:of|for|head|chief|director|founder|president|kepala|direktur|manajer|ketua)\b", re.IGNORECASE)
TWICE = re.compile(r"(.{3,}?)(?: \1)+")
OF_A_PLACE = re.compile(r"^Kontributor [A-Z]\w+, (?=[A-Z])")  # Kontributor Bireuen, Budi Contoh
COMPANY = re.compile(r"(?:PT|CV)\b\.?\s")
LETTERS = re.compile(r"[^\W\d_]")
PLAIN = re.compile(r"\W+")
FULL_NAME = re.compile(r"[^\W\d_][\w'’-]*(?: (?:[^\W\d_][\w'’-]*|[A-Z]\.)){0,3}")
SENTENCE_END = re.compile(r"(?<=[a-z]{3})\.$")
LONGEST, MOST_WORDS, MOST_DIGITS = 80, 12, 4
MOST_NAMES = 4
LONGEST_COPIES = 200


def people_in(text: str) -> list[Credit]:
    """The credits of a text that names people and nothing else: "By A and B" are two, with the same raw form."""
    text = OF_A_PLACE.sub("Kontributor: ", one_line(text).lstrip(" |•·–—-"))
    labels = [label for label in LABEL.finditer(text) if _is_a_label(label)]
    before = text[: labels[0].start()] if labels else text
    return (_named(before, text, Role.WRITER) if before else []) + _labelled(text, labels)


def labelled_people(text: str) -> list[Credit]:
    """As `people_in`, of a text that begins with a label; nothing otherwise."""
    text = one_line(text).lstrip(" |•·–—-")
    label = LABEL.match(text)
    return people_in(text) if label is not None and _is_a_label(label) else []


def is_label(text: str) -> bool:
    """True for a text that is a label alone: "By", "Penulis:"."""
    return LABEL.fullmatch(text.strip()) is not None


def _is_a_label(label: re.Match[str]) -> bool:
    """True for a word with a colon, and for "by" or "Laporan wartawan" that begins the line; not for "Writer, Cars"."""
    if label["colon"]:
        return True
    if label.string[label.end() :].startswith(","):
        return False
    return not label.start() and (_role(label) is Role.WRITER or " " in label[0].strip())


def _role(label: re.Match[str]) -> Role:
    return next(role for role in ROLES if label[role])


def _labelled(text: str, labels: list[re.Match[str]]) -> list[Credit]:
    found = []
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=False):
        found += _named(text[label.end() : end], text[label.start() : end].strip(" |/;,–—-"), _role(label))
    return found


def _named(text: str, raw: str, role: Role) -> list[Credit]:
    text = SENTENCE_END.sub("", ENDS.split(text.strip(), maxsplit=1)[0].strip(" ,;:|•·–—-"))
    if raw.casefold().startswith("laporan"):
        text = text.rpartition(", ")[2]
    text = _bare(text)
    parts = AND.split(text)
    parts = parts[:1] + list(takewhile(lambda part: not POST.search(part), parts[1:]))
    # a list of names, and not one with a degree or an office behind it: "A. Budi, S.H.", "Wes, Redaktur"
    fewest = 2 if "," in text else 1
    if any(not FULL_NAME.fullmatch(part) or len(part.split()) < fewest for part in parts):
        parts = [text]
    return [Credit(raw, name, role) for part in parts if is_name(name := part.strip(" ,;:|•·–—-"))]


def _bare(text: str) -> str:
    """A name without a second label, a post behind it, and copies of itself for other screens."""
    if len(text) > LONGEST_COPIES:
        return text
    label = LABEL.match(text)
    text = text[label.end() :] if label is not None and _is_a_label(label) else text
    if again := TWICE.fullmatch(text):
        text = again[1]
    post = WITH_POST.fullmatch(text)
    return post["name"] if post is not None else text


def one_person(name: str) -> list[Credit]:
    """The credit of a name that stands alone, as in JSON-LD."""
    label = LABEL.match(name)
    bare = name[label.end() :] if label is not None and _is_a_label(label) else name
    role = _role(label) if label is not None and bare != name else Role.WRITER
    return [Credit(name, bare.strip(), role)] if is_name(bare) else []


def is_name(text: str) -> bool:
    """True for what can be the name of a person, or of a desk."""
    return (
        1 < len(text) <= LONGEST
        and len(text.split()) <= MOST_WORDS
        and LETTERS.search(text) is not None
        and sum(sign.isdigit() for sign in text) <= MOST_DIGITS
        and NOT_NAMES.search(text) is None
        and text.casefold().rstrip(".") not in MONTHS
        and LABEL.fullmatch(text) is None
        and COMPANY.match(text) is None
        and find_date(text, "UTC") is None
    )


def is_generic(name: str) -> bool:
    """True for a role account, which the page may name better elsewhere: "admin", "Redaksi"."""
    return GENERIC.match(name) is not None


def is_account(name: str) -> bool:
    """True for what a person is called where they log in, and by nobody else: "budi.contoh", "budicontoh", "BudiC"."""
    return ACCOUNT.fullmatch(name) is not None


def same_name(one: str, other: str | None) -> bool:
    """True when two names differ in case, blanks and punctuation at most."""
    return bool(other) and PLAIN.sub("", one).casefold() == PLAIN.sub("", other or "").casefold()


def is_like_a_person(name: str) -> bool:
    """True for two to four words that begin with capitals, none of which an outlet or an office is called by."""
    words = name.split()
    return 1 < len(words) <= MOST_NAMES and all(word[:1].isupper() for word in words) and OUTLET.search(name) is None
