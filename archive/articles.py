"""Articles and their revisions: `keep` decides whether an item is new, revised, or known as it stands."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from archive.clock import stamp
from archive.items import ArticleItem
from archive.joined_addresses import OTHER_TEXT, Newcomer, end_join, join_twin, joined_article
from archive.sightings import note_return
from archive.statements_kept import note_statements, renew_statements
from archive.stories import change_story, join_story, redate_story
from archive.template_snapshots import differs_by_template, keep_blocks
from archive.units_kept import link_units
from archive.urls import public_id, spellings
from archive.vocabulary import ArticleKind, ArticleState, ChangeKind, Fate
from archive.weighing import Weighed, has_same_bytes, note_lines, note_variant, store_changes, weigh

DATA_READERS = frozenset({"wordpress-rest"})
SHORTEST_TEXT = 20
SEARCHED = ("headline", "lead_caption", "body")
COMPARED = ("headline", "body", "event_date", "published", "place", "details")
DETAILS = (
    "body_html",
    "images",
    "attachments",
    "dateline",
    "published_raw",
    "event_date_raw",
    "event_date_inferred",
    "event_date_conflict",
    "units",
    "paywalled",
    "advertorial",
    "release_marked",
    "zone_suspect",
    "planted_spam",
)
FILLED_BY_THE_PAGE = (
    "lead_image",
    "lead_caption",
    "lead_credit",
    "section",
    "tags",
    "credits",
    "modified",
    "published",
)


class Kept(StrEnum):
    """What keeping an item came to."""

    NEW = "new"
    REVISED = "revised"
    SAME = "same"


class Keep(NamedTuple):
    """What keeping an item came to: the article's row, and whether it has moved to another address.

    `redated`: its date of change is another one, and nothing else is.
    """

    kept: Kept
    article: int
    moved: bool = False
    redated: bool = False


@dataclass(slots=True)
class Search:
    """What one transaction has yet to change in the full-text index: all at its end, since each turn costs a segment.

    `leaving` holds entries as they stand in the index, by article; `entering` the articles that it gets as they will
    stand in the table. So an article whose change was rolled back meanwhile does no harm.
    """

    leaving: dict[int, tuple[str | None, ...]] = field(default_factory=dict)
    entering: set[int] = field(default_factory=set)

    def enter(self, article: int) -> None:
        """Index a new article."""
        self.entering.add(article)

    def renew(self, known: sqlite3.Row) -> None:
        """Index an article anew that has been as `known` says; one that has not entered yet has no entry to leave."""
        if known["id"] not in self.entering:
            self.leaving[known["id"]] = tuple(known[name] for name in SEARCHED)
            self.entering.add(known["id"])

    def flush(self, connection: sqlite3.Connection) -> None:
        """Bring the index up to date."""
        connection.executemany(
            "INSERT INTO articles_fts (articles_fts, rowid, headline, lead_caption, body) "
            "VALUES ('delete', ?, ?, ?, ?)",
            ((article, *entry) for article, entry in sorted(self.leaving.items())),
        )
        if self.entering:
            connection.execute(
                "INSERT INTO articles_fts (rowid, headline, lead_caption, body) "
                "SELECT id, headline, lead_caption, body FROM articles WHERE id IN (SELECT value FROM json_each(?))",
                (_json(sorted(self.entering)),),
            )
        self.leaving.clear()
        self.entering.clear()


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where and when an item is kept: source and captures are rows' ids, `now` is in UTC.

    `seen` is when its page was captured, where that was not now: another crawler did it.
    """

    connection: sqlite3.Connection
    search: Search
    source: int
    captures: tuple[int, ...]
    now: datetime
    seen: datetime | None = None

    @property
    def observed(self) -> str:
        """The stamp of the moment at which the article stood so."""
        return stamp(self.seen or self.now)


def keep(item: ArticleItem, at: Keeping) -> Keep:
    """Store an item; return what became of it.

    The same text at the same canonical address is never stored twice. Where a data interface gave the article,
    the reading of its HTML page only fills what is still unknown and adds its capture. An article that comes under
    another address moves there, and keeps its id; the old address stays known as one of its own. An unknown address of
    the same source that gives a known text within a day is joined to it.
    """
    columns = columns_of(item)
    digest = digest_of(columns)
    known = find(item, at) or _find_twin(item, columns, at)
    if known is None:
        return Keep(Kept.NEW, insert(item, columns, digest, at))
    if is_second_address(item, known, at):
        return keep_second(item, columns, known, at)
    kept = _meet_again(item, columns, digest, known, at)
    redated = kept is Kept.SAME and columns["modified"] not in {None, known["modified"]}
    return Keep(kept, int(known["id"]), moved=follow(item, known, at), redated=redated)


