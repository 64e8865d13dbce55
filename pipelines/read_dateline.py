"""ReadDateline: read place, outlet and agency from the opening of the text, as in `JAKARTA (ANTARA) –`."""

import re

from archive.items import ArticleItem, Dateline
from archive.vocabulary import Origin
from pipelines.verb import Verb

WORD = r"[A-Z][\w.'/]*"
PLACE = rf"(?P<place>{WORD}(?: {WORD}){{0,3}})"
CAPITALS = r"(?P<outlet>[A-Z][A-Z0-9.]*(?:\.[A-Za-z]{2,4})?(?: [A-Z0-9.]+){0,2})"
END = r"\s*(?:–|—|--|-|\|)\s*"
SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"^{PLACE},? ?\((?P<outlet>[^()\d]{{2,40}})\){END}(?=\S)",
        rf"^{CAPITALS}, (?P<place>[A-Z][a-z]\w*(?: [A-Z]\w*){{0,3}}){END}(?=\S)",
        rf"^{PLACE}, (?P<outlet>INFO_PAS|[A-Z][\w.]*\.(?:com|id|co|net))(?:\.id)?{END}(?=\S)",
        rf"^{PLACE},? \d{{1,2}} [A-Z][a-z]+ \d{{4}}{END}(?=\S)",
        rf"^{PLACE},? \(\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\)?{END}(?=\S)",
        rf"^(?P<place>[A-Z][A-Z'.]+(?: [A-Z][A-Z'.]+){{0,3}}){END}(?=\S)",
        r"^(?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})(?: ?–| ?—| --| -|-) ?(?=[A-Z“\"])",
    )
)
AGENCIES = re.compile(r"^(antara|antaranews|antara news)\b", re.IGNORECASE)
NO_PLACES = frozenset({"KEPALA", "WBP", "KPLP", "SIARAN", "PERS", "PENGUMUMAN", "COVID", "TNI", "DPR", "KPK"})


class ReadDateline(Verb):
    """A strict grammar: no dateline is better than a wrong one. The body keeps it, as the publisher wrote it."""

    def work(self, article: ArticleItem) -> None:
        """Fill `article.dateline` from the first line of the body."""
        found = dateline_of(article.body[:160].split("\n", 1)[0])
        if found is not None:
            article.dateline = found
            article.origins["dateline"] = Origin.TEXT


def dateline_of(line: str) -> Dateline | None:
    """The dateline that a line begins with, or None."""
    for shape in SHAPES:
        match = shape.match(line)
        if match is None:
            continue
        names = match.groupdict()
        place, outlet = names["place"].strip(), names.get("outlet")
        if place.split()[0].upper() in NO_PLACES:
            return None
        agency = outlet if outlet and AGENCIES.match(outlet) else None
        return Dateline(match.group().strip(), place.title() if place.isupper() else place, outlet, agency)
    return None
