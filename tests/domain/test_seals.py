"""What the public reads is, byte for byte, what was approved: the seals prove it, and find what was tampered with."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases import clock, workflow
from releases.document import Line, edition_of, printed
from releases.models import Edition, Release
from releases.models.content import PRINTED_FIELDS
from releases.seals import broken, digest, seal
from tests.cast import SWITCHBOARD, Desk

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=6,
)
_CONTENT = st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1), _JSON, min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(_CONTENT)
def test_sealed_content_verifies_also_after_a_journey_through_json(content: dict[str, Any]) -> None:
    seals = seal(content)
    back = json.loads(json.dumps(content))
    assert broken(back, json.loads(json.dumps(seals))) == []
    assert set(seals) == set(content)


@settings(max_examples=60, deadline=None)
@given(_CONTENT, st.data())
def test_any_changed_field_is_found(content: dict[str, Any], data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(sorted(content)))
    seals = seal(content)
    assert broken({**content, field: [content[field]]}, seals) == [field]
    missing = {name: value for name, value in content.items() if name != field}
    assert broken(missing, seals) == ([field] if content[field] is not None else [])


@settings(max_examples=60, deadline=None)
@given(_CONTENT, st.data())
def test_the_digest_changes_with_any_field_and_only_then(content: dict[str, Any], data: st.DataObject) -> None:
    seals = seal(content)
    assert digest(seal(content, like=(content, seals))) == digest(seals)
    field = data.draw(st.sampled_from(sorted(content)))
    changed = {**content, field: [content[field]]}
    after = seal(changed, like=(content, seals))
    assert digest(after) != digest(seals)
    assert [name for name in seals if after[name] != seals[name]] == [field]


def test_equal_values_have_unequal_seals_so_that_a_guess_cannot_be_tried_on_another_release() -> None:
    content = {"headline": "Yes", "subhead": "Yes"}
    one, two = seal(content), seal(content)
    assert len({one["headline"]["hash"], one["subhead"]["hash"], two["headline"]["hash"]}) == 3
    assert all(len(bytes.fromhex(field["salt"])) == 16 for field in one.values())


def test_a_redacted_field_verifies_by_its_hash_alone() -> None:
    seals = seal({"headline": "A name", "body": "Words"})
    before = digest(seals)
    seals["headline"]["salt"] = ""
    assert broken({"headline": "[redacted]", "body": "Words"}, seals) == []
    assert digest(seals) == before


# --- Editions ---


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


def _rich(desk: Desk) -> Release:
    return desk.live(
        headline="Zwölf Boxkämpfer – “quoted” 🚢",
        summary="Two\nlines",
        body="<p>One &amp; <strong>two</strong>\u00a0three.</p><ul><li>x</li></ul>",
        contacts=(replace(SWITCHBOARD, name="Ida Lund", after_hours="202-555-0199"),),
    )


def test_what_goes_out_is_what_was_approved_and_what_was_previewed(desk: Desk) -> None:
    release = _rich(desk)
    edition = Edition.objects.public(clock.now()).get(release=release)
    revision = desk.revision(release)
    assert broken(edition.content, edition.seals) == []
    assert digest(edition.seals) == edition.digest == revision.digest
    assert edition.content == edition_of(release, revision.content).content == printed(revision.content)


@pytest.mark.parametrize("field", PRINTED_FIELDS)
def test_tampering_with_any_field_of_an_edition_is_found(desk: Desk, field: str) -> None:
    edition = Edition.objects.get(release=_rich(desk))
    value = edition.content[field]
    forged = [*value, {}] if isinstance(value, list) else (not value if isinstance(value, bool) else f"{value} ")
    assert broken({**edition.content, field: forged}, edition.seals) == [field]


def test_forged_seals_are_found_by_the_digest(desk: Desk) -> None:
    edition = Edition.objects.get(release=_rich(desk))
    forged = seal({**edition.content, "headline": "Forged"})
    assert digest(forged) != edition.digest


def test_every_field_a_reader_gets_is_sealed(desk: Desk) -> None:
    edition = Edition.objects.get(release=_rich(desk))
    assert set(edition.seals) == set(PRINTED_FIELDS) == set(edition.content)


def test_no_staff_only_number_is_in_any_edition(desk: Desk) -> None:
    release = _rich(desk)
    assert "555-0199" not in str(Edition.objects.values())
    assert "0199" in str(desk.revision(release).content), "the desk keeps it"
    line = Line(name="Pia", phone="202-555-0101", email="pia@harbour.example", after_hours="202-555-0177")
    desk.live(contacts=(SWITCHBOARD, line))
    kept = str(Edition.objects.values())
    assert "Pia" in kept
    assert not [private for private in ("555-0101", "pia@", "555-0177") if private in kept]


def test_a_line_without_any_public_word_is_not_printed(desk: Desk) -> None:
    private = replace(SWITCHBOARD, phone="202-555-0166", phone_is_public=False)
    release = desk.live(contacts=(SWITCHBOARD, private))
    assert len(Edition.objects.get(release=release).contacts) == 1


def test_a_correction_is_sealed_anew_where_it_differs(desk: Desk) -> None:
    release = desk.corrected()
    first, second = Edition.objects.of_release(release.pk)
    kept = {field for field in PRINTED_FIELDS if first.seals[field] == second.seals[field]}
    assert set(PRINTED_FIELDS) - kept == {"body", "correction_note"}


def test_the_embargo_is_outside_the_digest_and_inside_the_edition(desk: Desk) -> None:
    release = desk.scheduled()
    before = Edition.objects.get(release=release)
    assert before.terms == release.terms
    assert not {"embargo_kind", "embargo_at"} & set(before.seals)
    workflow.hold(actor=desk.cast.publisher, release_id=release.pk)
    assert Edition.objects.get(release=release).digest == before.digest
