"""What runs a site, by the signs on its home page: the generator it names, its headers, the addresses of its parts."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spiders.reading.document import Document, is_own

STRONG, WEAK = 3, 1
GENERATORS = {
    "wordpress": re.compile(r"\bwordpress\b", re.IGNORECASE),
    "joomla": re.compile(r"\bjoomla\b", re.IGNORECASE),
    "blogger": re.compile(r"^blogger\b", re.IGNORECASE),
    "ghost": re.compile(r"^ghost\b", re.IGNORECASE),
    "drupal": re.compile(r"\bdrupal\b", re.IGNORECASE),
    "plone": re.compile(r"\bplone\b", re.IGNORECASE),
}
HEADERS = (
    ("wordpress", "link", re.compile(r"https://api\.w\.org/")),
    ("wordpress", "x-pingback", re.compile(r"/xmlrpc\.php")),
    ("joomla", "x-content-powered-by", re.compile(r"joomla", re.IGNORECASE)),
    ("ghost", "x-ghost-cache-status", re.compile(r"")),
    ("drupal", "x-generator", re.compile(r"drupal", re.IGNORECASE)),
    ("drupal", "x-drupal-cache", re.compile(r"")),
    ("drupal", "x-drupal-dynamic-cache", re.compile(r"")),
    ("plone", "x-powered-by", re.compile(r"\b(plone|zope)\b", re.IGNORECASE)),
    ("plone", "server", re.compile(r"\b(plone|zope)\b", re.IGNORECASE)),
)
# in addresses on the site's own hosts: a picture from another WordPress says nothing about this site
PARTS = (
    ("wordpress", re.compile(r"/wp-(content|includes|json)/")),
    ("joomla", re.compile(r"/media/(jui|vendor/joomla|system/(js|css))/|/(components|modules)/(com|mod)_|option=com_")),
    ("blogger", re.compile(r"/feeds/posts/default")),
    ("ghost", re.compile(r"/ghost/api/|/public/(cards|ghost)[\w.-]*\.(js|css)|/content/images/size/")),
    ("drupal", re.compile(r"/sites/(default|all|[\w.-]+)/(files|themes|modules)/|/core/misc/drupal|/misc/drupal\.js")),
    ("plone", re.compile(r"\+\+(plone|resource\+\+plone)|/portal_(css|javascripts)/|/@@plone")),
)
LINKING = (("link", "href"), ("script", "src"), ("img", "src"), ("a", "href"))


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign that `platform` runs the site, in a sentence; `weight` says how much it proves."""

    platform: str
    evidence: str
    weight: int


def platform_of(signs: list[Sign]) -> str | None:
    """The platform that most speaks for; None without any sign."""
    weights: dict[str, int] = defaultdict(int)
    for sign in signs:
        weights[sign.platform] += sign.weight
    return max(weights, key=lambda name: weights[name]) if weights else None


def signs_of(home: Document, headers: Mapping[str, str], hosts: frozenset[str]) -> list[Sign]:
    """Every sign on the home page, at most one of each sort; `headers` have lower-case names."""
    return [*_generators(home), *_headers(headers), *_parts(home, hosts)]


def _generators(home: Document) -> Iterator[Sign]:
    for written in home.metas.get("generator", ()):
        for platform, words in GENERATORS.items():
            if words.search(written):
                yield Sign(platform, f"its pages name their generator: {written[:60]}", STRONG)


def _headers(headers: Mapping[str, str]) -> Iterator[Sign]:
    for platform, name, words in HEADERS:
        value = headers.get(name)
        if value is not None and words.search(value):
            yield Sign(platform, f"its answers carry the header {name}: {value[:60]}", STRONG)


def _parts(home: Document, hosts: frozenset[str]) -> Iterator[Sign]:
    found: dict[str, str] = {}
    for url in _own_addresses(home, hosts):
        for platform, words in PARTS:
            if platform not in found and (match := words.search(url)):
                found[platform] = match[0]
    for platform, part in found.items():
        yield Sign(platform, f"its pages use addresses with {part}", WEAK)


def _own_addresses(home: Document, hosts: frozenset[str]) -> Iterator[str]:
    for tag, attribute in LINKING:
        for element in home.tags.get(tag, ()):
            url = home.absolute(element.get(attribute) or "")
            if url and is_own(url, hosts):
                yield url
