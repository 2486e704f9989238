"""What looks like an attempt at a text that is not out, and what is the noise that every site hears."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases import attempts
from releases.attempts import Watched

WORD = "harbor-bank-seeks-a-merger"
# Written out: the runners of a parallel run must find the same names for the tests below.
RELEASE, EDITION, SHORT, ARABIC, STRANGER = (
    UUID(f"6f1d2c3b-4a59-4867-8b1c-0000000000{number}") for number in range(10, 15)
)
WATCHED = Watched(
    {RELEASE: [WORD, f"{WORD}-bcdfg"], SHORT: ["admin"], ARABIC: ["افتتاح-محطة-جديدة"]},
    {RELEASE: RELEASE, EDITION: RELEASE},
)


def at(path: str) -> set[UUID]:
    attempt = attempts.read(path)
    return WATCHED.met_by(attempt) if attempt else set()


@pytest.mark.parametrize(
    "path",
    [
        f"/news/2031/02/14/{WORD}/",
        f"/news/2031/02/14/{WORD}",
        f"/news/2030/12/01/{WORD}/",
        f"/news/2031/2/14/{WORD}/",
        f"/NEWS/2031/02/14/{WORD.upper()}/",
        f"/news//2031/02/14//{WORD}//",
        f"/news/2031/02/14/{WORD}.txt",
        f"/news/2031/02/14/{WORD}.html",
        f"/news/2031/02/14/{WORD}/editions/2/",
        f"/news/2031/02/14/{WORD}/;x.css/",
        f"/news/2031/02/14/{WORD.replace('-', '_')}/",
        f"/news/2031/02/14/{WORD.replace('-', '%2D')}/",
        f"/news/{WORD}/",
        "/news/2031/02/14/harbor-bank/",
        "/news/2031/02/14/harbor-bank-seeks-a/",
        f"/news/2031/02/14/{WORD}-2/",
        f"/{WORD}",
        f"/press/releases/{WORD}.pdf",
        "/harbor-bank-seeks",
        f"/releases/{RELEASE}",
        f"/{str(RELEASE).upper()}/print",
        f"/files/{EDITION}.pdf",
    ],
)
def test_this_is_an_attempt(path: str) -> None:
    assert at(path) == {RELEASE}


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/wp-login.php", "/favicon.ico", "/.env", "/.git/config", "/robots.txt.bak", "/apple-touch-icon.png"),
        *("/admin", "/admin/", "/administrator/index.php", "/wp-content/plugins/harbor/readme.txt", "/news/2031/02/"),
        *("/harbor", "/harbor-bank", "/news/2031/02/14/harbor/", "/news/2031/02/14/", "/news/", "/2031/02/"),
        *("/news/2031/02/14/harbor-bank-opens-a-branch/", "/news/2031/02/14/bank-seeks-a-merger/", "/seeks-a-merger"),
        f"/releases/{STRANGER}",
        f"/{'x' * 500}/{WORD}/",
        "/\x00/%00/%ff/%",
    ],
)
def test_this_is_noise(path: str) -> None:
    assert at(path) == set()


def test_a_short_word_counts_where_releases_stand_and_nowhere_else() -> None:
    assert at("/news/2031/02/14/admin/") == {SHORT}
    assert at("/admin/") == set()


def test_a_word_in_another_script_is_met_too() -> None:
    assert at("/news/2031/02/14/افتتاح-محطة-جديدة/") == {ARABIC}
    assert at("/news/2031/02/14/%D8%A7%D9%81%D8%AA%D8%AA%D8%A7%D8%AD-محطة/") == {ARABIC}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=500))
def test_whatever_is_asked_for_is_read_without_a_crash(path: str) -> None:
    at(path)
    at(f"/news/2031/02/14/{path}/")


def test_a_long_word_costs_no_more_than_its_length() -> None:
    """One look-up for each hyphen: a visitor cannot make the counting slow."""
    attempt = attempts.read("/news/2031/" + "a-" * 190)
    assert attempt is not None
    assert len(list(attempts._beginnings(attempt.word))) < attempts.LONGEST
