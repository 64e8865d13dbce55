"""What a browser makes of an archive's pages, as JSON: run by tests/sites/chromium.py in its own environment.

`look.py ADDRESS WORD WIDTH HEIGHT [FOLDER]` searches for WORD as a person does, JavaScript off, and opens the first
article. With a FOLDER, it leaves a picture of each page there.
"""

import json
import sys
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def main(address: str, word: str, width: str, height: str, folder: str | None = None) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        viewport = {"width": int(width), "height": int(height)}
        seen = read(browser, viewport, address, word, folder) | tables(browser, viewport, address)
        browser.close()
    print(json.dumps(seen))


def read(browser: Browser, viewport: Any, address: str, word: str, folder: str | None) -> dict[str, Any]:
    """The way of a reader: home, a search by typing and Enter, the first article, the same in English."""
    page = browser.new_page(viewport=viewport, java_script_enabled=False, locale="id-ID")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    seen = {}

    def note(name: str) -> None:
        page.wait_for_load_state()
        seen[name] = {
            "url": page.url,
            "too_wide": page.evaluate(TOO_WIDE),
            "title": page.title(),
            "text": text_of(page),
        }
        if folder:
            page.screenshot(path=f"{folder}/{name}-{viewport['width']}.png", full_page=True)

    page.goto(address)
    note("home")
    page.locator("input[type=search]").fill(word)
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari?q=*")
    note("results")
    page.locator(".entries h3 a").first.click()
    page.wait_for_url("**/artikel/*")
    note("article")
    page.locator("a[rel=alternate]").click()
    page.wait_for_url("**lang=en")
    note("english")
    page.goto(f"{address}tidak-ada")
    note("missing")
    return {"pages": seen, "asked": asked}


def text_of(page: Page) -> str:
    return page.locator("main").inner_text()


def tables(browser: Browser, viewport: Any, address: str) -> dict[str, Any]:
    """Datasette's own pages, JavaScript on: what the browser complains of."""
    page = browser.new_page(viewport=viewport)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in ("archive", "archive/articles", "archive/articles/1"):
        page.goto(f"{address}{path}")
        page.wait_for_load_state()
    page.goto(f"{address}archive?sql=select+1")
    page.wait_for_load_state()
    has_editor = page.locator(".CodeMirror").count()
    return {"complaints": complaints, "sql_editor": has_editor}


if __name__ == "__main__":
    main(*sys.argv[1:])
