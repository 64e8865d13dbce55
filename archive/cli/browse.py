"""`arsip browse`: the archive in a browser."""

import webbrowser
from pathlib import Path

import click

from archive.database import open_for_reading
from archive.folder import find_archive


@click.command("browse", short_help="Read and search the archive in a browser.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets other machines read along.")
@click.option("--open", "open_it", is_flag=True, help="Open the first page in the browser.")
@click.pass_obj
def browse_command(archive: Path | None, port: int, host: str, open_it: bool) -> int:  # noqa: FBT001 click gives it by name
    """Read and search the archive in a browser, until Ctrl-C.

    Articles, their versions and captures have pages of their own; every table can be queried in Datasette. Nothing is
    written, and a crawl may run meanwhile.

    \b
      arsip browse --open
      arsip browse --host 0.0.0.0 --port 8080
    """
    from archive.browse.server import listen, serve  # noqa: PLC0415 Datasette takes long to import for other commands

    folder = find_archive(archive)
    if folder.database.is_file():
        open_for_reading(folder.database).close()
    folder.config()
    listening = listen(host, port)
    shown_host, shown_port = listening.getsockname()[:2]
    address = f"http://[{shown_host}]:{shown_port}/" if ":" in shown_host else f"http://{shown_host}:{shown_port}/"
    click.echo(f"The archive can be read at {address} until Ctrl-C.")
    if open_it:
        webbrowser.open(address)
    serve(folder, listening)
    return 0
