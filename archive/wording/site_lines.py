"""Lines that a site puts between the publisher's own: links to other texts, labels of adverts, buttons, counters.

Each form must be the whole of a line, and a sentence that mentions the words is none.
"""

import re

from archive.wording.furniture import is_own_time

LONGEST = 250
LONGEST_TITLE = 140
LONGEST_LABEL = 80
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
    "related post, login untuk berkomentar, masuk untuk berkomentar, "
    "you may also like, you might also like, rekomendasi untuk anda, pilihan untuk anda, pilihan editor, "
    "topik terkait, video terkait, foto terkait, konten terkait, artikel lainnya, artikel menarik lainnya, "
    "berita menarik lainnya, print friendly, print friendly, pdf & email, dengarkan artikel, dengarkan berita, "
    "listen to this article, tampilkan komentar, lihat komentar, lihat semua komentar, muat lainnya, "
    "muat lebih banyak, load more, load more comments, kembali ke atas, back to top, salin link, link copied, "
    "tautan disalin, font size, ukuran font, ukuran huruf, ukuran teks, text size"
)
AT_EDGES = (
    "komentar, comment, comments, no comments, tidak ada komentar, lainnya, rekomendasi, terpopuler, "
    "populer, terkini, terbaru, berita terkini, berita terbaru, berita lainnya, berita populer, "
    "jangan lewatkan, share, bagikan, bagikan ke, sebarkan, tag, tags, topik, updates, update, facebook, "
    "twitter, whatsapp, telegram, pinterest, linkedin, email, copy link, salin tautan, print, cetak, "
    "halaman selanjutnya, selanjutnya, sebelumnya, next, previous, next post, previous post, "
    "berikutnya, pos berikutnya, pos sebelumnya, post berikutnya, post sebelumnya, logo header, sumber, source, "
    "editor's picks, trending, editor picks, next page, previous page, belum ada komentar, "
    "lihat semua, see all, selengkapnya, terkait, dengarkan, berita utama, "
    "berita hari ini, topik populer, trending topic"
)
# what stands over the headlines of other articles at the end of a page
RELATED = (
    "jangan lewatkan, berita terkait, artikel terkait, topik terkait, berita lainnya, artikel lainnya, berita terkini, "
    "berita terbaru, berita populer, terpopuler, baca juga, baca lainnya, bacaan lainnya, lihat juga, simak juga, "
    "pilihan editor, rekomendasi untuk anda, editor's picks, related posts, related articles"
)
SIGNS = re.compile(r"[(\[][^()\[\]]{1,40}[)\]]\.?|(?:penulis|editor|reporter|pewarta)\s*:.{1,60}", re.IGNORECASE)
RELATED_HEADS, FEWEST_HEADLINES = frozenset(RELATED.split(", ")), 2
LABELS_ANYWHERE, LABELS_AT_EDGES = frozenset(ANYWHERE.split(", ")), frozenset(AT_EDGES.split(", "))
# a short line that says nothing but words of a site's frame, one of them at least of those that no text is headed by
STRONG_WORDS = (
    "advertisement advertisements advertising iklan scroll gulir share bagikan sebarkan tweet follow subscribe "
    "komentar comment comments simak selengkapnya terkait terpopuler facebook twitter whatsapp telegram instagram "
    "youtube tiktok pinterest linkedin laporkan newsletter ikuti baca bacaan rekomendasi redaksi"
)
WEAK_WORDS = (
    "to resume continue content with ini artikel berita konten kami us on di ke via melalui lewat anda kamu untuk dan "
    "& lainnya lain lebih lanjut juga pula the this our channel saluran kanal grup group google news pembaca pilihan "
    "editor tulis kirim beri tinggalkan semua lihat more story post akun resmi media sosial copy link tautan salin "
    "halaman video foto terbaru terkini populer below di bawah kepada teman medsos email tonton buka tutup "
    "lanjutkan membaca sini klik"
)
STRONG, WEAK = frozenset(STRONG_WORDS.split()), frozenset(WEAK_WORDS.split())
MOST_FRAME_WORDS = 8
COUNT = re.compile(r"^\d{1,5}\s+(?=[A-Za-z]+$)|\s*[(:]\s*\d{1,5}$")
MARKS = r"[\s>»|•*(\[–—-]*"
LINK = re.compile(
    MARKS + r"(?:baca(?P<bare>)\s*:|(?:(?:baca|simak|lihat|tonton)\s+(?:juga|pula|lainnya|selengkapnya"
    r"|berita(?:\s+lain(?:nya)?)?|artikel(?:\s+lain(?:nya)?)?)"
    r"|(?:berita|artikel|posting\w*|kabar)\s+(?:terkait|lain(?:nya)?|sebelumnya|selanjutnya|rekomendasi|populer))"
    r"\s*[:：>»|–—-])\s*(?P<title>.*)",
    re.IGNORECASE,
)
TITLE_AFTER = re.compile(MARKS + r"(?:baca|simak)\s+juga\s+(?P<title>\S.*)", re.IGNORECASE)
HEADING = re.compile(
    MARKS + r"(?:baca|bacaan|simak|lihat|berita|artikel|posting|pos)\s+\w+\s*[:：]?\s*\|?", re.IGNORECASE
)
NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|telegram|pinterest|linkedin|e-?mail|line|instagram|messenger|threads|tumblr|reddit|tiktok"
    r"|youtube|copy link|salin tautan|print|wa|fb)"
)
# each starts with one of these letters or marks, so that most lines are told by their first character
FORMS = re.compile(
    r"(?:(?:copyright|hak cipta)\b.{0,20}(?:©|\(c\)|\b(?:19|20)\d\d).{0,80}|©.{0,100}"
    r"|(?:(?:jangan lupa(?: untuk)?|yuk,?|ayo,?|mari|silakan)\s)?"
    r"(?:ikuti|dapatkan|simak|follow|gabung|cek)\b.{0,100}\b(?:google news|whatsapp channel|channel whatsapp"
    r"|saluran whatsapp|wa channel|channel telegram|kanal telegram|telegram channel|gro?up whatsapp|whatsapp gro?up"
    r"|gro?up telegram)\b.*"
    r"|(?:simak|ikuti|dapatkan)\b.{0,30}\b(?:breaking news|berita pilihan|update berita)\b"
    r".*\b(?:ponsel\w*|kami|langsung)\b.*"
    r"|(?:simak|ikuti|dapatkan)\b.{0,40}\b(?:breaking news|berita pilihan|update berita)\b.{0,60}"
    r"\b(?:setiap hari|dari)\b.{0,60}"
    r"|(?:simak|tonton|lihat|saksikan) (?:juga )?(?:video|foto|infografis)\s*[:：\"“'].{3,}"
    r"|lanjut(?:kan)? (?:mem)?baca\b[^.]{0,40}"
    r"|(?:(?:jangan lupa(?: untuk)?|yuk,?|ayo,?|mari|silakan)\s)?"
    r"(?:ikuti|follow|gabung|subscribe|like|kunjungi)\b.{0,60}\b(?:instagram|facebook|fan ?page|tiktok|youtube|twitter"
    r"|akun (?:resmi|media sosial)|medsos)\b(?=.*(?:\b(?:kami|kita|resmi|channel|kanal)\b|@)).{0,80}"
    r"|(?:gulir|scroll|geser)\b.{0,30}\b(?:untuk|to|lanjut\w*|continue)\b[^.]{0,40}"
    r"|(?:share|bagikan|sebarkan|kirim|tweet)\s+(?:on|to|via|with|ke|di|lewat|melalui|this on)\s+"
    + NETWORK
    + rf"|{NETWORK}(?:[\s,|/·•]+{NETWORK})+"
    r"|(?:(?:facebook|twitter|whatsapp|telegram|pinterest|linkedin|instagram|email)\s*){2,}"
    r"|(?:tulis|tuliskan|beri|berikan|kirim|tinggalkan|masukkan)\s+(?:komentar|balasan|tanggapan)(?:\s+anda)?"
    r"|(?:telah |sudah |total |jumlah )?(?:dibaca|dilihat|views?|post views|hits?|(?:jumlah )?pembaca|tayangan)"
    r"\s*:?\s*\d[\d.,]*(?: rb)?(?:\s?(?:kali|x|views?|orang|pembaca))?"
    r"|\[(?:gambas|video|embed|caption|gallery|audio|playlist|youtube|instagram|twitter|iframe)\b[^\]]{0,120}\]"
    r"|isi komentar (?:sepenuhnya|adalah|menjadi)\b.*"
    r"|!\[[^\]]*\]\([^)]*\)[\s|]*|site icon .{1,60}|(?:<[^<>]{1,80}>\s*)+"
    r"|(?:reading time|(?:estimasi )?(?:waktu|lama) (?:mem)?baca)\W+\d+ (?:menit|min(?:ute)?s?)(?: (?:read|baca))?"
    r"|(?:page|halaman|hal\.?) \d+(?: ?(?:of|dari|/) ?\d+|(?:[\s|]+\d+)+)"
    r"|\d+ (?:menit|min|minutes?) (?:waktu )?(?:baca|read|membaca)"
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
    RULE + r"|(?:#\w+[\s,;.]*)+"
    r"|(?:tags?|tagar|label|kata kunci|keywords?|topik|bagikan(?: (?:ini|ke))?|share(?: this)?|sebarkan)\s*:.{0,200}",
    re.IGNORECASE,
)
OPENERS = frozenset("[aAcCdDeEfFgGhHiIjJkKlLmMpPrRsStTvVwWxXyY©!<|bB0123456789")


