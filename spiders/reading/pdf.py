"""The text of a PDF. Whatever is wrong with a file, it has at least a remark that says so."""

import logging
import re
from io import BytesIO
from typing import TYPE_CHECKING

from archive.items import DocumentText
from archive.vocabulary import DocumentRemark
from spiders.reading.document import one_line

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 200
MOST_CHARACTERS = 1_000_000
LONGEST_TITLE = 300
LARGEST_PAGE = 2_000_000  # bytes of drawing commands: more than a page of text needs, and slow
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
SPACE = re.compile(r"[ \t\xa0]+")
# what programs put there by themselves
NO_TITLE = re.compile(
    r"untitled|(microsoft (word|excel|powerpoint) - )?\S*\.(docx?|xlsx?|pptx?|pdf|indd|cdr)|(document|slide|page) ?\d*",
    re.IGNORECASE,
)


def read_pdf(body: bytes) -> DocumentText:
    """Title, number of pages and text of a PDF, paragraphs as they are found; nothing is raised for any file.

    At most `MOST_PAGES` pages are read, and `MOST_CHARACTERS` characters kept.
    """
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415 few processes ever read a PDF

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it remarks on every flaw of a file
    try:
        reader = PdfReader(BytesIO(body))
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            return DocumentText(remark=DocumentRemark.ENCRYPTED)
        pages = len(reader.pages)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 a broken file breaks a parser in every way there is
        return DocumentText(remark=DocumentRemark.DAMAGED)
    return _text_of(reader, pages)


def _text_of(reader: "PdfReader", pages: int) -> DocumentText:
    texts: list[str] = []
    broken, length = 0, 0
    for number in range(min(pages, MOST_PAGES)):
        text = _page_text(reader, number)
        broken += text is None
        texts.append(text or "")
        length += len(text or "")
        if length > MOST_CHARACTERS:
            break
    text = "\n\n".join(filter(None, texts))[:MOST_CHARACTERS]
    cut = len(texts) < pages or length > MOST_CHARACTERS
    return DocumentText(_title_of(reader), pages, text or None, _remark(text, broken, cut=cut))


def _remark(text: str, broken: int, *, cut: bool) -> DocumentRemark | None:
    if not text:
        return DocumentRemark.DAMAGED if broken else DocumentRemark.NO_TEXT
    return DocumentRemark.SHORTENED if broken or cut else None


def _page_text(reader: "PdfReader", number: int) -> str | None:
    """The text of one page, tidied; None for a page that is broken, or too large to be text."""
    try:
        page = reader.pages[number]
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > LARGEST_PAGE:
            return None
        return tidied(page.extract_text())
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 as above
        return None


def tidied(text: str) -> str:
    """The text without control characters, each line without needless space, at most one line blank."""
    lines = (SPACE.sub(" ", line).strip() for line in NO_TEXT.sub("", text).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _title_of(reader: "PdfReader") -> str | None:
    try:
        title = reader.metadata.title if reader.metadata else None
    except Exception:  # noqa: BLE001 as above
        return None
    plain = one_line(NO_TEXT.sub("", title))[:LONGEST_TITLE] if isinstance(title, str) else ""
    return plain if plain and not NO_TITLE.fullmatch(plain) else None
