"""Takes the pictures of the README and the tour from a fresh demonstration.

After `make e2e` has put the browser's driver in place: `.venv/bin/python -m docs.pictures.take`.
"""

import tempfile
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

from tests.journeys.server import CHROMIUM, CHROMIUM_ARGS, free_port, load, serving
from tests.journeys.window import PASSWORD

HERE: Final = Path(__file__).parent


def take(page: Any, newsroom: str) -> None:
    """Go round and take each picture."""
    page.goto(f"{newsroom}/")
    page.screenshot(path=HERE / "front.png")
    page.get_by_role("link", name="Spill drill tests seven harbors").click()
    page.screenshot(path=HERE / "release.png")
    page.goto(f"{newsroom}/desk/")
    page.get_by_label("User name").fill("petra")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.screenshot(path=HERE / "desk.png")
    page.get_by_role("link", name="Lorne Point light to go dark").first.click()
    page.locator(".cke_wysiwyg_div").wait_for()
    page.screenshot(path=HERE / "form.png")
    page.get_by_role("link", name="Approve", exact=True).click()
    page.screenshot(path=HERE / "approve.png")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database, port = f"sqlite:///{folder}/newsroom.sqlite3", free_port()
        load(database, port)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGS))
        with serving(database, port) as address:
            take(browser.new_page(viewport={"width": 1280, "height": 860}), address)
        browser.close()
