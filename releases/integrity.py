"""System checks that read the database (`check --database default`): what stored things still mean."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Warning
from django.db import connections
from django.db.utils import DatabaseError

from releases import clock, embargo, richtext, triggers
from releases.models import Edition, Release


def triggers_are_installed(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> Iterable[CheckMessage]:
    """Report every trigger that the database should have and does not."""
    for alias in databases or ():
        connection = connections[alias]
        if Edition._meta.db_table not in connection.introspection.table_names():
            continue
        missing = triggers.expected(connection.vendor) - triggers.installed(connection)
        if missing:
            yield Error(
                f"The database “{alias}” lacks the triggers {', '.join(sorted(missing))}.",
                hint="Every migration that touches these tables must end with RunPython(triggers.install).",
                id="releases.E001",
            )


def editions_are_still_clean(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> Iterable[CheckMessage]:
    """Report editions whose stored body today's allow-list would change: they go out as stored, so look at them."""
    for alias in databases or ():
        if Edition._meta.db_table not in connections[alias].introspection.table_names():
            continue
        try:
            bodies = Edition.objects.using(alias).order_by("pk").values_list("pk", "body").iterator(chunk_size=200)
            changed = [str(pk) for pk, body in bodies if richtext.clean(body) != body]
        except DatabaseError as error:
            yield Warning(f"The editions of “{alias}” could not be read: {error}", id="releases.W002")
            continue
        if changed:
            yield Warning(
                f"Today's allow-list would change the text of {len(changed)} editions: {', '.join(changed[:5])}.",
                hint="Editions go out byte for byte as approved. Publish corrections if these must change.",
                id="releases.W001",
            )


def embargoes_still_hold(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> Iterable[CheckMessage]:
    """Report embargoes ahead whose zone changed its rules, or was dropped, since they were set (by a new tzdata)."""
    at = clock.now()
    for alias in databases or ():
        if Edition._meta.db_table not in connections[alias].introspection.table_names():
            continue
        drifted: dict[str, set[str]] = {}
        working = Release.objects.using(alias).filter(embargo_at__gt=at).order_by("embargo_at", "pk")
        coming = Edition.objects.using(alias).coming(at).filter(embargo_at__gt=at).order_by("embargo_at", "pk")
        for pk, one in [*((one.pk, one) for one in working), *((one.release_id, one) for one in coming)]:
            terms = one.terms
            if not terms.holds and terms.at and terms.shown:
                said = f"typed {terms.wall}, now {terms.shown.strftime(embargo.WALL_FORMAT)}"
                drifted.setdefault(terms.zone, set()).add(f"release {pk} ({terms.at.isoformat()}: {said})")
        for zone, found in sorted(drifted.items()):
            what = f"The rules of the zone {zone} changed" if embargo.is_known(zone) else f"The zone {zone} is gone"
            yield Warning(
                f"{what} after {len(found)} embargoes were set: {'; '.join(sorted(found)[:5])}.",
                hint="Each lifts at the instant that was approved. Have a publisher reschedule it, or keep it.",
                id="releases.W003",
            )
