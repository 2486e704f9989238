"""The help says what the buttons say, in every language of the desk, and every link to it leads somewhere."""

import re
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from releases import richtext
from releases.admin import help as desk_help
from releases.admin.help_topics import BY_SLUG, OF_MOVE, TOPICS
from releases.models import Role
from releases.states import Move
from tests.cast import Desk, person
from tests.desk.pages import change, signed_in

TEMPLATES: Final = Path(__file__).resolve().parents[2] / "templates"
LANGUAGES: Final = [code for code, _name in settings.LANGUAGES]
_LINK: Final = re.compile(r"""help/_link.html" with topic="([^"]+)" about=_\("([^"]+)"\)|help_topic' '([^']+)'""")


def _words(slug: str) -> str:
    return richtext.text_of(desk_help.text_of(BY_SLUG[slug]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_has_a_text_in_every_language_and_none_is_left_over(language: str) -> None:
    written = {path.stem for path in (TEMPLATES / "admin" / "help" / language).iterdir()}
    assert written == set(BY_SLUG)
    with translation.override(language):
        for one in TOPICS:
            words = len(_words(one.slug).split())
            assert 60 < words < 450, f"{one.slug}: {words} words, which nobody reads in a minute"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_move_has_a_topic_that_calls_it_as_its_button_does(language: str) -> None:
    assert set(OF_MOVE) == set(Move)
    with translation.override(language):
        for move, one in OF_MOVE.items():
            assert str(move.label) in _words(one.slug), f"{one.slug} does not name {move}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_of_preflight_is_explained(language: str) -> None:
    with translation.override(language):
        page = desk_help.text_of(BY_SLUG["preflight"])
    checks = {path.rpartition(".")[2] for path in settings.NEWSROOM_PREFLIGHT_CHECKS}
    explained = re.findall(r'<li id="check-(\w+)">\S[^<]+</li>', page)
    assert sorted(explained) == sorted(checks)


def test_every_link_to_the_help_leads_to_a_topic_and_says_which() -> None:
    linked = set()
    for template in sorted(TEMPLATES.rglob("*.html")):
        for slug, about, inner in _LINK.findall(template.read_text()):
            found = BY_SLUG.get(slug or inner)
            assert found is not None, f"{template}: {slug or inner}"
            if about:
                linked.add(slug)
                assert about == str(found.title), f"{template}: {about}"
    moves = {one.slug for one in OF_MOVE.values()}
    # What is a habit and no button is linked from the other topics.
    assert set(BY_SLUG) - linked - moves == {"keyboard-and-phone", "never-public"}


@pytest.mark.django_db
def test_the_help_is_found_by_words_those_of_titles_first() -> None:
    client = signed_in(person("Wren", Role.WRITER))
    everything = client.get(reverse("admin:help")).text
    for one in TOPICS:
        assert f'<a href="{reverse("admin:help_topic", args=[one.slug])}">{one.title}</a>' in everything
    found = client.get(reverse("admin:help"), {"q": "speed of FEEDS minor  "})
    assert "No page has" in found.text
    found = client.get(reverse("admin:help"), {"q": "minor feed"})
    assert re.findall(r'<h2><a href="[^"]*/help/([\w-]+)/">', found.text) == ["corrections"]
    titles = client.get(reverse("admin:help"), {"q": "embargo"}).text
    assert re.findall(r'<h2><a href="[^"]*/help/([\w-]+)/">', titles)[0] == "embargoes"
    assert "&lt;b&gt;" in client.get(reverse("admin:help"), {"q": "<b>"}).text
    assert client.get(reverse("admin:help_topic", args=["no-such"])).status_code == 404


@pytest.mark.django_db
def test_the_pages_where_a_question_arises_lead_to_its_answer() -> None:
    desk = Desk()
    release = desk.scheduled()
    publisher = signed_in(desk.cast.publisher)

    def topics(url: str) -> set[str]:
        return set(re.findall(r'href="[^"]*/help/([\w-]+)/"', publisher.get(url).text))

    form = topics(change(release))
    assert {"embargoes", "contacts-and-offices", "from-draft-to-public", "remarks-and-notices"} <= form
    for move, slug in {"hold": "embargoes", "emergency": "emergencies", "give_link": "preview-links"}.items():
        assert slug in topics(reverse("admin:releases_release_move", args=[release.pk, move]))
    for route, slug in {
        "admin:releases_release_intake": "intake",
        "admin:calendar": "calendar",
        "admin:calendar_links": "calendar",
        "admin:rehearse": "calendar",
        "admin:notices": "remarks-and-notices",
        "admin:releases_contact_changelist": "contacts-and-offices",
        "admin:releases_office_changelist": "contacts-and-offices",
    }.items():
        assert slug in topics(reverse(route)), route
    administrator = signed_in(desk.cast.administrator)
    assert "/help/roles/" in administrator.get(reverse("admin:releases_person_changelist")).text
    assert "/help/roles/" in administrator.get(reverse("admin:releases_person_add")).text


@pytest.mark.django_db
def test_who_has_no_role_reads_no_help() -> None:
    Desk()
    client = signed_in(person("Noel, who has no role"))
    for url in (reverse("admin:help"), reverse("admin:help_topic", args=["embargoes"])):
        assert client.get(url).status_code == 302
