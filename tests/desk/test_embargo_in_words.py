"""What the embargo fields mean is said while they are typed; nothing is called wrong that nobody was asked."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Desk

pytestmark = pytest.mark.django_db

URL = "admin:releases_release_embargo_words"


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("none", "FOR IMMEDIATE RELEASE"),
        ("by_hand", "EMBARGOED UNTIL DELIVERY – CHECK AGAINST DELIVERY"),
        ("question", "NOT FOR RELEASE – EMBARGO NOT DECIDED YET"),
    ],
)
def test_a_sheet_without_an_office_and_without_a_time_is_in_order(client: Client, kind: str, line: str) -> None:
    client.force_login(Desk().cast.writer)
    assert client.get(reverse(URL), {"embargo_kind": kind}).json() == {"words": line}


def test_a_time_without_an_office_or_a_zone_is_asked_about(client: Client) -> None:
    client.force_login(Desk().cast.writer)
    typed = {"embargo_kind": "until", "embargo_date": "2031-02-14", "embargo_time": "10:00"}
    assert "lead office" in client.get(reverse(URL), typed).json()["problem"]
    said = client.get(reverse(URL), {**typed, "embargo_zone": "America/New_York"}).json()
    assert said == {"words": "EMBARGOED UNTIL 10:00 a.m. ET, Friday, Feb. 14, 2031"}
