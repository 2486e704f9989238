"""Two people's changes put together: both are kept where they do not touch, and nothing typed is ever dropped."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from releases import paragraphs
from releases.document import Draft, Line, Voice
from releases.merging import Conflict, Merge, Side, merge
from releases.states import EmbargoKind
from tests.cast import until

OFFICE, OTHER, THIRD = (UUID(int=number) for number in (1, 2, 3))
DUTY: Final = Line(name="Duty desk", phone="202-555-0110", phone_is_public=True)
PARAGRAPHS: Final = (
    "<p>The harbour opened its new pilot station on Monday.</p>",
    "<p>Six pilots and two launches moved in the same night.</p>",
    "<p>“We waited nine years for this,” the harbour master said.</p>",
)
BASE: Final = Draft(headline="Harbour opens", lead_office=OFFICE, body="\n".join(PARAGRAPHS), contacts=(DUTY,))


def with_body(*blocks: str) -> Draft:
    return replace(BASE, body="\n".join(blocks))


def of(mine: Draft, theirs: Draft, base: Draft = BASE) -> Merge:
    return merge(base=base, mine=mine, theirs=theirs)


def only_conflict(merged: Merge) -> Conflict:
    (conflict,) = merged.conflicts
    return conflict


# --- Fields ---


def test_different_fields_are_both_kept() -> None:
    merged = of(replace(BASE, headline="Mine", number="17-042"), replace(BASE, subhead="Theirs"))
    assert merged.conflicts == ()
    assert merged.draft == replace(BASE, headline="Mine", number="17-042", subhead="Theirs")


def test_one_field_changed_by_both_is_nobodys_to_choose() -> None:
    merged = of(replace(BASE, headline="Mine"), replace(BASE, headline="Theirs"))
    conflict = only_conflict(merged)
    assert (conflict.base, conflict.mine, conflict.theirs) == (("Harbour opens",), ("Mine",), ("Theirs",))
    assert conflict.usual is None
    assert Side.BOTH not in conflict.sides
    assert merged.settled({"headline": Side.THEIRS}).headline == "Theirs"
    assert merged.settled({"headline": Side.MINE}).headline == "Mine"


def test_the_same_change_by_both_is_no_conflict() -> None:
    assert of(replace(BASE, headline="Same"), replace(BASE, headline="Same")).conflicts == ()


def test_an_embargo_moved_by_both_is_a_conflict_as_a_whole() -> None:
    early, late = (until(datetime(2031, 2, day, 15, tzinfo=UTC)) for day in (1, 2))
    conflict = only_conflict(of(replace(BASE, terms=early), replace(BASE, terms=late)))
    assert (conflict.field, conflict.mine, conflict.theirs) == ("terms", (early,), (late,))
    assert of(BASE, replace(BASE, terms=late)).draft.terms.kind == EmbargoKind.UNTIL


# --- Paragraphs ---


def test_neighbouring_paragraphs_reworded_by_two_are_both_kept() -> None:
    mine = with_body(PARAGRAPHS[0].replace("Monday", "Tuesday"), *PARAGRAPHS[1:])
    theirs = with_body(PARAGRAPHS[0], PARAGRAPHS[1].replace("Six", "Seven"), PARAGRAPHS[2])
    merged = of(mine, theirs)
    assert merged.conflicts == ()
    assert "on Tuesday" in merged.draft.body
    assert "Seven pilots" in merged.draft.body


def test_a_paragraph_reworded_and_one_put_after_it_by_the_same_person_leave_the_next_to_the_other() -> None:
    mine = with_body(PARAGRAPHS[0], PARAGRAPHS[1].replace("Six", "Seven"), "<p>New of mine.</p>", PARAGRAPHS[2])
    theirs = with_body(*PARAGRAPHS[:2], PARAGRAPHS[2].replace("nine", "ten"))
    merged = of(mine, theirs)
    assert merged.conflicts == ()
    assert paragraphs.split(merged.draft.body) == (
        PARAGRAPHS[0],
        PARAGRAPHS[1].replace("Six", "Seven"),
        "<p>New of mine.</p>",
        PARAGRAPHS[2].replace("nine", "ten"),
    )


def test_one_paragraph_reworded_by_both_is_shown_with_both_versions() -> None:
    mine = with_body(PARAGRAPHS[0].replace("Monday", "Tuesday"), *PARAGRAPHS[1:])
    theirs = with_body(PARAGRAPHS[0].replace("Monday", "Friday"), *PARAGRAPHS[1:])
    merged = of(mine, theirs)
    conflict = only_conflict(merged)
    assert conflict.base == PARAGRAPHS[:1]
    both = merged.settled({conflict.key: Side.BOTH}).body
    assert both.index("Tuesday") < both.index("Friday") < both.index("Six pilots")
    assert conflict.usual is None


def test_of_a_passage_that_one_went_through_only_the_paragraph_that_both_touched_is_asked_about() -> None:
    mine = with_body(*(one.replace("the", "our").replace("The", "Our") for one in PARAGRAPHS))
    theirs = with_body(PARAGRAPHS[0], PARAGRAPHS[1].replace("Six", "Seven"), PARAGRAPHS[2])
    assert only_conflict(of(mine, theirs)).base == PARAGRAPHS[1:2]


def test_two_who_add_at_the_same_place_both_stay_unless_somebody_says_otherwise() -> None:
    conflict = only_conflict(of(with_body(*PARAGRAPHS, "<p>Mine.</p>"), with_body(*PARAGRAPHS, "<p>Theirs.</p>")))
    assert conflict.usual == Side.BOTH


def test_two_sentences_added_to_one_paragraph_both_stay_in_it_unless_somebody_says_otherwise() -> None:
    both = [PARAGRAPHS[0].replace("</p>", f" {one} said so.</p>") for one in ("<em>Wren</em>", "Ada")]
    merged = of(*(with_body(one, *PARAGRAPHS[1:]) for one in both))
    conflict = only_conflict(merged)
    assert conflict.usual == Side.BOTH
    assert conflict.chosen(Side.BOTH) == (PARAGRAPHS[0].replace("</p>", " <em>Wren</em> said so. Ada said so.</p>"),)


def test_other_words_of_one_paragraph_can_be_kept_both_but_somebody_has_to_say_so() -> None:
    mine, theirs = PARAGRAPHS[0].replace("Monday", "Tuesday"), PARAGRAPHS[0].replace("new", "second")
    conflict = only_conflict(of(with_body(mine, *PARAGRAPHS[1:]), with_body(theirs, *PARAGRAPHS[1:])))
    assert conflict.usual is None
    assert conflict.chosen(Side.BOTH) == (mine.replace("new", "second"),)


def test_marks_that_would_cross_are_not_put_into_one_paragraph() -> None:
    base = "<p>one two three four</p>"
    mine, theirs = "<p>one <em>two three</em> four</p>", "<p>one two <strong>three four</strong></p>"
    conflict = only_conflict(of(*(with_body(one) for one in (mine, theirs, base))))
    assert conflict.chosen(Side.BOTH) == (mine, theirs)


def test_what_one_took_out_and_the_other_reworded_is_in_dispute() -> None:
    theirs = with_body(PARAGRAPHS[0], PARAGRAPHS[1].replace("Six", "Seven"), PARAGRAPHS[2])
    conflict = only_conflict(of(with_body(PARAGRAPHS[0], PARAGRAPHS[2]), theirs))
    assert conflict.mine == ()
    assert Side.BOTH not in conflict.sides


def test_two_items_of_one_list_are_both_kept_and_the_list_stays_one() -> None:
    items = "<ol><li>Bring a lamp.</li><li>Bring a line.</li><li>Bring a coat.</li></ol>"
    base = with_body(items)
    mine, theirs = with_body(items.replace("lamp", "torch")), with_body(items.replace("coat", "hat"))
    merged = of(mine, theirs, base)
    assert merged.conflicts == ()
    assert paragraphs.same_text(merged.draft.body, items.replace("lamp", "torch").replace("coat", "hat"))


def test_line_breaks_that_an_editor_sets_are_no_change() -> None:
    theirs = with_body(PARAGRAPHS[0], PARAGRAPHS[1].replace("Six", "Seven"), PARAGRAPHS[2])
    mine = replace(BASE, body="\n\n".join(PARAGRAPHS) + "\n", subhead="Mine")
    assert of(mine, theirs).draft == replace(theirs, subhead="Mine")


# --- Rows ---


def test_rows_are_put_together_by_who_they_are() -> None:
    mine = replace(BASE, contacts=(replace(DUTY, role="Night desk"), Line(name="Mine")), speakers=(Voice("Ann"),))
    theirs = replace(BASE, contacts=(Line(name="Theirs"), replace(DUTY, email="duty@example.org")))
    merged = of(mine, theirs)
    assert merged.conflicts == ()
    assert merged.draft.contacts == (
        Line(name="Theirs"),
        replace(DUTY, role="Night desk", email="duty@example.org"),
        Line(name="Mine"),
    )


def test_a_number_is_never_joined_to_a_tick_that_was_set_for_another() -> None:
    base = replace(BASE, contacts=(replace(DUTY, phone_is_public=False),))
    mine = replace(BASE, contacts=(replace(DUTY, phone="202-555-0199", phone_is_public=False),))
    merged = of(mine, BASE, base)
    conflict = only_conflict(merged)
    assert conflict.mine == mine.contacts
    assert conflict.theirs == (DUTY,)


def test_a_contact_that_one_took_out_and_the_other_changed_is_in_dispute_where_it_stood() -> None:
    base = replace(BASE, contacts=(DUTY, Line(name="Last")))
    mine, theirs = replace(base, contacts=base.contacts[1:]), replace(base, contacts=(replace(DUTY, role="R"), DUTY))
    merged = of(mine, replace(theirs, contacts=(replace(DUTY, role="R"), Line(name="Last"))), base)
    assert only_conflict(merged).theirs == (replace(DUTY, role="R"),)
    assert merged.settled({"contacts-0": Side.THEIRS}).contacts == (replace(DUTY, role="R"), Line(name="Last"))


def test_topics_and_joint_offices_are_in_if_either_put_them_in_and_out_if_either_took_them_out() -> None:
    base = replace(BASE, topics=(OFFICE, OTHER))
    merged = of(replace(base, topics=(OTHER,)), replace(base, topics=(OFFICE, OTHER, THIRD)), base)
    assert merged.conflicts == ()
    assert merged.draft.topics == (OTHER, THIRD)


# --- Whatever two people do ---

_WORD: Final = st.sampled_from(("pier", "tide", "buoy", "pilot", "ferry", "lamp", "gale", "rope"))
_WORDS: Final = st.lists(_WORD, min_size=1, max_size=6)
_BLOCK: Final = st.builds(lambda words, tag: f"<{tag}>{' '.join(words)}</{tag}>", _WORDS, st.sampled_from(("p", "h2")))
_LINE: Final = st.builds(Line, name=st.sampled_from("AB"), role=st.sampled_from("xyz"), phone_is_public=st.booleans())


def _draft(blocks: list[str], headline: str, contacts: list[Line], topics: list[UUID]) -> Draft:
    named = {line.name: line for line in contacts}
    return replace(BASE, body="".join(blocks), headline=headline, contacts=tuple(named.values()), topics=tuple(topics))


DRAFTS: Final[Any] = st.builds(
    _draft,
    st.lists(_BLOCK, max_size=5),
    st.sampled_from("ABC"),
    st.lists(_LINE, max_size=2),
    st.lists(st.sampled_from((OFFICE, OTHER, THIRD)), unique=True),
)


@given(DRAFTS, DRAFTS)
@settings(max_examples=25, deadline=None)
def test_where_only_one_changed_anything_theirs_is_what_stands(base: Draft, changed: Draft) -> None:
    for merged in (of(changed, base, base), of(base, changed, base), of(changed, changed, base)):
        assert merged.conflicts == ()
        assert merged.draft == changed


@given(DRAFTS, DRAFTS, DRAFTS)
@settings(max_examples=40, deadline=None)
def test_it_does_not_matter_who_saved_first(base: Draft, mine: Draft, theirs: Draft) -> None:
    one, other = of(mine, theirs, base), of(theirs, mine, base)
    assert [(c.key, c.base, c.mine, c.theirs) for c in one.conflicts if c.field != "contacts"] == [
        (c.key, c.base, c.theirs, c.mine) for c in other.conflicts if c.field != "contacts"
    ]
    choices = {conflict.key: Side.MINE for conflict in one.conflicts}
    swapped = {conflict.key: Side.THEIRS for conflict in other.conflicts}
    left, right = one.settled(choices), other.settled(swapped)
    assert (left.headline, left.body, set(left.contacts), set(left.topics)) == (
        (right.headline, right.body, set(right.contacts), set(right.topics))
    )


@given(DRAFTS, DRAFTS, DRAFTS)
@settings(max_examples=40, deadline=None)
def test_nothing_that_anybody_typed_is_lost(base: Draft, mine: Draft, theirs: Draft) -> None:
    merged = of(mine, theirs, base)
    shown = [*paragraphs.split(merged.draft.body)]
    for conflict in merged.conflicts:
        if conflict.field == "body":
            shown += [*conflict.mine, *conflict.theirs]
    before = set(paragraphs.split(base.body))
    for typed in (*paragraphs.split(mine.body), *paragraphs.split(theirs.body)):
        assert typed in before or typed in shown
    rows = {*merged.draft.contacts, *(row for c in merged.conflicts if c.field == "contacts" for row in c.theirs)}
    words = {(row.name, row.role) for row in rows}
    for line in {*mine.contacts, *theirs.contacts} - set(base.contacts):
        if line.role not in {other.role for other in base.contacts if other.name == line.name}:
            assert (line.name, line.role) in words
