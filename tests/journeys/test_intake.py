"""A release comes in as a text: three clicks make it a draft, by mouse, by keys alone, or without scripts."""

from typing import Any, Final

import pytest

from tests.journeys.test_press_day import NUMBER, OFFICE, SAMPLES
from tests.journeys.window import Window

WAY_IN: Final = "New release from text or file"
OWN: Final = f"""{OFFICE}

HOLD FOR RELEASE
Contact: Maren Holt, Press Officer
202-555-0147
maren.holt@coast.example

Rescue helicopters to train with ferry crews

PORT LORNE – Rescue helicopters will train with the crews of three ferries on Thursday.

Passengers will not be delayed. 🚁 Smoke is part of the exercise.

Parking is behind the fish hall.

###

Sent from my phone
"""


def test_one_paste_is_a_draft_in_three_clicks(browser: Any, newsroom: str) -> None:
    sample = SAMPLES / "dhs-kelly-statement.txt"
    text = sample.read_text() if sample.exists() else OWN.replace("HOLD FOR RELEASE", "FOR IMMEDIATE RELEASE")
    window = Window(browser, newsroom).sign_in("wren")
    page = window.page
    window.follow(page.get_by_role("link", name=WAY_IN))  # one
    page.get_by_label("The text").focus()
    window.paste(text)
    window.look("intake-1-pasted")
    window.follow(page.get_by_role("button", name="Read it"))  # two
    page.locator(".cke_wysiwyg_div p").first.wait_for()
    window.look("intake-2-checked")
    headline = page.get_by_label("Headline").input_value()
    assert headline
    assert headline in text
    assert page.get_by_label("Lead office").locator("option:checked").inner_text() == OFFICE
    numbers = [one.input_value() for one in page.get_by_label("Phone:", exact=True).all()]
    assert (NUMBER if sample.exists() else "202-555-0147") in numbers
    window.follow(page.get_by_role("button", name="Save the draft"))  # three
    assert page.get_by_role("heading", name=headline).count() or headline in page.title()
    window.follow(page.get_by_role("link", name="Where this came from"))
    window.look("intake-3-origin")
    assert headline in page.locator(".source-lines").inner_text()
    window.close()


def test_words_are_selected_and_put_into_another_field(browser: Any, newsroom: str) -> None:
    window = read_in(Window(browser, newsroom).sign_in("wren"))
    page = window.page
    select(page, "Parking is behind")
    assert "“Parking is behind”" in page.locator("#take-selected").inner_text()
    page.locator("#take_field").select_option("subhead")
    window.follow(page.get_by_role("button", name="Put there"))
    assert page.get_by_label("Subhead").input_value() == "Parking is behind"
    assert page.evaluate("document.activeElement.id") == "id_subhead"
    assert page.locator("mark[data-field=subhead]").inner_text().endswith("Parking is behind")
    window.look("intake-4-moved")
    window.close()


def test_a_field_leads_to_its_words_and_the_words_lead_back(browser: Any, newsroom: str) -> None:
    window = read_in(Window(browser, newsroom).sign_in("wren"))
    page = window.page
    page.get_by_role("button", name="Where from? Headline").press("Enter")
    shown = page.locator(".from-shown")
    assert "Rescue helicopters to train" in shown.inner_text()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_headline"
    window.close()


def test_what_was_mended_beside_the_text_outlives_the_window_and_the_machine(browser: Any, newsroom: str) -> None:
    window = read_in(Window(browser, newsroom).sign_in("wren"))
    window.page.locator("summary", has_text="Filing").click()
    window.page.get_by_label("Summary").fill("Mended by hand, and never saved.")
    window.page.locator("#kept", has_text="Kept at").wait_for(timeout=5000)
    window.close()
    elsewhere = Window(browser, newsroom).sign_in("wren")
    page = elsewhere.page
    waiting = page.locator(".waiting", has_text="Rescue helicopters to train with ferry crews")
    elsewhere.look("intake-5-unsaved")
    elsewhere.follow(waiting.get_by_role("link", name="Continue with it").first)
    assert page.locator("#id_summary").input_value() == "Mended by hand, and never saved."
    assert "Parking is behind the fish hall." in page.locator("#source").inner_text()
    elsewhere.follow(page.get_by_role("button", name="Save the draft"))
    elsewhere.close()


