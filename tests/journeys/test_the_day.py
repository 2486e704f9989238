"""The press officer's day: each thing it is made of is done in a browser, and may cost no more clicks than it does."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from tests.journeys.counting import CountingWindow, Tally
from tests.journeys.server import free_port, load, serving
from tests.journeys.test_press_day import OFFICE, Paper, leave_only_the_switchboard, paper
from tests.journeys.window import PICTURES

PAPER: Final = ".cke_wysiwyg_div"
LAST_WORD: Final = ("Control+End", "Control+Shift+ArrowLeft", "Control+Shift+ArrowLeft")
NOTE: Final = "What was corrected"
REASON: Final = "Notice for readers"
HEADLINE: Final = "Harbor launches to carry stretchers"
LAUNCHES: Final = f"""{OFFICE}

FOR IMMEDIATE RELEASE
Contact: Newsroom
207-555-0110
press@coast.example.org

{HEADLINE}

PORT LORNE – Every harbor launch of the Service will carry a stretcher from next month.

The stretchers are made in Sandhaven and float for nine hours.

The first was tried on Monday, with the harbor master afloat.

###
"""
DAY: Final = (datetime.now(UTC) + timedelta(days=3)).date()
# Words of a release that is two years old.
OLD_WORDS: Final = "It knows nothing of tomorrow’s wind"
OLD: Final = "How to read a tide table"


@dataclass
class Day:
    """Who works today, each in a window of their own, and what it costs them."""

    tally: Tally
    wren: CountingWindow
    ada: CountingWindow
    petra: CountingWindow
    reader: CountingWindow
    release: Paper


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[str]:
    """A newsroom of its own: what other journeys published would be remarked on as much alike."""
    database, port = f"sqlite:///{tmp_path / 'day.sqlite3'}", free_port()
    load(database, port)
    with serving(database, port) as address:
        yield address


@pytest.mark.parametrize("width", [1280, 390])
def test_the_press_officers_day_takes_no_more_clicks(browser: Any, newsroom: str, width: int) -> None:
    tally = Tally()
    staff = [CountingWindow(browser, newsroom, tally, width=width).sign_in(name) for name in ("wren", "ada", "petra")]
    day = Day(tally, *staff, CountingWindow(browser, newsroom, tally, width=width), paper())
    what_is_next_and_what_waits(day)
    enter_by_hand(day)
    send_for_approval(day)
    approve_and_publish(day)
    find_what_changed(day)
    enter_from_the_clipboard(day)
    embargo_for_an_exact_minute(day)
    change_a_word_after_approval(day)
    hold(day)
    two_people_at_once(day)
    correct(day)
    withdraw(day)
    find_a_phrase(day)
    for window in (*staff, day.reader):
        window.close()
    print(f"\n{tally}\n\nSign-ins, not counted: {tally.sign_ins}")  # noqa: T201 - the table is what one runs it for
    assert tally.clicks <= 45


def what_is_next_and_what_waits(day: Day) -> None:
    with day.tally.step("See what is next and what waits") as count:
        page = at_the_desk(day.petra)
        assert listed(page, "next").locator("[data-countdown]").first.is_visible()
        assert listed(page, "waiting").locator("li").first.is_visible()
    look(day.petra, "desk")
    assert count.clicks == 0


def enter_by_hand(day: Day) -> None:
    wren, release = day.wren, day.release
    with day.tally.step("Enter a release by hand") as count:
        page = at_the_desk(wren)
        wren.follow(page.get_by_role("link", name="New release", exact=True))
        wren.choose("Kind", "Statement")
        wren.type("Headline", release.headline)
        with page.expect_navigation():
            wren.choose("Lead office", OFFICE)
        wren.type("Dateline", release.dateline)
        leave_only_the_switchboard(wren)
        count.fields += 1  # its number
        wren.paste_into(page.locator(PAPER), "\n\n".join(release.paragraphs))
        page.locator(f"{PAPER} p:nth-of-type({len(release.paragraphs)})").wait_for()
        look(wren, "by-hand")
        wren.follow(page.get_by_role("button", name="Save", exact=True))
    look(wren, "saved")
    assert (count.clicks <= 4, count.fields) == (True, 6)


def send_for_approval(day: Day) -> None:
    with day.tally.step("Send it for approval") as count:
        submit(day.wren)
    assert count.clicks <= 2


def approve_and_publish(day: Day) -> None:
    with day.tally.step("Read it, approve and publish it") as count:
        approve(day.petra, day.release.headline)
        look(day.petra, "publish")
        day.petra.follow(day.petra.page.get_by_role("button", name="Publish", exact=True))
    look(day.petra, "live")
    assert "Live since" in stands(day.petra)
    assert count.clicks <= 3


def find_what_changed(day: Day) -> None:
    with day.tally.step("Find the one place that changed, as approver") as count:
        page = at_the_desk(day.ada)
        row = listed(page, "waiting").locator("li", has_text="Lorne Point light")
        day.ada.follow(row.get_by_role("link", name="Approve"))
        assert page.locator(".move-changes ins").all_inner_texts()
    look(day.ada, "what-changed")
    assert "a quarter of" in " ".join(page.locator(".move-changes ins").all_inner_texts())
    assert count.clicks <= 1


def enter_from_the_clipboard(day: Day) -> None:
    with day.tally.step("Enter another from the clipboard") as count:
        page = at_the_desk(day.wren)
        day.wren.follow(page.get_by_role("link", name="New release from text or file"))
        look(day.wren, "intake")
        day.wren.paste_into(page.get_by_label("The text"), LAUNCHES)
        day.wren.follow(page.get_by_role("button", name="Read it"))
        page.locator(f"{PAPER} p").first.wait_for()
        look(day.wren, "read-in")
        day.wren.follow(page.get_by_role("button", name="Save the draft"))
    look(day.wren, "draft")
    assert page.get_by_label("Headline").input_value() == HEADLINE
    assert (count.fields, count.clicks) == (1, 3)


def embargo_for_an_exact_minute(day: Day) -> None:
    wren, petra = day.wren, day.petra
    with day.tally.step("Embargo it for an exact minute, approved and scheduled") as count:
        wren.page.get_by_label("Until a date and time").check()
        wren.type("Ends on", DAY.isoformat())
        wren.type("At", "09:41")
        wren.page.locator("#embargo-echo", has_text="9:41").wait_for()
        look(wren, "embargo")
        submit(wren)
        approve(petra, HEADLINE)
        look(petra, "publish-at-embargo")
        petra.follow(petra.page.get_by_role("button", name="Publish at its embargo", exact=True))
    look(petra, "scheduled")
    assert "9:41 a.m." in stands(petra)
    assert count.clicks <= 5


def change_a_word_after_approval(day: Day) -> None:
    wren, petra = day.wren, day.petra
    before = stands(petra)
    with day.tally.step("Change one word of it, approved again, its minute kept") as count:
        page = at_the_desk(wren)
        wren.follow(listed(page, "next").get_by_role("link", name=HEADLINE))
        wren.write(page.locator(PAPER), *LAST_WORD, text="aboard.")
        submit(wren)
        approve(petra, HEADLINE)
        look(petra, "changed-word")
        petra.follow(petra.page.get_by_role("button", name="Publish at its embargo", exact=True))
    assert stands(petra) == before
    assert count.clicks <= 5


def hold(day: Day) -> None:
    petra = day.petra
    with day.tally.step("Hold it") as count:
        page = at_the_desk(petra)
        petra.follow(listed(page, "next").get_by_role("link", name=HEADLINE))
        petra.follow(page.get_by_role("link", name="Hold", exact=True))
        look(petra, "hold")
        petra.follow(page.get_by_role("button", name="Hold", exact=True))
    look(petra, "held")
    assert HEADLINE not in listed(at_the_desk(day.ada), "next").inner_text()
    assert count.clicks <= 3


def two_people_at_once(day: Day) -> None:
    wren, petra = day.wren, day.petra
    with day.tally.step("Two people edit it at once, and nothing is lost") as count:
        page = at_the_desk(wren)
        wren.follow(page.get_by_role("link", name="All releases"))
        wren.follow(page.locator("#result_list").get_by_role("link", name=HEADLINE))
        wren.write(wren.page.locator(PAPER), "Control+End", text=" A sentence by Wren.")
        petra.write(petra.page.locator(PAPER), "Control+End", text=" A sentence by Petra.")
        petra.follow(petra.page.get_by_role("button", name="Save", exact=True))
        wren.follow(wren.page.get_by_role("button", name="Save", exact=True))
        look(wren, "two-versions")
        wren.follow(wren.page.get_by_role("button", name="Save with these choices"))
    text = wren.page.locator(PAPER).inner_text()
    assert ("A sentence by Wren." in text, "A sentence by Petra." in text) == (True, True)
    assert count.clicks <= 5


def correct(day: Day) -> None:
    wren, petra = day.wren, day.petra
    with day.tally.step("Correct a live one, with a note") as count:
        page = at_the_desk(wren)
        wren.follow(listed(page, "live").get_by_role("link", name=day.release.headline))
        wren.write(page.locator(PAPER), *LAST_WORD, text="mended.")
        wren.type(NOTE, "The last word was another.")
        submit(wren)
        approve(petra, day.release.headline)
        look(petra, "correct")
        petra.follow(petra.page.get_by_role("button", name="Publish correction", exact=True))
    look(petra, "corrected")
    assert "Live since" in stands(petra)
    assert count.clicks <= 6


def withdraw(day: Day) -> None:
    petra = day.petra
    with day.tally.step("Withdraw it") as count:
        page = at_the_desk(petra)
        petra.follow(listed(page, "live").get_by_role("link", name=day.release.headline))
        petra.follow(page.get_by_role("link", name="Withdraw", exact=True))
        petra.type(REASON, "It was sent in error. A new statement follows.")
        look(petra, "withdraw")
        petra.follow(page.get_by_role("button", name="Withdraw", exact=True))
    look(petra, "withdrawn")
    assert "ithdrawn" in stands(petra)
    assert count.clicks <= 3


def find_a_phrase(day: Day) -> None:
    with day.tally.step("Find a release of two years ago by a phrase, as staff") as count:
        page = at_the_desk(day.wren)
        day.wren.follow(page.get_by_role("link", name="All releases"))
        enter(day.wren, page.locator("#searchbar"), OLD_WORDS)
        row = page.locator("#result_list tr", has=page.get_by_role("link", name=OLD))
        assert row.locator("mark").inner_text() == OLD_WORDS
    look(day.wren, "found-by-staff")
    assert count.clicks <= 1
    with day.tally.step("The same, as a reader") as count:
        day.reader.open("/")
        page = day.reader.page
        enter(day.reader, page.get_by_label("Search the releases"), f"“{OLD_WORDS}”")
        assert page.locator(".entries").get_by_role("link", name=OLD).is_visible()
    look(day.reader, "found-by-readers")
    assert count.clicks == 0


def at_the_desk(window: CountingWindow) -> Any:
    """The front page of the desk, where everybody's work starts: a page that is loaded, no click."""
    window.open("/desk/")
    return window.page


