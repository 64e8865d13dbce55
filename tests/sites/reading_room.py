"""Tasks of look.py: the way of a reader without JavaScript, and Datasette's tables with it."""

from typing import Any

from playwright.sync_api import Browser

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def read(browser: Browser, address: str, word: str, width: int, height: int) -> dict[str, Any]:
    """Home, a search by typing and Enter, the first article, the same in English, and a page that there is not."""
    viewport: Any = {"width": width, "height": height}
    page = browser.new_page(viewport=viewport, java_script_enabled=False, locale="id-ID")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    seen = {}

    def note(name: str) -> None:
        page.wait_for_load_state()
        seen[name] = {
            "too_wide": page.evaluate(TOO_WIDE),
            "title": page.title(),
            "text": page.locator("main").inner_text(),
        }

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
    page.close()
    return {"pages": seen, "asked": asked}


def tables(browser: Browser, address: str) -> dict[str, Any]:
    """Datasette's own pages, JavaScript on: what the browser complains of, and whether SQL can be edited."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in ("archive", "archive/articles", "archive/articles/1"):
        page.goto(f"{address}{path}")
        page.wait_for_load_state()
    page.goto(f"{address}archive?sql=select+1")
    page.wait_for_load_state()
    return {"complaints": complaints, "sql_editor": page.locator(".CodeMirror").count()}
