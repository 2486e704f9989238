"""The directory as files on the desk: everybody exports it; administrators import, having seen what would change."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from releases import permissions, workflow
from releases.admin import too_much
from releases.admin.asking import person_of
from releases.contact_changes import Change, Entry, Plan, against_directory
from releases.contact_files import MOST_CHARACTERS, MOST_ROWS, write_cards, write_table
from releases.intake.decode import decode
from releases.models import Contact, Event, Newsroom, Office, Person

if TYPE_CHECKING:
    from releases.admin.directory import ContactAdmin

_MOST_BYTES: Final = 4 * MOST_CHARACTERS
_LAST_EXPORTS: Final = 10
_SHOWN: Final = 200  # of those that stay as they are, and of those that are not understood


class _PastedField(forms.CharField):
    """Words from anywhere: a NUL among them is no reason to refuse the rest."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\x00", "")


class ImportForm(forms.Form):
    """What is to be read. After the preview the text is carried along in it: no file is kept."""

    text = _PastedField(
        label=gettext_lazy("Contacts, pasted"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 90, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy("CSV with a first row that names the columns, or vCards."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.vcf,text/csv,text/vcard"}),
        help_text=gettext_lazy(".csv as a spreadsheet saves it, or .vcf in version 3.0 or 4.0"),
    )
    office = forms.ModelChoiceField(
        label=gettext_lazy("Office, where the file names none"),
        queryset=Office.objects.none(),
        required=False,
        empty_label=gettext_lazy("Every contact must name one"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.order_by("is_historical", "name", "id")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A file outweighs what was pasted; one of the two has to be there."""
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        if file and file.size > _MOST_BYTES:
            self.add_error("file", _("This file is larger than any directory. Split it into several."))
        elif file:
            cleaned["text"] = decode(file.read())[0]
        elif not self.errors and not cleaned.get("text", "").strip():
            self.add_error("text", _("Paste contacts, or choose a file that is not empty."))
        return cleaned


def urls(admin: "ContactAdmin") -> list[URLPattern]:
    """Return the routes of the two exports and of the import."""
    wrap = admin.admin_site.admin_view
    bounded = too_much.said_by(
        admin,
        wrap(partial(import_view, admin)),
        template="admin/releases/contact/import_too_much.html",
        title=gettext_lazy("That is more than a directory"),
    )
    return [
        path("contacts.csv", wrap(partial(csv_view, admin)), name="releases_contact_csv"),
        path("contacts.vcf", wrap(partial(cards_view, admin)), name="releases_contact_cards"),
        path("import/", bounded, name="releases_contact_import"),
    ]


def csv_view(admin: "ContactAdmin", request: HttpRequest) -> HttpResponse:
    """The whole directory for a spreadsheet, staff-only numbers included."""
    return _file(request, "csv", write_table, "contacts.csv", "text/csv")


def cards_view(admin: "ContactAdmin", request: HttpRequest) -> HttpResponse:
    """The whole directory for an address book, staff-only numbers included."""
    cards = partial(write_cards, newsroom=Newsroom.objects.identity().name)
    return _file(request, "vcards", cards, "contacts.vcf", "text/vcard")


def exports(person: Person) -> list[dict[str, Any]]:
    """Return who took the directory along last, for administrators; nothing for the others."""
    if not permissions.is_administrator(person):
        return []
    taken = Event.objects.filter(what="contacts_exported").order_by("-at", "-id")[:_LAST_EXPORTS]
    forms = {"csv": _("CSV"), "vcards": _("vCards")}
    return [
        {"at": one.at, "name": one.actor_name, "form": forms[one.detail["form"]], "contacts": one.detail["contacts"]}
        for one in taken
    ]


def import_view(admin: "ContactAdmin", request: HttpRequest) -> HttpResponse:
    """Ask for contacts, show what would change, and on the second press write exactly that."""
    person = person_of(request)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if not permissions.is_administrator(person):
        raise PermissionDenied
    if request.method != "POST":
        return _page(admin, request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(admin, request, form, status=422)
    text, office = form.cleaned_data["text"], form.cleaned_data["office"]
    if "shown" not in request.POST or request.FILES:
        return _page(admin, request, form, text=text, plan=against_directory(text, office))
    try:
        done = workflow.import_contacts(
            actor=person, text=text, otherwise=office.pk if office else None, shown=request.POST["shown"]
        )
    except workflow.Refused as refused:
        plan = against_directory(text, office)
        return _page(admin, request, form, text=text, plan=plan, refused=refused.reasons, status=409)
    messages.success(request, _done(done))
    return redirect("admin:releases_contact_changelist")


def _file(
    request: HttpRequest, form: str, write: Callable[[list[dict[str, Any]]], str], name: str, kind: str
) -> HttpResponse:
    """By POST alone: what leaves a line in the record is not done by a link that something fetches ahead."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    rows = workflow.export_contacts(actor=person_of(request), form=form)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(rows), content_type=f"{kind}; charset=utf-8", headers=headers)


def _done(plan: Plan) -> str:
    added = ngettext("%(count)d contact added", "%(count)d contacts added", len(plan.new)) % {"count": len(plan.new)}
    changed = ngettext("%(count)d changed", "%(count)d changed", len(plan.changed)) % {"count": len(plan.changed)}
    return _("%(added)s, %(changed)s. It is public now, where it is public.") % {"added": added, "changed": changed}


def _page(
    admin: "ContactAdmin",
    request: HttpRequest,
    form: ImportForm,
    *,
    text: str = "",
    plan: Plan | None = None,
    refused: tuple[workflow.Reason, ...] = (),
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("What would change") if plan else _("Import contacts"),
        "form": form,
        "most": MOST_ROWS,
        "refused": refused,
    }
    if plan:
        by_line = {reason.field: reason.text for reason in refused if reason.field}
        context |= {
            "plan": plan,
            "text": text,
            "office": form.cleaned_data["office"],
            "form": ImportForm(initial={"text": text, "office": form.cleaned_data["office"]}),
            "new": [_shown(entry, by_line) for entry in plan.new],
            "changed": [_shown(entry, by_line) for entry in plan.changed],
            "unchanged": plan.unchanged[:_SHOWN],
            "unchanged_more": max(0, len(plan.unchanged) - _SHOWN),
            "faults": plan.faults[:_SHOWN],
            "faults_more": max(0, len(plan.faults) - _SHOWN),
        }
    return TemplateResponse(request, "admin/releases/contact/import.html", context, status=status)


def _shown(entry: Entry, refused: dict[str, str]) -> dict[str, Any]:
    return {
        "entry": entry,
        "changes": [(_label(change), _said(change.before), _said(change.after)) for change in entry.changes],
        "refused": refused.get(str(entry.line), ""),
    }


def _label(change: Change) -> str:
    return str(getattr(Contact._meta.get_field(change.field), "verbose_name", change.field))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
