"""A page corpus: a folder with `truth.jsonl`, an object a line, and one gzipped page for each as `<id>.html.gz`."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.errors import ArsipError

ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class TruePage:
    """A page, and what it is known to hold; `page_type` is "article" where the corpus names no types."""

    file: Path
    url: str
    page_type: str
    title: str | None
    author: str | None
    published: str | None
    body: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]

    @property
    def html(self) -> bytes:
        """The page as it came."""
        return gzip.decompress(self.file.read_bytes())


def pages_of(corpora: Sequence[Path]) -> list[TruePage]:
    """All pages of these folders. Raises `ArsipError` for a folder of another form, and for none of its pages."""
    pages = [page for corpus in corpora for page in _pages(corpus)]
    if not pages:
        raise ArsipError("no page in the corpus")
    return pages


def articles_of(pages: Sequence[TruePage]) -> list[TruePage]:
    """The pages that are articles and whose text is known."""
    return [page for page in pages if page.page_type == ARTICLE and page.body]


def _pages(corpus: Path) -> Iterator[TruePage]:
    try:
        with (corpus / "truth.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                yield _page(corpus, json.loads(line))
    except (OSError, ValueError, KeyError) as error:
        raise ArsipError(f"{corpus}: a folder with truth.jsonl and <id>.html.gz is wanted: {error!r}") from None


def _page(corpus: Path, row: dict[str, Any]) -> TruePage:
    return TruePage(
        file=corpus / f"{row['id']}.html.gz",
        url=row.get("url") or "https://unknown.invalid/",
        page_type=row.get("page_type") or ARTICLE,
        title=row.get("title"),
        author=row.get("author"),
        published=row.get("published"),
        body=row.get("body") or "",
        must=tuple(row.get("must") or ()),
        must_not=tuple(row.get("must_not") or ()),
    )
