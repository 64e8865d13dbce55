"""`arsip init`: make an archive."""

from pathlib import Path
from zoneinfo import ZoneInfo

import click

from archive.folder import FALL_BACK, Config, create_archive, refuse_taken

INDONESIAN_ZONES = "Asia/Jakarta (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT)"


def _zone(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise click.BadParameter(f"{value!r} is no time zone; {INDONESIAN_ZONES}") from None
    return value


def _free(_context: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    """Before anything is asked."""
    refuse_taken(value)
    return value


@click.command("init", short_help="Make a new archive.")
@click.argument(
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=FALL_BACK,
    metavar="[DIR]",
    is_eager=True,
    callback=_free,
)
@click.option("--institution", prompt="Who keeps this archive", default="", show_default=False, help="Who keeps it.")
@click.option(
    "--contact",
    prompt="Contact for site owners (e-mail or address of a page; without one only local sources are crawled)",
    default="",
    show_default=False,
    help="Whom the owner of a site can write to; it stands in the user agent.",
)
@click.option(
    "--time-zone", prompt="Time zone", default="Asia/Jakarta", callback=_zone, help=f"As in {INDONESIAN_ZONES}."
)
@click.option(
    "--language",
    prompt="Language of the pages",
    type=click.Choice(["id", "en"]),
    default="id",
    help="Of pages that do not say it.",
)
def init_command(folder: Path, institution: str, contact: str, time_zone: str, language: str) -> None:
    """Make a new archive in DIR (default: ./arsip-data).

    Asks for what is not given as an option. The answers stand in DIR/arsip.toml and can be changed there.

    \b
      arsip init
      arsip init berita --institution "Perpustakaan Contoh" --contact arsip@contoh.example
    """
    made = create_archive(folder, Config(institution.strip(), contact.strip(), time_zone, language))
    click.echo(f"An empty archive is ready in {made.path}")
    if not contact.strip():
        click.echo(f"It names no contact yet: only local sources are crawled until {made.path / 'arsip.toml'} has one.")
    click.echo("Next, adopt a site:")
    click.echo(f"  cd {made.path} && arsip source add https://…")
