"""Pages as they should never be: made-up pages, or those of a corpus, each broken in one of many ways.

The same number gives the same page.
"""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from benchmarks.news_pages import CONTENT, NewsPages

Mutation = Callable[[bytes, Random], bytes]
DEEP, MEGABYTES = 10_000, 5
TAGS = (
    b"div",
    b"span",
    b"p",
    b"li",
    b"table",
    b"tr",
    b"td",
    b"b",
    b"a href='x'",
    b"blockquote",
    b"form",
    b"button",
    b"ul",
    b"h1",
)
ODD = (
    b"\x00",
    b"\xff\xfe",
    b"\xc3",
    b"\xed\xa0\x80",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"</html>",
    b"<script>",
    b"</",
    b"&#",
    b"<plaintext>",
)
ENTITIES = (b"&nbsp;", b"&#0;", b"&#xD800;", b"&#1114112;", b"&lt;p&gt;", b"&undefined;", b"&amp;amp;", b"&#x1F600;")
CHARSETS = ("utf-16", "utf-32", "cp1252", "utf-7", "shift_jis", "iso-2022-jp", "utf-8-sig")


def _truncated(page: bytes, random: Random) -> bytes:
    return page[: random.randrange(len(page))]


def _headless(page: bytes, random: Random) -> bytes:
    return page[random.randrange(len(page)) :]


def _nested(page: bytes, random: Random) -> bytes:
    tag, place, depth = random.choice(TAGS), random.randrange(len(page)), random.choice((300, 3_000, DEEP))
    return page[:place] + b"<" + (b"><".join([tag] * depth)) + b">" + page[place:]


def _wrong_charset(page: bytes, random: Random) -> bytes:
    declared = f"<meta charset={random.choice(CHARSETS)}>".encode()
    return declared + page.decode("utf-8", "replace").encode(random.choice(CHARSETS), "replace")


def _odd_bytes(page: bytes, random: Random) -> bytes:
    for _ in range(random.choice((1, 10, 200))):
        place = random.randrange(len(page))
        page = page[:place] + random.choice(ODD) + page[place:]
    return page


def _noise(page: bytes, random: Random) -> bytes:
    broken = bytearray(page)
    for _ in range(random.choice((10, 500))):
        broken[random.randrange(len(broken))] = random.randrange(256)
    return bytes(broken)


def _entities(page: bytes, random: Random) -> bytes:
    place = random.randrange(len(page))
    return page[:place] + random.choice(ENTITIES) * random.choice((100, 200_000)) + page[place:]


def _one_line(page: bytes, random: Random) -> bytes:
    word = random.choice(
        (b"a", b"Lapas ", b"\xe2\x80\x8b", b"<", b"<p>", b"<br>", b"<a href=x>y</a>", b" ", b"1.", b"<i>x</i>")
    )
    size = random.choice((10_000, 100_000, MEGABYTES * 1_000_000))
    place = random.randrange(len(page))
    return page[:place] + word * (size // len(word)) + page[place:]


def _shuffled(page: bytes, random: Random) -> bytes:
    parts = page.split(b"<")
    random.shuffle(parts)
    return b"<".join(parts)


def _unclosed(page: bytes, random: Random) -> bytes:
    parts = page.split(b"</")
    kept = (part if random.random() < 0.5 else part.partition(b">")[2] for part in parts[1:])
    return parts[0] + b"".join(b"</" + part for part in kept)


def _long_attribute(page: bytes, random: Random) -> bytes:
    name = random.choice((b"class", b"id", b"style", b"href", b"datetime"))
    value = random.choice((b"ad-", b"a b ", b"/../", b"display:none;", b"20", b"-_")) * random.choice((100, 100_000))
    return page.replace(b"<p>", b"<p " + name + b"='" + value + b"'>", random.choice((1, 2)))


MUTATIONS: Sequence[Mutation] = (
    _truncated,
    _headless,
    _nested,
    _wrong_charset,
    _odd_bytes,
    _noise,
    _entities,
    _one_line,
    _shuffled,
    _unclosed,
    _long_attribute,
)


def mutated(pages: Sequence[bytes], count: int, *, largest: int = 20_000_000) -> Iterator[tuple[str, bytes]]:
    """`count` broken pages of at most `largest` bytes, each with the name of what was done to it."""
    for number in range(count):
        random = Random(number)
        page = pages[number % len(pages)]
        chosen = random.sample(MUTATIONS, random.choice((1, 1, 2)))
        for mutate in chosen:
            page = mutate(page or b" ", random)
        yield " ".join(mutate.__name__.strip("_") for mutate in chosen), page[:largest]


def own_pages(count: int) -> list[bytes]:
    """Made-up articles of 40 kB, as many of each theme."""
    return [
        NewsPages("https://contoh.example", count, theme).page(number)
        for theme in CONTENT
        for number in range(1, count + 1)
    ]
