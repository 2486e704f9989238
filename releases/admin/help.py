"""The help of the desk: a page a topic, in the language of whoever reads, found by a search over all of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import select_template
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from releases import permissions, richtext
from releases.admin.asking import person_of
from releases.admin.help_topics import BY_SLUG, TOPICS, Topic
from releases.models import NoticeKind, Role
from releases.search.words import compared
from releases.states import EmbargoKind, Move, Standing, Status

if TYPE_CHECKING:
    from releases.admin.site import DeskSite

# What anybody types into a search box; the rest is not looked for.
LONGEST: Final = 200
_LEAD_WORDS: Final = 24
_SENTENCE: Final = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A topic in a list, with the words it begins with."""

    topic: Topic
    lead: str


def urls(site: "DeskSite") -> list[URLPattern]:
    """Return the routes of the list of topics and of a topic's page."""

    def index(request: HttpRequest) -> HttpResponse:
        return _index(site, request)

    def topic(request: HttpRequest, slug: str) -> HttpResponse:
        return _topic(site, request, slug)

    return [
        path("help/", site.admin_view(index), name="help"),
        path("help/<slug:slug>/", site.admin_view(topic), name="help_topic"),
    ]


def text_of(topic: Topic, *, may_start: bool = False) -> str:
    """Return the HTML of a topic in the active language, or in English where there is none in that.

    What only a writer may open is a link for those who may start a release.

    The names of moves, states and roles are put in as the buttons say them, so that neither can differ.
    """
    names = [f"admin/help/{language}/{topic.slug}.html" for language in (get_language() or "en", "en")]
    return select_template(names).render({**_labels(), "may_start": may_start})


def search(asked: str) -> list[Found]:
    """Return the topics that have every word asked for in title or text, those with all in the title first."""
    language = get_language() or "en"
    wanted = compared(asked[:LONGEST], language)
    in_title, in_text = [], []
    for topic in TOPICS:
        text = richtext.text_of(text_of(topic))
        title_words = compared(str(topic.title), language)
        found = Found(topic, _lead(text))
        if _has_all(wanted, title_words):
            in_title.append(found)
        elif _has_all(wanted, [*title_words, *compared(text, language)]):
            in_text.append(found)
    return [*in_title, *in_text]


def _lead(text: str) -> str:
    """The beginning of the first paragraph that is no heading."""
    blocks = text.split("\n\n")
    first = next((one for one in blocks if len(one.split()) >= _SENTENCE), blocks[0])
    return Truncator(first).words(_LEAD_WORDS)


def _has_all(wanted: list[str], words: list[str]) -> bool:
    """Whether each word asked for begins one of these: half a word finds as well."""
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _labels() -> dict[str, Any]:
    return {
        "move": {one.value: one.label for one in Move},
        "status": {one.value: one.label for one in Status},
        "standing": {one.value: one.label for one in Standing},
        "embargo": {one.value: one.label for one in EmbargoKind},
        "role": {one.value: one.label for one in Role},
        "notice": {one.value: one.label for one in NoticeKind},
    }


def _index(site: "DeskSite", request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    asked = " ".join(request.GET.get("q", "")[:LONGEST].split())
    context = {**site.each_context(request), "title": _("Help"), "asked": asked, "found": search(asked)}
    return TemplateResponse(request, "admin/help/index.html", context)


def _topic(site: "DeskSite", request: HttpRequest, slug: str) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    topic = BY_SLUG.get(slug)
    if topic is None:
        raise Http404
    at = TOPICS.index(topic)
    context = {
        **site.each_context(request),
        "title": str(topic.title),
        "topic": topic,
        "text": text_of(topic, may_start=permissions.may_start(person_of(request))),
        "topics": TOPICS,
        "next": TOPICS[at + 1] if at + 1 < len(TOPICS) else None,
    }
    return TemplateResponse(request, "admin/help/topic.html", context)
