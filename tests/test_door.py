"""The door: headers out, a visitor's address in, guesses slowed down, and a log that keeps quiet."""

import logging
import sys

import pytest
from django.conf import settings
from django.test import Client, RequestFactory, override_settings

from newsroom.headers import client_address
from newsroom.logs import DiscreetFormatter


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.7", "192.0.2.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "6.6.6.6, 203.0.113.7", "203.0.113.7"),
        (2, "6.6.6.6, 203.0.113.7, 198.51.100.2", "203.0.113.7"),
        (2, "198.51.100.2", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_visitors_cannot_invent_their_address(proxies: int, forwarded: str, address: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded})
    with override_settings(NEWSROOM_PROXIES=proxies):
        assert client_address(request) == address


def test_guessing_is_slowed_down_for_the_guesser_only(db: None) -> None:
    def guess(address: str) -> int:
        guessed = {"username": "writer", "password": "guess"}
        return Client(REMOTE_ADDR=address).post("/desk/login/", guessed).status_code

    attempts = [guess("203.0.113.7") for _attempt in range(settings.AXES_FAILURE_LIMIT + 1)]
    assert attempts[0] == 200
    assert attempts[-1] == 429
    assert guess("192.0.2.1") == 200, "the colleague at another desk is not locked out"


def test_security_headers_are_on_every_answer(db: None) -> None:
    response = Client().get("/desk/login/")
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]


def test_the_log_keeps_no_query_no_preview_link_and_no_row() -> None:
    formatter = DiscreetFormatter(verbose_errors=False)
    row = "Key (headline)=(Minister resigns) already exists."
    try:
        raise ValueError(row)
    except ValueError:
        told = sys.exc_info()
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Error at %s and %s", (), told)
    record.args = ("/search/?q=resignation", "/preview/c2VjcmV0LXRva2Vu/")
    line = formatter.format(record)
    assert "resign" not in line.lower()
    assert "c2VjcmV0" not in line
    assert "ValueError" in line
    assert "test_door.py" in line
