"""What a visitor without scripts is shown: the words of a page, and whether there are any."""

from spiders.reading.document import Document, is_own, one_line, text_in

LITTLE = 400  # characters: a page that says no more is judged by what it says
FEW = 3  # links
LONGEST = 4000
UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg"})


def is_for_scripts(document: Document, hosts: frozenset[str]) -> bool:
    """True for a page that says and links to next to nothing before its scripts have run."""
    addresses = {document.absolute(link.get("href") or "") for link in document.tags.get("a", ())}
    own = [url for url in addresses if url and is_own(url, hosts)]
    return len(own) < FEW and len(visible_text(document)) < LITTLE and bool(document.tags.get("script"))


def title_of(document: Document) -> str:
    """What the page's `title` says, in one line."""
    titles = document.tags.get("title", ())
    return text_in(titles[0]) if titles else ""


def visible_text(document: Document) -> str:
    """What a visitor without scripts reads, in one line, cut after some thousand characters."""
    words: list[str] = []
    for body in document.tags.get("body", ())[:1]:
        for element in body.iter("*"):
            if element.tag not in UNSEEN and element.text:
                words.append(element.text)
            if element.tail and (up := element.getparent()) is not None and up.tag not in UNSEEN:
                words.append(element.tail)
            if len(words) > LONGEST:
                break
    return one_line(" ".join(words))[:LONGEST]
