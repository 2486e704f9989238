"""A contact who leaves: in which texts they stand, and one press that puts somebody else in their place."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from releases import clock, permissions, workflow
from releases.admin.asking import person_of
from releases.models import Contact, ContactLine, Release
from releases.states import Move, Standing, Status

if TYPE_CHECKING:
    from releases.admin.directory import ContactAdmin

_MOST: Final = 200


class _WithOffice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Contact) -> str:  # type: ignore[override]
        return f"{obj} – {obj.office.name}"


class ReplaceForm(forms.Form):
    """Who comes instead."""

    by = _WithOffice(
        label=gettext_lazy("Replace by"),
        queryset=Contact.objects.none(),
        empty_label=gettext_lazy("Choose a contact"),
        error_messages={"required": gettext_lazy("Choose who comes instead.")},
    )

    def __init__(self, *args: Any, leaving: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Contact.objects.exclude(pk=leaving.pk).in_order().select_related("office")
        self.fields["by"].queryset = others  # type: ignore[attr-defined]


def urls(admin: "ContactAdmin") -> list[URLPattern]:
    """Return the route of the page."""
    view = admin.admin_site.admin_view(partial(replace_view, admin))
    return [path("<uuid:contact_id>/replace/", view, name="releases_contact_replace")]


def replace_view(admin: "ContactAdmin", request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """List the texts that print the contact; a post replaces them in the drafts that the page showed."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if not admin.has_view_permission(request):
        raise PermissionDenied
    leaving = Contact.objects.select_related("office").filter(pk=contact_id).first()
    if leaving is None:
        raise Http404
    person = person_of(request)
    if request.method != "POST":
        return _page(admin, request, leaving, ReplaceForm(leaving=leaving))
    form = ReplaceForm(request.POST, leaving=leaving)
    if not form.is_valid():
        return _page(admin, request, leaving, form, status=422)
    done = workflow.replace_contact(
        actor=person, leaving=leaving.pk, by=form.cleaned_data["by"].pk, drafts=_looked_at(request.POST)
    )
    replaced = sum(not one.reasons for one in done)
    said = ngettext(
        "Replaced in %(count)d draft: each has a new revision.",
        "Replaced in %(count)d drafts: each has a new revision.",
        replaced,
    )
    if replaced:
        messages.success(request, said % {"count": replaced})
    for one in done:
        for reason in one.reasons:
            messages.warning(
                request, _("“%(headline)s”: %(reason)s") % {"headline": one.release, "reason": reason.text}
            )
    if not done:
        messages.warning(request, _("There was no draft to replace anybody in."))
    return redirect("admin:releases_contact_replace", contact_id=leaving.pk)


def _looked_at(posted: Mapping[str, Any]) -> dict[UUID, int]:
    """The drafts that the page listed, each with the revision that it showed; what is no such field is nothing."""
    found: dict[UUID, int] = {}
    for name, value in posted.items():
        if name.startswith("revision-") and str(value).isascii() and str(value).isdigit() and len(str(value)) < 10:
            try:
                found[UUID(name.removeprefix("revision-"))] = int(value)
            except ValueError:
                continue
    return dict(list(found.items())[:_MOST])


def _page(
    admin: "ContactAdmin", request: HttpRequest, leaving: Contact, form: ReplaceForm, *, status: int = 200
) -> HttpResponse:
    person = person_of(request)
    lines = ContactLine.objects.filter(contact=leaving)
    found = Release.objects.visible_to(person).filter(pk__in=lines.values("release_id")).with_standing(clock.now())
    texts = found.select_related("lead_office").latest_change_first()
    drafts = list(texts.filter(status=Status.DRAFT)[:_MOST])
    others = list(texts.exclude(status=Status.DRAFT)[: _MOST + 1])
    theirs = [one for one in drafts if permissions.may(person, Move.EDIT, one)]
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Replace %(name)s in drafts") % {"name": leaving},
        "leaving": leaving,
        "form": form,
        "drafts": theirs,
        "left": [(one, _why_left(one)) for one in [*(one for one in drafts if one not in theirs), *others[:_MOST]]],
        "is_full": len(drafts) == _MOST,
        "are_more": len(others) > _MOST,
        "may_remove": admin.has_delete_permission(request, leaving),
        "back": reverse("admin:releases_contact_change", args=[leaving.pk]),
    }
    return TemplateResponse(request, "admin/releases/contact/replace.html", context, status=status)


def _why_left(release: Release) -> str:
    """Say why a text is listed but not touched."""
    if release.status == Status.DRAFT:
        return _("You do not write for %(office)s. Ask somebody who does.") % {"office": release.lead_office.name}
    if release.status == Status.SUBMITTED:
        return _("Waits for approval as it is. Take it back, or edit it yourself, to change who is named.")
    if release.standing in {Standing.LIVE, Standing.WITHDRAWN}:  # type: ignore[attr-defined]
        return _("Is out: what was published keeps what it printed, with the directory's contact of today beside it.")
    return _("Is approved: a change would need a new approval. Edit it if the change is worth that.")
