"""`arsip schedule install`: a systemd service that keeps the scheduler running."""

import getpass
import os
import re
import sys
from pathlib import Path

import click

from archive.errors import ArsipError
from archive.folder import ArchiveFolder, find_archive

UNIT = """[Unit]
Description=Arsip: crawl what is due into {folder}
Documentation=man:systemd.service(5)
{after}
[Service]
Type=exec
ExecStart={command} schedule run
WorkingDirectory={escaped}
{user}Restart=on-failure
RestartSec=30
KillMode=mixed
TimeoutStopSec=120
Nice=10
UMask=0027
NoNewPrivileges=yes
{hardening}
[Install]
WantedBy={wanted}
"""
# only what a user's own manager can do without privileges goes into both
HARDENING = """CapabilityBoundingSet=
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ProtectHome=read-only
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictSUIDSGID=yes
LockPersonality=yes
ReadWritePaths={quoted}
"""
AFTER = "Wants=network-online.target\nAfter=network-online.target\n"


@click.command("install", short_help="Write a systemd service for it.")
@click.option("--user", is_flag=True, help="A service of your own account; else one of the system, which needs root.")
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="The folder to write it into instead.")
@click.pass_obj
def install_command(archive: Path | None, user: bool, to: Path | None) -> int:  # noqa: FBT001 click gives it by name
    """Write a systemd service that runs the scheduler of this archive, and say how it is switched on."""
    folder = find_archive(archive)
    place = to or (_user_folder() if user else Path("/etc/systemd/system"))
    path = place / f"{unit_name(folder)}.service"
    try:
        place.mkdir(parents=True, exist_ok=True)
        path.write_text(unit(folder, user=user), encoding="utf-8")
    except OSError as error:
        more = "" if user else ": run it as root, or with --user"
        raise ArsipError(f"{path} cannot be written ({error.strerror}){more}") from None
    control = "systemctl --user" if user else "systemctl"
    journal = "journalctl --user" if user else "journalctl"
    click.echo(f"{path} is written. To switch it on:")
    click.echo(f"  {control} daemon-reload && {control} enable --now {path.stem}")
    click.echo(f"What it does:  {journal} -u {path.stem} -f")
    if user:
        click.echo(f"So that it runs while you are logged out:  loginctl enable-linger {getpass.getuser()}")
    return 0


def _user_folder() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


def unit_name(folder: ArchiveFolder) -> str:
    """The service's name: `arsip-` and the folder's, in letters that systemd takes."""
    return "arsip-" + (re.sub(r"[^A-Za-z0-9_.-]+", "-", folder.path.name).strip("-.") or "archive").removeprefix(
        "arsip-"
    )


def unit(folder: ArchiveFolder, *, user: bool) -> str:
    """The text of the service's file; the system's runs as whoever owns the archive."""
    quoted = _quoted(str(folder.path))
    program = Path(sys.executable).with_name("arsip")
    words = [str(program)] if program.exists() else [sys.executable, "-c", "from archive.cli import main; main()"]
    words += ["--archive", str(folder.path)]
    return UNIT.format(
        folder=folder.path.name.replace("%", "%%"),
        command=" ".join(_quoted(word).replace("$", "$$") for word in words),
        quoted=quoted,
        escaped=str(folder.path).replace("%", "%%"),
        user="" if user else f"User={folder.path.owner()}\n",
        after="" if user else AFTER,
        hardening="" if user else HARDENING.format(quoted=quoted),
        wanted="default.target" if user else "multi-user.target",
    )


def _quoted(word: str) -> str:
    """A word as systemd reads it: quoted, with its specifiers undone."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
