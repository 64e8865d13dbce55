"""Gatekeepers are known by what only they send; an article about them, or a site behind them, is none."""

import json

import pytest

from archive.items import ArticleItem
from archive.sources import Source
from archive.vocabulary import MEDIA_KINDS, Reason, UrlKind
from spiders.reading import Page, Reading, gatekeeper, read

SOURCE = Source("contoh", "https://lapas.contoh.example/", "wordpress")
URL = "https://lapas.contoh.example/2026/02/27/pelatihan/"
SENTENCE = "Warga binaan Lapas Contoh mengikuti pelatihan membatik yang digelar selama tiga hari di aula utama. "
INJECTED = (
    "<script>window.__CF$cv$params={r:'8f',t:'MTc='};</script><script src='/cdn-cgi/challenge-platform/x.js'></script>"
)
COOKIE = "document.cookie='__uji=1f';"
TURNSTILE = (
    "<script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script><div class='cf-turnstile'></div>"
)


def page(title: str, body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


CHALLENGES: dict[str, tuple[dict[str, str], bytes, str]] = {
    "by its header": ({"cf-mitigated": "challenge"}, b"", "Cloudflare"),
    "cloudflare": (
        {},
        page("Tunggu sebentar...", "<script>window._cf_chl_opt={cType:'managed'}</script><noscript>x</noscript>"),
        "Cloudflare",
    ),
    "cloudflare by its title": ({}, page("Just a moment...", "Checking your browser"), "Cloudflare"),
    "turnstile": ({}, page("Pemeriksaan", f"<h1>Verify you are human</h1>{TURNSTILE}"), "Cloudflare"),
    "sucuri": ({}, page("", "<script>var s={},u,c,U,r,i;sucuri_cloudproxy_js='';S='dm'</script>"), "Sucuri"),
    "sucuri refusing": ({}, page("Sucuri WebSite Firewall - Access Denied", "<p>Block ID: XX1</p>"), "Sucuri"),
    "ddos-guard": ({}, page("DDOS-GUARD", "<script src='/.well-known/ddos-guard/x.js'></script>"), "DDoS-Guard"),
    "imperva": (
        {},
        page("", '<iframe src="/_Incapsula_Resource?SWU=1">Incapsula incident ID: 7-1</iframe>'),
        "Imperva",
    ),
    "vercel": ({"x-vercel-mitigated": "challenge"}, b"", "Vercel"),
    "aws": ({"x-amzn-waf-action": "challenge"}, b"", "AWS WAF"),
    "a captcha": ({}, page("Situs", "<p>Buktikan Anda bukan robot</p><i class='g-recaptcha'></i>"), "a captcha"),
    "in indonesian": ({}, page("Sedang memeriksa browser Anda", "<p>Mohon tunggu.</p>"), "a browser check"),
    "a cookie": ({}, page("", f"<script>{COOKIE}location.href='/?i=1';</script>"), "a cookie that a script sets"),
}


@pytest.mark.parametrize("name", CHALLENGES)
def test_a_gatekeeper_is_known(name: str) -> None:
    headers, body, keeper = CHALLENGES[name]
    assert gatekeeper(headers, body) == keeper


ORDINARY: dict[str, tuple[dict[str, str], bytes]] = {
    "an article about them": (
        {"server": "cloudflare"},
        page(
            "Just a moment: apa itu Cloudflare?",
            f"<h1>Checking your browser, apa artinya?</h1><p>{SENTENCE * 20}</p><pre>window._cf_chl_opt</pre>",
        ),
    ),
    "a short article about them": (
        {},
        page("Situs Lapas Kini di Balik Cloudflare", f"<h1>Situs</h1><p>{SENTENCE}</p><code>_cf_chl_opt</code>"),
    ),
    "an article whose headline says it": ({}, page("DDoS-Guard Lindungi Situs Lapas", f"<p>{SENTENCE * 3}</p>")),
    "a site behind cloudflare": ({"server": "cloudflare"}, page("Berita", f"<p>{SENTENCE}</p>{INJECTED}")),
    "a site behind imperva": (
        {},
        page("Berita", f"<p>{SENTENCE * 20}</p><script src='/_Incapsula_Resource'></script>"),
    ),
    "a form with a captcha": ({}, page("Kontak", f"<form><input name=nama>{TURNSTILE}</form><p>{SENTENCE}</p>")),
    "a page that sets a cookie": (
        {},
        page("Berita", f"<p>{SENTENCE * 4}</p><script>{COOKIE}function f(){{location.reload()}}</script>"),
    ),
    "an empty page": ({}, b""),
    "data": ({}, json.dumps([{"title": "Just a moment", "text": "_cf_chl_opt"}]).encode()),
    "a passed challenge": ({"cf-mitigated": ""}, page("Berita", f"<p>{SENTENCE}</p>")),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_what_is_no_gatekeeper_is_left_alone(name: str) -> None:
    assert gatekeeper(*ORDINARY[name]) is None


def reading(kind: UrlKind, body: bytes, headers: dict[str, str] | None = None) -> Reading:
    return read(kind, Page(URL, 200, "text/html", headers or {}, body), SOURCE)


@pytest.mark.parametrize("kind", sorted(set(UrlKind) - MEDIA_KINDS))
def test_a_challenge_is_one_whatever_was_asked_for(kind: UrlKind) -> None:
    got = reading(kind, CHALLENGES["cloudflare"][1])
    assert got.gatekeeper == "Cloudflare"
    assert (got.items[0].reason if kind is UrlKind.PAGE else got.problem) is Reason.CHALLENGE


def test_an_article_about_a_challenge_is_an_article() -> None:
    item: ArticleItem = reading(UrlKind.PAGE, ORDINARY["an article about them"][1]).items[0]
    assert item.is_article
    assert item.reason is None
