"""Lines that a site puts between the publisher's own: links to other texts, adverts, comment forms, counters, buttons.

Each form must be the whole of a line; a sentence that mentions the words is none.
"""

import re

LONGEST = 250
LONGEST_TITLE = 140
SENTENCE = 100

ANYWHERE = frozenset(
    {"baca juga", "baca lainnya", "baca pula", "baca selengkapnya", "bacaan lainnya", "bacaan terkait", "simak juga"}
    | {"lihat juga", "tonton juga", "simak video", "lihat video", "advertisement", "advertisements", "advertising"}
    | {"iklan", "kolom iklan", "scroll to continue", "scroll to continue with content", "scroll to resume content"}
    | {"scroll untuk melanjutkan", "scroll untuk membaca", "lanjut membaca", "lanjutkan membaca", "artikel terkait"}
    | {"lanjutkan membaca artikel di bawah", "leave a comment", "leave a reply", "leave a reply cancel reply"}
    | {"post a comment", "tinggalkan balasan", "tinggalkan komentar", "batalkan balasan", "tulis komentar"}
    | {"kirim komentar", "discussion about this post", "posting terkait", "postingan terkait", "pos terkait"}
    | {"berita terkait", "related posts", "related articles", "related news", "lebih baru lebih lama", "loading"}
    | {
        "share this",
        "share this article",
        "bagikan ini",
        "bagikan artikel ini",
        "bagikan berita ini",
        "bagikan artikel",
    }
    | {
        "sebarkan artikel ini",
        "sebarkan berita ini",
        "spot_img",
        "post views",
        "you may also like",
        "you might also like",
    }
)
AT_EDGES = frozenset(
    {"komentar", "comment", "comments", "no comments", "tidak ada komentar", "lainnya", "rekomendasi", "terpopuler"}
    | {"populer", "terkini", "terbaru", "berita terkini", "berita terbaru", "berita lainnya", "berita populer"}
    | {"jangan lewatkan", "share", "bagikan", "bagikan ke", "sebarkan", "tag", "tags", "topik", "updates", "update"}
    | {"facebook", "twitter", "whatsapp", "telegram", "pinterest", "linkedin", "email", "copy link", "salin tautan"}
    | {"print", "cetak", "halaman selanjutnya", "selanjutnya", "sebelumnya", "next", "previous", "next post"}
    | {"previous post", "pos berikutnya", "pos sebelumnya", "post berikutnya", "post sebelumnya", "logo header"}
    | {"sumber", "source", "editor's picks", "trending", "lihat semua", "see all"}
)
LINK = re.compile(
    r"\W*(?:baca(?P<bare>)|(?:baca|simak|lihat|tonton)\s+(?:juga|pula|lainnya|selengkapnya|berita(?:\s+lain(?:nya)?)?"
    r"|artikel(?:\s+lain(?:nya)?)?))\s*[:：>»|–—-]\s*(?P<title>.*)",
    re.IGNORECASE,
)
TITLE_AFTER = re.compile(r"\W*(?:baca|simak)\s+juga\s+(?P<title>\S.*)", re.IGNORECASE)
HEADING = re.compile(r"\W*(?:baca|bacaan|simak|lihat|berita|artikel|posting|pos)\s+\w+\s*[:：]?\s*\|?", re.IGNORECASE)
# each starts with one of these letters or marks, so that most lines are told by their first character
FORMS = re.compile(
    r"(?:(?:copyright|hak cipta)\b.{0,20}(?:©|\(c\)|\b(?:19|20)\d\d).{0,80}|©.{0,100}"
    r"|(?:ikuti|dapatkan|simak|follow|gabung|cek)\b[^.]{0,100}\b(?:google news|whatsapp channel|channel whatsapp"
    r"|saluran whatsapp|wa channel|channel telegram|kanal telegram|telegram channel)\b.*"
    r"|(?:simak|ikuti|dapatkan)\b.{0,30}\b(?:breaking news|berita pilihan|update berita)\b.*\b(?:ponsel\w*|kami|langsung)\b.*"
    r"|isi komentar (?:sepenuhnya|adalah|menjadi)\b.*"
    r"|!\[[^\]]*\]\([^)]*\)[\s|]*|site icon .{1,60}|(?:<[^<>]{1,80}>\s*)+"
    r"|waktu baca\W+\d+ (?:menit|minutes?)|\d+ (?:menit|min|minutes?) (?:waktu )?(?:baca|read|membaca)"
    r"|banner \d+ ?x ?\d+|(?:home|beranda)\s*[»›].*|\|[|\s]*)",
    re.IGNORECASE,
)
COUNTER = re.compile(r".{0,60}?\d+ ?(?:x )?(?:dilihat|kali dilihat|kali dibaca|pembaca|views?|hits?)", re.IGNORECASE)
FIRST = re.compile(r"id [^.]{3,200},[^.]+|A(?: A)*|\d{1,2}%|[A-Z]\w+(?: \w+)? Terkini")
LAST = re.compile(
    r"(?:#\w+[\s,;.]*)+|(?:tags?|topik|bagikan(?: (?:ini|ke))?|share(?: this)?|sebarkan)\s*:.{0,200}", re.IGNORECASE
)
OPENERS = frozenset("cCiIdDsSfFgGhH©!<wW|bB0123456789")


def is_foreign(line: str) -> bool:
    """True for a line that can be told wherever it stands."""
    if len(line) > LONGEST:
        return False
    if _label(line) in ANYWHERE or _is_link(line):
        return True
    if line[0] in OPENERS and FORMS.fullmatch(line):
        return True
    return line[-1] in "tTsSaA" and COUNTER.fullmatch(line) is not None


def foreign_at_edge(line: str, *, first: bool) -> bool:
    """True for a line that is foreign as the first or the last of a text: within it, it could be a subheading."""
    if len(line) > LONGEST:
        return False
    if _label(line) in AT_EDGES:
        return True
    return (FIRST if first else LAST).fullmatch(line) is not None


def links_under(lines: list[str], number: int) -> int:
    """The number of the first line after the foreign line `number` that is no link of it.

    A heading is followed by list items; where it ends in a colon, else by the one line of its link.
    """
    after = number + 1
    if not HEADING.fullmatch(lines[number]):
        return after
    start = after + 1 if after < len(lines) and not lines[after] else after
    end = start
    while end < len(lines) and lines[end].startswith(("- ", "• ")) and _is_title(lines[end][2:]):
        end += 1
    if end > start:
        return end
    is_open = lines[number].rstrip(" |")[-1] in ":：" and start < len(lines) and _is_title(lines[start])
    return start + 1 if is_open else after


def _label(line: str) -> str:
    return line.strip(" |:：.…»>*[]()").casefold()


def _is_link(line: str) -> bool:
    match = LINK.fullmatch(line)
    if match is not None:
        title = match["title"]
        if match["bare"] is not None:
            return _is_title(title)
        return not (title.endswith(".") and len(title) > SENTENCE)
    match = TITLE_AFTER.fullmatch(line)
    return match is not None and _is_title(match["title"]) and _is_capitalised(match["title"])


def _is_title(text: str) -> bool:
    """True for what can be a headline: short, and no end of a sentence, of a list's item, or of a quotation."""
    return 0 < len(text) <= LONGEST_TITLE and text[-1] not in ".,;:”" and text[0] not in "\"“'‘-•("


def _is_capitalised(text: str) -> bool:
    words = [word for word in text.split() if word[0].isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) * 2 >= len(words)
