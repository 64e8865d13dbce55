"""No request leaves for a private address: not by a literal, not by a name, not by a redirect, not by rebinding."""

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request

from archive.sources import Source
from spiders.download import refuse_proxy
from spiders.middlewares.addresses import is_public, literal_address
from spiders.middlewares.guard import checked_host
from spiders.middlewares.refusals import BadAddress
from tests.loopback import Answer, site, text
from tests.one_crawl import Plan, crawl, local

PUBLIC = "93.184.215.14"
FAR_SOURCE = Source("lapas-contoh", "https://lapas.contoh.example/", "wordpress")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "2002:0a00:0001::1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "::127.0.0.1",
        "100::1",
        "2001::1",
    ],
)
def test_an_address_that_is_not_one_public_host_is_private(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", [PUBLIC, "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "2002:808:808::1", "64:ff9b::8.8.8.8"]
)
def test_a_public_address_is_public_also_when_wrapped(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.integers(0, 2**32 - 1))
def test_every_spelling_of_an_address_is_understood_as_the_system_understands_it(number: int) -> None:
    address = ipaddress.IPv4Address(number)
    octal = ".".join(f"0{int(part):o}" for part in str(address).split("."))
    for spelling in (str(address), str(number), hex(number), octal, ".".join(hex(b) for b in address.packed)):
        assert literal_address(spelling) == address
        assert socket.gethostbyname(spelling) == str(address)


@given(st.from_regex(r"[a-z][a-z0-9-]{0,10}\.[a-z]{2,5}", fullmatch=True))
def test_a_name_is_no_literal(name: str) -> None:
    assert literal_address(name) is None


@pytest.mark.parametrize(
    "url",
    [
        "ftp://lapas.contoh.example/a",
        "file:///etc/hosts",
        "data:text/html,halo",
        "http:///tanpa-host",
        "http://humas:rahasia@lapas.contoh.example/",
        "http://lapas.contoh.example@127.0.0.1/",
        "http://lapas.contoh.example:99999/",
        "http://lapas.contoh.example:delapan/",
        "http://lapas.contoh.example:0/",
        "http://[::1/",
    ],
)
def test_an_address_that_can_be_misunderstood_is_bad(url: str) -> None:
    with pytest.raises(BadAddress) as caught:
        checked_host(url)
    assert "rahasia" not in caught.value.detail
    assert "\n" not in caught.value.detail


def test_a_proxy_is_refused() -> None:
    with pytest.raises(BadAddress):
        refuse_proxy(Request("https://lapas.contoh.example/", meta={"proxy": "http://127.0.0.1:3128"}))


def test_no_spelling_of_this_machine_is_asked_by_a_source_that_is_not_local() -> None:
    with site(lambda _: Answer()) as server:
        hosts = ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
        hosts += ["１２７.0.0.1", "localhost", "LocalHost", socket.gethostname(), "dalam.contoh.example"]
        urls = [f"http://{host}:{server.port}/" for host in hosts]
        found = crawl(Plan(urls, FAR_SOURCE, names={"dalam.contoh.example": ["127.0.0.1"]}))
        assert [one.error for one in found] == ["PrivateAddress"] * len(urls)
        assert server.asked == []


def test_a_local_source_reaches_its_own_host_and_port_and_no_other() -> None:
    with site(lambda _: Answer()) as own, site(lambda _: Answer()) as other:
        name = {"kantor.contoh.example": ["127.0.0.1"]}
        found = crawl(Plan([own.url("/berita"), other.url("/rahasia")], local(own.url())))
        assert {(one.url, one.status, one.error) for one in found} == {
            (own.url("/berita"), 200, ""),
            (other.url("/rahasia"), 0, "PrivateAddress"),
        }
        named = f"http://kantor.contoh.example:{own.port}/"
        assert [one.status for one in crawl(Plan([named], local(named), names=name))] == [200]
        assert other.asked == []


def test_a_name_that_turns_private_between_the_check_and_the_connection_is_refused() -> None:
    with site(lambda _: Answer()) as server:
        url = f"http://lapas.contoh.example:{server.port}/berita"
        rebound = {"lapas.contoh.example": [PUBLIC, "127.0.0.1"]}
        (page,) = crawl(Plan([url], FAR_SOURCE, names=rebound, meta={"skip_robots": True}))
        (robots,) = crawl(Plan([url], FAR_SOURCE, names={"lapas.contoh.example": [PUBLIC, PUBLIC, "127.0.0.1"]}))
        assert page.error == robots.error == "PrivateAddress"
        assert "127.0.0.1" in page.detail
        assert server.asked == []


def test_a_redirect_of_robots_into_the_private_network_is_not_followed() -> None:
    with site(lambda _: text("User-agent: *\nAllow: /")) as inner:
        away = Answer(b"", 302, {"Location": inner.url("/robots.txt")})
        with site(lambda _: away) as server:
            (found,) = crawl(Plan([server.url("/berita")], local(server.url())))
            assert found.error == "RobotsUnreachable"
            assert "not public" in found.detail
            assert server.paths == ["/robots.txt"]
        assert inner.asked == []


def test_what_cannot_be_asked_ends_with_its_own_error() -> None:
    urls = ["http://tidak-ada.contoh.invalid/", "ftp://lapas.contoh.example/a"]
    found = {one.url: one.error for one in crawl(Plan(urls, FAR_SOURCE))}
    assert found == {urls[0]: "CannotResolveHostError", urls[1]: "BadAddress"}


def test_a_proxy_in_the_meta_is_never_asked() -> None:
    with site(lambda _: Answer()) as proxy, site(lambda _: Answer()) as server:
        plan = Plan([server.url("/berita")], local(server.url()), meta={"proxy": proxy.url()})
        assert [one.error for one in crawl(plan)] == ["BadAddress"]
        assert proxy.asked == server.asked == []
