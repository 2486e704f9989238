"""The demonstration newsroom is loaded once, into an empty database, and shows every kind of thing."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from releases import clock
from releases.models import Edition, Kind, Person, Release
from releases.states import Standing

pytestmark = pytest.mark.django_db


def test_an_empty_newsroom_gets_every_kind_in_every_standing_and_only_once(client: Client) -> None:
    call_command("load_demo", verbosity=0)
    count = Release.objects.count()
    call_command("load_demo", verbosity=0)
    assert Release.objects.count() == count
    standings = set(Release.objects.with_standing(clock.now()).values_list("standing", flat=True))
    assert standings == set(Standing.values)
    kinds = set(Edition.objects.public(clock.now()).listed().values_list("kind", flat=True))
    assert kinds == set(Kind.values)
    page = client.get("/")
    assert "Annika Rose" in page.content.decode()
    assert "Sandhaven on the first" not in page.content.decode()


def test_the_demonstration_refuses_to_run_in_production(settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("load_demo", verbosity=0)
    assert not Person.objects.exists()
