"""Takes the pictures of the README and the tour from a fresh demonstration.

After `make e2e` has put the browser's driver in place: `.venv/bin/python -m docs.pictures.take`.
"""

import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from tests.journeys.server import CHROMIUM, CHROMIUM_ARGS, free_port, load, serving
from tests.journeys.window import Window

HERE: Final = Path(__file__).parent


def take(window: Window) -> None:
    """Go round and take each picture."""
    page = window.page
    window.open("/")
    page.screenshot(path=HERE / "front.png")
    window.follow(page.get_by_role("link", name="Spill drill tests seven harbors"))
    page.screenshot(path=HERE / "release.png")
    window.sign_in("petra")
    page.screenshot(path=HERE / "desk.png")
    window.follow(page.get_by_role("link", name="Lorne Point light to go dark").first)
    page.locator(".cke_wysiwyg_div").wait_for()
    page.screenshot(path=HERE / "form.png")
    window.follow(page.get_by_role("link", name="Approve", exact=True))
    page.screenshot(path=HERE / "approve.png")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database, port = f"sqlite:///{folder}/newsroom.sqlite3", free_port()
        load(database, port)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGS))
        with serving(database, port) as address:
            take(Window(browser, address))
        browser.close()
