"""The whole desk, one page of each route, as far as its links lead: it fits, and nothing on it is a barrier."""

from collections import deque
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests.desk.test_links_lead import ways
from tests.journeys.test_reading import TARGETS
from tests.journeys.window import Window


@pytest.mark.parametrize(("who", "width", "scheme"), [("petra", 390, "dark"), ("arun", 1280, "light")])
def test_every_page_of_the_desk_fits_its_window_and_has_no_barrier(
    browser: Any, newsroom: str, who: str, width: int, scheme: str
) -> None:
    window = Window(browser, newsroom, width=width, scheme=scheme).sign_in(who)
    left, seen = deque(["/desk/"]), set()
    while left:
        address = left.popleft()
        if not address.startswith("/desk/") or address.endswith((".csv", ".vcf")):
            continue
        route = resolve(urlsplit(address).path)
        # A move is a page of its own, whosever release it is.
        kind = (route.view_name, route.kwargs.get("name"), route.kwargs.get("slug"))
        if kind in seen:
            continue
        seen.add(kind)
        assert window.open(address).status < 400, address
        assert window.fits(), address
        window.look(**TARGETS)
        left.extend(ways(window.page.content(), address))
    assert len(seen) > 40
    window.close()
