"""A group of commands whose files are imported when they are asked for, so that `arsip search` loads no crawler."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LoadedWhenAsked(click.Group):
    """A group that knows where each of its commands stands: name → `module:variable`, in the order of its help."""

    def __init__(self, *words: Any, places: Mapping[str, str], **named: Any) -> None:
        super().__init__(*words, **named)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click hands it over
        """The names, in the order in which a newcomer meets them."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 click hands it over
        """The command, imported now; None for a name that is none."""
        if cmd_name not in self.places:
            return None
        module, _, variable = self.places[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), variable)
        return command
