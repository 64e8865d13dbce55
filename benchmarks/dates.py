"""How well dates are read: each labelled form, in a sentence or as a line of a page, and the days of whole articles."""

import re
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from archive.items import ArticleItem
from archive.wording.written_days import written_days
from benchmarks.formats import Share, articles, report, table
from benchmarks.measure import Figure
from pipelines.read_dateline import ReadDateline
from pipelines.settle_dates import SettleDates
from pipelines.tidy_text import TidyText
from spiders.reading.dates import date_in_address, find_date

SENTENCE = "Petugas Lapas Contoh memeriksa kamar hunian, {}, bersama polisi."
STATED = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)-(?P<day>\d\d)")
CLOCK, YEAR = re.compile(r"\d[.:]\d\d(?!\d|\.)|\dT\d"), re.compile(r"(?:19|20)\d\d|/\d\d?/\d\d\b")
ZONES = {"+07:00": "Asia/Jakarta", "+08:00": "Asia/Makassar", "+09:00": "Asia/Jayapura"}
REPEATED = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a folder of labelled formats, and print the shares of right days."""
    return report("dates", __doc__, measure, arguments)


def measure(folder: Path) -> tuple[list[Figure], list[str]]:
    """Shares in percent and microseconds a form; the notes list what was read wrongly."""
    shares = [*_forms(folder), _events(folder)]
    notes = [miss for share in shares for miss in share.misses]
    return [*(share.figure() for share in shares), *_cost(folder)], notes


def _forms(folder: Path) -> list[Share]:
    names = ("days in a sentence", "days whose year is inferred", "moments of a line", "days in an address", "no day")
    sentence, inferred, line, address, none = (Share(name) for name in names)
    for row in table(folder, "dates.tsv"):
        written, iso = row["exact"], row["iso"]
        stated = STATED.match(iso)
        if written.startswith(("/", "-")):
            address.add(written, _of_address(written), iso.partition("T")[0])
        elif stated is None:
            none.add(written, _in_a_sentence(written), None)
        elif CLOCK.search(written) and YEAR.search(written):
            line.add(written, _of_a_line(written, iso), _seconds(iso))
        elif stated["year"] != "-" and not YEAR.search(written):
            inferred.add(written, _inferred(written, stated), stated[0].partition("T")[0])
        else:
            sentence.add(written, _in_a_sentence(written), stated[0].partition("T")[0])
    return [sentence, inferred, line, address, none]


def _in_a_sentence(written: str) -> str | None:
    found = written_days(SENTENCE.format(written))
    return f"{found[0].year or '-'}-{found[0].month:02}-{found[0].day:02}" if found else None


def _inferred(written: str, stated: re.Match[str]) -> str | None:
    """The day as it is settled in an article that was published two days later."""
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=SENTENCE.format(written))
    item.published = (date(*map(int, stated.group("year", "month", "day"))) + timedelta(days=2)).isoformat()
    SettleDates().work(item)
    return item.event_date


def _of_a_line(written: str, iso: str) -> str | None:
    """The moment as the reader of publication lines gives it, in the label's own zone."""
    wanted = datetime.fromisoformat(iso.partition("/")[0])
    stated = find_date(written, ZONES.get(wanted.isoformat()[-6:], "Asia/Jakarta"))
    moment = stated.moment if stated else None
    if stated is None or moment is None:
        return stated.value if stated else None
    return moment.astimezone(wanted.tzinfo).isoformat()


def _seconds(iso: str) -> str:
    return datetime.fromisoformat(iso.partition("/")[0]).isoformat()


def _of_address(written: str) -> str | None:
    stated = date_in_address(f"https://contoh.example/berita{written}")
    return stated.value if stated else None


def _events(folder: Path) -> Share:
    share = Share("days of events in articles")
    for row in articles(folder):
        labels = row["labels"]
        item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=row["raw_text"])
        item.published = labels["published"]
        for verb in (TidyText(), ReadDateline(), SettleDates()):
            verb.work(item)
        wanted = labels["event_date"]
        if not labels["is_article"] or not (wanted or labels["event_date_partial"]):
            continue
        if wanted is None or row["meta"].get("event_year_from"):
            partial = labels["event_date_partial"] or wanted[4:]
            found = written_days(item.event_date_raw or "")
            share.add(row["url"], f"--{found[0].month:02}-{found[0].day:02}" if found else None, partial, f"-{partial}")
        else:
            share.add(row["url"], item.event_date, wanted)
    return share


def _cost(folder: Path) -> list[Figure]:
    forms = [row["exact"] for row in table(folder, "dates.tsv")]
    sentences = [SENTENCE.format(form) for form in forms]
    figures = []
    for name, texts in (("processor time a form", forms), ("processor time a sentence", sentences)):
        figure = Figure(name, "us")
        began = time.process_time()
        for _ in range(REPEATED):
            for text in texts:
                written_days(text)
        figure.samples.append((time.process_time() - began) / (REPEATED * len(texts)) * 1_000_000)
        figures.append(figure)
    return figures


if __name__ == "__main__":
    raise SystemExit(main())
