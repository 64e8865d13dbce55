"""The server behind `arsip browse`: one process, one archive, nothing written."""

import errno
import socket
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from archive.browse import plugin
from archive.browse.page import STATIC
from archive.errors import ArsipError
from archive.folder import ArchiveFolder

HERE = Path(__file__).parent


def datasette_over(folder: ArchiveFolder) -> Datasette:
    """A Datasette that reads the archive's database (`mode=ro`, never immutable: a writer may be at work)."""
    if not pm.is_registered(plugin):
        pm.register(plugin, "arsip")
    return Datasette(
        [str(folder.database)],
        template_dir=str(HERE / "templates"),
        static_mounts=[(STATIC, str(HERE / "static"))],
        settings={"default_cache_ttl": 0},
    )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any that is free. Raises `ArsipError` when this one cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be had ({error.strerror})"
        raise ArsipError(f"port {port} of {host} {reason}: choose another with --port; --port 0 takes any") from None


def serve(folder: ArchiveFolder, listening: socket.socket) -> None:
    """Answer on a listening socket until Ctrl-C."""
    config = uvicorn.Config(datasette_over(folder).app(), log_level="warning", lifespan="on")
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        return
    finally:
        listening.close()