def _find_twin(item: ArticleItem, columns: dict[str, Any], at: Keeping) -> sqlite3.Row | None:
    new = Newcomer(item.canonical, item.headline, _text_digest(item), columns["published_day"])
    twin = join_twin(at.connection, at.source, new, next(iter(at.captures), None), at.now)
    row: sqlite3.Row | None = at.connection.execute(f"{KNOWN} a.id = ?", (twin,)).fetchone() if twin else None
    return row


def is_second_address(item: ArticleItem, known: sqlite3.Row, at: Keeping) -> bool:
    """True for an item under an address that was joined to its article, while that still has its own."""
    if known["url"] == item.canonical or _has_ended(known["url"], at):
        return False
    return joined_article(at.connection, at.source, item.canonical) == int(known["id"])


def keep_second(item: ArticleItem, columns: dict[str, Any], known: sqlite3.Row, at: Keeping) -> Keep:
    """Meet an article under its second address: that changes nothing; one that gives another text is itself."""
    if _tells_known_text(item, columns, known, at):
        _note_live(known, at)
        return Keep(Kept.SAME, int(known["id"]))
    end_join(at.connection, at.source, item.canonical, OTHER_TEXT, at.now)
    return Keep(Kept.NEW, insert(item, columns, digest_of(columns), at))


def _tells_known_text(item: ArticleItem, columns: dict[str, Any], known: sqlite3.Row, at: Keeping) -> bool:
    """True when an item has the words of an article, as they are or as they ever were."""
    if known["reader"] in DATA_READERS and item.reader not in DATA_READERS:
        return True
    state = {name: known[name] for name in columns}
    mixed = {**state, "headline": columns["headline"], "body": columns["body"]}
    if differs_by_template(at.connection, item, mixed, known["revision"], known):
        return True
    if weigh(at.connection, at.source, known["id"], state, mixed).kind is ChangeKind.COSMETIC:
        return True
    for (earlier,) in at.connection.execute(
        "SELECT earlier FROM revisions WHERE article = ? AND earlier IS NOT NULL ORDER BY number DESC", (known["id"],)
    ):
        state |= json.loads(earlier)
        if words_of(state) == words_of(columns):
            return True
    return False


def _meet_again(item: ArticleItem, columns: dict[str, Any], digest: bytes, known: sqlite3.Row, at: Keeping) -> Kept:
    if known["digest"] == digest:
        if known["modified"] != columns["modified"] and columns["modified"]:
            _update({"modified": columns["modified"]}, known, at)
        return Kept.SAME
    is_data, was_data = item.reader in DATA_READERS, known["reader"] in DATA_READERS
    if was_data and not is_data:
        _fill(item, columns, known, at)
        return Kept.SAME
    if known["variant"] == digest:
        return Kept.SAME
    if _is_another_reading(item, columns, known, at):
        modified = columns["modified"] or known["modified"]
        put_in_place(item, {**columns, "modified": modified, "digest": digest}, item.origins, known, at)
        link_capture(item, known["revision"], at)
        return Kept.SAME
    weighed = weigh(at.connection, at.source, known["id"], dict(known), columns)
    if weighed.kind is not ChangeKind.COSMETIC:
        revise(item, columns, known, weighed, at)
        return Kept.REVISED
    if is_data and not was_data:
        _read_better(item, columns, digest, known, at)
    else:
        _see_alike(item, columns, known, at, weighed)
    return Kept.SAME


def _is_another_reading(item: ArticleItem, columns: dict[str, Any], known: sqlite3.Row, at: Keeping) -> bool:
    """True when an article differs from what is known of it by how it was read alone: a template, or the same bytes."""
    if differs_by_template(at.connection, item, columns, known["revision"], known):
        return True
    return item.reader not in DATA_READERS and has_same_bytes(at.connection, known["revision"], at.captures)


