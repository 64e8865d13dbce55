"""The command line: `arsip`. One file a noun; each command calls the archive and shows what it returns."""

import sqlite3
import sys
from pathlib import Path

import click

from archive.cli.loading import LoadedWhenAsked
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


COMMANDS = {
    "demo": "archive.cli.demo:demo_command",
    "init": "archive.cli.init:init_command",
    "source": "archive.cli.source:source_group",
    "crawl": "archive.cli.crawl:crawl_command",
    "read": "archive.cli.read:read_command",
    "schedule": "archive.cli.schedule:schedule_group",
    "reread": "archive.cli.reread:reread_command",
    "save": "archive.cli.save:save_command",
    "import": "archive.cli.import_captures:import_command",
    "search": "archive.cli.search:search_command",
    "count": "archive.cli.count:count_command",
    "concordance": "archive.cli.concordance:concordance_command",
    "show": "archive.cli.show:show_command",
    "story": "archive.cli.story:story_group",
    "browse": "archive.cli.browse:browse_command",
    "status": "archive.cli.status:status_command",
    "verify": "archive.cli.verify:verify_command",
}


@click.group(
    cls=LoadedWhenAsked,
    places=COMMANDS,
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
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
