"""Nobody is sent to a closed door: what the desk shows somebody as a way, that person may go."""

import html
import re
from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from tests.cast import Desk
from tests.desk.pages import signed_in

pytestmark = pytest.mark.django_db

_WAY = re.compile(r'<a [^>]*?href="([^"#]+)[^"]*"')
# So many addresses of a kind are gone to; a kind is a route, and each page of the help is one.
_EACH = 2


def ways(text: str, page: str) -> list[str]:
    """The addresses within the site that a page links to."""
    found = (urljoin(page, html.unescape(one)) for one in _WAY.findall(text))
    return [one for one in found if not urlsplit(one).netloc]


def refused(client: Client, start: str) -> dict[str, str]:
    """Go wherever the links lead; return what did not open, and the page that led there."""
    left, seen, gone_to = deque([(start, "")]), {start}, Counter[str]()
    closed = {}
    while left:
        address, came_from = left.popleft()
        route = resolve(urlsplit(address).path)
        kind = f"{route.view_name} {route.kwargs.get('slug', '')}"
        gone_to[kind] += 1
        if gone_to[kind] > _EACH:
            continue
        answer = client.get(address, follow=True)
        if answer.status_code >= 400:
            closed[address] = came_from
        elif address.startswith("/desk/") and answer.headers["Content-Type"].startswith("text/html"):
            new = [one for one in ways(answer.text, address) if one not in seen]
            seen.update(new)
            left.extend((one, address) for one in new)
    assert len(gone_to) > 20, gone_to
    return closed


# Two are tried every day, the others by `-m long`.
@pytest.mark.parametrize(
    "who",
    ["administrator", "writer", *(pytest.param(one, marks=pytest.mark.long) for one in ("approver", "publisher"))],
)
def test_no_link_on_the_desk_leads_to_a_refusal(who: str) -> None:
    desk = Desk()
    for made in (desk.draft, desk.submitted, desk.scheduled, desk.corrected, desk.withdrawn):
        made()
    assert refused(signed_in(getattr(desk.cast, who)), "/desk/") == {}
