"""Tasks of look.py: what a researcher and an archivist do, and a visitor whom nothing may reach."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page


def researcher(browser: Browser, address: str, words: str, locale: str, script: bool) -> dict[str, Any]:  # noqa: FBT001 as JSON gives it
    """Find a release by words, narrow, open its story, compare two papers, save, cite: what was met on the way."""
    page = browser.new_page(locale=locale, java_script_enabled=script, accept_downloads=True)
    seen: dict[str, Any] = {}
    page.goto(address)
    page.locator("input[type=search]").fill(words)
    page.locator(".search button").click()
    seen["found"] = page.locator(".summary strong").inner_text()
    page.locator('aside a[href*="kind=release"]').click()
    seen["releases"] = page.locator(".summary strong").inner_text()
    page.locator('.timeline svg a[href*="from=2020-03"]').click(force=True)
    page.wait_for_url("**from=2020-03**")
    seen["in_march"] = page.locator(".entries h3").all_inner_texts()
    seen["exports"] = {form: _saved(page, form) for form in ("CSV", "JSON", "BibTeX")}
    page.locator(".entries h3 a").first.click()
    page.wait_for_url("**/artikel/**")
    seen["citations"] = page.locator(".cite").inner_text()
    seen["bibtex"] = _saved(page, "BibTeX")
    page.locator('a[href*="/kelompok/"]').first.click()
    page.wait_for_url("**/kelompok/**")
    seen["papers"] = page.locator(".entries .meta bdi").all_inner_texts()
    page.locator('a[href*="banding="]').last.click()
    page.wait_for_url("**banding=**")
    sides = page.locator(".beside > div")
    seen["beside"] = [sides.nth(number).inner_text() for number in range(sides.count())]
    seen["shared"] = page.locator(".beside mark").count()
    page.close()
    return seen


def archivist(browser: Browser, address: str) -> dict[str, Any]:
    """By keyboard alone: from home to the site with trouble, to its calendar, and to the hatched month of a search."""
    page = browser.new_page(locale="en-GB")
    seen: dict[str, Any] = {"stops": []}
    page.goto(address)
    _tab_to(page, 'a[href^="/situs"]', seen["stops"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/situs*")
    seen["status"] = page.locator("table tbody tr").all_inner_texts()
    _tab_to(page, 'a[href^="/situs/harian-contoh"]', seen["stops"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/situs/harian-contoh*")
    seen["gap"] = page.locator("aside").inner_text()
    seen["hatched_days"] = page.locator('.calendar [fill="url(#celah-hari)"]').count()
    page.keyboard.press("Home")
    _tab_to(page, 'form[action="/cari"] input[type=search]', seen["stops"], backwards=True)
    page.keyboard.type("warga source:harian-contoh")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari?*source=harian-contoh*")
    seen["said"] = page.locator(".gaps").inner_text()
    seen["hatched_months"] = page.locator('.timeline svg a:has([fill="url(#celah)"]) title').all_text_contents()
    _tab_to(page, ".timeline summary", seen["stops"])
    page.keyboard.press("Enter")
    seen["table"] = page.locator(".timeline table").inner_text()
    page.close()
    return seen


def quicker(browser: Browser, address: str, words: str) -> dict[str, Any]:
    """What the script adds: the keys and how they are switched off, a period that is dragged, a citation copied."""
    page = browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 900})
    seen: dict[str, Any] = {}
    page.goto(f"{address}/cari?q={words}")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    seen["at"] = page.evaluate("document.activeElement.textContent")
    seen["first"] = page.locator(".entries :is(h2, h3) a").first.text_content()
    page.keyboard.press("/")
    seen["in_search"] = page.evaluate("document.activeElement.matches('input[type=search]')")
    page.keyboard.type("/j")
    seen["typed"] = page.locator("input[type=search]").first.input_value()
    page.locator("[data-shortcuts] input").uncheck()
    page.evaluate("document.activeElement.blur()")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    seen["switched_off"] = page.evaluate("document.activeElement.matches('input[type=search]')")
    drawing = page.locator("svg[data-period]").first
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
    page.mouse.move(box["x"] + box["width"] * 0.02, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 40, steps=5)
    page.mouse.up()
    page.wait_for_url("**from=*")
    seen["period"] = page.url.partition("?")[2]
    page.locator(".entries :is(h2, h3) a").first.click()
    page.wait_for_url("**/artikel/**")
    page.locator("[data-copy]").first.click()
    said = page.locator("[data-copy] ~ [role=status], [role=status][data-done]").first
    page.wait_for_function("it => it.textContent", arg=said.element_handle())
    seen["copied"] = said.text_content()
    page.close()
    return seen


def suspicious(browser: Browser, address: str, paths: list[str]) -> dict[str, Any]:
    """Pages opened with JavaScript on: what they asked for, ran, opened or complained of, and where they ended."""
    page = browser.new_page(locale="id-ID")
    seen: dict[str, list[str]] = {"asked": [], "dialogs": [], "complaints": [], "moved": [], "ran": [], "frames": []}
    page.on("request", lambda request: seen["asked"].append(request.url))
    page.on("dialog", lambda dialog: (seen["dialogs"].append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: seen["complaints"].append(f"{page.url.removeprefix(address)}: {message.text}"))
    page.on("pageerror", lambda error: seen["complaints"].append(str(error)))
    page.on("popup", lambda popup: seen["moved"].append(popup.url))
    for path in paths:
        page.goto(address + path)
        page.mouse.move(200, 300)
        page.mouse.wheel(0, 5000)
        page.wait_for_load_state()
        seen["moved"] += [page.url] if page.url != address + path else []
        seen["ran"] += [f"{path}: {one}" for one in page.evaluate("Object.keys(window).filter(k => /^jahat/.test(k))")]
        seen["frames"] += [frame.url for frame in page.frames[1:]]
    page.close()
    return {name: sorted(set(values)) for name, values in seen.items()}


def _saved(page: Page, form: str) -> str:
    """What the link of this name saves."""
    with page.expect_download() as download:
        page.get_by_role("link", name=form, exact=True).first.click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def _tab_to(page: Page, selector: str, stops: list[str], most: int = 150, *, backwards: bool = False) -> None:
    """Press Tab until this has the focus; note what was stopped at without a sign that the focus is there."""
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none":
            stops.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
        if page.evaluate("it => document.activeElement.matches(it)", selector):
            return
    raise LookupError(f"{most} times Tab do not reach {selector} at {page.url}")
