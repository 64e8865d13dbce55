"""Pictures and documents: which an article names, from which hosts they may come, and what was captured of them.

A picture or document is an address of the frontier like any other, with a kind of its own and a priority below that
of every page. It comes from the source's own hosts, or from one of its *media hosts*: those that the source file lists,
and those that carry the lead pictures of at least `LEARNED_AT` of its articles. What lies elsewhere is refused as
`off-site` until its host becomes a media host. All functions run inside the caller's transaction.
"""

import sqlite3
from dataclasses import dataclass

from archive.clock import stamp
from archive.crawling.discovering import ASKED_FOR
from archive.items import ArticleItem, DocumentText
from archive.keeping import Keeping
from archive.outcomes import Lease, Outcome
from archive.sources import Source, saved_source
from archive.urls import canonical_url, plain_host
from archive.vocabulary import Fate, MediaRole, Reason, UrlKind

LEARNED_AT = 3
MEDIA_PRIORITY = -10_000  # below LEAST: whoever asks for pages never meets them in the index
KINDS = {MediaRole.LEAD: UrlKind.IMAGE, MediaRole.ATTACHMENT: UrlKind.DOCUMENT}
LINKED = "SELECT 1 FROM article_media m JOIN urls u ON u.id = m.url WHERE m.article = ? AND m.role = ? AND u.url = ?"
TOO_FEW = "{host} carries pictures of too few articles to be a media host of this source"


@dataclass(frozen=True, slots=True)
class MediaScope:
    """From where the pictures and documents that the page at `page` names may come.

    `learned` are hosts as `plain_host` spells them. What single pages are saved under has no hosts of its own: there
    it is the page's host.
    """

    source: Source
    page: str
    learned: frozenset[str]

    def is_own(self, url: str) -> bool:
        """True for an address on the source's own hosts. Raises `ValueError` for what is no http address."""
        if saved_source(self.source.name) is not None:
            return plain_host(url).removeprefix("www.") == plain_host(self.page).removeprefix("www.")
        return self.source.owns(url)

    def owns(self, url: str) -> bool:
        """True for an address that may be fetched. Raises `ValueError` for what is no http address."""
        host = plain_host(url)
        return self.is_own(url) or host in self.source.media_hosts or host in self.learned


def media_scope(connection: sqlite3.Connection, source_id: int, source: Source, page: str) -> MediaScope:
    """The scope as it stands, with the hosts that were learned so far."""
    rows = connection.execute(
        "SELECT host FROM media_hosts WHERE source = ? AND articles >= ?", (source_id, LEARNED_AT)
    ).fetchall()
    return MediaScope(source, page, frozenset(row[0] for row in rows))


def note_media(article: int, item: ArticleItem, source: Source, by: Lease, at: Keeping) -> None:
    """Note the lead picture and the attached documents of an article that was just kept.

    The picture is the one that the article now has in the archive; what is known already stays as it is. An article
    that another crawler captured names nothing: its site may be dead, or somebody else's.
    """
    if source.media == "none" or at.seen is not None or not (item.lead_image or item.attachments):
        return
    lead = at.connection.execute("SELECT lead_image FROM articles WHERE id = ?", (article,)).fetchone()[0]
    named = [(MediaRole.LEAD, lead)] if lead else []
    named += [(MediaRole.ATTACHMENT, url) for url in item.attachments]
    named = [
        (role, url) for role, url in named if at.connection.execute(LINKED, (article, role, url)).fetchone() is None
    ]
    if named:
        scope = media_scope(at.connection, at.source, source, item.url)
        for role, url in named:
            _note(article, (role, url), scope, by, at)


def _note(article: int, named: tuple[MediaRole, str], scope: MediaScope, by: Lease, at: Keeping) -> None:
    role, url = named
    try:
        canonical, host = canonical_url(url), plain_host(url)
        is_itself = canonical == canonical_url(scope.page)  # some themes name the page as its own picture
    except ValueError:
        return
    if is_itself:
        return
    row = _address(url, canonical, KINDS[role], by, at, allowed=scope.owns(url))
    if link(at.connection, article, row, role) and role is MediaRole.LEAD and not scope.is_own(url):
        _count_host(host, at)


def _address(url: str, canonical: str, kind: UrlKind, by: Lease, at: Keeping, *, allowed: bool) -> int:
    """The row of an address, which is noted now if it is new; what proved to be a file, and no page, is a file now."""
    known = at.connection.execute(
        "SELECT id, kind, reason FROM urls WHERE canonical = ? AND source = ?", (canonical, at.source)
    ).fetchone()
    if known is None:
        state, fate, reason = ("pending", None, None) if allowed else ("settled", Fate.REFUSED, Reason.OFF_SITE)
        detail, settled = (None, None) if allowed else (TOO_FEW.format(host=plain_host(url)), stamp(at.now))
        priority = ASKED_FOR if by.priority >= ASKED_FOR else MEDIA_PRIORITY
        return int(
            at.connection.execute(
                "INSERT INTO urls (source, url, canonical, kind, priority, state, fate, reason, detail, round, "
                "discovered, discovered_by, settled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (
                    *(at.source, url, canonical, kind, priority, state, fate, reason, detail, by.round),
                    *(stamp(at.now), by.id or None, settled),
                ),
            ).fetchone()[0]
        )
    if known["kind"] == UrlKind.PAGE and known["reason"] == Reason.NOT_TEXT:
        _make_file(at.connection, known["id"], kind)
    return int(known["id"])


