"""Citations: one article in one of its states, in the forms that papers and reference managers want.

Names stand as they were credited, never turned round: many Indonesian names have no family name. Every form names the
revision, when it was captured, and the digest of the capture, so that a reader can check what was cited.
"""

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from archive.days import MONTHS
from archive.history import Known
from archive.vocabulary import Precision, Role

AUTHORS = frozenset({Role.REPORTER, Role.WRITER, Role.CONTRIBUTOR, Role.UNKNOWN})
ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAY = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?:-([0-3][0-9]))?")
WORDS = {
    "untitled": ("Tanpa judul", "Untitled"),
    "undated": ("t.t.", "n.d."),
    "archive": ("Arsip", "Archive"),
    "kept": (
        "{who}, artikel {id}, versi {revision}, direkam {captured}",
        "{who}, article {id}, version {revision}, captured {captured}",
    ),
}
TEX = {sign: f"\\{sign}" for sign in "{}%&$#_"} | {"\\": r"\textbackslash{}", "~": r"\~{}", "^": r"\^{}"}


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation is made of.

    `published` is ISO 8601 as published, `captured` a stamp in UTC and `digest` the SHA-256 of the capture's payload in
    hex (both None without a capture); `source` is the title of the source.
    """

    id: str
    headline: str | None
    authors: tuple[str, ...]
    source: str
    published: str | None
    precision: str | None
    url: str
    language: str | None
    revision: int
    captured: str | None
    digest: str | None


def authors_of(credited: Iterable[dict[str, str]]) -> tuple[str, ...]:
    """The people who wrote, by the credits of an article; editors and photographers are no authors."""
    names = (credit["name"] for credit in credited if credit.get("role") in AUTHORS and credit.get("name"))
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names))


def apa(cited: Cited, language: str, archive: str, page: str) -> str:
    """APA, as for a news site's article; `archive` is who keeps it, `page` the address of the article's page there."""
    day = DAY.match(cited.published or "")
    date = _word("undated", language)
    if day:
        date = f"{day[1]}, {_month_and_day(day, cited.precision, language)}"
    head = _sentence(cited.headline or f"[{_word('untitled', language)}]")
    opening = f"{_joined(cited.authors)} ({date}). {head}" if cited.authors else f"{head} ({date})."
    return f"{opening} {_sentence(cited.source)} {cited.url} [{_kept(cited, language, archive)}. {page}]"


def chicago(cited: Cited, language: str, archive: str, page: str) -> str:
    """Chicago, an entry of a bibliography."""
    day = DAY.match(cited.published or "")
    date = f"{_month_and_day(day, cited.precision, language)}, {day[1]}" if day else _word("undated", language)
    if day and language == "id":
        date = f"{_month_and_day(day, cited.precision, language)} {day[1]}"
    names = f"{_sentence(_joined(cited.authors))} " if cited.authors else ""
    head = (cited.headline or _word("untitled", language)).rstrip(".")
    return f"{names}“{head}.” {cited.source}, {date}. {cited.url}. {_kept(cited, language, archive)}. {page}."


def bibtex(cited: Cited, language: str, archive: str, page: str) -> str:
    """An entry for BibTeX or BibLaTeX; its key is the article's id and the revision."""
    day = DAY.match(cited.published or "")
    values = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in cited.authors),
        "title": f"{{{_tex(cited.headline or _word('untitled', language))}}}",
        "howpublished": _tex(cited.source),
        "year": day[1] if day else "",
        "month": str(int(day[2])) if day else "",
        "day": str(int(day[3])) if day and day[3] and cited.precision != Precision.MONTH else "",
        "url": _tex(cited.url),
        "urldate": (cited.captured or "")[: len("2020-02-27")],
        "language": {"id": "indonesian", "en": "english"}.get(cited.language or "", ""),
        "note": _tex(f"{_kept(cited, language, archive)}. {page}"),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in values.items() if value]
    return "\n".join([f"@misc{{arsip-{cited.id}-{cited.revision},", *lines, "}"])


