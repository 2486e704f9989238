"""What a search is asked: words and filters, read from a plain GET form into one value with an address of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from releases.models import Kind, Office, Topic
from releases.models.content import LANGUAGES
from releases.public.languages import spoken
from releases.search import asking
from releases.search.asking import Asked, Wanted
from releases.search.document import kind_tag, language_tag, office_tag, topic_tag

FILTERS: Final = ("kind", "office", "topic", "language", "from", "to")
DAYS: Final = ("from", "to")
BEST: Final = "best"
_NO_CHOICE: Final = {"invalid_choice": _("There is none of that name. Choose one from the list.")}


class Filter(NamedTuple):
    """A filter in use: its name, what it holds, and the address of the same search without it."""

    label: str
    value: str
    without: str


class SearchForm(forms.Form):
    """The fields beside the words. The choices of the directory are what the public may know of."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, error_messages=_NO_CHOICE)
    office = forms.ChoiceField(label=_("Office"), required=False, error_messages=_NO_CHOICE)
    topic = forms.ChoiceField(label=_("Topic"), required=False, error_messages=_NO_CHOICE)
    language = forms.ChoiceField(label=_("Language"), required=False, error_messages=_NO_CHOICE)

    def __init__(self, data: QueryDict, *, offices: Iterable[Office], topics: Iterable[Topic]) -> None:
        super().__init__(data)
        self.offices = {office.slug: office for office in offices}
        self.topics = {topic.slug: topic for topic in topics}
        any_one = [("", _("Any"))]
        self.fields["kind"].choices = any_one + [(one.value, one.label) for one in Kind]  # type: ignore[attr-defined]
        self.fields["office"].choices = any_one + [(slug, one.name) for slug, one in self.offices.items()]  # type: ignore[attr-defined]
        self.fields["topic"].choices = any_one + [(slug, one.name) for slug, one in self.topics.items()]  # type: ignore[attr-defined]
        self.fields["language"].choices = any_one + LANGUAGES  # type: ignore[attr-defined]
        for name, label in (("from", _("From")), ("to", _("To"))):
            self.fields[name] = forms.DateField(
                label=label,
                required=False,
                input_formats=["%Y-%m-%d"],
                error_messages={"invalid": _("Write the day as year, month and day: 2026-03-31.")},
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in DAYS:
            if name in self.errors:
                # A browser's calendar would drop what is no day; as text, it is given back to be mended.
                self.fields[name].widget.input_type = "text"
        first, last = given.get("from"), given.get("to")
        if first and last and last < first:
            self.add_error("to", _("This day is before the first one."))
        return given


@dataclass(frozen=True, slots=True)
class Search:
    """One search: what was asked and how it is narrowed. Sound only where the form is valid."""

    form: SearchForm
    asked: Asked
    language: str
    first: date | None
    last: date | None
    tags: tuple[str, ...]
    is_best: bool
    parameters: tuple[tuple[str, str], ...]

    @property
    def is_valid(self) -> bool:
        return not self.form.errors

    @property
    def is_blank(self) -> bool:
        return not self.parameters

    @property
    def wanted(self) -> Wanted:
        return self.asked.within(self.tags)

    @property
    def query(self) -> str:
        """The search as the query of an address, without its order: the same search has one spelling."""
        return urlencode(self.parameters)

    @property
    def address(self) -> str:
        return _address("public:search", self.parameters)

    @property
    def best_address(self) -> str:
        return _address("public:search", (*self.parameters, ("sort", BEST)))

    def feed_address(self, form: str) -> str:
        return _address("public:search_feed", self.parameters, form)

    @property
    def filters(self) -> list[Filter]:
        """The filters in use, said as the form says them."""
        return [
            Filter(
                label=str(self.form.fields[name].label),
                value=self._said(name, value),
                without=_address("public:search", [one for one in self.parameters if one[0] != name]),
            )
            for name, value in self.parameters
            if name in FILTERS
        ]

    @property
    def title(self) -> str:
        """What the search is for, in one line."""
        return " · ".join([*([f"“{self.asked.text}”"] if self.asked.text else []), *(f.value for f in self.filters)])

    def _said(self, name: str, value: str) -> str:
        choices = dict(getattr(self.form.fields[name], "choices", ()))
        return str(choices.get(value, value))


def read(data: QueryDict, at: datetime) -> Search:
    """Read a search from an address, in two queries: the offices and the topics that may be chosen."""
    form = SearchForm(
        data,
        offices=Office.objects.public(at).order_by("name", "id"),
        topics=Topic.objects.public(at).order_by("name", "id"),
    )
    form.full_clean()
    given: dict[str, Any] = form.cleaned_data
    language = given.get("language") or ""
    asked = asking.read(data.get("q", ""), language=language)
    values = {"q": asked.text, **{name: str(given.get(name) or "") for name in FILTERS}}
    return Search(
        form=form,
        asked=asked,
        language=language,
        first=given.get("from"),
        last=given.get("to"),
        tags=tuple(_tags(form, given)),
        is_best=data.get("sort") == BEST and bool(asked.terms),
        parameters=tuple((name, value) for name, value in values.items() if value),
    )


def has_empty_fields(data: QueryDict) -> bool:
    """Whether a browser sent the form with fields left empty, which a readable address leaves out."""
    return any(data.get(name) == "" for name in ("q", *FILTERS, "sort"))


def without_empty_fields(data: QueryDict) -> str:
    """Return the address of the search without them."""
    return _address("public:search", [(name, value) for name, value in data.items() if value])  # type: ignore[misc]


def page_language(search: Search) -> str:
    """A search in one language is answered in it."""
    return spoken(search.language)


def _tags(form: SearchForm, given: dict[str, Any]) -> Iterable[str]:
    if given.get("kind"):
        yield kind_tag(given["kind"])
    if given.get("office"):
        yield office_tag(form.offices[given["office"]].pk)
    if given.get("topic"):
        yield topic_tag(form.topics[given["topic"]].pk)
    if given.get("language"):
        yield language_tag(given["language"])


def _address(name: str, parameters: Iterable[tuple[str, str]], *args: str) -> str:
    query, path = urlencode(list(parameters)), reverse(name, args=args)
    return f"{path}?{query}" if query else path
