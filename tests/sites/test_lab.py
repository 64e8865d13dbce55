"""The servers of the lab are what the other tests take them for."""

import gzip
import json
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from tests.sites.faults import Faults
from tests.sites.wordpress import WordPress

PUBLISHED = 1113


def answer(url: str, context: ssl.SSLContext | None = None) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (names in small letters) and body; errors too."""
    try:
        with urllib.request.urlopen(url, timeout=30, context=context) as response:
            return response.status, {k.lower(): v for k, v in response.headers.items()}, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()


def locations(url: str) -> Iterator[str]:
    """The addresses of a sitemap and of those that it leads to."""
    for location in re.findall(r"<loc>(.*?)</loc>", answer(url)[2].decode()):
        if location.endswith(".xml"):
            yield from locations(location)
        else:
            yield location


def test_the_seeded_site_has_its_posts(wordpress: WordPress) -> None:
    published = wordpress.published()
    assert len(published) == PUBLISHED
    assert len({row["url"] for row in published}) == PUBLISHED
    assert all(row["url"].startswith(wordpress.url) for row in published)


def test_rest_and_sitemap_agree_with_the_truth(wordpress: WordPress) -> None:
    _, headers, body = answer(f"{wordpress.url}wp-json/wp/v2/posts?per_page=100")
    assert int(headers["x-wp-total"]) == PUBLISHED
    assert len(json.loads(body)) == 100
    published = {row["url"] for row in wordpress.published()}
    assert {url for url in locations(f"{wordpress.url}wp-sitemap.xml") if url in published} == published


def test_a_fault_hits_its_share_of_the_requests_and_ends_with_a_reset(wordpress: WordPress) -> None:
    wordpress.fault("errors", 50)
    statuses = {answer(f"{wordpress.url}wp-includes/js/wp-embed.min.js")[0] for _ in range(40)}
    assert statuses == {200, 502}
    wordpress.reset()
    assert {answer(f"{wordpress.url}wp-includes/js/wp-embed.min.js")[0] for _ in range(40)} == {200}


@pytest.mark.parametrize(
    ("fault", "path", "status"),
    [
        (("challenge",), "", 403),
        (("restblock",), "wp-json/wp/v2/posts", 403),
        (("nofeed",), "feed/", 404),
        (("uablock",), "", 403),
        (("timeout", "/2019/"), "2019/", 504),
    ],
)
def test_faults_answer_as_they_say(wordpress: WordPress, fault: tuple[str, ...], path: str, status: int) -> None:
    assert answer(wordpress.url + path)[0] == 200
    wordpress.fault(*fault)
    assert answer(wordpress.url + path)[0] == status


def test_a_reset_undoes_what_an_editor_did(wordpress: WordPress) -> None:
    first = wordpress.published()[0]
    wordpress.ctl("trash", first["id"])
    wordpress.ctl("publish", "Lapas Contoh Buka Layanan Kunjungan")
    assert first["url"] not in {row["url"] for row in wordpress.published()}
    wordpress.reset()
    assert wordpress.published()[0] == first
    assert len(wordpress.published()) == PUBLISHED


def test_the_fault_server_answers_wrongly_on_purpose(faults: Faults) -> None:
    assert answer(faults.url)[0] == 200
    status, headers, _ = answer(f"{faults.url}429")
    assert (status, headers["retry-after"]) == (429, "2")
    assert answer(f"{faults.url}gateway")[0] == 502
    _, headers, body = answer(f"{faults.url}bomb")
    assert headers["content-encoding"] == "gzip"
    assert len(body) < 1 << 20
    assert len(gzip.decompress(body)) == 256 << 20


def test_only_the_good_certificate_is_trusted(faults: Faults) -> None:
    trusting = ssl.create_default_context(cafile=faults.authority)
    assert answer(faults.tls["good"], context=trusting)[0] == 200
    for name in ("expired", "self", "wronghost", "otherca", "tls1"):
        with pytest.raises(urllib.error.URLError, match=r"(?i)ssl|certificate"):
            answer(faults.tls[name], context=trusting)
