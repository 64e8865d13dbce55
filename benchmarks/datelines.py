"""How well datelines are read: place, region and outlet of labelled openings and articles."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive.items import ArticleItem, Dateline
from archive.places.regions import codes_of, key_of, regions
from benchmarks.formats import Share, articles, report, table
from benchmarks.measure import Figure
from pipelines.read_dateline import ReadDateline
from pipelines.tidy_text import TidyText

TEXT = "Sebanyak 40 warga binaan mengikuti lomba masak di aula pada hari itu, kata kepala seksi pembinaan."


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a folder of labelled formats, and print the shares of right places, regions and outlets."""
    return report("datelines", __doc__, measure, arguments)


def measure(folder: Path) -> tuple[list[Figure], list[str]]:
    """Shares in percent and microseconds a text; the notes list what was read wrongly."""
    shares = [_openings(folder), _articles(folder)]
    notes = [miss for group in shares for share in group for miss in share.misses]
    return [*(share.figure() for group in shares for share in group), _cost(folder)], notes


def _openings(folder: Path) -> list[Share]:
    place, outlet, false = (
        Share("places of openings"),
        Share("outlets of openings"),
        Share("openings without a dateline"),
    )
    for row in table(folder, "datelines.tsv"):
        item = _read(("" if row["exact"] == "(none)" else row["exact"]) + TEXT)
        if row["exact"] == "(none)":
            false.add(row["shape"], item.dateline.raw, None)
            continue
        wanted = row["place_norm"].removesuffix(" (desk)")
        place.add(row["exact"], _region_name(item.dateline, wanted), None if wanted == "-" else wanted)
        # an outlet that stands on a line of its own is not part of this opening
        stated = row["outlet"] if row["outlet"].casefold() in row["exact"].casefold() else "-"
        outlet.add(row["exact"], item.dateline.outlet, None if stated == "-" else stated)
    return [place, outlet, false]


def _articles(folder: Path) -> list[Share]:
    names = ("places of articles", "regions of articles", "outlets of articles", "articles without a dateline")
    place, region, outlet, false = (Share(name) for name in names)
    for row in articles(folder):
        item, labels = _read(row["raw_text"]), row["labels"]
        written, made = labels["dateline_place"], labels["dateline_outlet"]
        if not written and not made:
            if labels["is_article"]:
                false.add(row["url"], item.dateline.raw, None)
            continue
        place.add(row["url"], key_of(item.dateline.place or ""), key_of(written or ""))
        outlet.add(row["url"], _outlet(item.dateline.outlet), _outlet(made))
        if written:
            region.add(
                row["url"], _region_name(item.dateline, labels["dateline_place_norm"]), labels["dateline_place_norm"]
            )
    return [place, region, outlet, false]


def _read(text: str) -> ArticleItem:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=text)
    for verb in (TidyText(), ReadDateline()):
        verb.work(item)
    return item


def _region_name(dateline: Dateline, wanted: str) -> str | None:
    """The name of the region, or the one name that its candidates share; what is `wanted` in its spelling."""
    codes = [dateline.region] if dateline.region else dateline.region_candidates
    names = {regions()[code].name for code in codes}
    if len(names) != 1:
        return dateline.place and f"{dateline.place}?"
    return wanted if set(codes_of(wanted)) & set(codes) else names.pop()


def _outlet(name: Any) -> str:
    return (name or "").strip("_ ").casefold()


def _cost(folder: Path) -> Figure:
    texts = [row["raw_text"] for row in articles(folder)]
    items = [ArticleItem("https://contoh.example/1", "https://contoh.example/1", "", body=text) for text in texts * 20]
    verb = ReadDateline()
    verb.work(ArticleItem("https://contoh.example/1", "https://contoh.example/1", "", body=f"Zona – {TEXT}"))
    began = time.process_time()
    for item in items:
        verb.work(item)
    figure = Figure("processor time a text", "us")
    figure.samples.append((time.process_time() - began) / len(items) * 1_000_000)
    return figure


if __name__ == "__main__":
    raise SystemExit(main())
