"""The search index: what a restore left out is reported, and made anew it is the same."""

import pytest
from django.core.management import call_command
from django.db import connection

from releases import integrity
from releases.models import Indexed
from releases.search.engine import engine
from tests.cast import Desk

pytestmark = pytest.mark.django_db


def _run(statement: str, parameters: list[object] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def _ids() -> list[str | None]:
    return [message.id for message in integrity.search_is_complete(databases=["default"])]


def test_an_index_that_lacks_an_edition_is_reported_and_rebuilt(capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk()
    desk.corrected()
    desk.withdrawn(keep_text=False)
    desk.scheduled()
    desk.approved()
    before = list(Indexed.objects.order_by("place").values_list("place", "edition_id"))
    assert (len(before), _ids()) == (4, [])
    _run(*engine(connection.vendor).removed(before[1][1]))
    assert _ids() == ["releases.E003"]
    call_command("rebuild_search")
    assert "The search index has 4 editions." in capsys.readouterr().out
    assert list(Indexed.objects.order_by("place").values_list("place", "edition_id")) == before
    assert _ids() == []


def test_an_edition_in_another_place_is_reported() -> None:
    Desk().live()
    _run("UPDATE releases_indexed SET rowid = rowid + 4194304")  # four milliseconds further
    assert _ids() == ["releases.E003"]


def test_no_index_at_all_is_reported() -> None:
    _run(engine(connection.vendor).DROP[0])
    assert _ids() == ["releases.E002"]
    call_command("rebuild_search")
    assert _ids() == []
