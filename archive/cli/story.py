"""`arsip story`: correcting which articles are taken for one text, and the log of that."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click

from archive.cli.story_text import decision_line, parted_line
from archive.clock import now
from archive.database import open_for_reading, open_for_writing
from archive.folder import find_archive
from archive.history import find_article
from archive.likeness.joined_addresses import part_address, parted
from archive.likeness.story_catch_up import compare_everything_again, compare_some, not_compared
from archive.likeness.story_corrections import decisions, join_by_hand, split_by_hand, take_back

REASON = click.option("--reason", required=True, metavar="TEXT", help="Why; the log keeps it.")


@click.group("story", short_help="Correct which articles are taken for one text.")
def story_group() -> None:
    """Correct which articles are taken for one text. `arsip show ID --story` shows a story, and why it is one.

    A decision counts before what the machine finds, now and in later crawls, until it is taken back.
    """


@story_group.command("join", short_help="Two articles are one text.")
@click.argument("one", metavar="ID|URL")
@click.argument("other", metavar="ID|URL")
@REASON
@click.pass_obj
def join_command(archive: Path | None, one: str, other: str, reason: str) -> int:
    """Take two articles for one text, with all that each is one text with.

    \b
      arsip story join k3v7 q2ab --reason "the same release, shortened"
    """
    return _decide(archive, join_by_hand, (one, other), reason)


@story_group.command("split", short_help="Articles stand apart from their story.")
@click.argument("names", metavar="ID|URL...", nargs=-1, required=True)
@REASON
@click.pass_obj
def split_command(archive: Path | None, names: tuple[str, ...], reason: str) -> int:
    """Part one or more articles from the rest of their story; they stay together with each other.

    \b
      arsip story split k3v7 --reason "another day's parade"
    """
    return _decide(archive, split_by_hand, names, reason)


@story_group.command("part", short_help="A joined address is an article of its own.")
@click.argument("url", metavar="URL")
@REASON
@click.pass_obj
def part_command(archive: Path | None, url: str, reason: str) -> int:
    """Part an address from the article of the same site to which it was joined for giving the same text.

    `arsip show ID` lists the addresses that were joined, and why. The address is fetched at the next crawl, or at once
    by `arsip save URL`, is an article of its own from then on, and is never joined again.

    \b
      arsip story part https://lapas.example/apel-pagi-2/ --reason "another day's parade"
    """
    connection = open_for_writing(find_archive(archive).database)
    try:
        part_address(connection, url, reason, now())
    finally:
        connection.close()
    click.echo(f"parted; to keep it as an article of its own now: arsip save {url}")
    return 0


def _decide(archive: Path | None, decide: Callable[..., int], names: tuple[str, ...], reason: str) -> int:
    connection = open_for_writing(find_archive(archive).database)
    try:
        number = decide(connection, [find_article(connection, name) for name in names], reason, now())
    finally:
        connection.close()
    click.echo(f'decision {number}; to take it back: arsip story undo {number} --reason "…"')
    return 0


@story_group.command("undo", short_help="Take a decision back.")
@click.argument("number", type=int)
@REASON
@click.pass_obj
def undo_command(archive: Path | None, number: int, reason: str) -> int:
    """Take the decision NUMBER of `arsip story log` back; it stays in the log."""
    connection = open_for_writing(find_archive(archive).database)
    try:
        take_back(connection, number, reason, now())
    finally:
        connection.close()
    click.echo(f"decision {number} counts no more")
    return 0


@story_group.command("log", short_help="Every decision, with its time and reason.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def log_command(archive: Path | None, as_json: bool) -> int:  # noqa: FBT001 click gives it by name
    """List every decision, the oldest first, also those that were taken back; then the addresses that were parted."""
    connection = open_for_reading(find_archive(archive).database)
    found, apart = decisions(connection), parted(connection)
    connection.close()
    if as_json:
        everything = [*(asdict(one) for one in found), *(asdict(one) | {"kind": "part"} for one in apart)]
        click.echo(json.dumps(everything, ensure_ascii=False, indent=2))
    else:
        lines = [*(decision_line(one) for one in found), *(parted_line(one) for one in apart)]
        click.echo("\n".join(lines) or "no decision yet")
    return 0


@story_group.command("rebuild", short_help="Compare what is stored already.")
@click.option("--all", "everything", is_flag=True, help="All articles anew, not only those that never were compared.")
@click.pass_obj
def rebuild_command(archive: Path | None, everything: bool) -> int:  # noqa: FBT001 click gives it by name
    """Compare the stored articles that were never compared, as those that an older Arsip kept.

    Decisions stand. What is broken off goes on where it was when it is run again.
    """
    connection = open_for_writing(find_archive(archive).database)
    try:
        if everything:
            compare_everything_again(connection)
        total = not_compared(connection)
        done = sum(compare_some(connection))
    finally:
        connection.close()
    click.echo(f"{done:,} of {total:,} articles compared")
    return 0
