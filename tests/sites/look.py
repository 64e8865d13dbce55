"""What a browser makes of an archive's pages, as JSON: run by tests/sites/chromium.py in its own environment.

`python -m tests.sites.look TASK ADDRESS OPTIONS`, the options as a JSON object: the arguments of the task.
"""

import json
import sys

from playwright.sync_api import sync_playwright

from tests.sites.examining import examine, photograph
from tests.sites.reading_room import read, tables
from tests.sites.visiting import archivist, quicker, researcher, suspicious

TASKS = {
    task.__name__: task for task in (read, tables, researcher, archivist, quicker, suspicious, examine, photograph)
}


def main(task: str, address: str, options: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        seen = TASKS[task](browser, address, **json.loads(options))
        browser.close()
    print(json.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
