// What is quicker with a script: keys, copying a citation, choosing a period on a timeline by dragging.
// Every page works without it; it asks nothing of any host, and its words stand in the page.
"use strict";

const SHORTCUTS = "arsip-shortcuts";
const find = (selector) => [...document.querySelectorAll(selector)];

function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // as above
  }
}

// "/" goes to the search box, j and k from hit to hit; they can be switched off, for those who speak to their browser
function keys() {
  const line = document.querySelector("[data-shortcuts]");
  const box = line.querySelector("input");
  line.hidden = false;
  box.checked = remembered(SHORTCUTS) !== "off";
  box.addEventListener("change", () => remember(SHORTCUTS, box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, select, textarea, [contenteditable]");
    if (!box.checked || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      const search = document.querySelector('input[type="search"]');
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    }
  });
}

function step(by) {
  const stops = find(".entries :is(h2, h3) a, .lines-found .where a, .turns a");
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : stops.length - 1) : at + by;
  stops[next]?.focus();
}

function copying() {
  for (const button of find("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy);
      const said = button.parentElement.querySelector("[role=status]");
      said.textContent = "";
      said.textContent = (await copied(text)) ? said.dataset.done : said.dataset.failed;
    });
  }
}

async function copied(element) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(element.textContent.trim());
      return true;
    } catch {
      // not allowed: as below
    }
  }
  // pages that are not served by https have no clipboard: what is selected can be copied
  getSelection().selectAllChildren(element);
  return document.execCommand("copy");
}

function periods() {
  for (const drawing of find("svg[data-period]")) choosing(drawing);
  for (const hint of find("[data-with-script]")) hint.hidden = false;
}

function choosing(drawing) {
  const slots = [...drawing.querySelectorAll("[data-span]")];
  const at = (event) =>
    slots.findIndex((slot) => {
      const place = slot.getBoundingClientRect();
      return place.left <= event.clientX && event.clientX < place.right;
    });
  let first = -1;
  let last = -1;
  const show = () => {
    const [from, to] = [Math.min(first, last), Math.max(first, last)];
    slots.forEach((slot, number) => slot.classList.toggle("picked", first >= 0 && from <= number && number <= to));
  };
  const stop = () => {
    first = last = -1;
    show();
  };
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  drawing.addEventListener("pointerdown", (event) => {
    if (event.button === 0) first = last = at(event);
  });
  drawing.addEventListener("pointermove", (event) => {
    const here = at(event);
    if (first < 0 || here < 0 || here === last) return;
    drawing.setPointerCapture(event.pointerId);
    last = here;
    show();
  });
  drawing.addEventListener("pointerup", () => {
    if (first >= 0 && first !== last) {
      const address = new URL(drawing.dataset.period, location.href);
      address.searchParams.set("from", slots[Math.min(first, last)].dataset.span);
      address.searchParams.set("to", slots[Math.max(first, last)].dataset.span);
      drawing.addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true });
      location.assign(address);
    }
    stop();
  });
  drawing.addEventListener("pointercancel", stop);
}

keys();
copying();
periods();