def test_it_goes_by_keys_alone(browser: Any, newsroom: str) -> None:
    window = Window(browser, newsroom).sign_in("felix")
    page = window.page
    press(window, WAY_IN)
    tab_to(page, "The text")
    window.paste(OWN.replace("HOLD FOR RELEASE", "FOR IMMEDIATE RELEASE"))
    press(window, "Read it")
    tab_to(page, "Line")
    page.keyboard.type("18")
    tab_to(page, "into")
    page.keyboard.type("Subhead")
    press(window, "Put there")
    assert page.get_by_label("Subhead").input_value() == "Sent from my phone"
    press(window, "Save the draft")
    assert "/change/" in page.url
    window.close()


def test_it_goes_in_two_steps_without_scripts(browser: Any, newsroom: str) -> None:
    window = Window(browser, newsroom, scripts=False).sign_in("wren")
    page = window.page
    window.follow(page.get_by_role("link", name=WAY_IN))
    page.get_by_label("The text").fill(OWN)
    window.follow(page.get_by_role("button", name="Read it"))
    page.get_by_label("Line 18: put into").select_option(label="Summary")
    window.follow(page.get_by_role("button", name="Put them there"))
    assert page.locator("#id_summary").input_value() == "Sent from my phone"
    assert page.get_by_label("Not decided yet").is_checked()
    window.follow(page.get_by_role("button", name="Save the draft"))
    assert "NOT FOR RELEASE" in page.locator(".panel-line").inner_text()
    window.close()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "dark")])
def test_every_page_of_it_fits_and_reads_well(browser: Any, newsroom: str, width: int, scheme: str) -> None:
    window = Window(browser, newsroom, width=width, scheme=scheme).sign_in("wren")
    page = window.page
    window.open("/desk/releases/release/from-text/")
    assert window.fits()
    window.look(f"intake-entry-{width}-{scheme}")
    files = [
        {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": text.encode()}
        for name, text in (("held", OWN), ("free", OWN.replace("HOLD FOR RELEASE", "FOR IMMEDIATE RELEASE")))
    ]
    page.get_by_label("Or files").set_input_files(files)
    window.follow(page.get_by_role("button", name="Read it"))
    assert window.fits()
    window.look(f"intake-several-{width}-{scheme}")
    read_in(window)
    source = page.locator("#intake-source")
    assert source.evaluate("one => one.open") is (width > 1000)
    source.evaluate("one => { one.open = true }")
    assert window.fits()
    window.look(f"intake-check-{width}-{scheme}")
    window.close()


def test_the_links_of_a_clipboard_come_along(browser: Any, newsroom: str) -> None:
    window = Window(browser, newsroom).sign_in("wren")
    page = window.page
    window.open("/desk/releases/release/from-text/")
    page.evaluate(
        """html => navigator.clipboard.write([new ClipboardItem({
            "text/plain": new Blob(["Harbor opens"], {type: "text/plain"}),
            "text/html": new Blob([html], {type: "text/html"})})])""",
        "<h1>Harbor opens</h1><p>PORT LORNE – See <a href='https://harbor.example/plan'>the plan</a>.</p>",
    )
    page.get_by_label("The text").focus()
    page.keyboard.press("Control+V")
    page.get_by_text("Links, lists and tables came along.").wait_for()
    window.follow(page.get_by_role("button", name="Read it"))
    assert page.locator(".cke_wysiwyg_div a").get_attribute("href") == "https://harbor.example/plan"
    window.close()


def read_in(window: Window) -> Window:
    """The checking screen of our own text."""
    page = window.page
    window.open("/desk/releases/release/from-text/")
    page.get_by_label("The text").fill(OWN)
    window.follow(page.get_by_role("button", name="Read it"))
    page.locator(".cke_wysiwyg_div p").first.wait_for()
    return window


def select(page: Any, words: str) -> None:
    """Select words in the source, as a mouse does."""
    page.evaluate(
        """words => {
            const pieces = [...document.querySelectorAll("#source [data-start]")];
            const node = pieces.map((one) => one.firstChild).find((one) => one && one.data.includes(words));
            const range = document.createRange();
            range.setStart(node, node.data.indexOf(words));
            range.setEnd(node, node.data.indexOf(words) + words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        words,
    )
    page.locator("#take-selected:not([hidden])").wait_for()


_FOCUSED: Final = """() => {
    const one = document.activeElement;
    return (one.labels?.[0] ?? one).textContent.trim().replace(/:$/, "") || one.value || "";
}"""


def tab_to(page: Any, name: str) -> None:
    """Press Tab until what bears the name has the focus."""
    for _press in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(_FOCUSED) == name or page.evaluate("document.activeElement.value") == name:
            return
    raise AssertionError(f"no way by Tab to “{name}”")


def press(window: Window, name: str) -> None:
    """Go to a link or a button by Tab, and press Enter."""
    tab_to(window.page, name)
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
