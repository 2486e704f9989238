"""Every place where an unreleased thing has shown elsewhere, and the tests that keep it from showing here.

Each row names the tests that hold it, or says why there is no such place in this newsroom; whoever builds the place
brings its tests. The states that the public tests try are a draft, a submitted and an approved text, a lift to come,
a hold, a lift that was moved after it had passed, a withdrawal, words edited after the publication, and a
translation of which one language is out.
"""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest

TESTS: Final = Path(__file__).resolve().parent
# What compares a newsroom that has hidden things with one that has none, on every route there is.
INVISIBLE: Final = (
    "public/test_nothing_shows.py::test_every_public_route_answers_as_if_hidden_things_had_never_been_made"
)
AT_THE_LIFT: Final = (
    "public/test_lift.py::test_nothing_shows_before_the_lift",
    "public/test_lift.py::test_everything_shows_from_the_lift_on",
)
NEAR_MISS: Final = (
    "public/test_oracles.py::test_no_near_miss_of_a_hidden_address_differs_from_nonsense_not_even_by_a_query"
)
ON_THE_DESK: Final = "desk/test_list_releases.py::test_no_page_of_the_desk_tells_another_offices_writer_a_headline"


@dataclass(frozen=True)
class Row:
    """One surface: the tests that hold it, and what of it does not exist here."""

    surface: str
    tests: tuple[str, ...] = ()
    absent: str = ""


