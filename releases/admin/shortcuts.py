"""The keys of the desk, in one list: the page that explains them and the links that carry them read it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from releases.admin.site import DeskSite


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One or two keys, pressed one after the other, and what they do where a page offers it."""

    keys: str
    does: str | Promise

    @property
    def pressed(self) -> list[str]:
        return self.keys.split()


ANYWHERE: Final = (
    Shortcut("?", gettext_lazy("Show these keys")),
    Shortcut("g o", gettext_lazy("Go to the overview")),
    Shortcut("g l", gettext_lazy("Go to the list of releases")),
    Shortcut("g c", gettext_lazy("Go to the calendar")),
    Shortcut("n", gettext_lazy("Start a new release")),
    Shortcut("/", gettext_lazy("Search")),
)
ON_A_RELEASE: Final = (
    Shortcut("e", gettext_lazy("Edit the text")),
    Shortcut("s", gettext_lazy("Take the next step: submit, approve or publish")),
    Shortcut("d", gettext_lazy("See the differences to what is live, or was approved last")),
    Shortcut("p", gettext_lazy("Preview")),
)


def listed() -> list[tuple[str, tuple[Shortcut, ...]]]:
    """Return the keys under their headings."""
    return [(_("Anywhere"), ANYWHERE), (_("On a release"), ON_A_RELEASE)]


def urls(site: "DeskSite") -> list[URLPattern]:
    """Return the route of the list."""

    def view(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        context = {**site.each_context(request), "title": _("Keyboard shortcuts"), "is_shortcuts_page": True}
        return TemplateResponse(request, "admin/shortcuts.html", context)

    return [path("shortcuts/", site.admin_view(view), name="shortcuts")]
