"""System checks that read the database (`check --database default`): what stored things still mean."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.core.checks import CheckMessage, Error, Warning
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models import OuterRef, Subquery
from django.db.utils import DatabaseError

from releases import clock, embargo, richtext, triggers
from releases.models import Edition, Indexed, Release, Translation
from releases.search.document import issued_at

_REBUILD: Final = "Run: manage.py rebuild_search"


def _migrated(databases: Sequence[str] | None) -> Iterable[str]:
    """Yield the databases that have every migration of ours. `migrate` itself asks first, and must not be refused."""
    for alias in databases or ():
        executor = MigrationExecutor(connections[alias])
        latest = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "releases"]
        if not executor.migration_plan(latest):
            yield alias


def triggers_are_installed(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> Iterable[CheckMessage]:
    """Report every trigger that the database should have and does not."""
    for alias in _migrated(databases):
        connection = connections[alias]
        missing = triggers.expected(connection.vendor) - triggers.installed(connection)
        if missing:
            yield Error(
                f"The database “{alias}” lacks the triggers {', '.join(sorted(missing))}.",
                hint="Every migration that touches these tables must end with RunPython(triggers.install).",
                id="releases.E001",
            )


def editions_are_still_clean(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> Iterable[CheckMessage]:
    """Report editions whose stored body today's allow-list would change: they go out as stored, so look at them."""
    for alias in _migrated(databases):
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


def search_is_complete(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> Iterable[CheckMessage]:
    """Report an index that lacks editions, or has them where they are not: a restore may have left it out."""
    for alias in _migrated(databases):
        if Indexed._meta.db_table not in connections[alias].introspection.table_names():
            yield Error(f"The database “{alias}” has no search index.", hint=_REBUILD, id="releases.E002")
            continue
        with_window = Edition.objects.using(alias).indexable().values_list("pk", "issued_at")
        wanted = {pk: at.replace(microsecond=at.microsecond // 1000 * 1000) for pk, at in with_window.iterator()}
        indexed = Indexed.objects.using(alias).values_list("edition_id", "place").iterator()
        found = {pk: issued_at(place) for pk, place in indexed}
        wrong = [str(pk) for pk in wanted.keys() | found.keys() if wanted.get(pk) != found.get(pk)]
        if wrong:
            yield Error(
                f"The search index of “{alias}” is wrong about {len(wrong)} editions: {', '.join(sorted(wrong)[:5])}.",
                hint=_REBUILD,
                id="releases.E003",
            )


def bundles_are_whole(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> Iterable[CheckMessage]:
    """Report bundles whose members differ in embargo or lift, so that they would not go out as one."""
    at = clock.now()
    for alias in _migrated(databases):
        lift = Edition.objects.using(alias).coming(at).filter(release_id=OuterRef("pk")).order_by("public_from")
        tied = Release.objects.using(alias).exclude(bundled=None).never_public(at)
        found: dict[Any, set[Any]] = {}
        for pk, *same in tied.annotate(lift=Subquery(lift.values("public_from")[:1])).values_list(
            "bundled__bundle", "embargo_kind", "embargo_at", "lift"
        ):
            found.setdefault(pk, set()).add(tuple(same))
        broken = sorted(str(pk) for pk, kinds in found.items() if len(kinds) > 1)
        if broken:
            yield Error(
                f"{len(broken)} bundles would not go out at one instant: {', '.join(broken[:5])}.",
                hint="Hold what is scheduled of them on the desk, and publish all of it together again.",
                id="releases.E004",
            )


def limits_hold_for_translations(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> Iterable[CheckMessage]:
    """Report translations that show the words of a limited release to people outside its limit."""
    for alias in _migrated(databases):
        limited = Release.objects.using(alias).limited()
        shown = Translation.objects.using(alias).filter(original__in=limited).exclude(release__in=limited)
        found = sorted(str(pk) for pk in shown.values_list("original_id", flat=True).distinct())
        if found:
            yield Warning(
                f"{len(found)} limited releases have a translation that is not limited: {', '.join(found[:5])}.",
                hint="Have somebody who is named on them open “Limit to named people” and confirm the names.",
                id="releases.W004",
            )


def embargoes_still_hold(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> Iterable[CheckMessage]:
    """Report embargoes ahead whose zone changed its rules, or was dropped, since they were set (by a new tzdata)."""
    at = clock.now()
    for alias in _migrated(databases):
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
