"""Tags are what a page files itself under, and no sentence cut into its words."""

import pytest

from archive.sources import Source
from archive.vocabulary import UrlKind
from spiders.reading import Page, read

SOURCE = Source(name="contoh", url="https://contoh.example/", platform="index")


@pytest.mark.parametrize(
    ("keywords", "tags"),
    [
        ("razia, lapas contoh, sendok", ["razia", "lapas contoh", "sendok"]),
        ("napi,yang,lapas,keduanya", []),
        ("penasaran,seperti,apa,kamar,itu,dulu,kini,nanti", []),
    ],
)
def test_keywords_that_are_words_of_a_sentence_are_no_tags(keywords: str, tags: list[str]) -> None:
    text = "<p>Petugas Lapas Contoh menggeledah kamar hunian bersama polisi dan menemukan sendok logam.</p>" * 4
    head = f"<title>Razia</title><meta name='keywords' content='{keywords}'>"
    page = f"<html><head>{head}</head><body><h1>Razia</h1>{text}</body></html>"
    assert (
        read(UrlKind.PAGE, Page("https://contoh.example/a", 200, "text/html", {}, page.encode()), SOURCE).items[0].tags
        == tags
    )
