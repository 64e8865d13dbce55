"""The demo's stories: the plots of `texts`, told at a place on a day, by the prison and by the daily."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from archive.days import MONTHS
from archive.demo.texts import Plot, texts

FIRST_DAY = datetime.fromisoformat("2019-01-09T08:15:20")
DAYS_BETWEEN = 20
TIMES = 6
REPRINTED = 10
WORD_FOR_WORD = 6
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
PRISON_TOWN = "Wanacontoh"


@dataclass(frozen=True, slots=True)
class Story:
    """One post of a demo site; `slug` is its name in its address.

    `published` and `modified` are local times (WIB), `paragraphs` have no markup.
    """

    number: int
    slug: str
    published: datetime
    modified: datetime
    headline: str
    caption: str
    paragraphs: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    author: str
    comments: tuple[str, ...] = ()
    protected: bool = False

    @property
    def path(self) -> str:
        """The address within its site."""
        return f"/{self.published:%Y/%m/%d}/{self.slug}/"


def prison_stories() -> list[Story]:
    """The press releases of the prison's own site, oldest first; one of them is under a password."""
    told = list(_told(texts().releases, _same_each_time(31), kota=PRISON_TOWN))
    stories = [_story(number, plot, slots, day, "Humas Lapas") for number, (plot, slots, day) in enumerate(told, 1)]
    stories[7] = replace(stories[7], protected=True)
    return stories


def daily_stories(*, edited: bool) -> list[Story]:
    """The stories of the daily, oldest first, among them releases of the prison; `edited`: after its correction."""
    told = list(_told(texts().news, _same_each_time(47)))
    stories = [
        _story(number, plot, slots, day + timedelta(days=5, hours=3), texts().reporters[number % 4])
        for number, (plot, slots, day) in enumerate(told, 1)
    ]
    releases = [story for story in prison_stories() if not story.protected][2 : 2 + 2 * REPRINTED : 2]
    for number, release in enumerate(releases):
        stories.append(_reprint(release, len(told) + 1 + number, is_whole=number < WORD_FOR_WORD))
    if edited:
        stories[3] = correct(stories[3])
    return sorted(stories, key=lambda story: story.published)


def correct(story: Story) -> Story:
    """What the editor does to one story: another headline, and a paragraph that says so."""
    note = "Catatan redaksi: judul dan jumlah pada berita ini telah diperbaiki setelah ada keterangan resmi."
    return replace(
        story,
        headline=f"{story.headline} (Diperbarui)",
        paragraphs=(*story.paragraphs[:-1], note, story.paragraphs[-1]),
        modified=story.published + timedelta(days=700),
    )


def _same_each_time(seed: int) -> random.Random:
    """Chance that falls the same way in every run: the demo is always the same."""
    return random.Random(seed)  # noqa: S311 nothing is kept secret by it


def _told(
    plots: tuple[Plot, ...], chance: random.Random, **fixed: str
) -> Iterator[tuple[Plot, dict[str, str], datetime]]:
    """Each plot several times, with other people and numbers each time, over two years."""
    for turn in range(TIMES):
        for number, plot in enumerate(plots):
            steps = turn * len(plots) + number
            day = FIRST_DAY + timedelta(days=steps * DAYS_BETWEEN, minutes=chance.randrange(600), seconds=steps)
            names = {name: chance.choice(values) for name, values in texts().names.items()}
            numbers = {name: str(chance.randint(*bounds)) for name, bounds in texts().numbers.items()}
            yield plot, names | numbers | fixed | _dates(day - timedelta(days=1)), day


def _dates(day: datetime) -> dict[str, str]:
    return {
        "hari": DAYS[day.weekday()],
        "tanggal": f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        "tanggal_angka": f"{day.day}/{day.month}/{day.year}",
    }


def _story(number: int, plot: Plot, slots: dict[str, str], published: datetime, author: str) -> Story:
    first, *others = (paragraph.format(**slots) for paragraph in plot.paragraphs)
    signature = texts().signatures[number % 4]
    headline = plot.headline.format(**slots)
    return Story(
        number=number,
        slug="-".join(re.findall(r"[a-z0-9]+", headline.lower()))[:60].strip("-"),
        published=published,
        modified=published,
        headline=headline,
        caption=plot.caption.format(**slots),
        paragraphs=(f"{slots['kota'].upper()} – {first}", *others[:-1], f"{others[-1]} {signature}"),
        section=plot.section,
        tags=plot.tags,
        author=author,
        comments=texts().comments[number % 3 : number % 3 + number % 2 + 1],
    )


def _reprint(release: Story, number: int, *, is_whole: bool) -> Story:
    """A release as the daily runs it a day later: word for word, or under its own dateline and without the end."""
    published = release.published + timedelta(days=1, hours=2)
    printed = replace(release, number=number, published=published, modified=published, author="Redaksi", comments=())
    if is_whole:
        return printed
    first = release.paragraphs[0].replace(" – ", ", HARIAN CONTOH – ", 1)
    return replace(printed, paragraphs=(first, *release.paragraphs[1:-1]))
