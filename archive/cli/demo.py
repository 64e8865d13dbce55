"""`arsip demo`: a tour through Arsip on two invented sites."""

import os
import shlex
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import click

from archive.clock import now
from archive.completeness.status import status
from archive.database import open_for_reading, open_for_writing
from archive.demo.tour import FOLDER, PRISON, TITLES, Tour, prepare
from archive.errors import ArsipError
from archive.history import find_article, known_article
from archive.likeness.story_figures import count_copies, most_copied
from archive.sources import load_sources
from archive.vocabulary import EXIT_CODES, Exit

RUN = (sys.executable, "-c", "from archive.cli import main; main()")
SEARCHES = (
    (('"warga binaan" panen*', "--from", "2020"), "a phrase, and all words that begin so, from 2020 on"),
    (("razia -narkoba", "--source", PRISON, "--limit", "2"), "without a word, one source alone"),
    (("banjir OR festival", "--from", "2019-06", "--to", "2019-12", "--limit", "2"), "either word, in half a year"),
)


@click.command("demo", short_help="Take a tour: two invented sites, crawled and searched.")
@click.option("--browse", is_flag=True, help="Open the archive's pages at the end.")
def demo_command(browse: bool) -> int:  # noqa: FBT001 click gives it by name
    """Crawl two invented news sites on this machine into ./arsip-demo, and search what was found.

    A regional daily and a prison's own site, served by this command itself, are crawled by the real crawler. Nothing
    leaves this machine, and no other archive is touched. Takes less than a minute; run it again and it stores nothing
    new. Delete the folder arsip-demo when you have seen enough.

    \b
      arsip demo
      arsip demo --browse
    """
    with ExitStack() as closing:
        tour = prepare(FOLDER, closing)
        open_for_writing(tour.folder.database).close()
        click.echo("Two invented sites, served by this machine to itself (Data contoh):")
        click.echo(f"  {tour.daily.title:28} {tour.daily.url}  {len(tour.daily.stories)} posts, REST interface open")
        click.echo(f"  {tour.prison.title:28} {tour.prison.url}  {len(tour.prison.stories)} posts, sitemap only")
        _crawl(tour)
        _report(tour)
    for words, what in SEARCHES:
        _search(words, what)
    _show_next(tour)
    return _browse() if browse else EXIT_CODES[Exit.OK]


def _crawl(tour: Tour) -> None:
    if tour.again:
        click.echo("\nThe demo's archive is there already: crawled once more.")
        _run("crawl", *TITLES)
        return
    click.echo("\nThe first crawl takes everything:")
    _run("crawl")
    tour.edit()
    click.echo("\nMeanwhile the daily's editor corrects a story. The second crawl asks only for what is new:")
    _run("crawl", *TITLES)


def _run(*words: str) -> None:
    """Run one command of Arsip on the demo's archive; its own words go to this terminal."""
    sys.stdout.flush()
    code = _arsip(*words)
    if code:
        raise ArsipError(f"the demo was broken off: `arsip {words[0]}` ended with the exit code {code}")


def _arsip(*words: str) -> int:
    done = subprocess.run([*RUN, "--archive", str(FOLDER), *words], check=False)  # noqa: S603 our own command
    return done.returncode


def _report(tour: Tour) -> None:
    connection = open_for_reading(tour.folder.database)
    sources = load_sources(tour.folder.sources)
    standing = status(connection, sources.values(), now(), sources)
    copies, same = count_copies(connection)
    connection.close()
    click.echo("\nWhat is in the archive now:")
    for one in standing:
        click.echo(f"  {one.source}: {one.found} addresses found, {one.articles} articles")
        for reason, count in one.not_stored.items():
            click.echo(f"    {count} not stored: {REASONS.get(reason, reason)}")
    click.echo(
        f"  {copies} articles of the one site are taken from the other, {same} of them word for word, and are known to"
    )
    click.echo("  a calendar without an end was left alone")


REASONS = {
    "protected": "protected (it asks for a password)",
    "robots": "robots (the site's robots.txt forbids it)",
    "not-found": "not-found (it is in the sitemap, and no longer there)",
    "not-an-article": "not-an-article (a static page)",
}


def _search(words: tuple[str, ...], what: str) -> None:
    click.echo(f"\nSearch: {what}\n$ {command('search', *words)}")
    _run("search", *words)


def command(*words: str) -> str:
    """The command as it can be pasted into the shell from which the demo was run."""
    program = Path(sys.argv[0])
    if program.name != "arsip":
        program = Path(sys.executable).with_name("arsip")
    here = os.path.relpath(program)
    shown = here if not here.startswith("..") else str(program)
    on_path = any(Path(folder) == program.parent for folder in os.environ.get("PATH", "").split(os.pathsep))
    return shlex.join(["arsip" if on_path else shown, "--archive", str(FOLDER), *words])


def _show_next(tour: Tour) -> None:
    connection = open_for_reading(tour.folder.database)
    known = known_article(connection, find_article(connection, tour.corrected_at))
    copied = most_copied(connection) or known.id
    connection.close()
    steps = (
        (("show", known.id), "the corrected story, with its revisions and the captures that prove it"),
        (("show", known.id, "--diff"), "what its editor changed, word by word"),
        (("show", copied, "--story"), "a release and the paper that ran it: who was first, what was cut"),
        (("status",), "what is there, what is not, and why"),
        (("verify",), "every capture read again, every digest compared"),
        (("browse",), "the archive's pages in your browser"),
    )
    click.echo("\nGo on from here:")
    for words, what in steps:
        click.echo(f"  {command(*words)}\n      {what}")
    click.echo(
        "\nAn archive of your own: `arsip init`, then `arsip source add` with a site's address, then `arsip crawl`."
    )


def _browse() -> int:
    return _arsip("browse", "--open")
