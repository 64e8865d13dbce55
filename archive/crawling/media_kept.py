"""What became of pictures and documents: of one article, in one crawl, of a whole source."""

import sqlite3
from dataclasses import dataclass, field

from archive.crawling.media import LEARNED_AT
from archive.sources import Source
from archive.vocabulary import MEDIA_KINDS, UrlKind

Endings = dict[str, dict[str, int]]
ENDING = "CASE WHEN state <> 'settled' THEN 'pending' WHEN fate = 'stored' THEN fate ELSE coalesce(reason, fate) END"
OF_ARTICLE = f"""
SELECT m.role, u.url, {ENDING} AS ending, k.type, k.bytes, c.fetched, c.payload_sha256,
    w.path AS warc_file, c.warc_offset, d.title, d.pages, d.text IS NOT NULL AS has_text, d.remark
FROM article_media m JOIN urls u ON u.id = m.url LEFT JOIN media_files k ON k.url = u.id
LEFT JOIN captures c ON c.id = k.capture LEFT JOIN warc_files w ON w.id = c.warc_file
LEFT JOIN documents d ON d.url = u.id
WHERE m.article = ? AND u.fate IS NOT 'moved' ORDER BY m.role DESC, u.id
"""  # noqa: S608 our own words


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture or document of an article, and how its address stands: `stored`, `pending`, or why it is not there.

    The rest is known of what is stored: its type by its content, its length, the capture; of a document its own title,
    its number of pages, whether it has text, and a remark on what is lacking (a `DocumentRemark`).
    """

    role: str
    url: str
    ending: str
    type: str | None
    bytes: int | None
    fetched: str | None
    payload_sha256: str | None
    warc_file: str | None
    warc_offset: int | None
    title: str | None
    pages: int | None
    has_text: bool
    remark: str | None


def media_of_article(connection: sqlite3.Connection, article: int) -> list[Medium]:
    """The pictures and documents that an article ever named, those that are redirected as what they lead to."""
    rows = connection.execute(OF_ARTICLE, (article,))
    return [Medium(**{**dict(row), "has_text": bool(row["has_text"])}) for row in rows]


@dataclass(frozen=True, slots=True)
class MediaHost:
    """A host that carries lead pictures of a source and is none of its own: of how many articles, first and last when.

    `is_used`: pictures and documents are fetched from there; `is_listed`: the source file names it.
    """

    host: str
    articles: int
    first_seen: str | None
    last_seen: str | None
    is_used: bool
    is_listed: bool


@dataclass(frozen=True, slots=True)
class MediaStatus:
    """The pictures and documents of a source, by kind and ending, and their hosts, the most used first."""

    endings: Endings = field(default_factory=dict)
    hosts: list[MediaHost] = field(default_factory=list)

    @property
    def learned(self) -> list[str]:
        """The hosts that are used, and that the source file does not name."""
        return [host.host for host in self.hosts if host.is_used and not host.is_listed]


def media_of_source(connection: sqlite3.Connection, source_id: int, source: Source) -> MediaStatus:
    """How the pictures and documents of a source stand; one that was never crawled has none."""
    seen = connection.execute(
        "SELECT host, articles, first_seen, last_seen FROM media_hosts WHERE source = ? ORDER BY articles DESC, host",
        (source_id,),
    ).fetchall()
    hosts = [_host(row, source) for row in seen]
    unseen = set(source.media_hosts) - {host.host for host in hosts}
    hosts += [MediaHost(host, 0, None, None, is_used=True, is_listed=True) for host in sorted(unseen)]
    return MediaStatus(_endings(connection, "source", source_id), hosts)


def _host(row: sqlite3.Row, source: Source) -> MediaHost:
    listed = row["host"] in source.media_hosts
    used = listed or row["articles"] >= LEARNED_AT
    return MediaHost(row["host"], row["articles"], row["first_seen"], row["last_seen"], used, listed)


def media_of_crawl(connection: sqlite3.Connection, crawl: int) -> Endings:
    """What a crawl came to with the pictures and documents that it asked for, by kind and ending."""
    return _endings(connection, "crawl", crawl)


def _endings(connection: sqlite3.Connection, column: str, row: int) -> Endings:
    found: Endings = {}
    for kind in sorted(MEDIA_KINDS, reverse=True):
        rows = connection.execute(
            f"SELECT {ENDING} AS ending, count(*) FROM urls u WHERE u.{column} = ? AND u.kind = ? "  # noqa: S608 our own words
            "AND u.fate IS NOT 'moved' GROUP BY ending ORDER BY count(*) DESC, ending",
            (row, kind),
        ).fetchall()
        if rows:
            found[kind] = dict(tuple(row) for row in rows)
    return found


def in_words(endings: Endings) -> str:
    """`pictures: 12 stored, 1 too-large; documents: 3 stored`; empty where there are none."""
    names = {UrlKind.IMAGE: "pictures", UrlKind.DOCUMENT: "documents"}
    parts = (
        f"{name}: " + ", ".join(f"{count:,} {ending}" for ending, count in endings[kind].items())
        for kind, name in names.items()
        if kind in endings
    )
    return "; ".join(parts)
