"""A source as a file for people: its keys in groups, with a line of comment over each."""

from collections.abc import Iterator, Sequence

import tomli_w

from archive.sources import Source, stated

GROUPS = {
    "What it is": (
        *("name", "url", "platform", "title", "kind", "place", "dateline_habit", "time_zone", "language"),
        *("unit", "network", "publisher", "press_council", "press_council_on", "former", "active"),
    ),
    "Where its address is shown to exist, and when `arsip source check` last reached it": ("evidence", "checked"),
    "How it is walked": ("ways", "feeds", "sitemaps", "listings", "index", "only"),
    "How it is visited": ("capture", "media", "media_hosts", "pace", "local", "any_certificate", "wayback"),
    "When it is looked at": ("every", "cron", "quiet"),
}


def commented_text(source: Source, remarks: Sequence[str] = ()) -> str:
    """The TOML text of a source with comments; it reads back as the same source.

    Only what differs from the defaults stands in it. `remarks` become lines of comment at its top.
    """
    facts = stated(source)
    parts = ["\n".join(_comments(remarks))] if remarks else []
    for heading, keys in GROUPS.items():
        group = {key: facts[key] for key in keys if key in facts}
        if group:
            parts.append(f"# {heading}\n{tomli_w.dumps(group).rstrip()}")
    return "\n\n".join(parts) + "\n"


def _comments(remarks: Sequence[str]) -> Iterator[str]:
    """Remarks as comments: a line each, of signs that TOML allows in one."""
    for line in "\n".join(remarks).splitlines():
        printable = "".join(sign if sign.isprintable() else " " for sign in line)
        yield f"# {printable}".rstrip()
