"""The OpenAPI document of the machine's way in, made of the dataclasses that it answers with."""

from collections.abc import Iterable
from typing import Any

from archive.browse.api import answers
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
from archive.browse.json_schema import Schema, schema_of
from archive.browse.page import Visit
from archive.browse.parameters import COMPARE, LANGUAGE, LINES, REVISION, SEARCH, Parameter
from archive.searching.hit_rows import COLUMNS

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
SEARCH_FILE = [*(one for one in SEARCH if one.name not in {"after", "size"}), LANGUAGE]


@answers()
async def openapi(here: Visit) -> dict[str, Any]:
    """The document."""
    return document(str(here.datasette.absolute_url(here.request, "/")))


def document(server: str) -> dict[str, Any]:
    """What can be asked, with what, and what comes back."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Arsip", "version": VERSION, "description": "Indonesian regional and prison-service news."},
        "servers": [{"url": server}],
        "paths": {
            "/api/1/search": _path(
                "Search, or all articles that the filters let through",
                "SearchAnswer",
                [one.documented() for one in SEARCH],
            ),
            "/cari.csv": _file("All that a question finds, as CSV, sent while it is read", SEARCH_FILE),
            "/api/1/compare": _path(
                "Up to four questions over time", "CompareAnswer", [one.documented() for one in COMPARE]
            ),
            "/api/1/concordance": _path(
                "Each place where words stand", "ConcordanceAnswer", [one.documented() for one in LINES]
            ),
            "/api/1/article/{id}": _path(
                "One article with its history", "ArticleAnswer", [_id(), REVISION.documented()]
            ),
            "/api/1/story/{id}": _path("The story of an article", "StoryAnswer", [_id()]),
            "/api/1/sources": _path("Every source", "SourcesAnswer", []),
            "/api/1/source/{name}": _path("One source, how it stands, day by day", "SourceAnswer", [_name()]),
            "/api/1/unit/{name}": _path("One prison or office", "UnitAnswer", [_name()]),
        },
        "components": {"schemas": {name: schema_of(answer) for name, answer in ANSWERS.items()}},
    }


def _path(summary: str, answer: str, parameters: list[Schema]) -> Schema:
    return {
        "get": {
            "summary": summary,
            "parameters": [*parameters, LANGUAGE.documented()],
            "responses": {
                "200": _response("The answer", answer),
                "400": _response("What was asked makes no sense; the line says why", "ErrorAnswer"),
                "404": _response("There is no such thing", "ErrorAnswer"),
                "503": _response("It took too long, or the archive cannot be read", "ErrorAnswer"),
            },
        }
    }


def _file(summary: str, parameters: Iterable[Parameter]) -> Schema:
    said = {"content": {"text/plain": {"schema": {"type": "string"}}}}
    return {
        "get": {
            "summary": summary,
            "description": f"One row a hit; columns: {', '.join(COLUMNS)}. What is empty, or no order, is passed over.",
            "parameters": [one.documented() for one in parameters],
            "responses": {
                "200": {"description": "The file", "content": {"text/csv": {"schema": {"type": "string"}}}},
                "400": {"description": "What was asked makes no sense", **said},
                "503": {"description": "It took too long, or the archive cannot be read", **said},
            },
        }
    }


def _response(description: str, answer: str) -> Schema:
    schema = {"$ref": f"#/components/schemas/{answer}"}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _name() -> Schema:
    return {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"}}


def _id() -> Schema:
    schema = {"type": "string", "pattern": "^[a-z2-7]{4,16}$"}
    return {"name": "id", "in": "path", "required": True, "description": "An id, or its beginning.", "schema": schema}
