"""The command line: `arsip`. One file a noun; each command calls the archive and shows what it returns."""

import sqlite3
import sys
from pathlib import Path

import click

from archive.cli.browse import browse_command
from archive.cli.concordance import concordance_command
from archive.cli.count import count_command
from archive.cli.crawl import crawl_command
from archive.cli.demo import demo_command
from archive.cli.import_captures import import_command
from archive.cli.init import init_command
from archive.cli.read import read_command
from archive.cli.reread import reread_command
from archive.cli.save import save_command
from archive.cli.schedule import schedule_group
from archive.cli.search import search_command
from archive.cli.show import show_command
from archive.cli.source import source_group
from archive.cli.status import status_command
from archive.cli.story import story_group
from archive.cli.verify import verify_command
from archive.database import explained
from archive.errors import ArsipError
from archive.vocabulary import EXIT_CODES, Exit

HELP = """The archive of Indonesian regional and prison-service news.

\b
  arsip init arsip-data                    make an archive
  arsip source add https://lapas.example/  look at a site and adopt it
  arsip crawl                              fetch what is due
  arsip schedule run                       go on with that, source by source
  arsip search "warga binaan" --from 2019  find it again
"""


@click.group(help=HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False),
    help="The archive to work in. Else ARSIP_ARCHIVE, the nearest folder above with an arsip.toml, ./arsip-data.",
)
@click.version_option(package_name="arsip")
@click.pass_context
def arsip(context: click.Context, archive: Path | None) -> None:
    """Hand the chosen archive to the command."""
    context.obj = archive


COMMANDS: tuple[click.Command, ...] = (
    demo_command,
    init_command,
    source_group,
    crawl_command,
    read_command,
    schedule_group,
    reread_command,
    save_command,
    import_command,
    search_command,
    count_command,
    concordance_command,
    show_command,
    story_group,
    browse_command,
    status_command,
    verify_command,
)
for command in COMMANDS:
    arsip.add_command(command)


def main() -> None:
    """Run `arsip`: errors in one line that says what to do, exit codes as documented."""
    try:
        code = arsip.main(prog_name="arsip", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        sys.exit(EXIT_CODES[Exit.INTERRUPTED])
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_CODES[Exit.USAGE])
    except ArsipError as error:
        click.echo(f"arsip: {error}", err=True)
        sys.exit(EXIT_CODES[error.exit])
    except sqlite3.Error as error:
        click.echo(f"arsip: {explained(error, Path('archive.db'))}", err=True)
        sys.exit(EXIT_CODES[Exit.ERROR])
    sys.exit(code or 0)
