"""One page of a list of releases: newest first, twenty at a time, the next by keyset cursor."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from releases.models import Edition
from releases.public import cursors
from releases.querysets import EditionQuerySet

PER_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class ReleaseList:
    """What a template shows of it. `older` is the cursor of the next page, empty where there is none."""

    editions: list[Edition]
    path: str
    older: str
    is_first: bool

    @property
    def is_empty(self) -> bool:
        return not self.editions


def listed(at: datetime) -> EditionQuerySet:
    """Return what lists, feeds and sitemaps show at `at`, in no order yet."""
    return Edition.objects.public(at).listed()


def first_or_404(rows: QuerySet[Any]) -> Any:
    """Return the first of these rows; raise Http404 where there is none."""
    found = rows.first()
    if found is None:
        raise Http404
    return found


def release_list(request: HttpRequest, editions: EditionQuerySet) -> ReleaseList:
    """Return the page of these ordered editions that the request asks for; Http404 for a cursor nobody made."""
    cursor = request.GET.get("before", "")
    if cursor:
        editions = editions.older_than(*cursors.decode(cursor))
    rows = list(editions.with_path().with_updated().defer("boilerplate", "seals")[: PER_PAGE + 1])
    return ReleaseList(
        editions=rows[:PER_PAGE],
        path=request.path,
        older=cursors.encode(rows[PER_PAGE - 1]) if len(rows) > PER_PAGE else "",
        is_first=not cursor,
    )
