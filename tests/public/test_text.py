"""The plain-text form is a press release as wires know it."""

from datetime import UTC, datetime
from typing import Final

import pytest
import time_machine
from django.test import Client

from releases.document import Voice
from tests.cast import Desk
from tests.public.places import text_of

pytestmark = pytest.mark.django_db

TEN: Final = datetime(2031, 2, 14, 15, 0, tzinfo=UTC)
BODY: Final = (
    "<p>The Harbour Authority opened its new pilot station on Monday, a year after the old one was lost in the "
    'storm. See <a href="https://harbor.example/a-very-long-address">the report</a>.</p>'
    "<h2>The boats</h2><ol start='3'><li>Two cutters of a new kind, built on the island and tried out for a whole "
    "winter</li><li>One launch</li></ol><ul><li>No rafts</li></ul><blockquote><p>“At last,” she said.</p></blockquote>"
)


def test_it_is_set_as_a_press_release(client: Client) -> None:
    with time_machine.travel(TEN, tick=False):
        release = Desk().live(number="31-007", subhead="A subhead", body=BODY, speakers=(Voice("Elena Voss", "Head"),))
        response = client.get(text_of(release))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Language"] == "en"
    assert response.content.decode() == (
        "HARBOUR AUTHORITY\n\n"
        "FOR IMMEDIATE RELEASE\n\n"
        "10:00 a.m. ET, Friday, Feb. 14, 2031\nPress release\nRelease No. 31-007\n\n"
        "Office of the Press Secretary\n\n"
        "Media contact: 202-555-0110\n\n"
        "Harbour opens new pilot station\n\n"
        "A subhead\n\n"
        "Elena Voss, Head\n\n"
        "PORTSMOUTH – The Harbour Authority opened its new pilot station on\n"
        "Monday, a year after the old one was lost in the storm. See the report.\n\n"
        "The boats\n\n"
        "3. Two cutters of a new kind, built on the island and tried out for a\n"
        "whole winter\n"
        "4. One launch\n\n"
        "• No rafts\n\n"
        "“At last,” she said.\n\n"
        "###\n"
    )


def test_a_correction_and_a_withdrawal_say_so_with_their_dates(client: Client) -> None:
    with time_machine.travel(TEN, tick=False) as traveller:
        desk = Desk()
        release = desk.live()
        traveller.shift(3600)
        desk.corrected(release)
        words = client.get(text_of(release)).content.decode()
        assert "CORRECTED 11:00 a.m. ET, Friday, Feb. 14, 2031: The day was wrong." in words.replace("\n", " ")
        traveller.shift(3600)
        desk.withdrawn(release)
        words = client.get(text_of(release)).content.decode()
        assert "WITHDRAWN 12:00 p.m. ET, Friday, Feb. 14, 2031: Sent in error." in words.replace("\n", " ")
        assert "Tuesday" in words
        assert "FOR IMMEDIATE RELEASE" not in words
        traveller.shift(3600)
        desk.withdrawn(release, keep_text=False)
        gone = client.get(text_of(release))
        assert gone.status_code == 410
        assert "THIS RELEASE WAS WITHDRAWN" in gone.content.decode()
        assert "FOR IMMEDIATE RELEASE" not in gone.content.decode()
