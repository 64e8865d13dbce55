"""The lead picture of an article, with its caption and credit."""

import re
from urllib.parse import urlsplit

from archive.items import Image
from archive.vocabulary import Origin
from spiders.reading.beside import Places, beside_heading, is_in_a_card
from spiders.reading.document import Document, is_foreign
from spiders.reading.linked_data import Thing, as_list
from spiders.reading.pictures import picture

FEATURED = ("wp-block-post-featured-image", "post-thumbnail", "wp-post-image", "featured-image", "jeg_featured")
SIZE = re.compile(r"([-_]\d+x\d+|[-_]\d{2,4})+$")
SHORTEST_STEM = 4


def lead_of(document: Document, article: Thing, things: list[Thing], places: Places) -> tuple[Image, Origin] | None:
    """The lead picture: the theme's featured image, else what the page declares, else what stands below the heading.

    One that is only declared gets the caption of the same picture as the page shows it, whatever its size; where the
    page shows another one in its place, that is taken.
    """
    for place in document.with_class(*FEATURED):
        for element in place.iter("img"):
            image = picture(element, document.base)
            if image is not None:
                return image, Origin.READER
    shown = _below_heading(document, places)
    declared = [
        (_address_at(article.get("image"), things), Origin.JSON_LD),
        (document.meta("og:image", "og:image:url", "twitter:image"), Origin.META),
    ]
    for address, origin in declared:
        url = document.absolute(address) if address else None
        if url:
            same = _shown(document, url)
            return (same, origin) if same else (shown, Origin.READER) if shown else (Image(url), origin)
    return (shown, Origin.READER) if shown else None


def _below_heading(document: Document, places: Places) -> Image | None:
    """The first picture with a caption between the heading and the text."""
    for element in beside_heading(places):
        if element.tag == "img" and not is_foreign(element) and not is_in_a_card(element, places.around):
            image = picture(element, document.base)
            if image is not None and image.caption:
                return image
    return None


def _address_at(value: object, things: list[Thing]) -> str | None:
    for image in as_list(value):
        if isinstance(image, str):
            return image
        if isinstance(image, dict):
            known = next(
                (thing for thing in things if image.get("@id") and thing.get("@id") == image["@id"] and "url" in thing),
                image,
            )
            address = known.get("url") or known.get("contentUrl")
            if isinstance(address, str):
                return address
    return None


def _shown(document: Document, url: str) -> Image | None:
    """The picture as the page shows it, whose figure may have a caption."""
    stem = _stem(url)
    for element in document.tags.get("img", ()):
        places = (element.get(name) or "" for name in ("src", "data-src", "data-lazy-src", "data-original"))
        if len(stem) >= SHORTEST_STEM and stem in {_stem(place) for place in places}:
            image = picture(element, document.base)
            if image is not None and image.caption:
                return Image(url, image.caption, image.credit)
    return None


def _stem(url: str) -> str:
    """The name of a picture's file without its ending and its size."""
    return SIZE.sub("", urlsplit(url).path.rpartition("/")[2].rpartition(".")[0])
