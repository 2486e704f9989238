"""The press officer's way from pasted text to public page, in a real browser."""

import os
import urllib.request
from pathlib import Path
from typing import Any, Final

import feedparser
import pytest

from tests.journeys.conftest import PICTURES, ROOT

pytestmark = pytest.mark.e2e

PASSWORD: Final = "harbor-light-1871"
SAMPLES: Final = Path(os.environ.get("NEWSROOM_SAMPLES", ROOT.parent / "shared" / "samples"))
OWN_TEXT: Final = """Statement on the winter patrols
For Immediate Release

Office of the Press Secretary

Contact: 202-282-8010

PORT LORNE – The winter patrols began this week along the whole of the coast.

Crews checked 114 vessels in three days.

Most of them were in good order, and we thank their masters.

Eleven were held in port until their rafts had been seen to.

The patrols go on until the first of March.

They are dull work, well done, and they bring people home."""


def _sample() -> tuple[str, str, list[str]]:
    """Headline, dateline and the six paragraphs: of the real release where it is present, or of our own."""
    path = SAMPLES / "dhs-kelly-statement.txt"
    text = path.read_text() if path.exists() else OWN_TEXT
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    headline = blocks[0].splitlines()[0]
    first = next(number for number, block in enumerate(blocks) if " – " in block[:40])
    dateline, _dash, opening = blocks[first].partition(" – ")
    return headline, dateline, [opening, *blocks[first + 1 :]]


class Desk:
    """One person's browser window."""

    def __init__(self, browser: Any, base: str, width: int = 1280) -> None:
        self.base = base
        self.context = browser.new_context(viewport={"width": width, "height": 900}, locale="en-US")
        self.page = self.context.new_page()
        self.foreign: list[str] = []
        self.page.on("request", self._note)

    def _note(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.foreign.append(request.url)

    def sign_in(self, name: str) -> "Desk":
        self.page.goto(f"{self.base}/desk/")
        self.page.fill("#id_username", name)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("input[type=submit]")
        return self

    def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(PICTURES / f"{name}.png"), full_page=True)


def _clean(page: Any) -> None:
    """The page has no accessibility fault that axe can find."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_release_is_written_by_one_approved_by_another_and_read_by_everybody(
    browser: Any, newsroom_server: str
) -> None:
    headline, dateline, paragraphs = _sample()
    assert len(paragraphs) == 6

    writer = Desk(browser, newsroom_server).sign_in("wren")
    writer.page.click("text=New release")
    writer.page.select_option("#id_kind", "statement")
    writer.page.fill("#id_headline", headline)
    writer.page.select_option("#id_lead_office", label="Office of the Press Secretary")
    writer.page.check("input[name=embargo_kind][value=none]")
    writer.page.fill("#id_dateline", dateline)
    writer.page.fill("#id_contact_lines-0-phone", "202-282-8010")
    writer.page.check("#id_contact_lines-0-phone_is_public")
    editor = writer.page.wait_for_selector(".cke_wysiwyg_div")
    editor.click()
    html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    writer.page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            document.querySelector(".cke_wysiwyg_div").dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        html,
    )
    writer.page.wait_for_selector(".cke_wysiwyg_div p:nth-of-type(6)")
    writer.picture("1-written")
    writer.page.click("text=Save and submit for approval")
    writer.page.click("main button:has-text('Submit for approval'), #content button:has-text('Submit for approval')")
    assert "waits for approval" in writer.page.inner_text(".panel-sentence")
    assert writer.foreign == []

    publisher = Desk(browser, newsroom_server).sign_in("petra")
    publisher.picture("2-desk")
    publisher.page.click(f".overview-list >> text={headline}")
    publisher.page.click(".panel-moves >> text=Approve")
    shown = publisher.page.inner_text(".move-paper")
    assert "FOR IMMEDIATE RELEASE" in shown
    assert all(paragraph[:60] in shown for paragraph in paragraphs)
    publisher.picture("3-approve")
    publisher.page.click("button:has-text('Approve')")
    publisher.page.click(".panel-moves >> text=Publish")
    publisher.page.click("button:has-text('Publish')")
    assert "Live since" in publisher.page.inner_text(".panel-sentence")

    visitor = Desk(browser, newsroom_server)
    visitor.page.goto(newsroom_server)
    _clean(visitor.page)
    visitor.page.click(f"text={headline}")
    visitor.picture("4-public")
    _clean(visitor.page)
    read = visitor.page.inner_text("article.release")
    assert f"{dateline} – {paragraphs[0][:40]}" in read
    assert visitor.page.get_attribute("a[href^='tel:']", "href") == "tel:2022828010"
    address = visitor.page.url
    visitor.page.click(".release-offices a")
    assert headline in visitor.page.inner_text("main")
    assert visitor.context.cookies() == []
    with urllib.request.urlopen(f"{newsroom_server}/feed.rss") as answer:  # noqa: S310
        feed = feedparser.parse(answer.read())
    entry = next(one for one in feed.entries if one.title == headline)
    assert entry.link == address
    assert not feed.bozo


def test_the_public_pages_fit_a_phone_and_work_by_keyboard(browser: Any, newsroom_server: str) -> None:
    visitor = Desk(browser, newsroom_server, width=320)
    for path in ("/", "/contacts/", "/news/", "/offices/press-office/", "/offices/nowhere/"):
        visitor.page.goto(newsroom_server + path)
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320, path
        _clean(visitor.page)
    visitor.page.goto(newsroom_server)
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.className") == "skip"
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector("article.release")


def test_a_session_that_ends_while_somebody_writes_loses_nothing(browser: Any, newsroom_server: str) -> None:
    writer = Desk(browser, newsroom_server).sign_in("wren")
    writer.page.goto(f"{newsroom_server}/desk/releases/release/add/")
    writer.page.fill("#id_headline", "Typed just before the session ended")
    writer.page.select_option("#id_lead_office", label="Office of the Press Secretary")
    cookies = [one for one in writer.context.cookies() if one["name"] != "session"]
    writer.context.clear_cookies()
    writer.context.add_cookies(cookies)
    writer.page.click("input[name=_save]")
    assert "Nothing you typed is lost" in writer.page.inner_text("h1")
    writer.picture("5-resume")
    writer.page.fill("#id_username", "wren")
    writer.page.fill("#id_password", PASSWORD)
    writer.page.click("button:has-text('Sign in')")
    writer.page.click("button:has-text('Save my text now')")
    assert "Typed just before the session ended" in writer.page.inner_text("#content")
    assert "draft" in writer.page.inner_text(".panel-sentence")
