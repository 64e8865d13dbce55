"""The texts of the demo's stories, as archive/data/demo.toml has them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Plot:
    """One kind of story: its section, tags, headline, photo caption and paragraphs, with slots in braces."""

    section: str
    tags: tuple[str, ...]
    headline: str
    caption: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything that is told: plots, and what fills their slots (of `numbers` the least and the most)."""

    releases: tuple[Plot, ...]
    news: tuple[Plot, ...]
    names: dict[str, list[str]]
    numbers: dict[str, tuple[int, int]]
    comments: tuple[str, ...]
    reporters: tuple[str, ...]
    signatures: tuple[str, ...]


@cache
def texts() -> Texts:
    """The texts, read once."""
    table = tomllib.loads(files("archive").joinpath("data/demo.toml").read_text(encoding="utf-8"))
    return Texts(
        releases=tuple(_plot(plot) for plot in table["releases"]),
        news=tuple(_plot(plot) for plot in table["news"]),
        names=table["names"],
        numbers={name: (least, most) for name, (least, most) in table["numbers"].items()},
        comments=tuple(table["comments"]),
        reporters=tuple(table["reporters"]),
        signatures=tuple(table["signatures"]),
    )


def _plot(table: dict[str, object]) -> Plot:
    return Plot(**{name: tuple(value) if isinstance(value, list) else value for name, value in table.items()})  # type: ignore[arg-type]  # the file's keys are its fields
