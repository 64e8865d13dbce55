"""Every hostile text on every page and in every file: nothing of it is markup, an address to follow, or a record."""

import csv
import hashlib
import io
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from archive.browse.safety import TURNING
from archive.searching.hit_rows import FORMULA
from tests.browsing import Room, room
from tests.furnished import Furnished
from tests.hostile import JAHAT, TEXTS, hostile_archive
from tests.test_browse_safety import Elements

LISTS = ["/", "/situs", "/situs/jahat", "/nama", "/satuan", "/wilayah", "/perubahan", "/hilang", "/tentang"]
FORBIDDEN = {"script", "svg", "math", "iframe", "object", "embed", "base", "video", "textarea"}
OURS = {"svg", "script"}  # our own: the timeline, the calendar, the one script
ATOM = "{http://www.w3.org/2005/Atom}"
ALL = "source=jahat"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    return hostile_archive(tmp_path_factory.mktemp("hostile") / "arsip")


@pytest.fixture(scope="module")
def opened(made: Furnished) -> Iterator[Room]:
    with room(made.folder.path) as pages:
        yield pages


def pages_of(made: Furnished) -> list[str]:
    typed = [quote(text[:300].encode("utf-8", "replace")) for text in TEXTS.values()]
    searches = [f"{path}?q={text}" for path in ("/cari", "/konkordansi", "/banding") for text in typed]
    filters = [
        f"/cari?q=berita&{name}={quote(text[:300].encode('utf-8', 'replace'))}"
        for name, text in zip(
            ("section", "byline", "place", "unit", "language", "from") * 6, TEXTS.values(), strict=False
        )
    ]
    articles = [f"/artikel/{name}" for name in made.ids]
    return [
        *LISTS,
        "/cari?q=berita",
        "/konkordansi?q=berita",
        "/banding?q=berita&q=source:jahat",
        f"/cari?{ALL}&lang=en",
        *articles,
        f"{articles[0]}/perubahan",
        *searches,
        *filters,
    ]


def test_no_page_holds_anything_of_a_text_but_its_words(made: Furnished, opened: Room) -> None:
    for address in pages_of(made):
        answer = opened.get(address)
        assert answer.status_code in {200, 302, 404}, address
        seen = Elements(answer.text)
        assert FORBIDDEN & set(seen.tags) <= OURS, address
        assert answer.status_code == 302 or seen.tags.count("script") == 1, address
        assert answer.status_code == 302 or ("src", "/arsip/room.js") in seen.attributes, address
        assert [name for name, _ in seen.attributes if name.startswith("on") or name in {"style", "srcdoc"}] == [], (
            address
        )
        links = [value for name, value in seen.attributes if name in {"href", "src", "action", "formaction", "data"}]
        assert [link for link in links if not link.startswith(("/", "#", JAHAT))] == [], address
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", answer.text), address
        assert not TURNING & set(answer.text), address


def test_no_text_is_taken_for_a_template(made: Furnished, opened: Room) -> None:
    page = opened.text(f"/artikel/{made.ids[list(TEXTS).index('templates')]}")
    assert "{{ 7 * 7 }} {% raw %}{{ config }}{% endraw %} ${7*7} #{7*7}" in page


def test_every_page_of_our_own_has_the_strict_policy(made: Furnished, opened: Room) -> None:
    for address in [*LISTS, "/cari?q=berita", "/cari.csv?q=berita", f"/artikel/{made.ids[0]}", "/tidak-ada"]:
        policy = opened.get(address).headers["content-security-policy"]
        assert "unsafe" not in policy, address
        assert policy.startswith("default-src 'none'"), address
        assert "script-src 'self';" in policy, address


THEIRS = (
    "/archive",
    "/archive/articles",
    "/archive/articles/1",
    "/archive?sql=select+1+as+%22%3C%2Fstyle%3E%22",
    "/-/versions",
)


