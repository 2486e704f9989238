"""The rows of a release's form: contacts as printed, and speakers."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases.models import Contact, ContactLine, Release, Speaker


class _Row(admin.StackedInline):
    """Rows follow the release's own permission, and never save: the workflow does."""

    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


class ContactLineForm(forms.ModelForm):
    """One contact line; a line that only names a directory contact is filled from the directory."""

    class Meta:
        model = ContactLine
        fields = (
            *("contact", "name", "role", "organisation", "phone", "phone_is_public"),
            *("email", "email_is_public", "after_hours", "after_hours_is_public"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"] = forms.ModelChoiceField(
            queryset=Contact.objects.select_related("office").in_order(),
            required=False,
            label=gettext_lazy("From the directory"),
            help_text=gettext_lazy("Choose one and leave the rest empty: it is filled in when you save."),
        )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        words = ("name", "role", "organisation", "phone", "email", "after_hours")
        is_kept = typed and self.has_changed() and not self.errors and not typed.get("DELETE")
        if is_kept and not typed.get("contact") and not any(typed.get(word) for word in words):
            raise ValidationError(_("Give at least a phone number or an e-mail, or remove this contact."))
        return typed


class ContactLineInline(_Row):
    """Media contacts, as this release prints them."""

    model = ContactLine
    form = ContactLineForm
    verbose_name_plural = gettext_lazy("Media contacts, as printed")
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": [
                    "contact",
                    ("name", "role", "organisation"),
                    ("phone", "phone_is_public"),
                    ("email", "email_is_public"),
                    ("after_hours", "after_hours_is_public"),
                ]
            },
        )
    ]


class SpeakerForm(forms.ModelForm):
    """One speaker."""

    class Meta:
        model = Speaker
        fields = ("name", "title")


class SpeakerInline(_Row):
    """Whose words the release carries."""

    model = Speaker
    form = SpeakerForm
    verbose_name_plural = gettext_lazy("Speakers")
    extra = 0
    fieldsets: ClassVar = [(None, {"fields": [("name", "title")]})]


def formset(
    inline: admin.options.InlineModelAdmin,
    request: HttpRequest,
    release: Release,
    *,
    data: QueryDict | None = None,
    initial: Iterable[Mapping[str, Any]] = (),
) -> BaseInlineFormSet:
    """Return the rows' formset, bound to `data` or offering `initial` rows."""
    started = list(initial)
    saved = release if release.pk and not release._state.adding else None
    factory = inline.get_formset(request, saved, extra=max(inline.extra, len(started)))
    rows = inline.model._default_manager.none()
    if saved is not None:
        rows = inline.model._default_manager.filter(release=saved).order_by("position", "id")
    prefix = factory.get_default_prefix()
    if data is not None:
        return factory(data, instance=release, queryset=rows, prefix=prefix)
    return factory(instance=release, queryset=rows, prefix=prefix, initial=started)


def append_lines(data: QueryDict, started: Iterable[Mapping[str, Any]]) -> None:
    """Append contact rows to a form that was posted, after those that hold something."""
    prefix = "contact_lines"
    total = int(data.get(f"{prefix}-TOTAL_FORMS") or 0) if data.get(f"{prefix}-TOTAL_FORMS", "").isdigit() else 0
    names = ContactLineForm.Meta.fields
    taken = [index for index in range(min(total, 200)) if any(data.get(f"{prefix}-{index}-{name}") for name in names)]
    there = {data.get(f"{prefix}-{index}-contact") for index in taken}
    free = max(taken, default=-1) + 1
    for row in started:
        if str(row["contact"]) in there:
            continue
        for name in names:
            value = row.get(name)
            if value not in ("", None, False):
                data[f"{prefix}-{free}-{name}"] = "on" if value is True else str(value)
        free += 1
    data[f"{prefix}-TOTAL_FORMS"] = str(max(total, free))
