"""What a file is by its bytes, and what a PDF says: no file, however broken or large, is more than a remark."""

import random
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from archive.items import DocumentText
from archive.vocabulary import DocumentRemark, UrlKind
from spiders.reading import pdf as pdf_reader
from spiders.reading.files import file_of
from spiders.reading.pdf import read_pdf, tidied
from tests.media_site import JPEG, PNG, pdf

NAMES = "Daftar warga binaan Lapas Contoh penerima remisi"
SVG = b"<?xml version='1.0'?>\n<!-- gambar -->\n<svg xmlns='http://www.w3.org/2000/svg'/>"
OPEN_DOCUMENT = b"PK\x03\x04" + b"." * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("kind", "body", "type_"),
    [
        (UrlKind.IMAGE, JPEG, "image/jpeg"),
        (UrlKind.IMAGE, PNG, "image/png"),
        (UrlKind.IMAGE, b"GIF89a" + b"." * 20, "image/gif"),
        (UrlKind.IMAGE, b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (UrlKind.IMAGE, b"\x00\x00\x00\x20ftypavif", "image/avif"),
        (UrlKind.IMAGE, SVG, "image/svg+xml"),
        (UrlKind.IMAGE, b"<html><svg></svg></html>", None),
        (UrlKind.IMAGE, b"", None),
        (UrlKind.IMAGE, pdf("x"), None),
        (UrlKind.DOCUMENT, pdf("x"), "application/pdf"),
        (UrlKind.DOCUMENT, b"\r\n" + pdf("x"), "application/pdf"),
        (UrlKind.DOCUMENT, b"." * 1100 + pdf("x"), None),
        (UrlKind.DOCUMENT, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "application/msword"),
        (UrlKind.DOCUMENT, b"{\\rtf1 surat}", "application/rtf"),
        (UrlKind.DOCUMENT, OPEN_DOCUMENT, "application/vnd.oasis.opendocument"),
        (UrlKind.DOCUMENT, b"PK\x03\x04....", None),
        (UrlKind.DOCUMENT, JPEG, None),
    ],
)
def test_a_file_is_what_its_bytes_say(kind: UrlKind, body: bytes, type_: str | None) -> None:
    found = file_of(kind, body)
    assert (found.type if found else None) == type_
    assert found is None or found.bytes == len(body)


def test_the_text_of_a_pdf_is_read_page_by_page() -> None:
    read = read_pdf(pdf(NAMES, "Halaman dua", title="Lampiran Keputusan"))
    assert read == DocumentText("Lampiran Keputusan", 2, f"{NAMES}\n\nHalaman dua")


def test_a_scan_has_pages_and_no_text() -> None:
    assert read_pdf(pdf("", "")) == DocumentText(pages=2, remark=DocumentRemark.NO_TEXT)


@pytest.mark.parametrize("title", ["Microsoft Word - surat.docx", "Untitled", "  ", "Document1", "lampiran.pdf"])
def test_a_title_that_a_program_wrote_is_none(title: str) -> None:
    assert read_pdf(pdf(NAMES, title=title)).title is None


def locked(user_password: str) -> bytes:
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(pdf(NAMES))))
    writer.encrypt(user_password, "rahasia", algorithm="AES-128")
    to = BytesIO()
    writer.write(to)
    return to.getvalue()


def test_a_pdf_that_opens_only_with_a_password_says_so_and_one_that_everybody_can_open_is_read() -> None:
    assert read_pdf(locked("sandi")) == DocumentText(remark=DocumentRemark.ENCRYPTED)
    assert read_pdf(locked("")).text == NAMES


def test_no_broken_pdf_raises() -> None:
    whole, chance = pdf(NAMES, NAMES, title="Lampiran"), random.Random(5)
    for number in range(300):
        broken = bytearray(whole[: chance.randint(5, len(whole))] if number % 2 else whole)
        for _ in range(chance.randint(1, 30)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        read = read_pdf(bytes(broken))
        assert read.text or read.remark


def test_pages_that_name_one_another_without_end_are_damaged() -> None:
    endless = pdf("x").replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    assert read_pdf(endless).text is None


def test_only_the_beginning_of_a_very_long_pdf_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "MOST_PAGES", 2)
    assert read_pdf(pdf("satu", "dua", "tiga")) == DocumentText(None, 3, "satu\n\ndua", DocumentRemark.SHORTENED)
    monkeypatch.setattr(pdf_reader, "MOST_CHARACTERS", 5)
    read = read_pdf(pdf("satu dua tiga"))
    assert (read.text, read.remark) == ("satu ", DocumentRemark.SHORTENED)


def test_a_page_that_unpacks_to_very_much_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "LARGEST_PAGE", 1000)
    read = read_pdf(pdf("x " * 1000, "dua"))
    assert (read.text, read.remark) == ("dua", DocumentRemark.SHORTENED)


def test_the_text_can_be_stored_whatever_the_file_holds() -> None:
    assert tidied("a\x00b\ud800c \t d\n\n\n\n e") == "abc d\n\ne"
