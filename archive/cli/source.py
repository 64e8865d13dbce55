"""`arsip source`: the sites that an archive has adopted."""

import click

from archive.cli.source_add import add_command
from archive.cli.source_list import list_command


@click.group("source")
def source_group() -> None:
    """Adopt sites, and list the adopted ones."""


for command in (add_command, list_command):
    source_group.add_command(command)
