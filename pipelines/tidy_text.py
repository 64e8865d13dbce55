"""TidyText: characters that nobody sees, and lines that the site put between the publisher's own."""

import re
import unicodedata

from archive.items import ArticleItem
from archive.vocabulary import Origin, Precision
from archive.wording.furniture import HEAD_LINES, repeats, stated_day, without_copies, without_furniture_above
from archive.wording.shown_lines import without_lost_lines
from archive.wording.site_lines import foreign_at_edge, is_foreign, links_under, without_related
from archive.wording.spam import without_planted
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
    kept = without_related(without_copies(without_furniture_above(lines, headline), headline))
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
