"""An embargo, watched: the release is there on the first reload after the lift, and on none before it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.journeys.window import Window

HEADLINE: Final = "Harbor dues for cargo to fall"


def test_an_embargoed_release_appears_at_its_lift_and_not_before(
    browser: Any, newsroom: str, newsroom_at: Callable[[datetime], str]
) -> None:
    lift = embargo_of(Window(browser, newsroom).sign_in("petra"))
    today = Window(browser, newsroom)
    assert not is_shown(today, today.open("/"))

    visitor = Window(browser, newsroom_at(lift - timedelta(seconds=4)))
    answers = [visitor.open("/")]
    shown = [is_shown(visitor, answers[-1])]
    while not shown[-1] and date_of(answers[-1]) < lift + timedelta(seconds=5):
        answers.append(visitor.page.reload())
        shown.append(is_shown(visitor, answers[-1]))

    assert shown[0] is False, "the visitor came too late; the machine is very slow"
    assert shown[-1] is True
    assert date_of(answers[-1]) >= lift
    assert all(date_of(answer) <= lift for answer in answers[:-1])
    visitor.follow(visitor.page.get_by_role("link", name=HEADLINE))
    assert HEADLINE in visitor.page.get_by_role("heading", level=1).inner_text()
    visitor.look("lifted")
    visitor.close()
    assert not is_shown(today, today.page.reload())
    today.close()


def embargo_of(window: Window) -> datetime:
    """What a publisher reads in the form: the date, the time and the zone of the lift."""
    page = window.page
    window.follow(page.locator(".overview-list").get_by_role("link", name=HEADLINE))
    typed = f"{page.locator('#id_embargo_date').input_value()}T{page.locator('#id_embargo_time').input_value()}"
    zone = page.locator("#id_embargo_zone").input_value()
    window.close()
    return datetime.fromisoformat(typed).replace(tzinfo=ZoneInfo(zone))


def is_shown(window: Window, answer: Any) -> bool:
    """Whether the page and what came over the wire hold a word of it."""
    on_page = HEADLINE in window.page.locator("body").inner_text()
    assert on_page == (HEADLINE in answer.text())
    return on_page


def date_of(answer: Any) -> datetime:
    """When the server answered, by its own clock, in whole seconds."""
    return parsedate_to_datetime(answer.header_value("date"))
