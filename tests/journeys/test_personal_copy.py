"""A lawyer outside reads a text that is not public, by a link: on a phone, in the dark, by keyboard, on paper."""

from typing import Any

import pytest

from tests.journeys.window import Window

READER = "Lena Ortiz, Ortiz and Partners"


def open_release(desk: Window) -> None:
    """The first of those that wait for approval."""
    desk.open("/desk/releases/release/?status__exact=submitted")
    desk.follow(desk.page.locator("#result_list tbody th a").first)


@pytest.fixture(scope="module")
def link(browser: Any, newsroom: str) -> str:
    """The path of a link that the approver gives to a release that waits."""
    desk = Window(browser, newsroom, width=390).sign_in("ada")
    page = desk.page
    open_release(desk)
    desk.follow(page.get_by_role("link", name="Preview links"))
    assert page.get_by_text("Nobody outside has been given a link").is_visible()
    desk.look("copy-no-links")
    desk.follow(page.get_by_role("link", name="Give a preview link"))
    assert desk.fits()
    desk.look("copy-give")
    page.get_by_label("Who it is for").fill(READER)
    desk.follow(page.get_by_role("button", name="Give a preview link").first)
    assert desk.fits()
    desk.look("copy-given")
    address = page.get_by_label("Address").input_value()
    desk.follow(page.get_by_role("link", name="All links of this release"))
    assert desk.fits()
    desk.look("copy-links")
    desk.close()
    return str(address.removeprefix(newsroom))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_copy_is_opened_by_keyboard_and_fits_any_window(
    browser: Any, newsroom: str, link: str, width: int, scheme: str
) -> None:
    reader = Window(browser, newsroom, width=width, scheme=scheme)
    page, keys = reader.page, reader.page.keyboard
    reader.open(link)
    assert reader.fits()
    assert page.get_by_text(f"This link was given to {READER}").is_visible()
    assert not page.locator("article").count()
    reader.look(f"copy-door-{width}-{scheme}")
    page.locator("#main").focus()
    keys.press("Tab")
    with page.expect_navigation():
        keys.press("Enter")
    assert page.locator("article h1").is_visible()
    assert page.get_by_text(f"Personal copy of {READER}.").is_visible()
    assert reader.fits()
    reader.look(f"copy-open-{width}-{scheme}")
    assert not reader.context.cookies()
    reader.close()


def test_on_paper_the_copy_says_whose_it_is(browser: Any, newsroom: str, link: str) -> None:
    reader = Window(browser, newsroom)
    reader.open(link)
    reader.follow(reader.page.get_by_role("button", name="Open my copy"))
    reader.page.emulate_media(media="print")
    reader.page.get_by_text(f"Personal copy of {READER}.").wait_for()
    reader.page.get_by_text("Not to be used or passed on").wait_for()
    reader.look("copy-print")
    reader.close()


def test_revoked_on_the_desk_it_is_dead_at_the_next_press(browser: Any, newsroom: str, link: str) -> None:
    reader = Window(browser, newsroom)
    reader.open(link)
    desk = Window(browser, newsroom).sign_in("ada")
    open_release(desk)
    desk.follow(desk.page.get_by_role("link", name="Preview links"))
    desk.look("copy-links-wide")
    desk.follow(desk.page.get_by_role("button", name="Revoke").first)
    assert desk.page.get_by_text("Revoked. The link opens nothing any more.").is_visible()
    desk.look("copy-revoked-wide")
    reader.follow(reader.page.get_by_role("button", name="Open my copy"))
    assert reader.page.get_by_text(READER).count() == 0
    assert reader.page.get_by_role("heading", level=1).is_visible()
    reader.close()
    desk.close()
