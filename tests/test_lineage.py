"""Lineage: who had a text first as far as the dates say, what each made of it, and what it states of others."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from archive.items import ArticleItem, Credit, Dateline
from archive.likeness.earliest import Dated, earliest, hours_between
from archive.likeness.lineage import Story, in_full, kept_and_changed, shown_of, story_of
from archive.likeness.networks import domain_of
from archive.vocabulary import Role
from tests.one_story import Stories, passage, told

SEEN = "2026-11-24T05:00:00.000000Z"
FACTS = (
    "Sebanyak 12 warga binaan Rutan Contoh memanen 40 kilogram kangkung di kebun belakang. "
    "Kepala rutan, Budi Contoh, menyebut hasilnya dibagikan kepada warga sekitar pada hari yang sama."
)
RELEASE = f"{passage(1)}\n\n{FACTS}"


def dated(name: str, published: str | None, precision: str | None = "minute", **more: bool) -> Dated:
    return Dated(name, published, precision, SEEN, **more)


def kept(*items: ArticleItem) -> tuple[Stories, Story]:
    stories = Stories()
    rows = stories.keep(*items)
    story = story_of(stories.connection, rows[0])
    assert story is not None
    return stories, story


def test_a_day_is_not_earlier_than_a_minute_of_it() -> None:
    day, minute = dated("a", "2026-03-03", "day"), dated("b", "2026-03-03T20:00:00+07:00")
    chosen = earliest([day, minute])
    assert (chosen.first, chosen.rivals) == ("b", ("a",))
    assert hours_between(minute, day) is None
    assert earliest([day, dated("c", "2026-03-05T08:00:00+07:00")]).rivals == ()


def test_an_article_without_a_date_is_never_ruled_out_and_never_first_beside_a_dated_one() -> None:
    chosen = earliest([dated("a", None, None), dated("b", "2026-03-03T20:00:00+07:00")])
    assert (chosen.first, chosen.rivals) == ("b", ("a",))


def test_a_clock_that_calls_local_time_utc_may_be_nine_hours_fast() -> None:
    suspect = dated("a", "2026-03-03T14:00:00+00:00", zone_suspect=True)
    other = dated("b", "2026-03-03T18:00:00+07:00")  # 11:00 UTC
    assert earliest([suspect, other]).rivals == ("a",)
    assert earliest([replace(suspect, zone_suspect=False), other]).rivals == ()


@given(st.permutations([dated(name, f"2026-03-0{day}", "day") for name, day in zip("abcd", (2, 2, 3, 1), strict=True)]))
def test_the_first_does_not_depend_on_the_order(articles: list[Dated]) -> None:
    assert earliest(articles) == earliest(sorted(articles, key=lambda one: one.name))
    assert earliest(articles).first == "d"


def test_each_follower_is_told_by_its_hours_and_its_numbers_and_names_first() -> None:
    changed = RELEASE.replace("12 warga", "9 warga").replace("dibagikan kepada warga sekitar", "dijual di pasar")
    _, story = kept(
        told(1, RELEASE, published="2026-03-03T09:00:00+07:00"),
        told(2, f"{changed}\n\n{passage(5, 1)}", published="2026-03-03T13:30:00+08:00"),
    )
    first, second = story.articles
    assert (story.first, story.first_is_certain, story.first_by) == (first.id, True, "published")
    assert second.hours_after == 3.5
    _, differs = kept_and_changed(RELEASE, f"{changed}\n\n{passage(5, 1)}")
    assert (differs[0].before, differs[0].after, differs[0].weighty) == ("12", "9", ["12", "9"])
    assert any(one.before == "" and one.after for one in differs), "what was added"
    assert all(one.weighty for one in differs[: sum(bool(one.weighty) for one in differs)])


def test_what_is_hidden_is_not_in_the_story_that_is_shown_nor_in_its_figures() -> None:
    _, story = kept(*(told(n, RELEASE, published=f"2026-03-0{n}T09:00:00+07:00") for n in (1, 2, 3)))
    first, *others = story.articles
    hidden = replace(story, articles=[replace(first, state="hidden"), *others])
    shown = shown_of(hidden)
    assert shown
    assert [one.id for one in shown.articles] == [one.id for one in others]
    assert (shown.first, shown.first_is_certain) == (others[0].id, False)
    assert sum(shown.by_outlet.values()) == sum(shown.by_network.values()) == 2
    assert first.id not in str(shown)
    assert shown_of(replace(story, articles=[replace(one, state="hidden") for one in story.articles])) is None
    untouched = shown_of(story)
    assert untouched
    assert (untouched.first, untouched.first_is_certain) == (story.first, True)


def test_passages_stand_where_they_say_also_when_reordered() -> None:
    parts = [passage(seed, 3) for seed in (1, 2, 3)]
    first, later = "\n\n".join(parts), "\n\n".join(parts[::-1])
    shared, differs = kept_and_changed(first, later)
    assert len(shared) == 3
    for one in shared:
        assert first[one.first_start : one.first_end].split() == later[one.start : one.end].split()
    assert differs == []


def test_ten_hosts_of_one_chain_are_one_network() -> None:
    stories = Stories()
    stories.adopt("koran-8", network="Jaringan Contoh")
    stories.adopt("koran-9", network="Jaringan Contoh")
    rows = stories.keep(
        *(
            told(
                number,
                RELEASE,
                url=f"https://kota{number}.contoh.co.id/a/",
                canonical=f"https://kota{number}.contoh.co.id/a/",
            )
            for number in range(3)
        ),
        told(8, RELEASE),
        told(9, RELEASE),
    )
    story = story_of(stories.connection, rows[0])
    assert story is not None
    assert len(story.by_outlet) == 5
    assert story.by_network == {"contoh.co.id": 3, "Jaringan Contoh": 2}
    assert stories.row("SELECT outlets, networks FROM stories") == (5, 2)


def test_the_domain_is_the_registered_one() -> None:
    assert domain_of("solo.contoh.co.id") == "contoh.co.id"
    assert domain_of("lapas-contoh.blogspot.com") == "lapas-contoh.blogspot.com"
    assert domain_of("a.b.example") == "b.example"
    assert domain_of("127.0.0.1:8080") == "127.0.0.1:8080"


def test_an_agency_and_a_release_are_named_by_what_shows_them_and_nothing_else_is() -> None:
    stories = Stories()
    stories.adopt("rutan-contoh", kind="rutan")
    rows = stories.keep(
        told(1, RELEASE, source="rutan-contoh"),
        told(2, RELEASE, dateline=Dateline("CONTOH (ANTARA) –", "Contoh", agency="ANTARA")),
        told(3, RELEASE, credits=[Credit("Humas Rutan Contoh", "Rutan Contoh", Role.PUBLIC_RELATIONS)]),
        told(4, RELEASE),
    )
    story = story_of(stories.connection, rows[0])
    assert story is not None
    marks = {
        article.outlet: [(mark.origin, mark.field, mark.words) for mark in article.marks] for article in story.articles
    }
    assert marks == {
        "rutan-contoh": [("release", "source", "rutan-contoh")],
        "koran-2": [("agency", "dateline", "CONTOH (ANTARA) –")],
        "koran-3": [("release", "credits", "Humas Rutan Contoh")],
        "koran-4": [],
    }
    assert stories.row("SELECT from_release, from_agency FROM stories") == (1, 1)


def test_a_correction_is_kept_with_its_words_and_the_article_that_it_names() -> None:
    first = told(1, RELEASE, headline="Dua Belas Warga Binaan Memanen Kangkung di Contoh")
    link = f'<p>Berita ini meralat <a href="{first.url}?utm_source=x">artikel sebelumnya</a>.</p>'
    by_link = told(2, f"Berita ini meralat artikel sebelumnya.\n\n{passage(60, 12)}", body_html=link)
    by_name = replace(
        told(
            3,
            f"{passage(70, 12)}",
            headline="Hak Jawab atas Berita “Dua Belas Warga Binaan Memanen Kangkung di Contoh”",
        ),
        url="https://koran-1.example/jawab/",
        canonical="https://koran-1.example/jawab/",
        source="koran-1",
    )
    stories, story = kept(first, told(4, RELEASE), by_link, by_name)
    told_of = {(one.kind, one.field, one.meant) for one in story.statements}
    assert told_of == {("correction", "body", story.first), ("right-of-reply", "headline", story.first)}
    assert all(article["shared"] for article in in_full(stories.connection, story)["articles"][1:])
