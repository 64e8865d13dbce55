"""The peers that read articles, each run in the peers' own environment: pages in, answers out, a JSON object a line.

`python reading_peers.py SYSTEM` reads objects with `url` and `html` and answers each with `text`, `title`, `published`,
`authors` and `seconds`, the processor time that it took. It imports nothing of Arsip, which is not installed there, and
nothing of a peer but the one that is asked for. No peer is let into the network.
"""

import importlib
import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

Answer = dict[str, Any]


def _newspaper() -> Callable[[str, str], Answer]:
    newspaper = importlib.import_module("newspaper")

    def read(html: str, url: str) -> Answer:
        found = newspaper.article(url, input_html=html, fetch_images=False)
        return {"text": found.text, "title": found.title, "published": found.publish_date, "authors": found.authors}

    return read


def _readability() -> Callable[[str, str], Answer]:
    readability, lxml_html = importlib.import_module("readability"), importlib.import_module("lxml.html")

    def read(html: str, url: str) -> Answer:
        document = readability.Document(html, url=url)
        root = lxml_html.fromstring(f"<div>{document.summary(html_partial=True)}</div>")
        return {"text": "\n".join(root.itertext()), "title": document.short_title()}

    return read


def _go_readability() -> Callable[[str, str], Answer]:
    library = importlib.import_module("pygoreadability")

    def read(html: str, url: str) -> Answer:
        found = library.from_string(html, url=url)
        authors = [found.byline] if found.byline else []
        return {
            "text": found.content_text,
            "title": found.title,
            "published": found.published_time,
            "authors": authors,
        }

    return read


def _news_please() -> Callable[[str, str], Answer]:
    library = importlib.import_module("newsplease").NewsPlease

    def read(html: str, url: str) -> Answer:
        found = library.from_html(html, url=url, fetch_images=False)
        return {
            "text": found.maintext,
            "title": found.title,
            "published": found.date_publish,
            "authors": found.authors,
        }

    return read


SYSTEMS = {
    "newspaper4k": _newspaper,
    "readability-lxml": _readability,
    "go-readability": _go_readability,
    "news-please": _news_please,
}


def main() -> int:
    """Answer every page that comes in; exit code 3 when the system is not installed."""
    warnings.simplefilter("ignore")
    answers, sys.stdout = sys.stdout, sys.stderr  # some peers print
    try:
        read = SYSTEMS[sys.argv[1]]()
    except (ImportError, OSError) as error:
        print(error, file=sys.stderr)
        return 3
    for line in sys.stdin:
        page = json.loads(line)
        print(json.dumps(_timed(read, page["html"], page["url"]), default=str), file=answers)
    return 0


def _timed(read: Callable[[str, str], Answer], html: str, url: str) -> Answer:
    began = time.process_time()
    try:
        answer = read(html, url)
    except Exception as error:  # noqa: BLE001 a peer that raises has read nothing
        answer = {"error": repr(error)}
    return {**answer, "seconds": time.process_time() - began}


if __name__ == "__main__":
    raise SystemExit(main())
