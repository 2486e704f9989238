"""An approver selects words and says something about them; a writer answers from the form and loses nothing typed."""

from typing import Any

import pytest

from tests.journeys.window import Window


def _remarks_of_the_first(desk: Window) -> None:
    desk.open("/desk/releases/release/?status__exact=submitted")
    desk.follow(desk.page.locator("#result_list tbody th a").first)
    desk.follow(desk.page.locator(".panel-links").get_by_role("link", name="Remarks"))


@pytest.mark.parametrize("width", [1280, 390])
def test_words_are_selected_remarked_on_and_answered(browser: Any, newsroom: str, width: int) -> None:
    ada = Window(browser, newsroom, width=width).sign_in("ada")
    page = ada.page
    _remarks_of_the_first(ada)
    take = page.get_by_role("button", name="Remark on these words")
    assert not take.is_visible()
    paragraph = page.locator(".remark-body p").last
    paragraph.dblclick(position={"x": 40, "y": 10})
    # The selection goes on by keyboard, and the button is reached by it.
    for _word in range(3):
        page.keyboard.press("Control+Shift+ArrowRight")
    selected = page.evaluate("document.getSelection().toString()").strip()
    take.focus()
    page.keyboard.press("Enter")
    assert page.get_by_label("On these words").input_value() == selected
    text = page.get_by_label("Remark", exact=True)
    assert text.evaluate("one => one === document.activeElement")
    text.fill(f"Is that so? ({width}) @wren")
    ada.follow(page.get_by_role("button", name="Make the remark"))
    mark = page.locator("mark.passage").last
    assert selected.split()[0] in page.locator("#remark-sheet").inner_text()
    assert mark.is_visible()
    assert ada.fits()
    ada.look(f"remarks-{width}")
    address = page.url.removeprefix(newsroom).partition("#")[0]
    ada.close()

    wren = Window(browser, newsroom, width=width).sign_in("wren")
    page = wren.page
    wren.follow(page.locator(".notices-link"))
    wren.look(f"notices-{width}")
    assert wren.fits()
    # A notice that is followed has been seen.
    new = page.locator(".notice form").count()
    with page.expect_request("**/notices/seen/"):
        wren.follow(page.locator(".notice", has_text=f"({width})").get_by_role("link"))
    assert page.locator(".remark:target", has_text=f"({width})").is_visible()
    for _look in range(20):  # the page was left before the answer came
        wren.open("/desk/notices/")
        if page.locator(".notice form").count() < new:
            break
    assert page.locator(".notice form").count() == new - 1
    wren.open(address.replace("/remarks/", "/change/"))
    page.locator("#id_subhead").fill("Typed and not saved yet")
    remark = page.locator(".remark", has_text=f"({width})")
    remark.locator("summary").click()
    remark.get_by_label("Your answer").fill("Yes, it is.")
    remark.get_by_role("button", name="Send the answer").click()
    page.locator(".remark-answers", has_text="Yes, it is.").wait_for()
    page.locator(".remark", has_text=f"({width})").get_by_role("button", name="Resolve").click()
    page.locator(".remark", has_text=f"({width})").wait_for(state="detached")
    assert page.locator("#id_subhead").input_value() == "Typed and not saved yet"
    wren.look(f"form-remarks-{width}")
    wren.close()