def listed(page: Any, name: str) -> Any:
    """One of the front page's lists."""
    return page.locator(f"section[aria-labelledby={name}]")


def submit(wren: CountingWindow) -> None:
    """Save and submit; where preflight has something that is worth a look, it is looked at first."""
    wren.follow(wren.page.get_by_role("button", name="Save and submit for approval"))
    asked = wren.page.get_by_role("button", name="Submit for approval", exact=True)
    if asked.count():
        look(wren, "submit")
        wren.follow(asked)
    look(wren, "submitted")
    assert wren.page.get_by_role("link", name="Take back", exact=True).is_visible()


def approve(petra: CountingWindow, headline: str) -> None:
    """From the desk: read the text, approve it, and go on to where it is published."""
    page = at_the_desk(petra)
    row = listed(page, "waiting").locator("li", has_text=headline)
    petra.follow(row.get_by_role("link", name="Approve"))
    assert page.locator(".move-paper").first.is_visible()
    look(petra, "approve")
    petra.follow(page.get_by_role("button", name="Approve and go on to publish").last)


def enter(window: CountingWindow, box: Any, words: str) -> None:
    """Type what is looked for, and press the Enter key."""
    window.write(box, text=words)
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")


def stands(window: CountingWindow) -> str:
    """The sentence on top of a release."""
    said: str = window.page.locator(".panel-sentence").inner_text()
    return said


def look(window: CountingWindow, name: str) -> None:
    """No page is wider than its window; a picture of it is kept if `DAY_PICTURES` is set."""
    width = window.page.viewport_size["width"]
    if "DAY_PICTURES" in os.environ:
        PICTURES.mkdir(parents=True, exist_ok=True)
        window.page.screenshot(path=PICTURES / f"day-{width}-{name}.png", full_page=True)
    assert window.fits(), name