def is_foreign(line: str) -> bool:
    """True for a line that can be told wherever it stands."""
    if len(line) > LONGEST:
        return False
    if len(line) <= LONGEST_LABEL and (_label(line) in LABELS_ANYWHERE or _is_of_the_frame(line)):
        return True
    if _is_link(line):
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


def without_related(lines: list[str]) -> list[str]:
    """The lines without other articles' headlines below the text, where a label announces them; who signs it stays."""
    end = len(lines)
    while end and (not lines[end - 1] or SIGNS.fullmatch(lines[end - 1])):
        end -= 1
    for number in (number for number in range(1, end) if _heads_others(lines[number])):
        below = [line for line in lines[number + 1 : end] if line and not _heads_others(line)]
        bare = [line.removeprefix("- ").removeprefix("• ") for line in below]
        if len(bare) >= FEWEST_HEADLINES and all(_is_title(line) and _is_capitalised(line) for line in bare):
            return lines[:number] + lines[end:]
    return lines


def _heads_others(line: str) -> bool:
    return len(line) <= LONGEST_LABEL and _label(line) in RELATED_HEADS


def _label(line: str) -> str:
    """The words of a line in small letters, without marks, and without the count of a button: `Komentar (0)`."""
    return COUNT.sub("", line.strip(" |:：.…!«»<>*[]()–—-")).strip(" :").casefold()


def _is_of_the_frame(line: str) -> bool:
    words = _label(line).replace("-", " ").replace(":", " ").split() if line[-1] not in "?!" else []
    return 1 < len(words) <= MOST_FRAME_WORDS and not STRONG.isdisjoint(words) and (STRONG | WEAK).issuperset(words)


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
