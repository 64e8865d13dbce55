"""An article as the archive knows it: found by any of its names, in any of its states, with its provenance."""

import json
import re
import sqlite3
from dataclasses import dataclass
from typing import Any

from archive.changes.sightings import Seen, sightings_of
from archive.changes.templates import DIGEST
from archive.crawling.media_kept import Medium, media_of_article
from archive.errors import ArsipError
from archive.likeness.joined_addresses import Joined, joined_to
from archive.urls import canonical_url, spellings

ID = re.compile(r"[a-z2-7]{4,16}")
SHOWN = 5
JSON_COLUMNS = ("tags", "credits", "details")
STATE = (
    "headline",
    "lead_caption",
    "lead_credit",
    "lead_image",
    "dateline",
    "place",
    "region",
    "published",
    "published_precision",
    "modified",
    "event_date",
    "section",
    "tags",
    "credits",
    "language",
    "words",
    "body",
    "details",
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """One capture that a revision was read from; `part` is the key of the article inside it, empty for a page.

    `tls_unverified` says what was wrong with the certificate of whoever answered; None for a good one.
    `fetched` is when it was captured; `retrieved_from` is set where another crawler did that.
    """

    url: str
    fetched: str
    status: int
    payload_sha256: str
    warc_file: str
    warc_offset: int
    tls_unverified: str | None
    retrieved_from: str | None
    part: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One observed state: when, what changed against the one before (names of fields), by which reader.

    `kind` says how much that matters, and `changes` has each change with the old and the new words; `seen_alike` is
    when the same state was seen in other clothes, and `alike` how those differ.
    `template` is the number of the source's template that the page was read with, None where it was read without;
    `left_out` counts the blocks of text that were left out by it.
    """

    number: int
    observed: str
    changed: list[str]
    kind: str | None
    changes: list[dict[str, str]]
    seen_alike: str | None
    alike: list[dict[str, str]]
    reader: str
    reader_version: int
    template: int | None
    left_out: int
    origins: dict[str, str]
    captures: list[Provenance]


@dataclass(frozen=True, slots=True)
class InStory:
    """An article's place among those that are the same text: how many there are, and which had it first (its id).

    `part` is what the article has of the first one's text, a `StoryPart`; None where that is not known yet.
    """

    articles: int
    outlets: int
    networks: int
    first: str
    first_is_certain: bool
    part: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """An article: who it is, the state that was asked for (`fields`), and all its revisions, oldest first.

    `addresses` are all known spellings; `story` is None for a text that the archive has only once. Moments are stamps
    in UTC; dates of publication keep the publisher's offset. `media` are the pictures and documents that the article
    named in any of its states. `missing` is since when no address gives it, `sightings` what was seen in its place.
    `joined` are the addresses that gave the same text within a day, also those that were parted again.
    """

    id: str
    source: str
    url: str
    addresses: list[str]
    state: str
    gone: str | None
    first_seen: str
    story: InStory | None
    revision: int
    fields: dict[str, Any]
    revisions: list[Revision]
    media: list[Medium]
    missing: str | None
    sightings: list[Seen]
    joined: list[Joined]


def find_article(connection: sqlite3.Connection, name: str) -> int:
    """The row of the article with this id, unique beginning of an id, or address in any known spelling.

    Raises `ArsipError` that says what else there is.
    """
    if "://" in name or "/" in name:
        return _by_address(connection, name)
    folded = name.strip().lower()
    if not ID.fullmatch(folded):
        raise ArsipError(f"{name!r} is neither an article's id (4 to 16 of a-z, 2-7) nor an address")
    rows = connection.execute(
        "SELECT id, public_id FROM articles WHERE public_id >= ? AND public_id < ? ORDER BY public_id LIMIT ?",
        (folded, folded + "~", SHOWN + 1),
    ).fetchall()
    if not rows:
        raise ArsipError(f"no article has an id that begins with {folded!r}: arsip search shows ids")
    if len(rows) > 1:
        ids = ", ".join(row["public_id"] for row in rows[:SHOWN])
        raise ArsipError(f"{folded!r} begins more than one id ({ids}{', …' * (len(rows) > SHOWN)}): give more of it")
    return int(rows[0]["id"])


def _by_address(connection: sqlite3.Connection, name: str) -> int:
    for spelling in (name,) if "://" in name else (f"https://{name}", f"http://{name}"):
        try:
            canonical = canonical_url(spelling)
        except ValueError:
            continue
        for one in spellings(canonical):
            row = connection.execute(ADDRESS, {"canonical": one}).fetchone()
            if row is not None:
                return int(row[0])
        ending = _ending_of(connection, canonical)
        if ending is not None:
            raise ArsipError(f"{canonical} gave no article: {ending}")
    raise ArsipError(f"the archive does not know the address {name}")


ADDRESS = """
SELECT id FROM articles WHERE shortlink = :canonical UNION ALL
SELECT coalesce(u.article, target.article) FROM urls u LEFT JOIN urls target ON target.id = u.moved_to
WHERE u.canonical = :canonical AND coalesce(u.article, target.article) IS NOT NULL UNION ALL
SELECT id FROM articles WHERE url = :canonical UNION ALL
SELECT article FROM joined_addresses WHERE canonical = :canonical AND undone IS NULL LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Saved:
    """What an address that was asked for came to: the article's id, or `None` with how it ended and why."""

    url: str
    id: str | None
    ending: str
    detail: str | None


def saved_at(connection: sqlite3.Connection, source: str, url: str) -> Saved:
    """What an address of a source came to, its redirects followed."""
    row = connection.execute(
        """
        WITH RECURSIVE chain(id, hops) AS (
            SELECT u.id, 0 FROM urls u JOIN sources s ON s.id = u.source WHERE s.name = ? AND u.canonical = ?
            UNION SELECT u.moved_to, chain.hops + 1 FROM chain JOIN urls u ON u.id = chain.id
            WHERE u.fate = 'moved' AND u.state = 'settled' AND u.moved_to IS NOT NULL AND chain.hops < 20
        )
        SELECT u.*, a.public_id FROM chain JOIN urls u ON u.id = chain.id LEFT JOIN articles a ON a.id = u.article
        ORDER BY chain.hops DESC LIMIT 1
        """,
        (source, canonical_url(url)),
    ).fetchone()
    if row is None:
        return Saved(url, None, "not asked", None)
    if row["state"] == "settled" and row["fate"] == "stored":
        return Saved(url, row["public_id"], "stored", None)
    ending = row["reason"] or row["fate"] or row["state"]
    return Saved(url, None, ending if row["state"] == "settled" else "waiting", row["detail"])


def _ending_of(connection: sqlite3.Connection, canonical: str) -> str | None:
    row = connection.execute(
        "SELECT state, fate, reason, detail FROM urls WHERE canonical = ? LIMIT 1", (canonical,)
    ).fetchone()
    if row is None:
        return None
    words = [row["fate"] or row["state"], row["reason"], row["detail"]]
    return ", ".join(word for word in words if word)


def known_article(connection: sqlite3.Connection, row: int, revision: int | None = None) -> Known:
    """The article of a row, in the state of `revision` (else the newest). Raises `ArsipError` for a number it lacks."""
    article = connection.execute(
        "SELECT a.*, s.name AS source_name FROM articles a JOIN sources s ON s.id = a.source WHERE a.id = ?",
        (row,),
    ).fetchone()
    number = article["revisions"] if revision is None else revision
    if not 1 <= number <= article["revisions"]:
        raise ArsipError(f"{article['public_id']} has the revisions 1 to {article['revisions']}: there is no {number}")
    return Known(
        id=article["public_id"],
        source=article["source_name"],
        url=article["url"],
        addresses=_addresses(connection, article),
        state=article["state"],
        gone=article["gone"],
        first_seen=article["first_seen"],
        story=_in_story(connection, article),
        revision=number,
        fields=state_at(connection, article, number),
        revisions=_revisions(connection, row),
        media=media_of_article(connection, row),
        missing=article["missing"],
        sightings=sightings_of(connection, row),
        joined=joined_to(connection, row),
    )


def _in_story(connection: sqlite3.Connection, article: sqlite3.Row) -> InStory | None:
    row = connection.execute(
        "SELECT st.articles, st.outlets, st.networks, f.public_id, st.first_is_certain, sa.part FROM stories st "
        "JOIN articles f ON f.id = st.first LEFT JOIN story_articles sa ON sa.article = ? WHERE st.id = ?",
        (article["id"], article["story"]),
    ).fetchone()
    if row is None:
        return None
    articles, outlets, networks, first, is_certain, part = row
    return InStory(articles, outlets, networks, first, bool(is_certain), part)


def _addresses(connection: sqlite3.Connection, article: sqlite3.Row) -> list[str]:
    rows = connection.execute("SELECT url FROM urls WHERE article = ? ORDER BY id", (article["id"],))
    spellings = [article["url"], *(row["url"] for row in rows), article["shortlink"]]
    return list(dict.fromkeys(spelling for spelling in spellings if spelling))


def state_at(connection: sqlite3.Connection, article: sqlite3.Row, number: int) -> dict[str, Any]:
    """The fields of an article (a row of `articles`) as they were in revision `number`."""
    fields = raw_state_at(connection, article, number)
    for name in JSON_COLUMNS:
        fields[name] = json.loads(fields[name]) if fields[name] else ({} if name == "details" else [])
    details: dict[str, Any] = fields.pop("details")
    return fields | details


def raw_state_at(connection: sqlite3.Connection, article: sqlite3.Row, number: int) -> dict[str, Any]:
    """The columns of an article (a row of `articles`) as they were in revision `number`.

    Each revision but the newest holds what the next one changed, as it was before: going back, it is put back.
    """
    fields = {name: article[name] for name in STATE}
    for (earlier,) in connection.execute(
        "SELECT earlier FROM revisions WHERE article = ? AND number >= ? AND earlier IS NOT NULL ORDER BY number DESC",
        (article["id"], number),
    ):
        fields |= {name: value for name, value in json.loads(earlier).items() if name in fields}
    return fields


def _revisions(connection: sqlite3.Connection, row: int) -> list[Revision]:
    rows = connection.execute(
        "SELECT r.*, t.number AS template, coalesce(length(b.left_out), 0) AS left_out FROM revisions r "
        "LEFT JOIN templates t ON t.id = r.template_snapshot LEFT JOIN revision_blocks b ON b.revision = r.id "
        "WHERE r.article = ? ORDER BY r.number",
        (row,),
    ).fetchall()
    return [
        Revision(
            number=revision["number"],
            observed=revision["observed"],
            changed=json.loads(revision["changed"]) if revision["changed"] else [],
            kind=revision["kind"],
            changes=json.loads(revision["changes"] or "[]"),
            seen_alike=revision["variant_seen"],
            alike=json.loads(revision["variant_changes"] or "[]"),
            reader=revision["reader"],
            reader_version=revision["reader_version"],
            template=revision["template"],
            left_out=revision["left_out"] // DIGEST,
            origins=json.loads(revision["origins"]),
            captures=_captures(connection, revision["id"]),
        )
        for revision in rows
    ]


def _captures(connection: sqlite3.Connection, revision: int) -> list[Provenance]:
    rows = connection.execute(
        "SELECT c.url, c.fetched, c.status, c.payload_sha256, f.path, c.warc_offset, c.tls_unverified, "
        "c.retrieved_from, r.part "
        "FROM revision_captures r JOIN captures c ON c.id = r.capture JOIN warc_files f ON f.id = c.warc_file "
        "WHERE r.revision = ? ORDER BY c.id",
        (revision,),
    )
    return [Provenance(*row) for row in rows]
