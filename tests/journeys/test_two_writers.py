"""Two people at one release at once lose nothing, and neither does one whose browser dies."""

from collections.abc import Callable
from typing import Any, Final

import pytest

from tests.journeys.window import Window

PAPER: Final = ".cke_wysiwyg_div"


def start(window: Window, headline: str) -> str:
    """Make a draft and return where it is."""
    window.open("/desk/releases/release/add/")
    window.page.get_by_label("Lead office").select_option(label="Office of the Press Secretary")
    window.page.wait_for_load_state()
    window.page.get_by_label("Headline").fill(headline)
    write(window, "The first paragraph.")
    window.follow(window.page.get_by_role("button", name="Save", exact=True))
    return str(window.page.url).removeprefix(window.newsroom)


def write(window: Window, text: str) -> None:
    """Put the cursor at the end of the text and type."""
    window.page.locator(PAPER).click()
    window.page.keyboard.press("Control+End")
    window.page.keyboard.type(text)


@pytest.fixture(params=[(1280, "light"), (390, "dark")], ids=["desktop", "phone"])
def sitting(request: pytest.FixtureRequest, browser: Any, newsroom: str) -> Callable[[str], Window]:
    width, scheme = request.param
    return lambda name: Window(browser, newsroom, width=width, scheme=scheme).sign_in(name)


def test_both_sentences_survive_two_who_write_at_once(sitting: Callable[[str], Window]) -> None:
    wren, petra = sitting("wren"), sitting("petra")
    name = f"two-writers-{wren.page.viewport_size['width']}"
    where = start(wren, "Two people write at once")
    wren.open(where)
    petra.open(where)
    assert "Wren Castillo has had this open since" in petra.page.locator("#beside").inner_text()
    write(wren, " And a sentence by Wren.")
    wren.page.get_by_label("Subhead").fill("By Wren")
    write(petra, " And a sentence by Petra.")
    petra.follow(petra.page.get_by_role("button", name="Save", exact=True))

    wren.follow(wren.page.get_by_role("button", name="Save", exact=True))
    assert wren.page.get_by_role("heading", level=1).inner_text() == "Two versions"
    assert wren.fits()
    wren.look(f"{name}-question")
    assert wren.page.get_by_label("Both, in one paragraph").is_checked()
    wren.follow(wren.page.get_by_role("button", name="Save with these choices"))
    text = wren.page.locator(PAPER).inner_text()
    assert text.strip() == "The first paragraph. And a sentence by Wren. And a sentence by Petra."
    assert wren.page.get_by_label("Subhead").input_value() == "By Wren"

    petra.open(where)
    petra.page.get_by_label("Subhead").fill("By Petra")
    wren.page.get_by_label("Headline").fill("Two people wrote at once")
    wren.follow(wren.page.get_by_role("button", name="Save", exact=True))
    petra.follow(petra.page.get_by_role("button", name="Save", exact=True))
    assert petra.fits()
    petra.look(f"{name}-together")
    petra.follow(petra.page.get_by_role("button", name="Save both"))
    assert petra.page.get_by_label("Headline").input_value() == "Two people wrote at once"
    assert petra.page.get_by_label("Subhead").input_value() == "By Petra"
    wren.close()
    petra.close()


def test_a_browser_that_dies_gives_the_typing_back(sitting: Callable[[str], Window]) -> None:
    before, after = sitting("wren"), sitting("wren")
    where = start(before, "A browser that dies")
    before.page.get_by_label("Headline").fill("A browser that died in the middle")
    before.page.locator("#id_headline_helptext", has_text="33 characters.").wait_for()
    write(before, " Half a sentence")
    before.page.locator("#id_body_helptext", has_text="Words: 6").wait_for()
    before.page.locator("#kept", has_text="Kept at").wait_for()
    before.look(f"kept-{before.page.viewport_size['width']}")
    before.close()

    after.open(where)
    band = after.page.locator(".waiting").first
    band.get_by_text("What it changes").click()
    assert "Half a sentence" in band.inner_text()
    assert after.fits()
    after.look(f"waiting-{after.page.viewport_size['width']}")
    after.follow(band.get_by_role("link", name="Continue with it"))
    assert after.page.get_by_label("Headline").input_value() == "A browser that died in the middle"
    assert "Half a sentence" in after.page.locator(PAPER).inner_text()
    after.follow(after.page.get_by_role("button", name="Save", exact=True))
    assert after.page.locator(".waiting").count() == 0
    after.close()


def test_a_lost_connection_and_a_lost_session_are_said_while_one_writes(browser: Any, newsroom: str) -> None:
    window = Window(browser, newsroom).sign_in("wren")
    start(window, "A lost connection")
    kept = window.page.locator("#kept")
    window.context.set_offline(True)
    window.page.get_by_label("Headline").fill("A connection lost and found")
    kept.filter(has_text="the newsroom does not answer").wait_for()
    assert "does not answer" in window.page.get_by_role("status").filter(has_text="Not kept").inner_text()
    window.context.set_offline(False)
    kept.filter(has_text="Kept at").wait_for()
    cookies = [one for one in window.context.cookies() if one["name"] != "session"]
    window.context.clear_cookies()
    window.context.add_cookies(cookies)
    window.page.get_by_label("Headline").fill("A session lost")
    kept.filter(has_text="you have been signed out").wait_for()
    window.look("not-kept")
    window.context.close()
    # The browser counts these two as errors of the page. So they were meant.
    meant = ("ERR_INTERNET_DISCONNECTED", "401")
    assert [one for one in window.errors if not any(word in one for word in meant)] == []