@pytest.mark.parametrize("address", THEIRS)
def test_datasettes_own_scripts_run_and_no_others(opened: Room, address: str) -> None:
    answer = opened.get(address)
    rules = dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))
    assert "unsafe" not in str(rules)
    head = answer.text.partition("</head>")[0]
    scripts = re.findall("<script>(.*?)</script>", answer.text, re.DOTALL)
    styles = re.findall("<style>(.*?)</style>", head, re.DOTALL)
    assert scripts or address.startswith("/-/")
    assert {digest_of(script) for script in scripts} <= set(rules["script-src"].split())
    assert [digest_of(style) for style in styles] == rules["style-src"].split()[1:]
    assert digest_of("alert(1)") not in rules["script-src"]


def test_no_style_is_allowed_by_an_answer_that_is_no_page(opened: Room) -> None:
    answer = opened.get("/archive.json?sql=select+'<style>p{}</style></head>'+as+it")
    assert "<style>" in answer.text
    assert "style-src 'self';" in answer.headers["content-security-policy"]


def digest_of(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_no_csv_begins_a_formula_or_a_row_of_its_own(made: Furnished, opened: Room) -> None:
    rows = list(csv.DictReader(io.StringIO(opened.text(f"/cari.csv?{ALL}&sort=oldest"), newline="")))
    assert {row["public_id"] for row in rows} == set(made.ids)
    cells = [value for row in rows for name, value in row.items() if name != "score" and value]
    assert [cell for cell in cells if cell.startswith(FORMULA)] == []
    assert any(cell.startswith("'=cmd|") for cell in cells)


def test_no_json_is_more_than_its_hits(made: Furnished, opened: Room) -> None:
    hits = json.loads(opened.text(f"/cari.json?{ALL}"))["hits"]
    assert {hit["public_id"] for hit in hits} == set(made.ids)
    answer = opened.get(f"/cari.json?{ALL}").headers
    assert answer["content-type"] == "application/json; charset=utf-8"
    assert answer["x-content-type-options"] == "nosniff"


def test_no_feed_has_an_entry_of_its_own(made: Furnished, opened: Room) -> None:
    text = opened.text(f"/cari.atom?{ALL}")
    assert "<!DOCTYPE" not in text
    feed = ET.fromstring(text)
    entries = feed.findall(f"{ATOM}entry")
    assert {entry.findtext(f"{ATOM}id") for entry in entries} == {f"urn:arsip:{name}" for name in made.ids}
    hosts = {urlsplit(link.get("href") or "").netloc for link in feed.iter(f"{ATOM}link")}
    assert hosts == {"localhost"}


def test_no_bibtex_has_a_record_or_a_command_of_its_own(made: Furnished, opened: Room) -> None:
    text = opened.text(f"/cari.bib?{ALL}")
    assert (
        re.findall(r"^@\w+\{([^,]*)", text, re.MULTILINE)
        == sorted(re.findall(r"arsip-[a-z2-7]{16}-\d", text), key=text.index)[: len(made.ids)]
    )
    assert text.count("\n}\n") == len(made.ids)
    assert not re.search(r"(?<!\\)\\(input|write)", text.replace("\\textbackslash", ""))


def test_no_ris_has_a_record_of_its_own(made: Furnished, opened: Room) -> None:
    for name in made.ids:
        lines = opened.text(f"/artikel/{name}.ris").splitlines()
        assert [line[:6] for line in lines].count("TY  - ") == 1, name
        assert [line[:6] for line in lines].count("ER  - ") == 1, name
        assert not any(line.startswith("UR  - javascript") for line in lines), name


def test_every_stored_page_is_text_in_a_sandbox_of_its_own_path(made: Furnished, opened: Room) -> None:
    for name in made.ids:
        page = opened.text(f"/artikel/{name}")
        capture = re.findall(rf"/artikel/{name}/rekaman/[0-9a-f]+", page)[0]
        (frame,) = re.findall(r"<iframe[^>]*>", opened.text(capture))
        assert f'src="{capture}/isi"' in frame
        assert 'sandbox=""' in frame
        answer = opened.get(f"{capture}/isi")
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'"), name
        seen = Elements(answer.text)
        assert not (FORBIDDEN | {"form", "input", "img", "style"}) & set(seen.tags), name
        assert {name for name, _ in seen.attributes} <= {"charset", "name", "content", "rel", "href", "lang"}, name
        assert [value for name, value in seen.attributes if name == "href"] == ["/arsip/capture.css"], name
