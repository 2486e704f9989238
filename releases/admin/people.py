"""People on the desk: accounts, passwords, and roles by office."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import permissions, workflow
from releases.admin.translator import TranslatingAdmin, TranslatingForm
from releases.models import Membership, Office, Person, Role


class PersonForm(TranslatingForm):
    """An account with its roles: one row of ticks for every office, and one for each."""

    new_password = forms.CharField(
        label=gettext_lazy("new password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Leave empty to keep the present one. The person should change it after signing in."),
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "An approver may also write, a publisher may also approve. An administrator keeps people and directory."
        ),
    )

    class Meta:
        model = Person
        fields = ("username", "display_name", "email", "time_zone", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = _role_choices()  # type: ignore[attr-defined]
        if self.instance and not self.instance._state.adding:
            held = Membership.objects.filter(person=self.instance)
            self.fields["roles"].initial = [f"{one.role}:{one.office_id or ''}" for one in held]

    def clean_new_password(self) -> str:
        password = str(self.cleaned_data["new_password"])
        if not password and self.instance._state.adding:
            raise ValidationError(_("Give the new account a password."))
        if password:
            validate_password(password, self.instance)
        return password

    @property
    def pairs(self) -> list[tuple[str, UUID | None]]:
        """The roles ticked, as the workflow takes them."""
        ticked = [value.partition(":") for value in self.cleaned_data.get("roles", [])]
        return [(role, UUID(office) if office else None) for role, _colon, office in ticked]


@admin.register(Person)
class PersonAdmin(TranslatingAdmin):
    """Only administrators see people; nobody is deleted."""

    form = PersonForm
    list_display: ClassVar = ["display_name", "username", "email", "is_active"]
    list_filter: ClassVar = ["is_active"]
    search_fields: ClassVar = ["display_name", "username", "email"]
    ordering: ClassVar = ["display_name", "username"]
    fieldsets: ClassVar = [
        (None, {"fields": ["username", "display_name", "email", "time_zone", "new_password"]}),
        (gettext_lazy("What they may do"), {"fields": ["roles", "is_active"]}),
    ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.is_administrator(self._person(request))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.is_administrator(self._person(request))

    def write(self, *, actor: Person, entry: Person, form: Any) -> None:
        if form.cleaned_data.get("new_password"):
            entry.set_password(form.cleaned_data["new_password"])
        workflow.save_person(actor=actor, person=entry, roles=form.pairs)


def _role_choices() -> list[tuple[str, str]]:
    everywhere = [(f"{role.value}:", _("%(role)s, every office") % {"role": role.label}) for role in Role]
    offices = Office.objects.filter(is_historical=False).order_by("name")
    return everywhere + [
        (f"{role.value}:{office.pk}", f"{role.label}, {office.label}")
        for office in offices
        for role in (Role.WRITER, Role.APPROVER, Role.PUBLISHER)
    ]
