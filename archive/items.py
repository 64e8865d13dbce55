"""The item: what a reader makes of a page, and what `arsip read --json` prints.

This is the one contract between `spiders`, `pipelines` and `archive`. Unknown is `None`, never a guess.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from archive.vocabulary import DocumentRemark, PageKind, Precision, Reason, Role


@dataclass(slots=True)
class Dateline:
    """The opening of a news text: `JAKARTA (ANTARA) -`.

    `raw` is what the publisher wrote; `region` is the Kemendagri code ("32.14"), `None` with candidates where
    a kabupaten and a kota share the name and nothing decides.
    """

    raw: str | None = None
    place: str | None = None
    outlet: str | None = None
    agency: str | None = None
    region: str | None = None
    region_candidates: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Credit:
    """One credited person or office: `raw` as written, `name` without its label, and the role."""

    raw: str
    name: str
    role: Role = Role.UNKNOWN


@dataclass(slots=True)
class Unit:
    """A prison or office named in the text; `id` is its key in the registry, where known."""

    raw: str
    name: str
    id: str | None = None


@dataclass(slots=True)
class Image:
    """A picture of the article: absolute address, caption and credit as written."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What was read from a document: its own title, its number of pages, its text; the remark says what is lacking."""

    title: str | None = None
    pages: int | None = None
    text: str | None = None
    remark: DocumentRemark | None = None


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A picture or document as it came: its media type by its content, its length in bytes, a document's text."""

    type: str
    bytes: int
    text: DocumentText | None = None


@dataclass(slots=True)
class ArticleItem:
    """One article as it was read, or a page that is none, with the reason.

    `body` is plain text, paragraphs parted by one blank line; `body_html` the same, cleaned for display.
    `published` and `modified` are ISO 8601 with the offset as the publisher gave it; `published_raw` is the
    publisher's own spelling. `event_date` is a day (`YYYY-MM-DD`). `origins` maps a field's name to an
    `Origin`. `shortlink` is the address under which the site itself finds the article, whatever its slug is
    (WordPress: `/?p=ID`), in canonical form. `part` is the key of this article inside a capture that holds several
    (a post's id). `planted_spam`: lines of gambling's advertising stood in the text, and were kept out of the body.
    `template_snapshot` is the row of the template that the page was read with; `blocks` are the digests of all blocks
    of its text, from which templates are learned, `left_out` of those that were no part of it: these are not printed.
    `sketch` is what near-duplicates are looked up by: empty for a text that is too short, and not printed.
    """

    url: str
    canonical: str
    source: str
    kind: PageKind = PageKind.ARTICLE
    reason: Reason | None = None
    headline: str | None = None
    body: str = ""
    body_html: str | None = None
    language: str | None = None
    lead_image: str | None = None
    lead_caption: str | None = None
    lead_credit: str | None = None
    images: list[Image] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    dateline: Dateline = field(default_factory=Dateline)
    published: str | None = None
    published_precision: Precision | None = None
    published_raw: str | None = None
    modified: str | None = None
    event_date: str | None = None
    event_date_raw: str | None = None
    event_date_inferred: bool = False
    event_date_conflict: bool = False
    credits: list[Credit] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    paywalled: bool | None = None
    advertorial: bool | None = None
    release_marked: bool | None = None
    zone_suspect: bool = False
    planted_spam: bool = False
    origins: dict[str, str] = field(default_factory=dict)
    reader: str = ""
    reader_version: int = 0
    template_snapshot: int | None = None
    part: str | None = None
    shortlink: str | None = None
    blocks: tuple[bytes, ...] = ()
    left_out: tuple[bytes, ...] = ()
    sketch: bytes | None = None

    @property
    def is_article(self) -> bool:
        """True for an article that nothing speaks against."""
        return self.kind is PageKind.ARTICLE and self.reason is None

    def as_dict(self) -> dict[str, Any]:
        """The item as plain JSON-ready values: first what it is, then the fields in their order."""
        values = {"kind": self.kind, "reason": self.reason, **asdict(self)}
        del values["blocks"], values["left_out"]
        del values["sketch"]
        return values
