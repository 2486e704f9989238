"""The desk: Django's admin site under the newsroom's name, with an overview for its front page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

from releases import permissions
from releases.admin import calendar, help, language, notices, rehearse, resume, shortcuts
from releases.admin.calendar_links import CalendarLinkPages
from releases.admin.overview import overview_context
from releases.models import Newsroom, Person


class DeskSite(admin.AdminSite):
    """Who may come in is `Person.is_staff`: active, with at least one role."""

    index_template = "admin/overview.html"
    index_title = _("The desk")
    enable_nav_sidebar = False
    empty_value_display = "–"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        name = Newsroom.objects.values_list("name", flat=True).first() or str(_("Newsroom"))
        here: dict[str, Any] = {"site_header": name, "site_title": name, "shortcuts": shortcuts.listed()}
        person = request.user
        here["unseen_notices"] = notices.unseen_count(person) if isinstance(person, Person) and person.is_staff else 0
        if isinstance(person, Person):
            here["may_start_release"] = permissions.may_start(person)
        return {**super().each_context(request), **here}

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().index(request, {**overview_context(request), "is_overview": True, **(extra_context or {})})

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The door; where nobody could come in yet, it says how the first account is made."""
        return super().login(request, {"is_without_people": not Person.objects.exists(), **(extra_context or {})})

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """Wrap a view as the stock site does, but never lose what an expired session posts."""
        inner = language.spoken_to(super().admin_view(view, cacheable))

        @csrf_protect
        def give_back(request: HttpRequest) -> HttpResponse:
            return resume.give_back_expired(request)

        @wraps(inner)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            leaving = request.path.endswith("/logout/")
            if request.method == "POST" and not leaving and not self.has_permission(request):
                return give_back(request)
            return inner(request, *args, **kwargs)

        return wrapped

    def get_urls(self) -> list[URLPattern | URLResolver]:
        # “View on site” by content type and id would tell staff the address of any edition, hidden ones too.
        stock = [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]
        own = [
            path("resume/", resume.resume_view, name="resume"),
            path("notices/", self.admin_view(notices.notices_view), name="notices"),
            path("notices/seen/", self.admin_view(notices.seen_view), name="notices_seen"),
        ]
        pages = [*calendar.urls(self), *CalendarLinkPages(self).urls(), *rehearse.urls(self), *help.urls(self)]
        pages += [*language.urls(self), *shortcuts.urls(self)]
        return [*own, *pages, *stock]

    def unregister_stock(self) -> None:
        """Groups and their permissions grant nothing here, so nobody should be offered them."""
        if self.is_registered(Group):
            self.unregister(Group)
