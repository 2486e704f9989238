"""A redaction takes two people, blanks everything that was kept, and leaves the digests verifiable."""

import pytest

from releases import workflow
from releases.models import Edition, Revision
from releases.seals import broken, digest
from tests.cast import Desk

pytestmark = pytest.mark.django_db


def test_a_redacted_headline_is_nowhere_any_more() -> None:
    desk = Desk()
    release = desk.corrected()
    asked = workflow.ask_redaction(
        actor=desk.cast.administrator,
        release_id=release.pk,
        field="headline",
        reason="A court's order.",
        public_mark="A name was removed by order of a court.",
    )
    with pytest.raises(workflow.Refused):
        workflow.redact(actor=desk.cast.administrator, release_id=release.pk, redaction_id=asked.pk)
    workflow.redact(actor=desk.cast.approver, release_id=release.pk, redaction_id=asked.pk)
    kept = [*Edition.objects.values(), *Revision.objects.values(), desk.fresh(release).headline]
    assert "pilot station" not in str([row if isinstance(row, str) else row.get("headline") for row in kept])
    assert all("Harbour opens" not in str(row.content) for row in Revision.objects.all())
    for edition in Edition.objects.all():
        assert not broken(edition.content, edition.seals)
        assert digest(edition.seals) == edition.digest
