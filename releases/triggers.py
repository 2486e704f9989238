# ruff: noqa: S608 - every name in this SQL is a constant of this module
"""What the database itself refuses, whoever asks: written once, for SQLite and for PostgreSQL.

Every migration that touches one of these tables ends with `RunPython(triggers.install)`, because SQLite drops
triggers silently when it rebuilds a table. `expected()` names what must be there; a system check compares.

The comparisons with the clock use the database's own. A test that travels in time travels to the future, where
these rules are milder than the workflow's; nothing switches them off.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper

from releases.dialect import Dialect
from releases.models.content import REDACTED
from releases.models.event import KEPT_REASONS

REDACTABLE_TEXT: Final = (
    "headline", "subhead", "summary", "dateline", "body", "boilerplate", "number", "correction_note",
)  # fmt: skip
REDACTABLE_LISTS: Final = ("contacts", "speakers")
_FROZEN_EDITION: Final = (
    "id", "release_id", "sequence", "revision_number", "language", "kind", "correction_is_minor", "offices",
    "topics", "translation_group", "digest", "authority", "authorised_by_id", "withdrawal_notice", "is_gone",
    "recorded_at",
)  # fmt: skip
_FROZEN_REVISION: Final = ("id", "release_id", "number", "author_id", "author_name", "at", "digest", "note")
_FROZEN_SOURCE: Final = ("id", "release_id", "media_type", "added_by_id", "added_by_name", "added_at")
_FROZEN_REDACTION: Final = ("id", "release_id", "field", "ground", "public_mark", "asked_by_id", "asked_at")
_FROZEN_EVENT: Final = (
    "id", "release_id", "edition_id", "what", "actor_id", "actor_name", "at", "status_before", "status_after",
    "standing_before", "digest",
)  # fmt: skip
_FROZEN_REMARK: Final = ("id", "release_id", "event_id", "author_id", "author_name", "at", "reply_to_id", "field")
# Left open, so that a rule can ask for the field too.
_CONFIRMED: Final = (
    "EXISTS (SELECT 1 FROM releases_redaction r WHERE r.release_id = OLD.release_id "
    "AND r.confirmed_at IS NOT NULL AND r.event_id IS NOT NULL"
)
_KEPT_ROWS: Final = (
    "event", "revision", "edition", "redaction", "remark", "editionoffice", "editiontopic", "intakesource",
)  # fmt: skip
OPENED: Final = "The window has opened: it is public."


@dataclass(frozen=True, slots=True)
class Refusal:
    """One trigger: the operation on `table` is refused with `message` when `condition` holds."""

    name: str
    table: str
    operation: str
    condition: str
    message: str


def refusals(vendor: str) -> Iterator[Refusal]:
    """Yield every rule, in the SQL of the engine (`sqlite` or `postgresql`)."""
    sql = Dialect(vendor)
    yield from _append_only(sql)
    yield from _frozen(sql)
    yield from _windows(sql)
    yield from _authority(sql)


def _append_only(sql: Dialect) -> Iterator[Refusal]:
    kept_whole = ", ".join(f"'{what}'" for what in KEPT_REASONS)
    blanked = (
        f"OLD.what NOT IN ({kept_whole}) AND {sql.same_besides('detail', 'overrides')} "
        f"AND (NEW.reason = OLD.reason OR OLD.reason <> '' AND NEW.reason = '{REDACTED}') AND {_CONFIRMED})"
    )
    kept = f"({sql.changed(*_FROZEN_EVENT)}) OR NOT ({blanked})"
    yield Refusal("event_update", "releases_event", "UPDATE", kept, "The record is append-only.")
    for table in _KEPT_ROWS:
        yield Refusal(f"{table}_delete", f"releases_{table}", "DELETE", "1=1", f"A row of {table} is never deleted.")
    was_public = (
        "EXISTS (SELECT 1 FROM releases_edition e WHERE e.release_id = OLD.release_id "
        f"AND e.public_from <= {sql.now()})"
    )
    for_ever = "An address that was public is answered for ever."
    yield Refusal("address_delete", "releases_address", "DELETE", was_public, for_ever)
    yield Refusal(
        "address_update",
        "releases_address",
        "UPDATE",
        f"({sql.changed('id', 'path', 'release_id')}) AND {was_public}",
        "An address that was public does not change.",
    )


def _frozen(sql: Dialect) -> Iterator[Refusal]:
    frozen = "An edition's content is frozen."
    why = f"OLD.emergency_reason <> '' AND NEW.emergency_reason = '{REDACTED}' AND {_CONFIRMED})"
    changed = f"{sql.changed(*_FROZEN_EDITION)} OR ({sql.changed('emergency_reason')}) AND NOT ({why})"
    yield Refusal("edition_frozen", "releases_edition", "UPDATE", changed, frozen)
    for field in REDACTABLE_TEXT:
        yield Refusal(
            f"edition_frozen_{field}",
            "releases_edition",
            "UPDATE",
            f"({sql.changed(field)}) AND NOT (NEW.{field} = '{REDACTED}' AND {_CONFIRMED} AND r.field = '{field}'))",
            frozen,
        )
    for field in REDACTABLE_LISTS:
        yield Refusal(
            f"edition_frozen_{field}",
            "releases_edition",
            "UPDATE",
            f"({sql.changed(field)}) AND NOT ({sql.empty_list(f'NEW.{field}')} "
            f"AND {_CONFIRMED} AND r.field = '{field}'))",
            frozen,
        )
    sealed = f"({sql.changed('seals', 'is_redacted', 'redaction_mark')}) AND NOT {_CONFIRMED})"
    yield Refusal("edition_seals", "releases_edition", "UPDATE", sealed, "An edition's seals are frozen.")
    slug = sql.json_text("NEW", "'slug'")
    yield Refusal(
        "revision_frozen",
        "releases_revision",
        "UPDATE",
        sql.changed(*_FROZEN_REVISION)
        + f" OR ({sql.changed('content', 'seals')}) AND NOT {_CONFIRMED} "
        + f"AND {sql.without('OLD', 'r.field')} = {sql.without('NEW', 'r.field')} "
        + f"AND {sql.json_text('NEW', 'r.field')} IN ('{REDACTED}', '[]') "
        + f"AND (r.field <> 'headline' OR {slug} = ''))",
        "A revision is frozen.",
    )
    blanked = (
        f"NEW.text IN (OLD.text, '{REDACTED}') AND NEW.quote IN (OLD.quote, '{REDACTED}') "
        f"AND NEW.before = '' AND NEW.after = '' AND {_CONFIRMED})"
    )
    said = f"({sql.changed('text', 'quote', 'before', 'after')}) AND NOT ({blanked})"
    changed = f"{sql.changed(*_FROZEN_REMARK)} OR {said}"
    yield Refusal("remark_frozen", "releases_remark", "UPDATE", changed, "A remark is never changed.")
    yield Refusal(
        "source_frozen",
        "releases_intakesource",
        "UPDATE",
        f"{sql.changed(*_FROZEN_SOURCE)} OR ({sql.changed('name', 'text', 'sha256', 'spans', 'notes')}) "
        f"AND NOT ({_CONFIRMED}) AND NEW.text = '{REDACTED}' AND NEW.name = '' AND NEW.sha256 = '' "
        f"AND {sql.empty_list('NEW.spans')} AND {sql.empty_list('NEW.notes')})",
        "The words a draft was read from are frozen.",
    )
    once = f"OLD.confirmed_at IS NOT NULL OR {sql.changed(*_FROZEN_REDACTION)}"
    yield Refusal("redaction_update", "releases_redaction", "UPDATE", once, "A redaction can only be confirmed, once.")
    for table in ("editionoffice", "editiontopic"):
        link = "office_id" if table == "editionoffice" else "topic_id"
        changed = sql.changed("id", "edition_id", link, "position")
        yield Refusal(f"{table}_frozen", f"releases_{table}", "UPDATE", changed, frozen)


def _windows(sql: Dialect) -> Iterator[Refusal]:
    past = sql.now()
    # A lift made a moment ago by an application whose clock differs a little is no rewriting of history.
    long_past = sql.now("-10 minutes")
    dated = sql.changed("public_from", "issued_at", "issued_on")
    yield Refusal(
        "edition_window_opened",
        "releases_edition",
        "UPDATE",
        f"OLD.public_from <= {past} AND ({dated})",
        OPENED,
    )
    yield Refusal(
        "edition_embargo_passed",
        "releases_edition",
        "UPDATE",
        f"OLD.public_from <= {past} AND ({sql.changed('embargo_kind', 'embargo_wall', 'embargo_zone', 'embargo_at')})",
        OPENED,
    )
    yield Refusal(
        "edition_window_closed",
        "releases_edition",
        "UPDATE",
        f"OLD.public_until <= {past} AND ({sql.changed('public_until')})",
        "The window has closed: that is history.",
    )
    for end in ("public_from", "public_until"):
        yield Refusal(
            f"edition_backdated_{end}",
            "releases_edition",
            "UPDATE",
            f"({sql.changed(end)}) AND NEW.{end} <= {long_past}",
            "A window is not opened or closed in the past.",
        )
    yield Refusal(
        "edition_insert_window",
        "releases_edition",
        "INSERT",
        "NEW.authority <> 'imported' AND NEW.public_from IS NOT NULL",
        "An edition is made first and published afterwards.",
    )


def _authority(sql: Dialect) -> Iterator[Refusal]:
    vouched_before = (
        "COALESCE((SELECT MAX(e.revision_number) FROM releases_edition e WHERE e.release_id = NEW.release_id "
        "AND e.revision_number < NEW.revision_number "
        "AND (e.authority IN ('approved', 'imported') OR e.reviewed_by_id IS NOT NULL)), 0)"
    )

    def wrote(person: str) -> str:
        return (
            "EXISTS (SELECT 1 FROM releases_revision v WHERE v.release_id = NEW.release_id "
            f"AND v.author_id = NEW.{person} AND v.number <= NEW.revision_number AND v.number > {vouched_before})"
        )

    yield Refusal(
        "edition_four_eyes",
        "releases_edition",
        "INSERT",
        f"NEW.authority = 'approved' AND {wrote('authorised_by_id')}",
        "Who wrote part of a text cannot approve it.",
    )
    yield Refusal(
        "edition_is_a_revision",
        "releases_edition",
        "INSERT",
        "NEW.authority <> 'withdrawal' AND NOT EXISTS (SELECT 1 FROM releases_revision v "
        "WHERE v.release_id = NEW.release_id AND v.number = NEW.revision_number AND v.digest = NEW.digest)",
        "An edition is a frozen copy of one revision.",
    )
    yield Refusal(
        "edition_insert_reviewed",
        "releases_edition",
        "INSERT",
        "NEW.reviewed_by_id IS NOT NULL OR NEW.reviewed_at IS NOT NULL",
        "A review comes after the publication.",
    )
    yield Refusal(
        "edition_review",
        "releases_edition",
        "UPDATE",
        f"({sql.changed('reviewed_by_id', 'reviewed_at')}) "
        f"AND (OLD.reviewed_by_id IS NOT NULL OR {wrote('reviewed_by_id')})",
        "An emergency publication is reviewed once, by somebody who did not write it.",
    )


_PROTECTED_FROM_TRUNCATE: Final = tuple(f"releases_{table}" for table in ("address", *_KEPT_ROWS))
_PREFIX: Final = "newsroom_"


def statements(vendor: str, tables: Collection[str]) -> Iterator[str]:
    """Yield the SQL that puts every trigger of these tables in place, replacing what is there."""
    for rule in refusals(vendor):
        if rule.table not in tables:
            continue
        name = _PREFIX + rule.name
        if vendor == "sqlite":
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {rule.operation} ON {rule.table} FOR EACH ROW "
                f"WHEN {rule.condition} BEGIN SELECT RAISE(ABORT, '{_quoted(rule.message)}'); END"
            )
        else:
            returned = "OLD" if rule.operation == "DELETE" else "NEW"
            yield f"DROP TRIGGER IF EXISTS {name} ON {rule.table}"
            yield (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {rule.condition} THEN RAISE EXCEPTION '{_quoted(rule.message)}' "
                f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {returned}; END $$"
            )
            yield (
                f"CREATE TRIGGER {name} BEFORE {rule.operation} ON {rule.table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
    if vendor == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION {_PREFIX}no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'This table is never emptied.' "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for table in (one for one in _PROTECTED_FROM_TRUNCATE if one in tables):
            name = f"{table.replace('releases_', _PREFIX)}_truncate"
            yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
            yield (
                f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {_PREFIX}no_truncate()"
            )


def expected(vendor: str) -> set[str]:
    """Return the names of all triggers that must exist."""
    names = {_PREFIX + rule.name for rule in refusals(vendor)}
    if vendor == "postgresql":
        names |= {f"{table.replace('releases_', _PREFIX)}_truncate" for table in _PROTECTED_FROM_TRUNCATE}
    return names


def installed(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of our triggers that the database has and obeys."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'newsroom_%%'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgname LIKE 'newsroom_%%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [])
        return {row[0] for row in cursor.fetchall()}


def install(_apps: Any, schema_editor: Any) -> None:
    """For `migrations.RunPython`: put every trigger in place, on those tables that this migration has already."""
    connection = schema_editor.connection
    tables = set(connection.introspection.table_names())
    # Deferred constraint checks that are still pending would make PostgreSQL refuse to touch the tables.
    if connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for statement in statements(connection.vendor, tables):
        schema_editor.execute(statement, params=None)


def _quoted(text: str) -> str:
    return text.replace("'", "''").replace("%", "%%")