def _see_alike(item: ArticleItem, columns: dict[str, Any], known: sqlite3.Row, at: Keeping, weighed: Weighed) -> None:
    """Leave an article as it stands that came in other clothes, but for what was unknown of it."""
    note_variant(at.connection, known["revision"], digest_of(columns), weighed.changes, at.observed)
    note_lines(at.connection, at.source, known["id"], None, weighed)
    if known["modified"] != columns["modified"] and columns["modified"]:
        _update({"modified": columns["modified"]}, known, at)
    _fill(item, columns, known, at)


def words_of(columns: "dict[str, Any] | sqlite3.Row") -> list[str]:
    """What a reader of the article sees of its text, whatever reader it went through."""
    return f"{columns['headline'] or ''} {columns['body']}".split()


KNOWN = (
    "SELECT a.*, r.id AS revision, r.reader, r.variant FROM articles a "
    "JOIN revisions r ON r.article = a.id AND r.number = a.revisions WHERE"
)


def find(item: ArticleItem, at: Keeping) -> sqlite3.Row | None:
    """The article by the site's own short address of it, by its canonical address, or by another known spelling.

    All `spellings` of an address name one article.
    """
    row: sqlite3.Row | None = None
    if item.shortlink is not None:
        row = at.connection.execute(f"{KNOWN} a.shortlink = ?", (item.shortlink,)).fetchone()
    if row is None:
        ids = [public_id(spelling) for spelling in spellings(item.canonical)]
        among = "a.public_id IN (SELECT value FROM json_each(?))"
        rows = at.connection.execute(f"{KNOWN} {among}", (_json(ids),)).fetchall()
        row = min(rows, key=lambda found: ids.index(found["public_id"]), default=None)
    if row is None:
        alias = (
            "a.id = coalesce((SELECT article FROM urls WHERE canonical = :canonical AND source = :source), "
            "(SELECT article FROM joined_addresses WHERE canonical = :canonical AND source = :source "
            "AND undone IS NULL))"
        )
        row = at.connection.execute(f"{KNOWN} {alias}", {"canonical": item.canonical, "source": at.source}).fetchone()
    return row


def is_emptied(item: ArticleItem, at: Keeping) -> bool:
    """True for what is an article still, and has nothing left of the text that is known of it."""
    if not item.is_article or item.body.strip():
        return False
    known = find(item, at)
    return known is not None and known["words"] >= SHORTEST_TEXT


def follow(item: ArticleItem, known: sqlite3.Row, at: Keeping) -> bool:
    """Note that an article is (again) live, and where; True when it has moved to another address.

    A data interface says where its articles are. A page's own address counts when the old one has ended: two
    spellings that both answer are no move.
    """
    values: dict[str, Any] = {}
    _note_live(known, at)
    if known["shortlink"] is None and item.shortlink is not None:
        values["shortlink"] = item.shortlink
    moved = known["url"] != item.canonical and (item.reader in DATA_READERS or _has_ended(known["url"], at))
    if moved:
        values["url"] = item.canonical
    if values:
        _update(values, known, at)
    return moved


def _note_live(known: sqlite3.Row, at: Keeping) -> None:
    if known["missing"] is not None or known["state"] == ArticleState.GONE:
        note_return(at.connection, known["id"], next(iter(at.captures), None), at.now)


def _has_ended(canonical: str, at: Keeping) -> bool:
    row = at.connection.execute(
        "SELECT fate FROM urls WHERE canonical = ? AND source = ?", (canonical, at.source)
    ).fetchone()
    return row is not None and row["fate"] in {Fate.MOVED, Fate.GONE}


def columns_of(item: ArticleItem) -> dict[str, Any]:
    """The item as the columns of `articles`, the ones that are derived from its content."""
    details = {name: value for name in DETAILS if (value := getattr(item, name))}
    if item.dateline.raw is None:
        del details["dateline"]
    return {
        "headline": item.headline,
        "lead_caption": item.lead_caption,
        "lead_credit": item.lead_credit,
        "lead_image": item.lead_image,
        "dateline": item.dateline.raw,
        "place": item.dateline.place,
        "region": item.dateline.region,
        "published": item.published,
        "published_precision": item.published_precision,
        "published_day": _day_of(item.published),
        "modified": item.modified,
        "event_date": item.event_date,
        "section": item.section,
        "tags": _json(item.tags) if item.tags else None,
        "credits": _json(item.credits) if item.credits else None,
        "language": item.language,
        "words": len(item.body.split()),
        "body": item.body,
        "details": _json(details),
    }


