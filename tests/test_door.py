"""The door: headers out, a visitor's address in, guesses slowed down, and a log that keeps quiet."""

import logging
import re
import sys

import pytest
from django.conf import settings
from django.test import Client, RequestFactory, override_settings

from newsroom.headers import client_address
from newsroom.logs import DiscreetFormatter
from tests.cast import person


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


@pytest.mark.parametrize("path", ["/desk/login/", "/", "/nonsense/"])
def test_security_headers_are_on_every_answer(db: None, path: str) -> None:
    response = Client().get(path)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]
    policy = dict(rule.strip().split(" ", 1) for rule in response["Content-Security-Policy"].split(";"))
    own = ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")
    assert {policy[rule] for rule in own} == {"'self'"}
    assert {policy[rule] for rule in ("default-src", "object-src", "base-uri", "frame-ancestors")} == {"'none'"}


def test_no_script_and_no_other_site_gets_at_a_session(db: None) -> None:
    client = Client()
    client.post("/desk/login/", {"username": person("Wren", "writer").username, "password": "a long password"})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_no_page_of_the_desk_is_kept_by_anything_between(db: None) -> None:
    client = Client()
    assert "no-store" in client.get("/desk/login/")["Cache-Control"]
    client.force_login(person("Wren", "writer"))
    for path in ("/desk/", "/desk/releases/release/", "/desk/releases/release/add/"):
        assert "no-store" in client.get(path)["Cache-Control"], path


def test_the_door_does_not_tell_who_works_here(db: None) -> None:
    """A name that is known and one that is not get the same page; and there is no “forgotten password” to ask."""
    wren = person("Wren", "writer").username

    def answer(name: str) -> tuple[int, str]:
        response = Client().post("/desk/login/", {"username": name, "password": "guess"})
        page = response.content.decode().replace(name, "…")
        return response.status_code, re.sub('name="csrfmiddlewaretoken" value="[^"]+"', "", page)

    assert answer(wren) == answer("w" * len(wren))
    assert "password_reset" not in Client().get("/desk/login/").content.decode()


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
