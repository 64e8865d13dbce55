"""What a browser may run of Datasette's own pages: the scripts of its templates, told by their digests, alone."""

import hashlib
import re
from base64 import b64encode
from functools import cache
from importlib.resources import files

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
HEAD_ENDS = b"</head>"
ALLOW_FACET = "{{ datasette_allow_facet }}"  # the one thing that its scripts are told
MADE_BY_JINJA = re.compile(r"\{[{%]")
POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def policy_of(page: bytes) -> str:
    """The Content-Security-Policy of a page that Datasette made.

    Its scripts are those of its templates, whatever the page holds. Its styles name the columns of a table: they are
    taken from the head of the page, where nothing of an article stands.
    """
    head = page.partition(HEAD_ENDS)[0]
    styles = "".join(f" {_digest(style)}" for style in STYLE.findall(head))
    return POLICY.format(scripts=_scripts(), styles=styles)


@cache
def _scripts() -> str:
    templates = [file.read_text(encoding="utf-8") for file in files("datasette").joinpath("templates").iterdir()]
    written = [script for text in templates for script in SCRIPT.findall(text)]
    told = [script.replace(ALLOW_FACET, value) for script in written for value in ("true", "false")]
    return "".join(f" {_digest(one.encode())}" for one in dict.fromkeys(told) if not MADE_BY_JINJA.search(one))


def _digest(text: bytes) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text).digest()).decode()}'"