ROWS: Final = (
    Row(
        "The page of a release, asked for by its word, a number or an id",
        (
            INVISIBLE,
            "public/test_nothing_shows.py::test_a_guessed_address_and_nonsense_get_the_same_bytes",
            "public/test_oracles.py::test_no_release_is_found_by_its_number_or_its_id",
        ),
    ),
    Row(
        "Redirects from a near miss: the wrong date, half a word, a missing slash, capitals",
        (
            NEAR_MISS,
            "public/test_addresses.py::test_every_404_is_the_same_page",
            "domain/test_addresses.py::test_a_reserved_address_answers_nothing_before_the_lift",
        ),
    ),
    Row(
        "Words that are taken already: told to another writer, or by a number behind the word",
        (
            "domain/test_addresses.py::test_who_types_the_word_of_a_hidden_release_is_told_nothing",
            "domain/test_addresses.py::test_a_public_release_takes_the_address_that_a_later_one_reserved_and_its_desk_is_told",
            "domain/test_addresses.py::test_every_release_of_one_headline_has_an_address_of_its_own",
        ),
    ),
    Row(
        "Numbers with a gap where something hidden sits",
        (
            "domain/test_corrections.py::test_the_public_number_counts_what_was_public_and_has_no_gap",
            "public/test_release_page.py::test_what_was_approved_and_never_public_leaves_no_gap_in_the_numbers",
            "public/test_oracles.py::test_no_release_is_found_by_its_number_or_its_id",
        ),
    ),
    Row(
        "Lists: nine on a page of ten, a second page that is empty",
        (
            INVISIBLE,
            "public/test_oracles.py::test_a_hidden_release_makes_no_second_page",
            "public/test_long_lists.py::test_every_release_is_on_one_page_and_on_one_only",
        ),
    ),
    Row(
        "Pages of topics, offices, contacts, years and months that exist too early",
        (
            INVISIBLE,
            *AT_THE_LIFT,
            "domain/test_directory.py::test_an_office_is_public_when_it_is_listed_or_has_published",
            "domain/test_directory.py::test_a_topic_is_public_when_it_is_listed_or_a_listed_edition_carries_it",
            "public/test_archive.py::test_only_years_and_months_with_something_in_them_are_named",
            "public/test_archive.py::test_something_scheduled_for_a_far_year_pushes_no_year_out_of_the_archive",
        ),
    ),
    Row("Previous, next, related, more from this office", absent="A page links no other release but its translations."),
    Row(
        "Search: results, counts, snippets, suggestions",
        ("desk/test_list_releases.py::test_the_search_reads_headlines_texts_numbers_and_contacts", ON_THE_DESK),
        absent="The public has no search yet.",
    ),
    Row("Completion of what is typed", (ON_THE_DESK,), absent="The public types nowhere."),
    Row(
        "Feeds: entries, the time of the update, the time of the build, the tag",
        (
            INVISIBLE,
            *AT_THE_LIFT,
            "public/test_feed.py::test_the_feed_is_the_same_whoever_asks_and_however_late",
            "public/test_feed.py::test_a_withdrawal_that_a_corrected_text_has_ended_is_told_no_more",
        ),
    ),
    Row(
        "Whatever is sent out: mail, hooks, cards",
        (
            "public/test_oracles.py::test_a_move_of_staff_is_told_to_nobody_outside",
            "domain/test_access_limits.py::test_nobody_is_told_before_the_commit",
        ),
        absent="Nothing is sent to subscribers or other sites yet.",
    ),
    Row(
        "Headers that move when something hidden is saved, or a lifetime cut to the lift",
        (INVISIBLE, "public/test_answers.py::test_there_is_one_cache_policy"),
    ),
    Row("Sitemaps and robots.txt", (INVISIBLE, *AT_THE_LIFT), absent="There is no security.txt and no llms.txt."),
    Row("Card pictures, thumbnails, renditions", absent="Releases have no pictures yet."),
    Row(
        "Attachments under a guessed name",
        ("public/test_oracles.py::test_nothing_that_the_machine_keeps_is_served",),
        absent="Releases have no files yet; no folder of uploads is served.",
    ),
    Row(
        "Uploads of the editor",
        (
            "test_editor_fence.py::test_plugins_that_send_embed_or_upload_are_not_collected",
            "public/test_oracles.py::test_nothing_that_the_machine_keeps_is_served",
        ),
        absent="The editor uploads nothing.",
    ),
    Row(
        "Other forms of a release: plain text",
        (INVISIBLE, *AT_THE_LIFT, NEAR_MISS),
        absent="There is no PDF, Markdown or embedded form yet; the printed one is the page itself.",
    ),
    Row("What a published file says of its authors", absent="Releases have no files yet."),
    Row(
        "Questions in the address: ?status=, ?ordering=, other methods",
        (INVISIBLE, NEAR_MISS, "public/test_addresses.py::test_query_strings_are_read_or_ignored"),
        absent="There is no JSON API yet.",
    ),
    Row("Addresses of digests or signatures", absent="No digest has an address."),
    Row(
        "A page of staff kept for everybody",
        (
            "public/test_answers.py::test_staff_who_are_signed_in_get_what_everybody_gets",
            "public/test_previews.py::test_it_is_kept_nowhere_and_found_by_nobody",
            "test_door.py::test_no_page_of_the_desk_is_kept_by_anything_between",
        ),
        absent="The application keeps no rendered page yet.",
    ),
    Row(
        "A copy that outlives the lift or the withdrawal, or a kept 404",
        (
            "public/test_lift.py::test_a_copy_kept_from_before_the_lift_is_not_good_after_it",
            "public/test_answers.py::test_there_is_one_cache_policy",
            "public/test_answers.py::test_what_is_gone_or_was_never_there_is_never_unchanged",
        ),
    ),
    Row(
        "Another reader's variant: cookies, languages, hosts, odd addresses",
        (
            "public/test_answers.py::test_visitors_get_no_cookie_and_no_session_is_looked_at",
            "public/test_answers.py::test_the_host_that_was_asked_for_changes_nothing",
            "public/test_languages.py::test_neither_a_cookie_nor_a_header_changes_a_word",
            "public/test_addresses.py::test_nothing_that_a_visitor_sends_is_an_error_of_ours",
        ),
    ),
    Row(
        "Time: work done for what is hidden", (NEAR_MISS, "public/test_queries.py::test_no_template_asks_the_database")
    ),
    Row(
        "Clocks: their differences, daylight saving, microseconds cut off",
        (
            "domain/test_windows.py::test_microseconds_are_kept_on_the_way_to_the_database_and_back",
            "domain/test_windows.py::test_on_daylight_saving_nights_it_lifts_at_the_hour_that_was_meant",
            "domain/test_windows.py::test_a_lift_that_only_the_database_has_seen_is_told_in_a_sentence",
            "database/test_races.py::test_a_move_that_had_to_wait_believes_the_clock_of_when_its_turn_came",
        ),
    ),
    Row(
        "Error pages, logs, what a browser tells the next site",
        (
            "test_door.py::test_the_log_keeps_no_query_no_preview_link_and_no_row",
            "test_door.py::test_security_headers_are_on_every_answer",
            "public/test_answers.py::test_a_fault_in_a_view_gives_that_page",
            "public/test_previews.py::test_it_is_kept_nowhere_and_found_by_nobody",
        ),
    ),
    Row(
        "The desk: lists, look-ups, history, recent actions, deletions, messages",
        (
            ON_THE_DESK,
            "desk/test_list_releases.py::test_no_look_up_that_is_not_on_the_page_is_answered",
            "desk/test_list_releases.py::test_the_admins_own_log_keeps_nothing",
            "desk/test_list_releases.py::test_no_address_tells_where_an_edition_will_be",
            "desk/test_moves_by_whom.py::test_for_who_may_not_know_of_it_there_is_nothing_there",
            "desk/test_overview_lists.py::test_a_limited_release_and_another_offices_are_on_no_list",
            "desk/test_directory_desk.py::test_the_directory_is_no_oracle_about_releases",
            "desk/test_form_writing.py::test_nobody_deletes_a_release",
        ),
    ),
    Row(
        "Revisions, differences, somebody else's save",
        (
            "desk/test_record_page.py::test_the_record_shows_nothing_to_who_may_not_know_and_is_only_read",
            "desk/test_moves_by_whom.py::test_a_move_on_a_release_that_is_limited_meanwhile_finds_nothing",
            "domain/test_drafts.py::test_restoring_a_revision_of_another_release_is_not_possible",
        ),
        absent="Nothing is saved by itself, and nobody is told who else is typing.",
    ),
    Row(
        "Preview links: after the lift, a revocation or the loss of a role; in logs and in searches",
        (
            "domain/test_preview_links.py::test_it_opens_from_now_until_it_expires",
            "domain/test_preview_links.py::test_it_is_dead_from_the_next_request_once_revoked_and_not_revoked_twice",
            "domain/test_preview_links.py::test_it_dies_at_the_lift",
            "domain/test_preview_links.py::test_it_dies_with_the_role_the_account_and_the_sight_of_its_giver",
            "domain/test_preview_links.py::test_only_its_hash_is_kept_and_the_record_has_neither",
            "public/test_personal_copies.py::test_it_expires_and_dies_at_the_lift",
            "test_door.py::test_the_log_keeps_no_query_no_preview_link_and_no_row",
        ),
    ),
    Row(
        "Links to a translation that is not out",
        (INVISIBLE, "public/test_release_page.py::test_translations_are_linked_both_ways_once_both_are_out", NEAR_MISS),
    ),
    Row(
        "Corrections: the old words after a withdrawal, the note before its lift",
        (
            INVISIBLE,
            NEAR_MISS,
            "domain/test_corrections.py::test_nothing_is_told_of_a_correction_that_waits",
            "domain/test_gate.py::test_new_words_that_are_being_written_show_nothing",
            "domain/test_withdrawal.py::test_what_is_gone_is_readable_at_no_earlier_edition_either",
            "public/test_release_page.py::test_a_text_that_is_gone_is_gone_at_every_address_it_had",
        ),
    ),
    Row(
        "A private number that one form of a release forgets to leave out",
        (
            "public/test_release_page.py::test_a_number_for_staff_only_is_nowhere",
            "public/test_oracles.py::test_a_private_number_of_the_directory_is_on_no_page",
            "domain/test_seals.py::test_no_staff_only_number_is_in_any_edition",
            "domain/test_directory.py::test_what_a_contact_prints_are_its_public_numbers",
        ),
    ),
    Row(
        "The names of staff, and the answers of the door",
        (
            "test_door.py::test_the_door_does_not_tell_who_works_here",
            "public/test_oracles.py::test_a_public_page_names_nobody_of_the_staff",
        ),
        absent="No password is reset by mail.",
    ),
    Row(
        "Mail to colleagues: its subject, its readers",
        ("domain/test_access_limits.py::test_an_administrator_breaks_in_with_a_reason_and_everybody_named_is_told",),
    ),
    Row(
        "Backups, the repository, the database's file, settings, source maps",
        ("public/test_oracles.py::test_nothing_that_the_machine_keeps_is_served",),
    ),
    Row(
        "Texts that the editor sends to its maker",
        (
            "test_editor_fence.py::test_an_editor_that_may_send_text_away_is_an_error",
            "test_editor_fence.py::test_plugins_that_send_embed_or_upload_are_not_collected",
        ),
    ),
    Row(
        "Limits on how often one may ask, and what is sent ahead",
        (NEAR_MISS,),
        absent="No public page limits or preloads anything; only guessing at a password is slowed down.",
    ),
    Row(
        "Tables beside the editions: indexes, counts, what lags behind",
        (
            "domain/test_windows.py::test_the_narrow_index_follows_the_window",
            "domain/test_redaction.py::test_what_was_redacted_is_nowhere_any_more_and_every_digest_verifies",
        ),
        absent="There is no table for searching and no copy of the database to read from yet.",
    ),
    Row(
        "A text that asks another site for something",
        (
            "domain/test_richtext.py::test_nothing_hostile_is_left_of",
            "public/test_answers.py::test_a_page_asks_nobody_else_for_anything",
        ),
    ),
)


@cache
def _tests_in(file: str) -> frozenset[str]:
    """The names of the tests in a file, read from its source."""
    path = TESTS / file
    body = ast.parse(path.read_text()).body if path.is_file() else []
    return frozenset(one.name for one in body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.surface)
def test_this_surface_is_held_by_tests_that_exist_or_is_not_there(row: Row) -> None:
    assert row.tests or row.absent.endswith("."), "name the tests that hold it, or say why there is no such place"
    gone = [test for test in row.tests if test.partition("::")[2] not in _tests_in(test.partition("::")[0])]
    assert not gone


def test_no_surface_stands_twice() -> None:
    assert len({row.surface for row in ROWS}) == len(ROWS)
