"""Articles: `keep` decides whether an item is new, revised, or known as it stands."""

import json
import sqlite3
from typing import Any

from archive.article_columns import columns_of, digest_of, text_digest, words_of
from archive.changes.template_snapshots import differs_by_template
from archive.changes.weighing import Weighed, has_same_bytes, note_lines, note_variant, weigh
from archive.items import ArticleItem
from archive.keeping import Keep, Keeping, Kept
from archive.known_articles import KNOWN, find, follow, has_ended, note_live
from archive.likeness.joined_addresses import OTHER_TEXT, Newcomer, end_join, join_twin, joined_article
from archive.revisions import DATA_READERS, fill, insert, link_capture, put_in_place, read_better, revise, update
from archive.vocabulary import ChangeKind


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
    new = Newcomer(
        item.canonical, item.headline, text_digest(item), item.published if columns["published_day"] else None
    )
    twin = join_twin(at.connection, at.source, new, next(iter(at.captures), None), at.now)
    row: sqlite3.Row | None = at.connection.execute(f"{KNOWN} a.id = ?", (twin,)).fetchone() if twin else None
    return row


def is_second_address(item: ArticleItem, known: sqlite3.Row, at: Keeping) -> bool:
    """True for an item under an address that was joined to its article, while that still has its own."""
    if known["url"] == item.canonical or has_ended(known["url"], at):
        return False
    return joined_article(at.connection, at.source, item.canonical) == int(known["id"])


def keep_second(item: ArticleItem, columns: dict[str, Any], known: sqlite3.Row, at: Keeping) -> Keep:
    """Meet an article under its second address: that changes nothing; one that gives another text is itself."""
    if _tells_known_text(item, columns, known, at):
        note_live(known, at)
        return Keep(Kept.SAME, int(known["id"]))
    end_join(at.connection, at.source, item.canonical, OTHER_TEXT, at.now)
    return Keep(Kept.NEW, insert(item, columns, digest_of(columns), at))


def _tells_known_text(item: ArticleItem, columns: dict[str, Any], known: sqlite3.Row, at: Keeping) -> bool:
    """True when an item has the words of an article, as they are or as they ever were."""
    if known["reader"] in DATA_READERS and item.reader not in DATA_READERS:
        return True
    if known["reader"] == item.reader and known["reader_version"] != item.reader_version:
        return True  # two readings cannot be told from two texts
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
            update({"modified": columns["modified"]}, known, at)
        return Kept.SAME
    is_data, was_data = item.reader in DATA_READERS, known["reader"] in DATA_READERS
    if was_data and not is_data:
        fill(item, columns, known, at)
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
        read_better(item, columns, digest, known, at)
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
        update({"modified": columns["modified"]}, known, at)
    fill(item, columns, known, at)