def _day_of(published: str | None) -> str | None:
    """The publisher's local day of a date in ISO 8601; None for a month, and for what is no date."""
    day = (published or "")[: len("2020-02-27")]
    try:
        return date.fromisoformat(day).isoformat() if "-" in day else None
    except ValueError:
        return None


def _fields(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__}


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_fields).encode  # one encoder: made once


def kind_of(details: str) -> ArticleKind:
    """What an article is marked as, by its column `details`: a quoted name can stand in no text of that JSON."""
    if '"release_marked":true' in details:
        return ArticleKind.RELEASE
    return ArticleKind.ADVERTORIAL if '"advertorial":true' in details else ArticleKind.NEWS


def digest_of(columns: dict[str, Any]) -> bytes:
    """Tells two states of an article apart; the date of a change that changed nothing else is none."""
    columns = {name: value for name, value in columns.items() if name != "modified"}
    return hashlib.blake2b(_json(columns).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _text_digest(item: ArticleItem) -> int | None:
    words = item.body.casefold().split()
    if len(words) < SHORTEST_TEXT:
        return None
    digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def insert(item: ArticleItem, columns: dict[str, Any], digest: bytes, at: Keeping) -> int:
    """Store a new article with its first revision, and return its row's id."""
    row = {
        "public_id": public_id(item.canonical),
        "source": at.source,
        "url": item.canonical,
        "shortlink": item.shortlink,
        **columns,
        "kind": kind_of(columns["details"]),
        "digest": digest,
        "text_digest": _text_digest(item),
        "compared": None if item.sketch is None else 1,
        "first_seen": at.observed,
    }
    article = at.connection.execute(INSERT_ARTICLE, row).lastrowid
    if article is None:
        raise RuntimeError("SQLite gave no row id")
    at.search.enter(article)
    if item.units:
        link_units(at.connection, article, item.units)
    add_revision(item, article, 1, None, at)
    if item.sketch:
        join_story(at.connection, article, item.sketch)
    note_statements(at.connection, article, item)
    return article


def _insert_statement() -> str:
    names = ["public_id", "source", "url", "shortlink", *columns_of(ArticleItem("", "", "")), "digest", "text_digest"]
    names += ["compared", "first_seen", "kind"]
    marks = ", ".join(f":{name}" for name in names)
    return f"INSERT INTO articles ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 names of our own columns


INSERT_ARTICLE = _insert_statement()


def add_revision(item: ArticleItem, article: int, number: int, changed: list[str] | None, at: Keeping) -> int:
    """Insert a revision with its capture, and return its row's id."""
    revision = at.connection.execute(
        "INSERT INTO revisions (article, number, observed, changed, reader, reader_version, template_snapshot, "
        "origins) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            article,
            number,
            at.observed,
            _json(changed) if changed else None,
            item.reader,
            item.reader_version,
            item.template_snapshot,
            _json(item.origins),
        ),
    ).fetchone()[0]
    keep_blocks(at.connection, at.source, revision, item)
    link_capture(item, revision, at)
    return int(revision)


def link_capture(item: ArticleItem, revision: int, at: Keeping) -> None:
    """Note that a revision was (also) read from the captures in hand."""
    at.connection.executemany(
        "INSERT OR IGNORE INTO revision_captures (revision, capture, part) VALUES (?, ?, ?)",
        [(revision, capture, item.part or "") for capture in at.captures],
    )


def revise(item: ArticleItem, columns: dict[str, Any], known: sqlite3.Row, weighed: Weighed, at: Keeping) -> None:
    """Let another state of a known article be its newest, and keep what it was before; `weighed` is how they differ."""
    digest = digest_of(columns)
    columns, origins = _with_what_the_page_filled(item, columns, known, at)
    changed = [name for name, value in columns.items() if known[name] != value]
    earlier = _json({name: known[name] for name in changed})
    at.connection.execute("UPDATE revisions SET earlier = ? WHERE id = ?", (earlier, known["revision"]))
    columns = {**columns, "digest": digest, "text_digest": _text_digest(item), "revisions": known["revisions"] + 1}
    _update(columns, known, at)
    link_units(at.connection, known["id"], item.units)
    _look_for_story(item, columns, known, at)
    revision = add_revision(replace(item, origins=origins), known["id"], known["revisions"] + 1, changed, at)
    store_changes(at.connection, revision, weighed.changes)
    note_lines(at.connection, at.source, known["id"], revision, weighed)


