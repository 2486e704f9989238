"""From an empty database to the first public release: who keeps the desk is led, one writes, another publishes."""

from typing import Any, Final

from releases.demo.logo import drawn
from tests.journeys.window import PASSWORD, Window

OFFICE: Final = "Press Office"
TEXT: Final = f"""FOR IMMEDIATE RELEASE
{OFFICE}
Contact: 202-555-0110

Harbor opens its newsroom

PORT LORNE – The harbor opened a newsroom today, and this is the first text in it.

Everything that the harbor has to say will be found there.

###"""


def test_an_empty_newsroom_leads_to_its_first_public_release(browser: Any, empty_newsroom: str) -> None:
    set_up(Window(browser, empty_newsroom).sign_in("boss"))
    write(Window(browser, empty_newsroom, width=390).sign_in("wren"))
    publish(Window(browser, empty_newsroom, scheme="dark").sign_in("petra"))
    visitor = Window(browser, empty_newsroom)
    visitor.open("/")
    visitor.look("first-hour-front")
    assert visitor.page.get_by_role("link", name="Harbor Authority").locator("img").count() == 1
    visitor.follow(visitor.page.get_by_role("link", name="Harbor opens its newsroom"))
    assert "202-555-0110" in visitor.page.locator("article").inner_text()
    visitor.close()
    boss = Window(browser, empty_newsroom).sign_in("boss")
    assert boss.page.get_by_role("heading", name="The first hour").count() == 0
    boss.close()


def set_up(window: Window) -> None:
    """What the administrator does, always by the next link."""
    page = window.page
    window.look("first-hour-desk")
    window.follow(page.get_by_role("link", name="Name, colours and logo"))
    page.get_by_label("Name", exact=True).fill("Harbor Authority")
    page.get_by_label("Accent colour", exact=True).fill("#ff8800")
    window.follow(page.get_by_role("button", name="Save", exact=True).last)
    window.look("first-hour-faint")
    window.follow(page.get_by_role("button", name="Use #a85a00 instead"))
    window.follow(page.get_by_role("button", name="Save", exact=True).last)
    window.follow(page.get_by_role("link", name="Choose a logo"))
    page.get_by_label("Logo", exact=True).set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": drawn("Harbor Authority")}
    )
    window.follow(page.get_by_role("button", name="Save", exact=True))
    window.look("first-hour-logo")
    next_step(window, "Add the first office")
    page.get_by_label("Name:", exact=True).fill(OFFICE)
    page.get_by_label("Time zone").select_option("America/New_York")
    page.get_by_label("City").fill("PORT LORNE")
    page.get_by_label("Listed").check()
    save(window)
    for username, name, role in (("wren", "Wren Castillo", "writer"), ("petra", "Petra Novak", "publisher")):
        next_step(window, "Add the people")
        page.get_by_label("User name").fill(username)
        page.get_by_label("Name:", exact=True).fill(name)
        page.get_by_label("New password").fill(PASSWORD)
        page.get_by_label("The same again").fill(PASSWORD)
        page.locator(f"[name=roles][value='{role}:']").check()
        save(window)
    next_step(window, "Add a contact whom the press can reach")
    page.get_by_label("Office").select_option(label=OFFICE)
    page.locator("#id_phone").fill("202-555-0110")
    page.locator("#id_phone_is_public").check()
    page.locator("#id_is_listed").check()
    save(window)
    assert "Publish the first release" in page.locator(".messagelist").inner_text()
    window.open("/desk/")
    assert page.get_by_text("✓ done").count() == 4
    window.look("first-hour-done")
    window.close()


def next_step(window: Window, title: str) -> None:
    """Follow the link that the last page left."""
    window.follow(window.page.locator(".messagelist").get_by_role("link", name=title))


def save(window: Window) -> None:
    """Press the stock page's own button."""
    window.follow(window.page.locator("input[name=_save]"))


def write(window: Window) -> None:
    """What the writer does, on a phone."""
    page = window.page
    window.follow(page.get_by_role("link", name="New release from text or file"))
    page.get_by_label("The text").fill(TEXT)
    window.follow(page.get_by_role("button", name="Read it"))
    page.locator(".cke_wysiwyg_div p").first.wait_for()
    window.follow(page.get_by_role("button", name="Save and submit for approval"))
    asked = page.get_by_role("button", name="Submit for approval", exact=True)
    if asked.count():
        window.follow(asked)
    assert "waits for approval" in page.locator(".panel-sentence").inner_text()
    window.close()


def publish(window: Window) -> None:
    """What the second person does, in the dark."""
    page = window.page
    window.follow(page.locator(".overview-list").get_by_role("link", name="Harbor opens its newsroom"))
    window.follow(page.get_by_role("link", name="Approve", exact=True))
    window.follow(page.get_by_role("button", name="Approve", exact=True))
    window.follow(page.get_by_role("link", name="Publish", exact=True))
    window.follow(page.get_by_role("button", name="Publish", exact=True))
    assert "Live since" in page.locator(".panel-sentence").inner_text()
    window.close()
