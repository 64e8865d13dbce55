"""TidyText: characters that nobody sees, and lines that the site put between the publisher's own.

Such a line is a link to another text, an advert's label, a comment form, a counter, a button: each form must be the
whole of a line, and a sentence that mentions the words is none.
"""

import re
import unicodedata

from archive.furniture import HEAD_LINES, is_own_time, repeats, stated_day, without_copies, without_furniture_above
from archive.items import ArticleItem
from archive.shown_lines import without_lost_lines
from archive.spam import without_planted
from archive.vocabulary import Origin, Precision
from pipelines.verb import Verb

# what no text holds, and what neither SQLite nor UTF-8 can: control characters, and halves of surrogate pairs
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
UNSEEN = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
SPACES = "\t\x0b\x0c\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
LINE_ENDS = "\r\u0085\u2028\u2029"
JOINERS = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]+")  # between other letters and in emoji they mean something
RUN_OF_SPACES = re.compile(r" {2,}")
EDGE_OF_LINE = re.compile(r" +(?=\n)|(?<=\n) +")
BLANK_LINES = re.compile(r"\n{3,}")
ONE_LINE = ("headline", "lead_caption", "lead_credit", "section")
LONGEST = 250
LONGEST_TITLE = 140
SENTENCE = 100

# whole lines, told wherever they stand, and those that within a text could be a subheading
ANYWHERE = (
    "baca juga, baca lainnya, baca pula, baca selengkapnya, bacaan lainnya, bacaan terkait, simak juga, "
    "lihat juga, tonton juga, simak video, lihat video, advertisement, advertisements, advertising, "
    "iklan, kolom iklan, scroll to continue, scroll to continue with content, scroll to resume content, "
    "scroll untuk melanjutkan, scroll untuk membaca, lanjut membaca, lanjutkan membaca, artikel terkait, "
    "lanjutkan membaca artikel di bawah, leave a comment, leave a reply, leave a reply cancel reply, "
    "post a comment, tinggalkan balasan, tinggalkan komentar, batalkan balasan, tulis komentar, "
    "kirim komentar, discussion about this post, posting terkait, postingan terkait, pos terkait, "
    "berita terkait, related posts, related articles, related news, lebih baru lebih lama, loading, "
    "share this, share this article, bagikan ini, bagikan artikel ini, bagikan berita ini, "
    "bagikan artikel, sebarkan artikel ini, sebarkan berita ini, spot_img, post views, "
    "you may also like, you might also like"
)
AT_EDGES = (
    "komentar, comment, comments, no comments, tidak ada komentar, lainnya, rekomendasi, terpopuler, "
    "populer, terkini, terbaru, berita terkini, berita terbaru, berita lainnya, berita populer, "
    "jangan lewatkan, share, bagikan, bagikan ke, sebarkan, tag, tags, topik, updates, update, facebook, "
    "twitter, whatsapp, telegram, pinterest, linkedin, email, copy link, salin tautan, print, cetak, "
    "halaman selanjutnya, selanjutnya, sebelumnya, next, previous, next post, previous post, "
    "pos berikutnya, pos sebelumnya, post berikutnya, post sebelumnya, logo header, sumber, source, "
    "editor's picks, trending, lihat semua, see all"
)
LABELS_ANYWHERE, LABELS_AT_EDGES = frozenset(ANYWHERE.split(", ")), frozenset(AT_EDGES.split(", "))
MARKS = r"[\s>»|•*(\[–—-]*"
LINK = re.compile(
    MARKS + r"(?:baca(?P<bare>)\s*:|(?:baca|simak|lihat|tonton)\s+(?:juga|pula|lainnya|selengkapnya"
    r"|berita(?:\s+lain(?:nya)?)?|artikel(?:\s+lain(?:nya)?)?)\s*[:：>»|–—-])\s*(?P<title>.*)",
    re.IGNORECASE,
)
TITLE_AFTER = re.compile(MARKS + r"(?:baca|simak)\s+juga\s+(?P<title>\S.*)", re.IGNORECASE)
HEADING = re.compile(
    MARKS + r"(?:baca|bacaan|simak|lihat|berita|artikel|posting|pos)\s+\w+\s*[:：]?\s*\|?", re.IGNORECASE
)
# each starts with one of these letters or marks, so that most lines are told by their first character
FORMS = re.compile(
    r"(?:(?:copyright|hak cipta)\b.{0,20}(?:©|\(c\)|\b(?:19|20)\d\d).{0,80}|©.{0,100}"
    r"|(?:ikuti|dapatkan|simak|follow|gabung|cek)\b.{0,100}\b(?:google news|whatsapp channel|channel whatsapp"
    r"|saluran whatsapp|wa channel|channel telegram|kanal telegram|telegram channel)\b.*"
    r"|(?:simak|ikuti|dapatkan)\b.{0,30}\b(?:breaking news|berita pilihan|update berita)\b"
    r".*\b(?:ponsel\w*|kami|langsung)\b.*"
    r"|isi komentar (?:sepenuhnya|adalah|menjadi)\b.*"
    r"|!\[[^\]]*\]\([^)]*\)[\s|]*|site icon .{1,60}|(?:<[^<>]{1,80}>\s*)+"
    r"|waktu baca\W+\d+ (?:menit|minutes?)|\d+ (?:menit|min|minutes?) (?:waktu )?(?:baca|read|membaca)"
    r"|banner \d+ ?x ?\d+|(?:home|beranda)\s*[»›].*|\|[|\s]*)",
    re.IGNORECASE,
)
COUNTER = re.compile(r".{0,60}?\d+ ?(?:x )?(?:dilihat|kali dilihat|kali dibaca|pembaca|views?|hits?)", re.IGNORECASE)
RULE = r"[-–—=*_~• ]{3,}"
FIRST = re.compile(
    RULE + r"|Berita(?: [A-Z]\w+){1,3}|(?:[A-Z]+[ .])*(?:NEWS|TV|ONLINE|MEDIA|POS|POST|COM|ID)(?: [A-Z]+)?"
    r"|id [^.]{3,200},[^.]+|A(?: A)*|\d{1,2}%|[A-Z]\w+(?: \w+)? Terkini|[A-Z]{2,}(?:/[\w.-]+){2,}"
)
LAST = re.compile(
    RULE + r"|(?:#\w+[\s,;.]*)+|(?:tags?|topik|bagikan(?: (?:ini|ke))?|share(?: this)?|sebarkan)\s*:.{0,200}",
    re.IGNORECASE,
)
OPENERS = frozenset("cCiIdDsSfFgGhH©!<wW|bB0123456789")


