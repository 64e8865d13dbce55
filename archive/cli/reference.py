"""`python -m archive.cli.reference`: the help of every command as the Markdown of docs/commands.md."""

from collections.abc import Iterator

import click

from archive.cli import arsip
from archive.vocabulary import EXIT_CODES

MEANING = {
    "ok": "done, and nothing is missing",
    "error": "it could not be done; the line on standard error says why and what to do",
    "usage": "the words of the command are off",
    "incomplete": "the crawl (or check) ran to its end, and something is still missing; it says what and why",
    "busy": "another process is crawling this source",
    "full": "the archive could not be written (a full disk, say); nothing is torn, the next crawl goes on",
    "damaged": "`arsip verify` found something wrong, and lists it",
    "interrupted": "stopped by Ctrl-C or SIGTERM; the next crawl goes on from there",
}
WIDTH = 100


def pages(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """The name and help text of a command and of all below it."""
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name, child in children(command, context):
            inner = click.Context(child, info_name=name, parent=context, max_content_width=WIDTH, terminal_width=WIDTH)
            yield from pages(child, inner)


def children(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    """The commands of a group by name, in the order of the alphabet."""
    for name in sorted(group.list_commands(context)):
        if child := group.get_command(context, name):
            yield name, child


def markdown() -> str:
    """The whole reference, as docs/commands.md holds it."""
    root = click.Context(arsip, info_name="arsip", max_content_width=WIDTH, terminal_width=WIDTH)
    parts = ["# Commands", "Made by `python -m archive.cli.reference > docs/commands.md`; a test compares the two."]
    parts += [f"## `{name}`\n\n```text\n{text}\n```" for name, text in pages(arsip, root)]
    rows = "\n".join(f"| {number} | {name} | {MEANING[name]} |" for name, number in EXIT_CODES.items())
    parts.append(f"## Exit codes\n\n| code | name | meaning |\n|---|---|---|\n{rows}")
    return "\n\n".join(parts)


if __name__ == "__main__":
    click.echo(markdown())
