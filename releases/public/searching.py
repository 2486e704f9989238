"""The search page: what the gate lists, narrowed by words and filters, newest first or the best of the newest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString

from releases import richtext
from releases.models import Edition
from releases.public import cursors, search_form
from releases.public.answer import page
from releases.public.lists import PER_PAGE, listed
from releases.public.search_form import Search
from releases.querysets import EditionQuerySet
from releases.search import marks

# Looked at for the best: a bound, so that a common word costs no more than a rare one.
CANDIDATES: Final = 200
# Nobody counts further than this; a page says "more than".
COUNTED: Final = 1000


@dataclass(frozen=True, slots=True)
class Result:
    """An edition as it was found: the words that were asked for are marked."""

    edition: Edition
    headline: SafeString
    snippet: SafeString | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what was found. `count` is None where it was not asked, or is more than was counted."""

    results: list[Result]
    older: str
    is_first: bool
    count: int | None
    counted: int = COUNTED
    candidates: int = CANDIDATES

    @property
    def is_more(self) -> bool:
        """More were found than are counted."""
        return self.count is not None and self.count > self.counted


def search(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """What was found, or what to try instead; an address with empty fields leads to the one without."""
    if search_form.has_empty_fields(request.GET):
        return redirect(search_form.without_empty_fields(request.GET))
    asked = search_form.read(request.GET, at)
    found = results(asked, at, cursor=request.GET.get("before", "")) if asked.is_valid else None
    return page("public/search.html", {"search": asked, "found": found}, language=search_form.page_language(asked))


def matching(asked: Search, at: datetime) -> EditionQuerySet:
    """Return what is found at `at`, newest first."""
    return listed(at).matching(asked.wanted).issued_in(asked.first, asked.last)


def results(asked: Search, at: datetime, *, cursor: str) -> Results:
    """Return a page of results, in two queries at the most."""
    editions = matching(asked, at)
    rows = editions.with_path().with_updated().defer("boilerplate", "seals", "contacts")
    count = editions.values("pk")[: COUNTED + 1].count() if not cursor else None
    if asked.is_best:
        best = _best_first(rows[:CANDIDATES], asked)
        return Results([_result(one, asked) for one in best[:PER_PAGE]], older="", is_first=True, count=count)
    if cursor:
        rows = rows.placed_before(cursors.decode_place(cursor))
    shown = list(rows[: PER_PAGE + 1])
    older = cursors.encode_place(shown[PER_PAGE - 1].place) if len(shown) > PER_PAGE else ""
    return Results([_result(one, asked) for one in shown[:PER_PAGE]], older=older, is_first=not cursor, count=count)


def _best_first(candidates: Iterable[Edition], asked: Search) -> list[Edition]:
    """By where the words stand in each; of equals, the newer first."""

    def weight(one: Edition) -> int:
        return marks.weight(one.headline, f"{one.subhead}\n{one.lead}", asked.wanted, one.language)

    return sorted(candidates, key=weight, reverse=True)


def _result(edition: Edition, asked: Search) -> Result:
    return Result(
        edition=edition,
        headline=marks.marked(edition.headline, asked.wanted, edition.language),
        snippet=_snippet(edition, asked) if asked.asked.terms else None,
    )


def _snippet(edition: Edition, asked: Search) -> SafeString | None:
    """The first part of the release, in the order of a reader's interest, in which anything was found."""
    said = [f"{one['name']}, {one['title']}" for one in edition.speakers]
    text = richtext.text_of(edition.body)
    for part in (edition.summary, edition.subhead, text, *said, edition.number, edition.correction_note):
        shown = marks.snippet(part, asked.wanted, edition.language)
        if shown is not None:
            return shown
    return None
