"""A publisher looks ahead: the countdown, the calendar and a rehearsal, by mouse, by keys and on a phone."""

from typing import Any

import pytest

from tests.journeys.window import Window


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_what_goes_out_next_is_counted_down_and_found_in_the_calendar(
    browser: Any, newsroom: str, width: int, scheme: str
) -> None:
    desk = Window(browser, newsroom, width=width, scheme=scheme).sign_in("petra")
    page = desk.page
    ticking = page.locator("time[data-countdown] .ticking").last
    before = ticking.inner_text()
    page.wait_for_function(
        "before => [...document.querySelectorAll('.ticking')].at(-1).textContent !== before", arg=before
    )
    said = page.locator("time[data-countdown] .hidden-word").last.inner_text()
    assert said.startswith("in ") or "hour" in said, "spelled anew where a minute has just ended"
    assert page.locator("[aria-live], [role=timer]").count() == 0, "nobody is read a clock aloud"
    assert desk.fits()
    desk.look(f"agenda-overview-{width}")
    desk.follow(page.locator(".overview-start").get_by_role("link", name="Calendar"))
    for view in ("Month", "Week", "Day"):
        desk.follow(page.get_by_role("navigation", name="Other days").get_by_role("link", name=view, exact=True))
        assert desk.fits()
        desk.look(f"agenda-{view.lower()}-{width}")
    desk.follow(page.get_by_role("link", name="Calendar on your devices"))
    assert desk.fits()
    desk.look(f"agenda-links-{width}")
    desk.close()


def test_who_wants_no_motion_sees_no_seconds(browser: Any, newsroom: str) -> None:
    desk = Window(browser, newsroom).sign_in("petra")
    desk.page.emulate_media(reduced_motion="reduce")
    desk.page.reload()
    assert ":" not in desk.page.locator(".ticking").last.inner_text()
    desk.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_site_is_rehearsed_and_nothing_in_it_leads_out(browser: Any, newsroom: str, width: int) -> None:
    desk = Window(browser, newsroom, width=width).sign_in("petra")
    page = desk.page
    desk.follow(page.locator(".overview-start").get_by_role("link", name="Rehearse"))
    desk.follow(page.locator(".rehearse-offers a").last)
    assert desk.fits()
    desk.look(f"agenda-rehearse-{width}")
    headline = page.locator(".rehearse-change h3 a").last.inner_text()
    desk.follow(page.get_by_role("link", name="Open the site as it will be"))
    assert page.get_by_text("Rehearsal – not the public site.").is_visible()
    desk.look(f"agenda-rehearsal-{width}")
    desk.follow(page.get_by_role("link", name=headline).first)
    assert "/preview/rehearsal/" in page.url
    assert page.get_by_role("heading", level=1).inner_text() == headline
    page.get_by_label("Search the releases").fill("harbor")
    desk.follow(page.get_by_role("button", name="Search").first)
    assert "/preview/rehearsal/" in page.url
    assert page.get_by_text("Rehearsal – not the public site.").is_visible()
    desk.follow(page.get_by_role("link", name="Leave: this page as it is now"))
    assert page.url.startswith(f"{newsroom}/search/")
    desk.close()


def test_the_desk_goes_by_keys_but_never_while_somebody_types(browser: Any, newsroom: str) -> None:
    desk = Window(browser, newsroom).sign_in("ada")
    page, keys = desk.page, desk.page.keyboard
    page.wait_for_load_state()

    def press(*pressed: str) -> None:
        with page.expect_navigation():
            for key in pressed:
                keys.press(key)

    press("g", "l")
    keys.press("/")
    keys.type("gcn?")
    assert page.locator("#searchbar").input_value() == "gcn?"
    page.locator("#searchbar").blur()
    press("g", "c")
    keys.press("?")
    assert page.get_by_role("dialog", name="Keyboard shortcuts").is_visible()
    desk.look("agenda-keys")
    page.get_by_label("These keys work in this browser").uncheck()
    keys.press("Escape")
    keys.press("?")
    assert not page.get_by_role("dialog").is_visible(), "they are switched off"
    desk.follow(page.get_by_role("link", name="Keyboard shortcuts"))
    desk.look("agenda-keys-page")
    page.get_by_label("These keys work in this browser").check()
    page.get_by_label("These keys work in this browser").blur()
    press("g", "o")
    press("g", "l")
    desk.follow(page.locator("#result_list tbody th a").first)
    page.get_by_label("Headline").fill("Typed and not saved")
    page.get_by_label("Headline").blur()
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    keys.press("g")
    keys.press("c")
    page.wait_for_function("document.getElementById('id_headline').value === 'Typed and not saved'")
    assert asked == ["Leave this page? What you have typed is not saved."]
    desk.close()
