"""The demonstration goes into an empty newsroom of a laptop, and nowhere else."""

from typing import Any

import pytest
from django.core.management import CommandError

from releases.models import Person, Release
from tests.test_demo import load

pytestmark = pytest.mark.django_db


def test_a_newsroom_with_people_of_its_own_is_left_alone_and_told_no_password() -> None:
    Person.objects.create_superuser("own", "a long password", display_name="Own")
    said = load()
    assert "not empty" in said
    assert "password" not in said
    assert not Release.objects.exists()


def test_it_refuses_to_run_in_production(settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        load()
    assert not Person.objects.exists()
