"""A writer pastes a release, a second person reads, approves and publishes it, and everybody can read it."""

import os
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import feedparser

from tests.journeys.server import ROOT
from tests.journeys.window import Window

SAMPLES: Final = Path(os.environ.get("NEWSROOM_SAMPLES", ROOT.parent / "shared" / "samples"))
OFFICE: Final = "Office of the Press Secretary"
NUMBER: Final = "202-282-8010"
OWN: Final = f"""Statement of the Director on the winter patrols
For Immediate Release
{OFFICE}
Contact: {NUMBER}

PORT LORNE – The winter patrols began this week along the whole of the coast.

Crews have looked at 114 vessels so far. Most were in good order, and we thank their masters.

“Eleven were not,” the director said, “and will be, before they sail.”

A raft that does not open is not a raft. We ask every owner to have theirs seen to; it costs nothing.

The patrols go on until the first of March.

They are dull work, well done, and they bring people home."""


@dataclass(frozen=True)
class Paper:
    """A release as it arrives at the desk."""

    headline: str
    dateline: str
    paragraphs: list[str]


def paper() -> Paper:
    """The real release where it is at hand, or one of our own in the same form."""
    real = SAMPLES / "dhs-kelly-statement.txt"
    text = real.read_text() if real.exists() else OWN
    assert NUMBER in text
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    first = next(place for place, block in enumerate(blocks) if " – " in block.partition("\n")[0][:40])
    dateline, _dash, opening = blocks[first].partition(" – ")
    return Paper(blocks[0].splitlines()[0], dateline, [opening, *blocks[first + 1 :]])


def test_a_release_goes_from_the_clipboard_to_the_feed(browser: Any, newsroom: str) -> None:
    release = paper()
    assert len(release.paragraphs) == 6

    write(Window(browser, newsroom).sign_in("wren"), release)
    approve_and_publish(Window(browser, newsroom).sign_in("petra"), release)
    address = read(Window(browser, newsroom), release)
    subscribe(newsroom, release, address)


def write(window: Window, release: Paper) -> None:
    """What the writer does."""
    page = window.page
    window.follow(page.get_by_role("link", name="New release", exact=True))
    page.get_by_label("Kind").select_option(label="Statement")
    page.get_by_label("Headline").fill(release.headline)
    with page.expect_navigation():
        page.get_by_label("Lead office").select_option(label=OFFICE)
    page.get_by_label("Dateline").fill(release.dateline)
    leave_only_the_switchboard(window)
    page.locator(".cke_wysiwyg_div").click()
    window.paste("\n\n".join(release.paragraphs))
    page.locator(".cke_wysiwyg_div p:nth-of-type(6)").wait_for()
    window.look("1-written")
    window.follow(page.get_by_role("button", name="Save and submit for approval"))
    asked = page.get_by_role("button", name="Submit for approval", exact=True)
    if asked.count():  # preflight has something to say of the one text, and nothing of the other
        window.follow(asked)
    assert "waits for approval" in page.locator(".panel-sentence").inner_text()
    window.close()


def leave_only_the_switchboard(window: Window) -> None:
    """The office brought its listed contacts; this release names nobody, only a number."""
    window.follow(window.page.get_by_role("button", name="Remove all contacts"))
    rows = window.page.locator(".contact-row:not(.empty-form)")
    rows.get_by_label("Phone:", exact=True).fill(NUMBER)
    rows.get_by_label("public: Phone").check()


def approve_and_publish(window: Window, release: Paper) -> None:
    """What the second person does."""
    page = window.page
    window.look("2-desk")
    window.follow(page.locator(".overview-list").get_by_role("link", name=release.headline))
    window.follow(page.get_by_role("link", name="Preview", exact=True))
    for words in ("FOR IMMEDIATE RELEASE", OFFICE, NUMBER, *release.paragraphs):
        assert words in text_of(page), words
    window.look("3-preview")
    window.follow(page.get_by_role("link", name="Back to the desk"))
    window.follow(page.get_by_role("link", name="Approve", exact=True))
    window.look("4-approve")
    window.follow(page.get_by_role("button", name="Approve", exact=True))
    window.follow(page.get_by_role("link", name="Publish", exact=True))
    window.look("5-publish")
    window.follow(page.get_by_role("button", name="Publish", exact=True))
    assert "Live since" in page.locator(".panel-sentence").inner_text()
    window.close()


def read(window: Window, release: Paper) -> str:
    """What a visitor sees; the address of the release."""
    page = window.page
    window.open("/")
    window.look("6-front")
    window.follow(page.get_by_role("link", name=release.headline))
    window.look("7-release")
    address: str = page.url
    seen = text_of(page)
    assert page.get_by_role("heading", level=1).inner_text() == release.headline
    assert f"{release.dateline} – {release.paragraphs[0]}" in seen
    for words in ("FOR IMMEDIATE RELEASE", OFFICE, *release.paragraphs[1:]):
        assert words in seen, words
    assert page.locator("article a[href^='tel:']").evaluate_all("all => all.map(one => one.href)") == ["tel:2022828010"]
    window.follow(page.locator("article").get_by_role("link", name=OFFICE))
    window.look("8-office")
    assert page.get_by_role("link", name=release.headline).is_visible()
    assert window.context.cookies() == []
    window.close()
    return address


def subscribe(newsroom: str, release: Paper, address: str) -> None:
    """What a feed reader gets."""
    with urllib.request.urlopen(f"{newsroom}/feed.rss") as answer:  # noqa: S310 - our own server
        headers = {name.lower(): value for name, value in answer.headers.items()}
        feed = feedparser.parse(answer.read(), response_headers=headers)
    assert not feed.bozo, feed.bozo_exception
    entry = next(one for one in feed.entries if one.title == release.headline)
    assert entry.link == address
    assert entry.id.startswith("urn:uuid:")
    for paragraph in release.paragraphs:
        assert paragraph in entry.content[0].value


def text_of(page: Any) -> str:
    """The words of the page with spaces set evenly."""
    return " ".join(page.locator("body").inner_text().split())
