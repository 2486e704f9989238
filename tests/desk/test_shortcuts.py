"""Every key of the desk is explained on a page, and presses a link that the person's own page has."""

import re
from typing import Any

import pytest
from django.urls import reverse

from releases.admin import shortcuts
from releases.models import Role
from tests.cast import Desk, person
from tests.desk.pages import change, signed_in

pytestmark = pytest.mark.django_db


def _keys(page: Any) -> dict[str, str]:
    """The keys that this page has, with the addresses they lead to."""
    return {keys: url for url, keys in re.findall(r'href="([^"]*)" data-keys="([^"]*)"', page.text)}


def test_the_list_names_every_key_that_a_page_has_and_no_other() -> None:
    desk = Desk()
    release = desk.live()
    desk.edit(release, headline="Another headline")
    client = signed_in(desk.cast.writer)
    form, listed = client.get(change(release)), client.get(reverse("admin:shortcuts"))
    has = {*_keys(form), *_keys(client.get(reverse("admin:releases_release_record", args=[release.pk])))}
    assert has == {one.keys for _heading, ones in shortcuts.listed() for one in ones}
    for _heading, ones in shortcuts.listed():
        for one in ones:
            assert str(one.does) in listed.text
            assert all(f"<kbd>{key}</kbd>" in listed.text for key in one.pressed)
    assert _keys(form)["s"].endswith("/submit/")
    assert "before=live" in _keys(form)["d"]


def test_the_overview_has_its_keys_on_the_links_that_stand_there_anyway() -> None:
    page = signed_in(Desk().cast.writer).get(reverse("admin:index"))
    assert set(_keys(page)) == {"?", "/", "n", "g l", "g c"}
    assert page.text.count(">New release</a>") == 1


def test_nobody_gets_a_key_for_what_they_may_not_do() -> None:
    desk = Desk()
    release = desk.submitted()
    assert _keys(signed_in(desk.cast.approver).get(change(release)))["s"].endswith("/approve/")
    writers = _keys(signed_in(desk.cast.writer).get(change(release)))
    assert "s" not in writers
    assert "n" in writers
    administrator = person("Noor", Role.ADMINISTRATOR)
    assert not {"n", "s"} & set(_keys(signed_in(administrator).get(change(release))))


def test_who_is_not_signed_in_gets_no_keys() -> None:
    Desk()
    page = signed_in(person("Noel, who has no role")).get(reverse("admin:login"))
    assert page.status_code == 200
    assert "shortcuts.js" not in page.text
    assert not _keys(page)
