"""The shipped catalogue: sources that Arsip knows of, one TOML file each; an archive adopts what it wants of them."""

from functools import cache
from importlib.resources import files
from types import MappingProxyType

from archive.sources import Source, parse_source

PACKAGE, FOLDER = "spiders", "sources"  # by name, as the spiders are: the archive depends on neither


@cache
def catalogue() -> MappingProxyType[str, Source]:
    """Every source of the shipped catalogue by name, in the order of the names.

    Raises `ArsipError` with file, line and key where one of them is wrong.
    """
    found = sorted((file.name, file) for file in files(PACKAGE).joinpath(FOLDER).iterdir())
    sources = [
        parse_source(file.read_text(encoding="utf-8"), f"{FOLDER}/{name}")
        for name, file in found
        if name.endswith(".toml")
    ]
    return MappingProxyType({source.name: source for source in sources})


def from_catalogue(name: str) -> Source | None:
    """The source that the catalogue has under this name; None where it has none.

    Its `platform` is "unknown" where no evidence tells it: the look at the site that adopts it finds it out.
    """
    return catalogue().get(name)
