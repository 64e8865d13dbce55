"""A news site whose posts have lead pictures and attached documents, and the files themselves, made here."""

import zlib
from dataclasses import dataclass, field
from typing import Any

from tests.news_site import Answer, NewsSite, Post

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def jpeg(number: int, size: int = 2_000) -> bytes:
    """The beginning of a picture, and then as many bytes of no meaning; each number gives another."""
    return (JPEG + f"gambar {number} ".encode()).ljust(size, b"\x01")


def pdf(*pages: str, title: str = "") -> bytes:
    """A small PDF, written by hand: one line of text a page; an empty one holds nothing but a drawn line, as a scan."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages))), len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % title.encode("latin-1"),
    ]
    for number, text in enumerate(pages):
        drawn = b"BT /F1 12 Tf 72 720 Td (%s) Tj ET" % text.encode("latin-1") if text else b"72 720 m 144 720 l S"
        packed = zlib.compress(drawn)
        fonts = b"/Resources << /Font << /F1 3 0 R >> >>"
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R " + fonts + b" >>"
        objects.append(page % (6 + 2 * number))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + trailer


@dataclass
class MediaSite(NewsSite):
    """`leads` and `attached` say what a post (by number) shows and links; `files` what lies where on this site."""

    leads: dict[int, str] = field(default_factory=dict)
    attached: dict[int, list[str]] = field(default_factory=dict)
    files: dict[str, Answer] = field(default_factory=dict)

    def _page_at(self, path: str, query: dict[str, str]) -> Answer:
        return self.files.get(path) or super()._page_at(path, query)

    def _links(self, post: Post) -> str:
        return "".join(f"<p><a href='{url}'>Unduh berkas</a></p>\n" for url in self.attached.get(post.number, ()))

    def _data(self, post: Post) -> dict[str, Any]:
        data = super()._data(post)
        data["content"]["rendered"] += self._links(post)
        if lead := self.leads.get(post.number):
            data["_embedded"]["wp:featuredmedia"] = [{"source_url": lead, "caption": {"rendered": "Keterangan foto"}}]
        return data

    def _page(self, post: Post) -> str:
        page = super()._page(post).replace("</div></article>", f"{self._links(post)}</div></article>")
        if lead := self.leads.get(post.number):
            page = page.replace("</head>", f"<meta property='og:image' content='{lead}'></head>")
        return page


def image(body: bytes, kind: str = "image/jpeg") -> Answer:
    return Answer(body, kind=kind)


def document(body: bytes, kind: str = "application/pdf") -> Answer:
    return Answer(body, kind=kind)
