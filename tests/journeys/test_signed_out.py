"""A session that ends while somebody writes costs a password, and not a word."""

from typing import Any, Final

from tests.journeys.window import PASSWORD, Window

HEADLINE: Final = "Typed just before the session ended"
TEXT: Final = "Half an hour’s work, and the coffee is cold."


def test_what_was_typed_survives_the_end_of_the_session(browser: Any, newsroom: str) -> None:
    window = Window(browser, newsroom).sign_in("felix")
    page = window.page
    window.follow(page.get_by_role("link", name="New release", exact=True))
    page.get_by_label("Headline").fill(HEADLINE)
    page.locator(".cke_wysiwyg_div").click()
    window.paste(TEXT)
    kept = [one for one in window.context.cookies() if one["name"] != "session"]
    window.context.clear_cookies()
    window.context.add_cookies(kept)

    window.follow(page.get_by_role("button", name="Save", exact=True))
    assert page.get_by_role("heading", level=1).inner_text() == "Nothing you typed is lost"
    waiting = page.locator("main textarea").evaluate_all("all => all.map(one => one.value)")
    assert any("the coffee is cold" in text for text in waiting)
    window.look("signed-out")
    page.get_by_label("User name").fill("felix")
    page.get_by_label("Password").fill(PASSWORD)
    window.follow(page.get_by_role("button", name="Sign in"))
    window.follow(page.get_by_role("button", name="Save my text now"))

    assert "Draft, last changed by" in page.locator(".panel-sentence").inner_text()
    assert page.get_by_label("Headline").input_value() == HEADLINE
    assert TEXT in page.locator(".cke_wysiwyg_div").inner_text()
    window.close()