def _make_file(connection: sqlite3.Connection, row: int, kind: UrlKind) -> None:
    connection.execute(
        "UPDATE urls SET kind = ?, priority = ?, state = 'pending', fate = NULL, reason = NULL, detail = NULL, "
        "settled = NULL, tries = 0, due = '' WHERE id = ? AND state = 'settled' AND article IS NULL",
        (kind, MEDIA_PRIORITY, row),
    )


def reclaim(connection: sqlite3.Connection, row: int) -> None:
    """Let an address that was fetched as a page and is none be fetched as what an article takes it for, if any does."""
    named = connection.execute("SELECT min(role) FROM article_media WHERE url = ?", (row,)).fetchone()[0]
    if named is not None:
        _make_file(connection, row, KINDS[MediaRole(named)])


def link(connection: sqlite3.Connection, article: int, row: int, role: str) -> bool:
    """Note that an article names a picture or document, and what that is redirected to; True when it is news."""
    return bool(
        connection.execute(
            "WITH RECURSIVE chain(id, steps) AS (SELECT ?, 0 UNION SELECT u.moved_to, steps + 1 FROM chain "
            "JOIN urls u ON u.id = chain.id WHERE u.moved_to IS NOT NULL AND steps < 20) "
            "INSERT OR IGNORE INTO article_media (article, url, role) SELECT ?, id, ? FROM chain",
            (row, article, role),
        ).rowcount
    )


def _count_host(host: str, at: Keeping) -> None:
    """Count one more article with a lead picture at `host`; with the last that is needed, what waits there is due."""
    articles = at.connection.execute(
        "INSERT INTO media_hosts (source, host, articles, first_seen, last_seen) VALUES (?, ?, 1, ?, ?) "
        "ON CONFLICT (source, host) DO UPDATE SET articles = articles + 1, last_seen = excluded.last_seen "
        "RETURNING articles",
        (at.source, host, stamp(at.now), stamp(at.now)),
    ).fetchone()[0]
    if articles == LEARNED_AT:
        welcome(at.connection, at.source, host)


def welcome(connection: sqlite3.Connection, source: int, host: str) -> None:
    """Let the pictures and documents be fetched that were refused since `host` was no media host of the source."""
    for scheme in ("http", "https"):
        connection.execute(
            "UPDATE urls SET state = 'pending', fate = NULL, reason = NULL, detail = NULL, settled = NULL WHERE "
            "source = ? AND canonical >= ? AND canonical < ? AND kind IN ('image', 'document') AND reason = 'off-site'",
            (source, f"{scheme}://{host}/", f"{scheme}://{host}0"),  # 0 is the sign after /
        )


def keep_file(outcome: Outcome, capture: int | None, connection: sqlite3.Connection) -> None:
    """Store what a picture's or document's address gave, after its lease has ended."""
    row, file = outcome.lease.id, outcome.file
    if outcome.fate is Fate.MOVED:
        named = connection.execute("SELECT article, role FROM article_media WHERE url = ?", (row,)).fetchall()
        for article, role in named:
            link(connection, article, row, role)
    if outcome.fate is not Fate.STORED or file is None or capture is None:
        return
    connection.execute(
        "INSERT INTO media_files (url, capture, type, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET "
        "capture = excluded.capture, type = excluded.type, bytes = excluded.bytes",
        (row, capture, file.type, file.bytes),
    )
    if file.text is not None:
        _keep_text(connection, row, file.text)


def _keep_text(connection: sqlite3.Connection, row: int, read: DocumentText) -> None:
    """Store and index a document's text; one that a person asked for again has an entry to leave first."""
    connection.execute(
        "INSERT INTO documents_fts (documents_fts, rowid, headline, lead_caption, body) "
        "SELECT 'delete', id, headline, lead_caption, body FROM document_texts WHERE id = ?",
        (row,),
    )
    connection.execute(
        "INSERT INTO documents (url, title, pages, text, remark) VALUES (?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE "
        "SET title = excluded.title, pages = excluded.pages, text = excluded.text, remark = excluded.remark",
        (row, read.title, read.pages, read.text, read.remark),
    )
    connection.execute(
        "INSERT INTO documents_fts (rowid, headline, lead_caption, body) "
        "SELECT id, headline, lead_caption, body FROM document_texts WHERE id = ?",
        (row,),
    )
