"""What a file is, by its first bytes: servers send error pages as `image/jpeg`, and PDFs as anything."""

import re

from archive.items import DocumentText, MediaFile
from archive.vocabulary import DocumentRemark, UrlKind

PDF = "application/pdf"
BEGINNING = 1024
# the signatures of the WHATWG's MIME Sniffing standard, and of the formats that it leaves out
IMAGES: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("image/gif", re.compile(rb"GIF8[79]a")),
    ("image/webp", re.compile(rb"RIFF....WEBPVP", re.DOTALL)),
    ("image/avif", re.compile(rb"....ftypavi[fs]", re.DOTALL)),
    ("image/heic", re.compile(rb"....ftyp(?:hei[cx]|mif1)", re.DOTALL)),
    ("image/bmp", re.compile(rb"BM.{8}", re.DOTALL)),
    ("image/tiff", re.compile(rb"II\*\x00|MM\x00\*")),
    (
        "image/svg+xml",
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]", re.DOTALL
        ),
    ),
)
DOCUMENTS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    (PDF, re.compile(rb".{0,1019}%PDF-", re.DOTALL)),  # some have bytes before it, and every reader takes them
    ("application/msword", re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),  # and all other old formats of Office
    ("application/rtf", re.compile(rb"\{\\rtf")),
    ("application/vnd.oasis.opendocument", re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", re.DOTALL)),
)
ZIP, OFFICE_PART = b"PK\x03\x04", b"[Content_Types].xml"
OFFICE = "application/vnd.openxmlformats-officedocument"


def file_of(kind: UrlKind, body: bytes) -> MediaFile | None:
    """The picture or document that `body` is, without a document's text; None when it is none."""
    known = IMAGES if kind is UrlKind.IMAGE else DOCUMENTS
    type_ = next((name for name, signature in known if signature.match(body[:BEGINNING])), None)
    if type_ is None and kind is UrlKind.DOCUMENT and body.startswith(ZIP) and OFFICE_PART in body:
        type_ = OFFICE
    if type_ is None:
        return None
    unread = DocumentText(remark=DocumentRemark.NOT_READ) if kind is UrlKind.DOCUMENT else None
    return MediaFile(type_, len(body), unread)
