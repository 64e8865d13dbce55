"""`arsip source`: the sites that an archive has adopted, and those that it could."""

import click

from archive.cli.source_add import add_command
from archive.cli.source_check import check_command
from archive.cli.source_list import list_command


@click.group("source")
def source_group() -> None:
    """Adopt sites, list them, and check them."""


for command in (add_command, list_command, check_command):
    source_group.add_command(command)
