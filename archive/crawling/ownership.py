"""Whose site it is: the portrait of its home page, and whether somebody else has taken the domain over.

Domains of dead outlets are registered anew, most often for gambling. What then stands there is no new state of what the
archive has: nothing of it is crawled, and the old articles stay as they were.
"""

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from archive.clock import moment, stamp

HOLDS = timedelta(days=1)  # how long a look at the home page is good for


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a home page shows of its site.

    `names` are the telling words of its name and title, `platform` what runs it, `language` its code, `hosts` the other
    hosts that it links to; `advertises` gambling. What it does not show is empty.
    """

    names: tuple[str, ...] = ()
    platform: str = ""
    language: str = ""
    hosts: tuple[str, ...] = ()
    advertises: bool = False


@dataclass(frozen=True, slots=True)
class Owned:
    """What is known of a source's owner: its last portrait, when it was made, since when somebody else has the domain.

    Both moments are stamps in UTC.
    """

    portrait: Portrait | None
    seen: str | None
    taken_over: str | None

    def is_due(self, now: datetime) -> bool:
        """True when the home page is to be looked at before anything else is."""
        return self.taken_over is not None or self.seen is None or moment(self.seen) + HOLDS <= now


def is_taken_over(before: Portrait, today: Portrait) -> bool:
    """True when everything by which a site is known has changed: owner, platform, links to others, and language.

    A site that has begun to advertise gambling under another name is taken over in its old language too. A relaunch
    changes the platform and the links, but keeps the name.
    """
    if not before.names or set(before.names) & set(today.names):
        return False
    stranger = before.platform != today.platform and not set(before.hosts) & set(today.hosts)
    other_language = bool(before.language and today.language) and before.language != today.language
    return stranger and (other_language or (today.advertises and not before.advertises))


def owner_of(connection: sqlite3.Connection, source: int) -> Owned:
    """What is known of the owner of a source."""
    row = connection.execute(
        "SELECT portrait, portrait_seen, taken_over FROM sources WHERE id = ?", (source,)
    ).fetchone()
    return Owned(_portrait(row[0]), row[1], row[2])


def _portrait(text: str | None) -> Portrait | None:
    if text is None:
        return None
    values: dict[str, Any] = json.loads(text)
    values |= {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Portrait(**values)


def note_portrait(connection: sqlite3.Connection, source: int, today: Portrait, now: datetime) -> str | None:
    """Note how the home page looks today; return since when the domain is somebody else's, None where it is not.

    The portrait of a stranger is not kept: the old one stays, and whoever looks like that is welcome back.
    """
    known = owner_of(connection, source)
    if known.portrait is not None and is_taken_over(known.portrait, today):
        since = known.taken_over or stamp(now)
        connection.execute(
            "UPDATE sources SET taken_over = ?, portrait_seen = ? WHERE id = ?", (since, stamp(now), source)
        )
        return since
    connection.execute(
        "UPDATE sources SET portrait = ?, portrait_seen = ?, taken_over = NULL WHERE id = ?",
        (json.dumps(asdict(today), ensure_ascii=False), stamp(now), source),
    )
    return None
