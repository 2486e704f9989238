"""The editor: a widget that can be swapped, with a spoken name, under a policy that no other page has."""

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from releases.models import Release
from tests.cast import Desk, cast
from tests.desk.pages import ADD, LIST, change, opened, signed_in

pytestmark = pytest.mark.django_db

PLAIN = "script-src 'self';"


def policy(response: object) -> str:
    return f"{response['Content-Security-Policy']};"  # type: ignore[index]


def test_only_the_pages_with_the_editor_get_the_looser_policy() -> None:
    desk = Desk()
    release = desk.draft()
    client = signed_in(desk.cast.writer)
    for url in (ADD, change(release)):
        assert "script-src-attr 'unsafe-inline'" in policy(client.get(url))
        assert PLAIN in policy(client.get(url)), "scripts come from here alone, there too"
    directory = [reverse(f"admin:releases_{name}_changelist") for name in ("office", "contact", "topic")]
    for url in (reverse("admin:index"), LIST, *directory, f"{change(release)}../record/", reverse("admin:login")):
        assert "unsafe" not in policy(client.get(url)), url
    reader = signed_in(desk.cast.administrator)
    assert "unsafe" not in policy(reader.get(change(release))), "no editor where nothing can be edited"


def test_a_refused_save_shows_the_editor_under_its_own_policy_too() -> None:
    staff = cast()
    client = signed_in(staff.writer)
    response = client.post(ADD, opened(client, ADD))
    assert response.status_code == 422
    assert "script-src-attr 'unsafe-inline'" in policy(response)


def test_the_editor_has_a_spoken_name() -> None:
    page = signed_in(cast().writer).get(ADD).text
    assert 'aria-label="Text of the release"' in page
    assert "&quot;title&quot;: &quot;Text of the release&quot;" in page


def test_the_text_is_there_without_scripts_and_can_be_saved() -> None:
    desk = Desk()
    release = desk.draft(body="<p>Plain words.</p>")
    client = signed_in(desk.cast.writer)
    sent = opened(client, change(release))
    assert sent["body"] == "<p>Plain words.</p>"
    client.post(change(release), {**sent, "body": "<p>Other words.</p>"})
    assert desk.fresh(release).body == "<p>Other words.</p>"


def test_another_widget_is_one_setting_away() -> None:
    desk = Desk()
    client = signed_in(desk.cast.writer)
    with override_settings(NEWSROOM_EDITOR_WIDGET="django.forms.Textarea"):
        page = client.get(ADD).text
        sent = opened(client, ADD, headline="Plain", body="<p>Words<script>x</script></p>")
        client.post(ADD, sent)
    assert "ckeditor" not in page
    assert Release.objects.get().body == "<p>Words</p>"


def test_the_page_asks_nothing_of_another_host() -> None:
    page = signed_in(cast().writer).get(ADD).text
    assert "//" not in page.replace(settings.NEWSROOM_BASE_URL, "").replace("http://www.w3.org", "")
