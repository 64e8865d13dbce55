"""The machine's way in: what is documented is what is answered, to good questions and to bad ones."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import archive.search
from archive.browse.json_schema import schema_of
from archive.items import ArticleItem
from archive.likeness.comparable import comparable_of
from archive.likeness.sketches import sketch
from tests.browsing import Room, room
from tests.furnished import PURWAKARTA, Furnished, articles, furnish, keep_one

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    return furnish(tmp_path_factory.mktemp("api") / "arsip", [*articles(), *twins()])


def twins() -> list[ArticleItem]:
    """A text at two addresses, long enough to be compared."""
    body = " ".join(
        f"Petugas ke-{number} menata gudang {number * 7} bersama kelompok {number * 3}." for number in range(30)
    )
    made = [replace(one, url=f"{one.url}salin/", canonical=f"{one.url}salin/", body=body) for one in articles()[:2]]
    return [replace(one, sketch=sketch(comparable_of(one).words) or b"") for one in made]


@pytest.fixture(scope="module")
def pages(kept: Furnished) -> Iterator[Room]:
    with room(kept.folder.path) as opened:
        yield opened


@pytest.fixture(scope="module")
def document(pages: Room) -> dict[str, Any]:
    found: dict[str, Any] = pages.get("/api/1/openapi.json").json()
    return found


def problems(value: Any, schema: dict[str, Any], where: str = "$") -> list[str]:
    """Where a value is not what a schema (of those that `schema_of` makes) says."""
    if "anyOf" in schema:
        tried = [problems(value, one, where) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    wanted = schema.get("type")
    if wanted and (not isinstance(value, TYPES[wanted]) or (isinstance(value, bool) and wanted != "boolean")):
        return [f"{where}: {value!r} is no {wanted}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where}: {value!r} is none of {schema['enum']}"]
    if wanted == "array":
        return [line for n, one in enumerate(value) for line in problems(one, schema["items"], f"{where}[{n}]")]
    if wanted != "object":
        return []
    own = schema.get("properties", {})
    rest = schema.get("additionalProperties", True)
    lines = [f"{where}: {name} is missing" for name in schema.get("required", ()) if name not in value]
    for name, inner in value.items():
        if name in own or isinstance(rest, dict):
            lines += problems(inner, own.get(name, rest), f"{where}.{name}")
        elif rest is False:
            lines.append(f"{where}: {name} is not documented")
    return lines


def answered(document: dict[str, Any], pages: Room, path: str, address: str) -> tuple[int, Any]:
    """The status and the answer at an address, which has to be what is documented for its path."""
    answer = pages.get(address)
    responses = document["paths"][path]["get"]["responses"]
    assert str(answer.status_code) in responses, answer.text
    assert answer.headers["content-type"].startswith("application/json")
    named = responses[str(answer.status_code)]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert problems(answer.json(), document["components"]["schemas"][named]) == []
    return answer.status_code, answer.json()


def test_every_documented_path_answers_as_documented(document: dict[str, Any], pages: Room, kept: Furnished) -> None:
    good = {
        "/api/1/search": "/api/1/search?q=razia&kind=release",
        "/api/1/concordance": "/api/1/concordance?q=razia&sort=left&size=3",
        "/api/1/compare": "/api/1/compare?q=razia&q=source:lapas-contoh&fold=story",
        "/api/1/article/{id}": f"/api/1/article/{kept.ids[0]}",
        "/api/1/sources": "/api/1/sources",
        "/api/1/source/{name}": "/api/1/source/lapas-contoh",
        "/api/1/unit/{name}": f"/api/1/unit/{PURWAKARTA}",
    }
    document = {**document, "paths": {**document["paths"]}}
    assert "text/csv" in document["paths"].pop("/cari.csv")["get"]["responses"]["200"]["content"]
    good["/api/1/story/{id}"] = f"/api/1/story/{kept.ids[-1]}"
    assert {one["id"] for one in pages.get(good["/api/1/story/{id}"]).json()["articles"]} == set(kept.ids[-2:])
    assert set(good) == set(document["paths"])
    for path, address in good.items():
        assert answered(document, pages, path, address)[0] == 200, path
    bad = {
        "/api/1/article/{id}": ["aaaaaaaa", f"{kept.ids[1]}?revision=9"],
        "/api/1/story/{id}": ["aaaaaaaa"],
        "/api/1/source/{name}": ["lain"],
        "/api/1/unit/{name}": ["lain"],
    }
    for path, names in bad.items():
        for name in names:
            status, answer = answered(document, pages, path, path.partition("{")[0] + name)
            assert status == 404
            assert answer["error"]


QUESTIONS = st.dictionaries(
    st.sampled_from(
        [
            *("q", "source", "network", "from", "to", "place", "unit", "kind", "section", "byline", "language", "sort"),
            *("size", "after", "exact", "without", "lang", "page"),
        ]
    ),
    st.text(max_size=12)
    | st.sampled_from(["razia", "lapas-contoh", "2019", "release", "newest", "2", "32", '"a', "-x", "newest~~9"]),
)


@settings(max_examples=60, deadline=None)
@given(question=QUESTIONS)
def test_any_question_gets_an_answer_or_one_helpful_line(
    document: dict[str, Any], pages: Room, question: dict[str, str]
) -> None:
    query = urlencode({name: value.encode("utf-8", "surrogatepass") for name, value in question.items()})
    status, answer = answered(document, pages, "/api/1/search", f"/api/1/search?{query}")
    assert status in {200, 400}
    assert status == 200 or "\n" not in answer["error"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "nothing is asked for"),
        ("source=", "source is empty"),
        ("q=razia&kind=", "kind is empty"),
        ("q=razia&sort=acak", "sort='acak': there is relevance, newest, oldest"),
        ("q=razia&size=501", "a whole number from 1 to 500 is wanted"),
        ("q=razia&size=99999999999999999999", "a whole number from 1 to 500 is wanted"),
        ("q=razia&soruce=lain", "no parameter 'soruce' here"),
        ("q=razia&from=2019&from=2020", "from is given 2 times"),
        ("q=razia&from=2019-02-31", "2019-02-31"),
        ("q=razia&after=newest~2019-01-01~99999999999999999999", "marks no place"),
        ("q=%00", "no word to look for"),
        ("q=razia&source=%00", "no source named"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_line(document: dict[str, Any], pages: Room, query: str, said: str) -> None:
    status, answer = answered(document, pages, "/api/1/search", f"/api/1/search?{query}")
    assert status == 400
    assert said in answer["error"]
    assert "\n" not in answer["error"]


def test_nothing_else_is_there_and_nothing_is_written(pages: Room, kept: Furnished) -> None:
    for path in ("/api", "/api/1", "/api/2/search", "/api/1/article/A", "/api/1/unit/%C2%84", "/api/1/source/%00"):
        answer = pages.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json; charset=utf-8"), path
        assert "/api/1/openapi.json" in answer.json()["error"]
    posted = asyncio.run(pages.datasette.client.post(f"/api/1/article/{kept.ids[0]}"))
    assert (posted.status_code, posted.headers["allow"]) == (405, "GET, HEAD")


def walked(pages: Room, address: str | None, between: Callable[[int], None] | None = None) -> list[str]:
    """The ids on all pages from an address on; `between` is called after each."""
    seen: list[str] = []
    for page in count():
        if address is None:
            return seen
        answer = pages.get(address).json()
        seen += [hit["article"]["public_id"] for hit in answer["hits"]]
        address = answer["next"] and answer["next"].removeprefix("http://localhost")
        if between:
            between(page)
    return seen


@pytest.mark.parametrize(
    "query", ["q=razia", "q=razia&sort=newest", "q=razia&sort=oldest", "kind=news", "q=kamar&size=3"]
)
def test_pages_follow_each_other_and_hold_everything_once(pages: Room, query: str) -> None:
    address = f"/api/1/search?{query}" if "size" in query else f"/api/1/search?{query}&size=7"
    seen = walked(pages, address)
    everything = pages.get(f"/api/1/search?{query.partition('&size')[0]}&size=500").json()
    assert seen == [hit["article"]["public_id"] for hit in everything["hits"]]
    assert len(set(seen)) == len(seen) == everything["total"] > 7
    assert everything["next"] is None


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_by_day_no_article_comes_twice_or_is_lost_while_others_are_stored(tmp_path: Path, sort: str) -> None:
    made = furnish(tmp_path / "arsip")
    added: list[str] = []

    def store(page: int) -> None:
        """The newest, the oldest, and an undated one, between two pages."""
        for number, day in enumerate(("2030-01-01T08:00:00+07:00", "2001-01-01T08:00:00+07:00", None)):
            url = f"https://lapas.contoh.example/baru-{page}-{number}/"
            item = replace(articles()[0], url=url, canonical=url, published=day)
            added.append(keep_one(made.folder, item, 100 + 10 * page + number))

    with room(made.folder.path) as opened:
        seen = walked(opened, f"/api/1/search?q=razia&size=6&sort={sort}", store)
    assert len(seen) == len(set(seen))
    assert set(made.ids) <= set(seen)
    assert set(seen) & set(added), "what is stored behind the page that one is on is on a later one"


def test_a_cursor_goes_on_in_the_order_that_it_was_made_in(pages: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive.search, "RANKED_AT_MOST", 10)
    first = pages.get("/api/1/search?q=razia&size=7").json()
    assert "after=newest" in first["next"]
    monkeypatch.undo()
    seen = walked(pages, first["next"].removeprefix("http://localhost"))
    ids = [hit["article"]["public_id"] for hit in first["hits"]]
    by_day = pages.get("/api/1/search?q=razia&size=500&sort=newest").json()["hits"]
    assert [*ids, *seen] == [hit["article"]["public_id"] for hit in by_day]


def test_a_hidden_article_is_not_answered(tmp_path: Path) -> None:
    made = furnish(tmp_path / "arsip")
    with sqlite3.connect(made.folder.database) as connection:
        connection.execute("UPDATE articles SET state = 'hidden' WHERE public_id = ?", (made.ids[5],))
    connection.close()
    with room(made.folder.path) as opened:
        assert opened.get(f"/api/1/article/{made.ids[5]}").status_code == 404
        assert opened.get("/api/1/search?q=razia").json()["total"] == 29
        counts = {one["name"]: one["articles"] for one in opened.get("/api/1/sources").json()["sources"]}
        assert counts == {"harian-contoh": 14, "lapas-contoh": 15}
        assert opened.get(f"/api/1/unit/{PURWAKARTA}").json()["articles"] == 5


def test_a_schema_refuses_what_it_does_not_say() -> None:
    schema = schema_of(Furnished)
    assert problems({"folder": {"path": 1}, "ids": ["a"]}, schema) == []
    assert problems({"ids": [1], "more": 2}, schema) == [
        "$: folder is missing",
        "$.ids[0]: 1 is no string",
        "$: more is not documented",
    ]
