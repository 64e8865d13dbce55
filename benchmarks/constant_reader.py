"""A reader that takes no time: the flow around it is what remains to be measured."""

from archive.changes.templates import Template
from archive.items import ArticleItem
from archive.sources import Source
from archive.urls import canonical_url
from archive.vocabulary import UrlKind
from spiders import reading
from spiders.reading import Page, Reading

PARAGRAPH = (
    "Lapas Kelas IIB Muara Contoh membuka pelatihan membuat tempe bagi warga binaan di bengkel kerja yang baru selesai "
    "diperbaiki, dan hasilnya dijual di kantin serta pasar terdekat dengan harga yang disepakati bersama koperasi."
)
BODY = "\n\n".join([PARAGRAPH] * 12)


def read(kind: UrlKind, page: Page, source: Source, template: Template | None = None) -> Reading:
    """The same 2.5 kB of text for every article, with the address added so that no two are equal; listings are read."""
    if kind is not UrlKind.PAGE:
        return reading.read(kind, page, source, template)
    item = ArticleItem(page.url, canonical_url(page.url), source.name, reader="constant", reader_version=1)
    item.headline = f"Pelatihan di {page.url}"
    item.body = f"{BODY}\n\n{page.url}"
    item.language = source.language
    return Reading(items=[item])