class TidyText(Verb):
    """Works on `body`, on the lines of `body_html`, and on the short texts."""

    def work(self, article: ArticleItem) -> None:
        """Normalise characters and spaces; drop foreign and planted lines, and what repeats headline or text."""
        for name in ONE_LINE:
            value = getattr(article, name)
            if value:
                setattr(article, name, tidy_characters(value) or None)
        article.tags = [tag for text in article.tags if (tag := tidy_characters(text))]
        written = tidy_characters(article.body)
        body = without_foreign_lines(written, article.headline, article.lead_caption)
        article.body = without_planted(article.headline, body)
        if article.body_html and article.body != written:
            article.body_html = without_lost_lines(article.body_html, written, article.body, tidy_characters)
        article.planted_spam = article.planted_spam or article.body != body
        _keep_the_date(article, written)


def _keep_the_date(article: ArticleItem, written: str) -> None:
    """A date that stood above the text, and went with what stands there, is the publication's where none is known."""
    if article.published is not None:
        return
    above = [line for line in written.split("\n")[:HEAD_LINES] if line and line not in article.body]
    for line, day in ((line, stated_day(line)) for line in above):
        if day is not None:
            article.published, article.published_precision, article.published_raw = day, Precision.DAY, line
            article.origins["published"] = Origin.TEXT
            return


def tidy_characters(text: str) -> str:
    """The same words in Unicode's NFC, with plain spaces, `\\n` as the end of a line, and at most one blank line."""
    if CONTROL.search(text):
        text = CONTROL.sub("", text)
    if not text.isascii():
        text = _without_oddities(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for space in "\t\x0b\x0c":
        text = text.replace(space, " ")
    if "  " in text:
        text = RUN_OF_SPACES.sub(" ", text)
    if " \n" in text or "\n " in text:
        text = EDGE_OF_LINE.sub("", text)
    if "\n\n\n" in text:
        text = BLANK_LINES.sub("\n\n", text)
    return text.strip()


def _without_oddities(text: str) -> str:
    text = _composed(text)
    for mark in UNSEEN:
        text = text.replace(mark, "")
    for space in SPACES:
        text = text.replace(space, " ")
    for end in LINE_ENDS[1:]:
        text = text.replace(end, "\n")
    if "\u200c" in text or "\u200d" in text:
        text = JOINERS.sub("", text)
    # once more, since what stood between a letter and its accent is gone only now
    return _composed(text)


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def without_foreign_lines(body: str, headline: str | None, caption: str | None) -> str:
    """The body without what is no part of the text; the text itself when nothing is."""
    lines = body.split("\n")
    kept = without_copies(without_furniture_above(lines, headline), headline)
    kept = _without_edges(_without_inner(kept), headline, caption)
    if len(kept) == len(lines):
        return body
    return BLANK_LINES.sub("\n\n", "\n".join(kept)).strip()


def _without_inner(lines: list[str]) -> list[str]:
    kept: list[str] = []
    skip_to = 0
    for number, line in enumerate(lines):
        if number < skip_to:
            continue
        if line and is_foreign(line):
            skip_to = links_under(lines, number)
        else:
            kept.append(line)
    return kept


def _without_edges(lines: list[str], headline: str | None, caption: str | None) -> list[str]:
    """The lines without foreign ones at the very beginning and end, and without repeated headlines and captions."""
    start, end = 0, len(lines)
    while start < end and (not lines[start] or foreign_at_edge(lines[start], first=True)):
        start += 1
    while start < end and (not lines[end - 1] or foreign_at_edge(lines[end - 1], first=False)):
        end -= 1
    text = start
    while text < end and (not lines[text] or repeats(lines[text], headline) or lines[text] == caption):
        text += 1
        while text < end and (not lines[text] or foreign_at_edge(lines[text], first=True)):
            text += 1
    # a text that says nothing but its headline keeps it
    return lines[text:end] if text < end else lines[start:end]


def is_foreign(line: str) -> bool:
    """True for a line that can be told wherever it stands."""
    if len(line) > LONGEST:
        return False
    if _label(line) in LABELS_ANYWHERE or _is_link(line):
        return True
    if line[0] in OPENERS and FORMS.fullmatch(line):
        return True
    return line[-1] in "tTsSaA" and COUNTER.fullmatch(line) is not None


def foreign_at_edge(line: str, *, first: bool) -> bool:
    """True for a line that is foreign as the first or the last of a text: within it, it could be a subheading."""
    if len(line) > LONGEST:
        return False
    if _label(line) in LABELS_AT_EDGES:
        return True
    return (FIRST if first else LAST).fullmatch(line) is not None or (first and is_own_time(line))


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
