"""The OpenAPI document of the machine's way in, made of the dataclasses that it answers with."""

from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.browse.api import LARGEST_SIZE, USUAL_SIZE, as_json
from archive.browse.api_answers import (
    ArticleAnswer,
    CompareAnswer,
    ConcordanceAnswer,
    ErrorAnswer,
    SearchAnswer,
    SourceAnswer,
    SourcesAnswer,
    StoryAnswer,
    UnitAnswer,
)
from archive.browse.asking import FILTERS, LAST_PAGE
from archive.browse.json_schema import Schema, schema_of
from archive.series import MOST_SERIES
from archive.vocabulary import ArticleKind, Fold, LineSort, Sort

VERSION = "1.0"
ANSWERS = {
    answer.__name__: answer
    for answer in (
        SearchAnswer,
        CompareAnswer,
        ConcordanceAnswer,
        ArticleAnswer,
        SourcesAnswer,
        SourceAnswer,
        UnitAnswer,
        StoryAnswer,
        ErrorAnswer,
    )
}
MEANINGS = {
    "source": "Only articles of this source, by its name.",
    "network": "Only articles of the sources whose files state this network, in any case.",
    "from": "From this day on: 2019, 2019-06 or 2019-06-27.",
    "to": "Up to and with this day, month or year.",
    "place": "A place as a dateline writes it, or a region by its name or code; a province holds its regencies.",
    "unit": "A prison or office by its id or a name of it, with what it took over from and what took over from it.",
    "kind": "What the publisher marks the article as.",
    "section": "The publisher's own section, in any case.",
    "byline": "A credited name, in any case.",
    "language": "The language of the text, as a code.",
}


async def openapi(datasette: Datasette, request: Request) -> Response:
    """The document."""
    return as_json(document(datasette.absolute_url(request, "/")))


def document(server: str) -> dict[str, Any]:
    """What can be asked, with what, and what comes back."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Arsip", "version": VERSION, "description": "Indonesian regional and prison-service news."},
        "servers": [{"url": server}],
        "paths": {
            "/api/1/search": _path("Search, or all articles that the filters let through", "SearchAnswer", _search()),
            "/api/1/compare": _path("Up to four questions over time", "CompareAnswer", _compare()),
            "/api/1/concordance": _path("Each place where words stand", "ConcordanceAnswer", _lines()),
            "/api/1/article/{id}": _path("One article with its history", "ArticleAnswer", [_id(), _revision()]),
            "/api/1/story/{id}": _path("The story of an article", "StoryAnswer", [_id()]),
            "/api/1/sources": _path("Every source", "SourcesAnswer", []),
            "/api/1/source/{name}": _path("One source, how it stands, day by day", "SourceAnswer", [_in_path("name")]),
            "/api/1/unit/{name}": _path("One prison or office", "UnitAnswer", [_in_path("name")]),
        },
        "components": {"schemas": {name: schema_of(answer) for name, answer in ANSWERS.items()}},
    }


def _path(summary: str, answer: str, parameters: list[Schema]) -> Schema:
    return {
        "get": {
            "summary": summary,
            "parameters": parameters,
            "responses": {
                "200": _response("The answer", answer),
                "400": _response("What was asked makes no sense; the line says why", "ErrorAnswer"),
                "404": _response("There is no such thing", "ErrorAnswer"),
                "503": _response("It took too long, or the archive cannot be read", "ErrorAnswer"),
            },
        }
    }


def _response(description: str, answer: str) -> Schema:
    schema = {"$ref": f"#/components/schemas/{answer}"}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _search() -> list[Schema]:
    schemas: dict[str, Schema] = {"kind": schema_of(ArticleKind)}
    filters = [_in_query(name, MEANINGS[name], schemas.get(name, {"type": "string"})) for name in FILTERS]
    return [
        _in_query("q", "Words, as in the search box; may be left out where a filter is given.", {"type": "string"}),
        *filters,
        _in_query("sort", "The order; without words, the newest first.", schema_of(Sort)),
        _in_query("page", "The page, from 1 on.", _whole(1, LAST_PAGE)),
        _in_query("size", "Articles a page.", _whole(USUAL_SIZE, LARGEST_SIZE)),
    ]


def _lines() -> list[Schema]:
    """As a search, but for the order, and that there must be a word."""
    own: dict[str, Schema] = {"q": {"required": True}, "sort": {"schema": schema_of(LineSort)}}
    return [{**one, **own.get(one["name"], {})} for one in _search()]


def _compare() -> list[Schema]:
    questions = {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": MOST_SERIES}
    text: Schema = {"type": "string"}
    return [
        _in_query("q", "A question, as in the search box; once for each.", questions),
        *(_in_query(name, MEANINGS[name], text) for name in FILTERS),
        _in_query("fold", "Within what reprints are counted as one; else all are counted.", schema_of(Fold)),
    ]


def _whole(usual: int, most: int) -> Schema:
    return {"type": "integer", "minimum": 1, "maximum": most, "default": usual}


def _in_query(name: str, description: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _in_path(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"}}


def _id() -> Schema:
    schema = {"type": "string", "pattern": "^[a-z2-7]{4,16}$"}
    return {"name": "id", "in": "path", "required": True, "description": "An id, or its beginning.", "schema": schema}


def _revision() -> Schema:
    return _in_query("revision", "The state of this revision; else the newest.", _whole(1, LAST_PAGE))
