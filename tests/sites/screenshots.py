"""Pictures of every page: `python -m tests.sites.screenshots FOLDER`, as `make screenshots` does."""

import sys
import tempfile
from pathlib import Path

from tests.crawling import Archive
from tests.every_page import pages_of
from tests.exhibit import exhibit
from tests.sites.chromium import Chromium
from tests.sites.lab_state import alone_with
from tests.test_browse_server import browsing


def main(folder: str) -> None:
    """Leave a picture of each page of the exhibit, in each window and each look, and those of the README."""
    to = Path(folder).absolute()
    to.mkdir(parents=True, exist_ok=True)
    with alone_with("chromium") as state, tempfile.TemporaryDirectory(prefix="arsip-screenshots-") as temporary:
        browser = Chromium(state)
        browser.install()
        made = exhibit(Path(temporary) / "arsip")
        with browsing(Archive(made.path)) as (_, address):
            pictures = browser.run("photograph", address.rstrip("/"), seconds=600, pages=pages_of(made), folder=str(to))
    print(f"{len(pictures)} pictures are in {to}")


if __name__ == "__main__":
    main(*sys.argv[1:])