def ris(cited: Cited, language: str, archive: str, page: str) -> str:
    """A record for reference managers (RIS); lines end as the format wants it."""
    day = DAY.match(cited.published or "")
    is_exact = day and day[3] and cited.precision != Precision.MONTH
    fields = [
        ("TY", "NEWS"),
        *(("AU", name) for name in cited.authors),
        ("TI", cited.headline or _word("untitled", language)),
        ("T2", cited.source),
        ("PY", day[1] if day else ""),
        ("DA", f"{day[1]}/{day[2]}/{day[3] if is_exact else ''}" if day else ""),
        ("UR", cited.url),
        ("L2", page),
        ("Y2", (cited.captured or "")[: len("2020-02-27")].replace("-", "/")),
        ("ET", str(cited.revision)),
        ("AN", cited.id),
        ("DB", archive or _word("archive", language)),
        ("LA", cited.language or ""),
        ("N1", _kept(cited, language, archive)),
        ("ER", " "),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields if value)


STYLES = {"apa": apa, "chicago": chicago, "bibtex": bibtex, "ris": ris}


def _kept(cited: Cited, language: str, archive: str) -> str:
    who = archive or _word("archive", language)
    captured = f"{cited.captured[: len('2020-02-27T08:15:07')]}Z" if cited.captured else _word("undated", language)
    text = _word("kept", language).format(who=who, id=cited.id, revision=cited.revision, captured=captured)
    return f"{text}, SHA-256 {cited.digest}" if cited.digest else text


def _month_and_day(day: re.Match[str], precision: str | None, language: str) -> str:
    month = (MONTHS if language == "id" else ENGLISH)[int(day[2]) - 1]
    if day[3] is None or precision == Precision.MONTH:
        return month
    return f"{int(day[3])} {month}" if language == "id" else f"{month} {int(day[3])}"


def _joined(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _word(key: str, language: str) -> str:
    return WORDS[key][0 if language == "id" else 1]


def _tex(text: str) -> str:
    return "".join(TEX.get(sign, sign) for sign in " ".join(text.split()))


NEWEST_STATES = """
SELECT a.public_id, a.headline, a.credits, s.title, a.published, a.published_precision, a.url, a.language, a.revisions,
    c.fetched, c.payload_sha256
FROM json_each(:ids) AS wanted CROSS JOIN articles a ON a.public_id = wanted.value
CROSS JOIN sources s ON s.id = a.source
LEFT JOIN revisions r ON r.article = a.id AND r.number = a.revisions
LEFT JOIN captures c ON c.id = (SELECT min(capture) FROM revision_captures WHERE revision = r.id)
WHERE a.state <> 'hidden' ORDER BY wanted.key
"""


def cited_articles(connection: sqlite3.Connection, ids: Iterable[str]) -> list[Cited]:
    """The articles of these public ids in their newest state, in the same order; a hidden one is left out."""
    rows = connection.execute(NEWEST_STATES, {"ids": json.dumps(list(ids))})
    return [
        Cited(
            id=row["public_id"],
            headline=row["headline"],
            authors=authors_of(json.loads(row["credits"] or "[]")),
            source=row["title"],
            published=row["published"],
            precision=row["published_precision"],
            url=row["url"],
            language=row["language"],
            revision=row["revisions"],
            captured=row["fetched"],
            digest=row["payload_sha256"],
        )
        for row in rows
    ]


def cited_of(known: Known, source: str) -> Cited:
    """An article in the state that `known` was asked for; `source` is the title of its source."""
    fields, revision = known.fields, known.revisions[known.revision - 1]
    capture = next(iter(revision.captures), None)
    return Cited(
        id=known.id,
        headline=fields["headline"],
        authors=authors_of(fields["credits"]),
        source=source,
        published=fields["published"],
        precision=fields["published_precision"],
        url=known.url,
        language=fields["language"],
        revision=known.revision,
        captured=capture.fetched if capture else None,
        digest=capture.payload_sha256 if capture else None,
    )
