"""Whose newsroom it is: written by administrators alone, each change with a line in the record, and readable."""

from typing import Any, Final

import pytest
from django.db.models import ProtectedError

from releases import workflow
from releases.models import Event, Generation, Logo, Newsroom
from tests.cast import Desk
from tests.domain.test_pictures import picture
from tests.identity import put_up_logo, save

pytestmark = pytest.mark.django_db

MASTODON: Final = {"name": "Mastodon", "url": "https://social.example.org/@port"}


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _refused(desk: Desk, **changes: Any) -> dict[str, str]:
    with pytest.raises(workflow.Refused) as refused:
        save(desk, **changes)
    return {reason.field: reason.text for reason in refused.value.reasons}


def test_nobody_else_changes_it(desk: Desk) -> None:
    for somebody in (desk.cast.writer, desk.cast.publisher):
        with pytest.raises(workflow.Refused, match="Only an administrator"):
            workflow.save_identity(actor=somebody, newsroom=Newsroom.objects.get())
        with pytest.raises(workflow.Refused, match="Only an administrator"):
            workflow.save_logo(actor=somebody, alt="", pictures_of={"logo": picture()})


def test_colours_are_kept_in_one_way_of_writing(desk: Desk) -> None:
    save(desk, accent="0B5A6B", accent_dark="#9df", band="#ffee00")
    newsroom = Newsroom.objects.get()
    assert (newsroom.accent, newsroom.accent_dark, newsroom.band) == ("#0b5a6b", "#99ddff", "#ffee00")


def test_a_colour_that_cannot_be_read_is_refused_with_its_ratio_and_a_better_one(desk: Desk) -> None:
    said = _refused(desk, accent="#ff8800", accent_dark="#0b5a6b", band="blue")
    assert "#ff8800 has a contrast of 2.1 to 1 on light pages" in said["accent"]
    assert "is #a85a00." in said["accent"]
    assert "on dark pages" in said["accent_dark"]
    assert "“blue” is no colour" in said["band"]
    save(desk, accent="#a85a00")


def test_a_link_is_https_and_names_its_host(desk: Desk) -> None:
    for url in (
        "javascript:alert(1)",
        "http://social.example.org/@port",
        "https://",
        "https://localhost/",
        "https://user:word@social.example.org/",
        "https://social.example.org:port/",
        "https://[::1",
        "https://social.example.org/\\evil",
        "//social.example.org/",
        "https://social.example.org/a b",
        'https://social.example.org/"onclick=',
    ):
        said = _refused(desk, links=[MASTODON, {"name": "Other", "url": url}])
        assert list(said) == ["links-1"], url
        assert "https://" in said["links-1"]
    save(desk, links=[{"name": "", "url": ""}, MASTODON, {"name": "Ünï", "url": "https://müsic.example/ä"}])
    assert Newsroom.objects.get().links[0] == MASTODON


def test_a_link_needs_both_its_parts_once_and_ten_are_enough(desk: Desk) -> None:
    rows = [{"name": "Mastodon", "url": ""}, {"name": "", "url": "https://a.example/"}, MASTODON, MASTODON]
    assert list(_refused(desk, links=rows)) == ["links-0", "links-1", "links-3"]
    rows = [{"name": "Channel", "url": f"https://a.example/{number}"} for number in range(11)]
    assert "At most 10" in _refused(desk, links=rows)["links"]
    save(desk, links=rows[:10])


def test_a_logo_is_kept_small_and_each_change_leaves_an_event(desk: Desk) -> None:
    put_up_logo(desk, logo=picture(size=(2000, 200)), logo_dark=picture("GIF"))
    newsroom = Newsroom.objects.get()
    assert newsroom.logo is not None
    assert (newsroom.logo.width, newsroom.logo.shown_width, newsroom.logo_words) == (960, 320, "Harbour Authority")
    assert Generation.objects.get().number == 1
    event = Event.objects.get(what="newsroom_saved")
    assert (event.actor, event.detail["fields"]) == (desk.cast.administrator, ["logo", "logo_dark"])
    assert newsroom.changed_at == event.at
    put_up_logo(desk)
    assert Event.objects.filter(what="newsroom_saved").count() == 1, "nothing changed"


def test_a_picture_that_is_shown_no_more_is_not_kept(desk: Desk) -> None:
    put_up_logo(desk, logo=picture(), logo_dark=picture(size=(300, 90)))
    put_up_logo(desk, alt="A light over waves", logo=picture(size=(200, 50)))
    assert Logo.objects.count() == 2
    put_up_logo(desk, logo=None, logo_dark=None)
    newsroom = Newsroom.objects.get()
    assert (newsroom.logo, newsroom.logo_dark, Logo.objects.count()) == (None, None, 0)


def test_one_picture_may_stand_in_both_places(desk: Desk) -> None:
    put_up_logo(desk, logo=picture(), logo_dark=picture())
    assert Logo.objects.count() == 1
    with pytest.raises(ProtectedError):
        Logo.objects.all().delete()
    put_up_logo(desk, logo_dark=None)
    assert Newsroom.objects.get().logo is not None


def test_what_is_wrong_with_both_files_is_said_at_once_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(workflow.Refused) as refused:
        put_up_logo(desk, alt="x" * 151, logo=b"<svg/>", logo_dark=b"nothing")
    assert [reason.field for reason in refused.value.reasons] == ["alt", "logo", "logo_dark"]
    with pytest.raises(workflow.Refused, match="none for the others"):
        put_up_logo(desk, logo_dark=picture())
    assert Logo.objects.count() == 0


def test_saving_the_words_from_an_old_form_leaves_thelogo(desk: Desk) -> None:
    old = Newsroom.objects.get()
    put_up_logo(desk, logo=picture())
    old.tagline = "News of the port"
    workflow.save_identity(actor=desk.cast.administrator, newsroom=old)
    assert Newsroom.objects.get().logo is not None
