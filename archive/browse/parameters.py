"""What a program may ask for beside the path of an address: each is checked, and none is passed over in silence.

A page for people forgives: an order that is none is the usual one. A program whose variable is empty, or whose name is
misspelt, would go on with what it did not ask for, so it is told.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from datasette.utils.asgi import Request

from archive.browse.asking import FILTERS, LAST_PAGE
from archive.browse.json_schema import Schema, schema_of
from archive.browse.words import LANGUAGES
from archive.errors import ArsipError
from archive.searching.series import MOST_SERIES
from archive.vocabulary import ArticleKind, Fold, LineSort, Sort

USUAL_SIZE, LARGEST_SIZE = 20, 500
LAST_REVISION = 10_000
TEXT: Schema = {"type": "string", "minLength": 1}
LONGEST_SHOWN = 40
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


@dataclass(frozen=True, slots=True)
class Parameter:
    """A name, what it means, and the JSON schema of its value; `repeats` where it may be given several times."""

    name: str
    meaning: str
    schema: Schema
    repeats: bool = False

    def documented(self) -> Schema:
        """As OpenAPI has it."""
        schema = {"type": "array", "items": self.schema} if self.repeats else self.schema
        return {"name": self.name, "in": "query", "description": self.meaning, "schema": schema}


def _whole(most: int, usual: int | None = None) -> Schema:
    schema: Schema = {"type": "integer", "minimum": 1, "maximum": most}
    return schema if usual is None else {**schema, "default": usual}


LANGUAGE = Parameter(
    "lang", "The language of citations, and of the pages linked.", {"type": "string", "enum": [*LANGUAGES]}
)
REVISION = Parameter("revision", "The state of this revision; else the newest.", _whole(LAST_REVISION))
NARROWING = (
    *(Parameter(name, MEANINGS[name], schema_of(ArticleKind) if name == "kind" else TEXT) for name in FILTERS),
    Parameter(
        "exact", "1: only the typed words, no other forms and no other names.", {"type": "string", "enum": ["1"]}
    ),
    Parameter("without", "A word not to search for beside the typed ones.", TEXT, repeats=True),
)
SEARCH = (
    Parameter("q", "Words, as in the search box; may be left out where a filter is given.", TEXT),
    *NARROWING,
    Parameter("sort", "The order; without words, and of more than 20,000 articles, the newest first.", schema_of(Sort)),
    Parameter("after", "Where the page before ended, as its `next` has it.", TEXT),
    Parameter("size", "Articles a page.", _whole(LARGEST_SIZE, USUAL_SIZE)),
)
LINES = (
    Parameter("q", "Words, as in the search box; one has to be there.", TEXT),
    *NARROWING,
    Parameter("sort", "The order, by date or by the words on one side.", schema_of(LineSort)),
    Parameter("page", "The page, from 1 on.", _whole(LAST_PAGE)),
    Parameter("size", "Lines a page.", _whole(LARGEST_SIZE, USUAL_SIZE)),
)
COMPARE = (
    Parameter("q", f"A question, as in the search box; once for each, at most {MOST_SERIES}.", TEXT, repeats=True),
    *NARROWING,
    Parameter("fold", "Within what the reprints of a text are counted as one; else all are.", schema_of(Fold)),
)


def check(request: Request, known: Iterable[Parameter]) -> None:
    """Raise `ArsipError`, in one line, for a parameter that there is not, or for a value that is none of its own."""
    parameters = {one.name: one for one in known}
    for name in request.args:
        if name not in parameters:
            raise ArsipError(f"no parameter {_shown(name)} here; there is {', '.join(parameters)}")
        values = request.args.getlist(name)
        if len(values) > 1 and not parameters[name].repeats:
            raise ArsipError(f"{name} is given {len(values)} times: take one")
        for value in values:
            _check(parameters[name], value)


def _check(parameter: Parameter, value: str) -> None:
    schema = parameter.schema
    if not value.strip():
        raise ArsipError(f"{parameter.name} is empty: give a value, or leave it out")
    if "enum" in schema and value not in schema["enum"]:
        raise ArsipError(f"{parameter.name}={_shown(value)}: there is {', '.join(schema['enum'])}")
    if schema["type"] == "integer" and not (re.fullmatch("[1-9][0-9]{0,5}", value) and int(value) <= schema["maximum"]):
        wanted = f"a whole number from 1 to {schema['maximum']}"
        raise ArsipError(f"{parameter.name}={_shown(value)}: {wanted} is wanted")


def _shown(value: str) -> str:
    return repr(value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…")
