"""The newsroom's identity on the desk: refused with a better colour to take, shown before it is saved, logo and all."""

from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from releases.demo.logo import drawn
from releases.models import Event, Newsroom
from tests.cast import Desk
from tests.desk.pages import fields_of, messages, signed_in
from tests.domain.test_pictures import picture

pytestmark = pytest.mark.django_db

PAGE: Final = reverse("admin:releases_newsroom_change", args=[1])
LOGO: Final = reverse("admin:releases_newsroom_logo")
SAMPLE: Final = reverse("admin:releases_newsroom_sample")


@pytest.fixture
def boss() -> Any:
    return signed_in(Desk().cast.administrator)


def _typed(boss: Any, **changes: str) -> dict[str, Any]:
    return {**fields_of(boss.get(PAGE).text, "newsroom_form"), **changes}


def test_a_faint_colour_comes_back_with_a_better_one_that_one_press_takes(boss: Any) -> None:
    response = boss.post(PAGE, _typed(boss, accent="#ff8800", tagline="News of the port"))
    assert response.status_code == 422
    assert "contrast of 2.1 to 1" in response.text
    assert 'name="use" value="accent=#a85a00"' in response.text
    typed = {**fields_of(response.text, "newsroom_form"), "use": "accent=#a85a00"}
    response = boss.post(PAGE, typed)
    assert response.status_code == 200
    again = fields_of(response.text, "newsroom_form")
    assert (again["accent"], again["tagline"]) == ("#a85a00", "News of the port")
    assert Newsroom.objects.get().accent == "", "not saved yet"
    response = boss.post(PAGE, again, follow=True)
    assert messages(response)[0] == "Saved. It is public now."
    newsroom = Newsroom.objects.get()
    assert (newsroom.accent, newsroom.tagline) == ("#a85a00", "News of the port")
    assert Event.objects.get(what="newsroom_saved").detail["fields"] == ["tagline", "accent"]


def test_colours_are_seen_in_a_sample_before_they_are_saved(boss: Any) -> None:
    response = boss.post(PAGE, _typed(boss, accent="#0b5a6b", band="#ffee00", accent_dark="nonsense", look="1"))
    assert "Not saved yet" in response.text
    assert f'href="{SAMPLE}?accent=%230b5a6b&amp;band=%23ffee00"' in response.text
    sheet = boss.get(SAMPLE, {"accent": "#0b5a6b", "band": "#ffee00;}", "accent_dark": "red"}).text
    assert ".head-sample-light{--strong:#0b5a6b;--link:#0b5a6b}" in sheet
    assert "ffee00" not in sheet, "what is no colour is left out"
    assert not Event.objects.exists()


def test_links_are_rows_in_the_order_of_their_places(boss: Any) -> None:
    typed = _typed(boss) | {"links-0-name": "Films", "links-0-url": "https://films.example/", "links-0-place": "2"}
    typed |= {"links-1-name": "Mastodon", "links-1-url": "http://social.example/", "links-1-place": "1"}
    response = boss.post(PAGE, typed)
    form = response.context["form"]
    assert list(form.errors) == ["links-1-url"], "at the row it was typed in"
    boss.post(PAGE, typed | {"links-1-url": "https://social.example/"})
    assert [link["name"] for link in Newsroom.objects.get().links] == ["Mastodon", "Films"]
    assert len(boss.get(PAGE).context["form"].links) == 4
    boss.post(PAGE, _typed(boss) | {"links-0-name": "", "links-0-url": ""})
    assert [link["name"] for link in Newsroom.objects.get().links] == ["Films"]


def test_too_much_and_nothing_are_said_at_their_fields(boss: Any) -> None:
    response = boss.post(PAGE, _typed(boss, name="", accent="x" * 50, **{"links-0-place": "first"}))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"name", "accent", "links-0-place"}
    assert boss.post(PAGE, {}).status_code == 422, "a form with nothing in it is no failure"


def test_a_logo_is_uploaded_shown_and_taken_away(boss: Any) -> None:
    file = SimpleUploadedFile("x.gif", picture("GIF"), "image/gif")
    boss.post(LOGO, {"alt": "A light", "logo": file, "logo_dark": SimpleUploadedFile("d.png", drawn("Port"))})
    newsroom = Newsroom.objects.get()
    assert newsroom.logo
    page = boss.get(LOGO).text
    assert newsroom.logo.get_absolute_url() in page
    assert newsroom.logo.get_absolute_url() in boss.get(PAGE).text
    boss.post(LOGO, {"alt": "", "remove_logo": "on", "remove_logo_dark": "on"})
    assert Newsroom.objects.get().logo is None
    assert "take" not in boss.get(LOGO).context["form"].fields


def test_a_file_that_is_no_logo_is_refused_at_its_field_and_must_be_chosen_again(boss: Any) -> None:
    response = boss.post(LOGO, {"alt": "A light", "logo": SimpleUploadedFile("x.svg", b"<svg/>", "image/svg+xml")})
    assert response.status_code == 422
    assert "Export it as a PNG" in str(response.context["form"].errors["logo"])
    assert "must be chosen again" in response.text
    assert fields_of(response.text, "logo_form")["alt"] == "A light"
    heavy = SimpleUploadedFile("x.png", bytes(5 * 1024 * 1024))
    assert "5.0 MB" in boss.post(LOGO, {"alt": "", "logo": heavy}).text
    assert boss.post(LOGO, {"alt": "", "logo": SimpleUploadedFile("e.png", b"")}).status_code == 422


def test_others_read_it_and_change_nothing() -> None:
    desk = Desk()
    Newsroom.objects.update(links=[{"name": "Films", "url": "https://films.example/"}])
    writer = signed_in(desk.cast.writer)
    assert "Films: https://films.example/" in writer.get(PAGE).text
    for method in (writer.get, writer.post):
        assert method(LOGO).status_code == 403
    assert writer.get(SAMPLE).status_code == 403
    assert writer.post(PAGE, {"name": "Mine"}).status_code == 403
