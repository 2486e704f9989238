"""Reads a page of the desk as a browser does: what its form would post, and which sentence stands at which field."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from releases.models import Person, Release

ADD = reverse("admin:releases_release_add")
LIST = reverse("admin:releases_release_changelist")


def change(release: Release) -> str:
    return reverse("admin:releases_release_change", args=[release.pk])


def signed_in(person: Person) -> Client:
    """Somebody with a session, as after a log-in. The log-in itself, and its guards, are for tests/test_door.py."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


class _Form(HTMLParser):
    """Collects the fields of one form, with the values that they would be sent with."""

    def __init__(self, form_id: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wanted, self.inside = form_id, False
        self.fields: dict[str, list[str]] = {}
        self.select, self.options, self.textarea = "", [], ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id") == self.wanted
        if not self.inside:
            return
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") not in {"submit", "button"}:
            is_tick = given.get("type") in {"checkbox", "radio"}
            if not is_tick or "checked" in given:
                self.fields.setdefault(name, []).append(given.get("value", "on" if is_tick else ""))
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option" and self.select:
            self.options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self.textarea = name
            self.fields[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self.select:
            chosen = [value for value, is_selected in self.options if is_selected]
            self.fields[self.select] = chosen or [value for value, _selected in self.options[:1]]
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""
        elif tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.textarea and self.inside:
            self.fields[self.textarea][0] += data


def fields_of(html: str, form_id: str = "release_form") -> dict[str, Any]:
    """Return what the form on the page would post if it were sent as it stands."""
    reader = _Form(form_id)
    reader.feed(html)
    # The template for a new row is sent by browsers too, and read by nobody.
    return {
        name: values if len(values) > 1 else values[0].removeprefix("\n")
        for name, values in reader.fields.items()
        if "__prefix__" not in name
    }


def opened(client: Client, url: str, form_id: str = "release_form", **changes: Any) -> dict[str, Any]:
    """Open a page and return its form's fields with these changes typed in; `a__0__b` stands for `a-0-b`."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return typed(fields_of(response.text, form_id), **changes)


def typed(fields: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the fields with these changes; None stands for a tick that is taken away."""
    named = {name.replace("__", "-"): value for name, value in changes.items()}
    rows = {name.rsplit("-", 2)[0] for name in named if "-" in name}
    result = {name: value for name, value in {**fields, **named}.items() if value is not None}
    for prefix in rows:
        numbers = [int(name.split("-")[1]) for name in result if name.startswith(f"{prefix}-") and name[-1].islower()]
        result[f"{prefix}-TOTAL_FORMS"] = str(max(numbers) + 1)
    return result


def errors(response: Any) -> dict[str, list[str]]:
    """Return the sentences on a release's form, by field; those of rows by the list's name."""
    sheet = response.context["sheet"]
    found = {name: list(map(str, texts)) for name, texts in sheet.form.errors.items()}
    for name, rows in sheet.rows.items():
        in_rows = [str(text) for row in rows.errors for texts in row.values() for text in texts]
        said = [*rows.notes, *map(str, rows.non_form_errors()), *in_rows]
        if said:
            found[name] = said
    shown = response.text
    for texts in found.values():
        for text in texts:
            assert text.split("“")[0].split("'")[0] in shown, "the page must show it"
    return found


def messages(response: Any) -> list[str]:
    """Return what the page tells on top."""
    return [str(message) for message in response.context["messages"]]
