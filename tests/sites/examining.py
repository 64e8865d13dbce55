"""Tasks of look.py: every page examined by axe-core, and photographed, on a phone and on a desk, light and dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.sites.reading_room import TOO_WIDE

# the phone reads Indonesian and the desk English, so that both are looked at
WINDOWS = {390: "id-ID", 1280: "en-GB"}
HEIGHT = 900
# which of the pages, in which window, and from which part on
IN_README = {"results": (1280, ""), "story-beside": (1280, "#berdampingan"), "article": (390, "")}
SCHEMES: tuple[Any, ...] = ("light", "dark")
# of a page that was examined in light, the dark look changes the colours alone; a frame's page is one of its own
RUN = """
scheme => axe.run(document, {iframes: false, ...(scheme === "dark" ? {runOnly: ["color-contrast"]} : {})})
    .then(done => done.violations.flatMap(broken => broken.nodes.map(
        node => `${broken.id}: ${node.html.slice(0, 200)} ${node.any.map(one => one.message).join(" ")}`)))
"""


def examine(
    browser: Browser, address: str, pages: dict[str, str], sandboxed: dict[str, str], axe: str
) -> dict[str, Any]:
    """What axe-core finds wrong with each page, which is wider than its window, what it asks for, what it complains of.

    In `sandboxed` pages no script would run, axe-core neither, so they are examined without their policy. Nothing that
    is wrong gives empty lists.
    """
    script = Path(axe).read_text(encoding="utf-8")
    found: dict[str, list[str]] = {"violations": [], "too_wide": [], "asked": [], "complaints": []}
    for group, has_policy in ((pages, True), (sandboxed, False)):
        for page, width in _windows(browser, bypass_csp=not has_policy):
            page.on("request", lambda request: found["asked"].append(request.url))
            page.on("console", lambda message: found["complaints"].append(f"{message.location}: {message.text}"))
            page.on("pageerror", lambda error: found["complaints"].append(str(error)))
            for name, path in group.items():
                page.emulate_media(color_scheme=SCHEMES[0])
                page.goto(address + path)
                page.evaluate(script)
                if page.evaluate(TOO_WIDE):
                    found["too_wide"].append(f"{name} at {width}")
                found["violations"] += [f"{name} at {width}, {one}" for one in _violations(page)]
    return {name: sorted(set(values)) for name, values in found.items()}


def _violations(page: Page) -> list[str]:
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {one}" for one in page.evaluate(RUN, scheme)]
    return found


def photograph(browser: Browser, address: str, pages: dict[str, str], folder: str) -> list[str]:
    """A picture of each page from top to bottom, in each window and each look, as `NAME-WIDTH-SCHEME.png`.

    Of the first window's worth of `IN_README`, in light, there is one more: `readme-NAME.png`.
    """
    made = []
    for page, width in _windows(browser):
        for name, path in pages.items():
            page.goto(address + path)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                file = Path(folder) / f"{name}-{width}-{scheme}.png"
                page.screenshot(path=file, full_page=True)
                made.append(file.name)
            wanted, part = IN_README.get(name, (0, ""))
            if wanted == width:
                page.emulate_media(color_scheme=SCHEMES[0])
                page.goto(address + path + part)
                page.screenshot(path=Path(folder) / f"readme-{name}.png")
    return made


def _windows(browser: Browser, *, bypass_csp: bool = False) -> Iterator[tuple[Page, int]]:
    for width, locale in WINDOWS.items():
        page = browser.new_page(viewport={"width": width, "height": HEIGHT}, locale=locale, bypass_csp=bypass_csp)
        yield page, width
        page.close()