def _read_better(item: ArticleItem, columns: dict[str, Any], digest: bytes, known: sqlite3.Row, at: Keeping) -> None:
    """Put a data interface's reading in the place of a page's reading of the same text."""
    columns, origins = _with_what_the_page_filled(item, columns, known, at)
    put_in_place(item, {**columns, "digest": digest}, origins, known, at)
    link_capture(item, known["revision"], at)


def _with_what_the_page_filled(
    item: ArticleItem, columns: dict[str, Any], known: sqlite3.Row, at: Keeping
) -> tuple[dict[str, Any], dict[str, str]]:
    """The columns and origins of a data interface's item, with what only the article's page has told so far."""
    if item.reader not in DATA_READERS:
        return columns, item.origins
    kept = {name for name in FILLED_BY_THE_PAGE if columns[name] is None and known[name] is not None}
    origins = {name: origin for name, origin in _origins(known, at).items() if name in kept}
    return {name: known[name] if name in kept else value for name, value in columns.items()}, origins | item.origins


def _origins(known: sqlite3.Row, at: Keeping) -> dict[str, str]:
    row = at.connection.execute("SELECT origins FROM revisions WHERE id = ?", (known["revision"],)).fetchone()
    origins: dict[str, str] = json.loads(row[0])
    return origins


def put_in_place(
    item: ArticleItem, values: dict[str, Any], origins: dict[str, str], known: sqlite3.Row, at: Keeping
) -> None:
    """Let another reading of the newest revision take the place of the one that there is."""
    _update({**values, "text_digest": _text_digest(item)}, known, at)
    link_units(at.connection, known["id"], item.units)
    _look_for_story(item, values, known, at)
    at.connection.execute(
        "UPDATE revisions SET reader = ?, reader_version = ?, template_snapshot = ?, origins = ? WHERE id = ?",
        (item.reader, item.reader_version, item.template_snapshot, _json(origins), known["revision"]),
    )
    keep_blocks(at.connection, known["source"], known["revision"], item)


def _look_for_story(item: ArticleItem, values: dict[str, Any], known: sqlite3.Row, at: Keeping) -> None:
    """Compare an article anew where what is compared has changed; an item without a sketch is left as it is."""
    if any(values[name] != known[name] for name in COMPARED if name in values):
        renew_statements(at.connection, known["id"], item)
        if item.sketch is not None:
            change_story(at.connection, known["id"])


def _fill(item: ArticleItem, columns: dict[str, Any], known: sqlite3.Row, at: Keeping) -> None:
    gained = {name: columns[name] for name in FILLED_BY_THE_PAGE if known[name] is None and columns[name] is not None}
    if gained:
        if "published" in gained:
            gained |= {name: columns[name] for name in ("published_precision", "published_day")}
        _update(gained, known, at)
        origins = _origins(known, at) | {name: item.origins[name] for name in gained if name in item.origins}
        at.connection.execute("UPDATE revisions SET origins = ? WHERE id = ?", (_json(origins), known["revision"]))
        if "published" in gained and known["compared"]:
            change_story(at.connection, known["id"])
    link_capture(item, known["revision"], at)


def _update(values: dict[str, Any], known: sqlite3.Row, at: Keeping) -> None:
    """Change columns of an article, and its entry in the index where it is searched."""
    if any(name in values and values[name] != known[name] for name in SEARCHED):
        at.search.renew(known)
    if "details" in values:
        values = {**values, "kind": kind_of(values["details"])}
    sets = ", ".join(f"{name} = ?" for name in values)
    at.connection.execute(
        f"UPDATE articles SET {sets} WHERE id = ?",  # noqa: S608 names of our own columns
        (*values.values(), known["id"]),
    )
    redate_story(at.connection, known["id"])


def count_articles(connection: sqlite3.Connection, source: str | None = None) -> int:
    """How many articles the archive holds, of one source or of all."""
    if source is None:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    query = "SELECT count(*) FROM articles WHERE source = (SELECT id FROM sources WHERE name = ?)"
    return int(connection.execute(query, (source,)).fetchone()[0])
