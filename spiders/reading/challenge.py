"""Pages by which a gatekeeper asks for proof of a human visitor, whatever their status; recognised, never answered."""

import re
from collections.abc import Mapping

GATE_WORDS = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-vercel-mitigated", "challenge", "Vercel"),
    ("x-amzn-waf-action", "challenge", "AWS WAF"),
    ("x-amzn-waf-action", "captcha", "AWS WAF"),
)
GATE_HEADERS = tuple(dict.fromkeys(name for name, _, _ in GATE_WORDS))
# what stands in the markup of a challenge, and in the text of a page only when that is about it
MARKS = (
    ("_cf_chl_opt", "Cloudflare"),
    ("challenge-platform/h/b/orchestrate", "Cloudflare"),
    ("challenge-platform/h/g/orchestrate", "Cloudflare"),
    ("cf-browser-verification", "Cloudflare"),
    ("cf-challenge-running", "Cloudflare"),
    ("sucuri_cloudproxy_js", "Sucuri"),
    ("/.well-known/ddos-guard/", "DDoS-Guard"),
    ("check.ddos-guard.net", "DDoS-Guard"),
    ('src="/_incapsula_resource', "Imperva"),
    ("imunify360", "Imunify360"),
    ("px-captcha", "PerimeterX"),
    ("captcha-delivery.com", "DataDome"),
    ("anubis_challenge", "Anubis"),
    ("awswafintegration", "AWS WAF"),
)
TITLES = re.compile(
    r"\s*(just a moment\W*$|attention required! \| cloudflare|checking your browser|ddos-guard\W*$|one moment, please"
    r"|pardon our interruption|verif(y|ying) (that )?you are (not a |a )?(human|robot)|vercel security checkpoint"
    r"|making sure you('|&#39;|’)re not a bot|are you (a robot|human)\W*$|(human|bot) verification|robot challenge"
    r"|(access denied - )?sucuri website firewall|sedang memeriksa (peramban|browser))"
)
SAYS_SO = re.compile(
    r"checking (your browser|if the site connection is secure)|verif(y|ying) (that )?you are (not a |a )?(human|robot)"
    r"|you are (not a robot|human)|i('|’)m not a robot|(bukan|bahwa anda adalah) (robot|manusia)"
    r"|memeriksa (peramban|browser) anda"
)
WIDGETS = ("challenges.cloudflare.com/turnstile", "cf-turnstile", "g-recaptcha", "h-captcha", "hcaptcha.com")
LOADS_AGAIN = re.compile(r"location\.(reload|replace|href)|(window|document|self|top)\.location\s*=")
TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.DOTALL)
UNSEEN = re.compile(r"<(script|style|noscript|title|head)\b[^>]*>.*?</\1\s*>|<!--.*?-->|<[^>]*>|\s+", re.DOTALL)
LONGEST = 200_000  # bytes; Cloudflare's own pages have some thirty thousand
FEW = 25  # links or paragraphs: nearly every page of a site has more, and need not be searched
WORDS = (("incapsula incident id", "Imperva"), ("sucuri website firewall", "Sucuri"))
LITTLE = 1500  # characters that can be seen
NEXT_TO_NOTHING = 300


def gatekeeper(headers: Mapping[str, str], body: bytes) -> str | None:
    """Who asks for proof of a human visitor by this answer; None for any other answer.

    `headers` has lower-case names. A page that says more than a gatekeeper ever does is none, whatever it quotes.
    """
    for name, value, keeper in GATE_WORDS:
        if headers.get(name, "").strip().lower() == value:
            return keeper
    if not body or len(body) > LONGEST or b"<" not in body[:1000]:
        return None
    if body.count(b"<a ") > FEW or body.count(b"<p") > FEW:
        return None
    return _by_page(body.decode("utf-8", errors="replace").lower())


def _by_page(html: str) -> str | None:
    title = TITLE.search(html)
    is_titled = title is not None and TITLES.match(title[1]) is not None
    marks = [(mark, keeper) for mark, keeper in MARKS if mark in html]
    asks = any(widget in html for widget in WIDGETS)
    sets_cookie = "document.cookie" in html and LOADS_AGAIN.search(html) is not None
    says = any(words in html for words, _ in WORDS)
    if not (is_titled or marks or asks or sets_cookie or says):
        return None
    seen = " ".join(UNSEEN.sub(" ", html).split())
    if len(seen) > LITTLE:
        return None
    for mark, keeper in marks:
        if mark not in seen:
            return keeper
    if is_titled or (asks and SAYS_SO.search(seen)):
        return _maker(html)
    if len(seen) > NEXT_TO_NOTHING:
        return None
    said = next((keeper for words, keeper in WORDS if words in seen), None)
    return said or ("a cookie that a script sets" if sets_cookie else None)


def _maker(html: str) -> str:
    """Who made a challenge that says itself what it is."""
    known = next((name for name in ("Cloudflare", "Sucuri", "DDoS-Guard") if name.lower() in html), None)
    if known or "just a moment" in html:
        return known or "Cloudflare"
    return "a captcha" if any(widget in html for widget in WIDGETS) else "a browser check"
