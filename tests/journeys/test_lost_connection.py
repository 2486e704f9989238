"""A connection that is lost while somebody types loses none of it, whatever the page."""

from typing import Any, Final

import pytest

from tests.journeys.window import Window

NOTICE: Final = "It was sent in error, and here is the long story of how that came about."
PAGES: Final = {
    "a notice of withdrawal": ("Tides and forecasts come", "Withdraw", "Notice for readers", "Look at it first"),
    "a remark": ("Tides and forecasts come", "with the text, marked", "Remark", "Make the remark"),
    "a text": ("Tides and forecasts come", "", "Subhead:", "Save"),
}


@pytest.mark.parametrize("kind", PAGES)
def test_what_was_typed_stays_on_the_page_until_the_newsroom_answers(browser: Any, newsroom: str, kind: str) -> None:
    release, way, label, button = PAGES[kind]
    window = Window(browser, newsroom, width=390).sign_in("petra")
    page = window.page
    window.open(f"/desk/releases/release/?q={release}")
    window.follow(page.locator("#result_list").get_by_role("link", name=release))
    if way:
        window.follow(page.get_by_role("link", name=way, exact=True).first)
    page.get_by_label(label, exact=True).fill(NOTICE)
    press = page.get_by_role("button", name=button, exact=True)

    window.context.set_offline(True)
    press.click()
    page.get_by_text("Nothing was sent, and what you typed is still here").wait_for()
    assert page.get_by_label(label, exact=True).input_value() == NOTICE
    window.context.set_offline(False)
    # Not reaching anybody is what this is about.
    window.errors.clear()
    window.look(f"not-sent-{kind.split()[-1]}")
    window.follow(press)
    assert NOTICE in page.content()
    window.close()
