"""TidyText: drop what stands in the body but is no part of the text."""

import re
import unicodedata

from archive.items import ArticleItem
from pipelines.verb import Verb

INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
SPACES = re.compile(r"[^\S\n]+")
SEE_ALSO = re.compile(
    r"^\W*(baca|simak|lihat)\s+(juga|pula)\b\s*([:：>»–-].*)?$|^\W*(baca|simak|lihat) juga\s*\n",
    re.IGNORECASE | re.DOTALL,
)
LEFT_OVERS = re.compile(
    r"^\W*(leave a (comment|reply)|tinggalkan (balasan|komentar)|advertisement|iklan|scroll to continue( with content)?"
    r"|lanjut(kan)? membaca|bagikan( ini| artikel)?|share( this)?|sebarkan|pos(t)? (berikutnya|sebelumnya))\W*$",
    re.IGNORECASE,
)


class TidyText(Verb):
    """Works on `body` alone: `body_html` shows what the publisher's page showed."""

    def work(self, article: ArticleItem) -> None:
        """Normalise spaces, drop foreign paragraphs, and a first one that repeats the headline or the caption."""
        text = SPACES.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", article.body)))
        paragraphs = [part.strip() for part in text.split("\n\n")]
        kept = [part for part in paragraphs if part and not is_foreign(part)]
        while kept and kept[0] in {article.headline, article.lead_caption}:
            kept.pop(0)
        article.body = "\n\n".join(kept)


def is_foreign(paragraph: str) -> bool:
    """True for a paragraph that the site put between the publisher's own: "Baca juga: …", a comment form, an advert."""
    return bool(SEE_ALSO.match(paragraph) or LEFT_OVERS.match(paragraph))
