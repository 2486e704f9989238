"""People on the desk: accounts, passwords, and roles by office."""

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.forms import SetPasswordMixin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import permissions, workflow
from releases.admin import language as desk_language
from releases.admin import limit_words
from releases.admin.embargo_field import Zones, zone_choices
from releases.admin.translator import TranslatingAdmin, TranslatingForm
from releases.admin.zone_select import ZoneSelect
from releases.models import Membership, Office, Person, Role


class PersonForm(SetPasswordMixin, TranslatingForm):
    """An account with its roles: ticks for every office, and for each."""

    password1, password2 = SetPasswordMixin.create_password_fields(
        gettext_lazy("New password"), gettext_lazy("The same again")
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "An approver may also write, a publisher may also approve. An administrator keeps people and directory."
        ),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        required=False,
        choices=lambda: Zones([("", "–"), *zone_choices()[1:]]),
        widget=ZoneSelect,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the desk"), required=False, choices=desk_language.choices
    )

    class Meta:
        model = Person
        fields = ("username", "display_name", "email", "time_zone", "language", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance._state.adding
        held = [] if is_new else list(Membership.objects.filter(person=self.instance).select_related("office"))
        self.fields["roles"].choices = _role_choices(held)  # type: ignore[attr-defined]
        self.fields["roles"].initial = [_value(one.role, one.office) for one in held]
        for name in ("password1", "password2"):
            self.fields[name].required = is_new
        if not is_new:
            self.fields["password1"].help_text = _("Leave both empty to keep the present one.")
            self.fields["password2"].help_text = ""

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("password1") and not typed.get("password2") and "password2" not in self.errors:
            self.add_error("password2", _("Type the new password a second time."))
        self.validate_passwords()
        named = {name: typed.get(name, "") for name in ("username", "display_name", "email")}
        self.validate_password_for_user(Person(**named))
        return typed

    @property
    def pairs(self) -> list[tuple[str, UUID | None]]:
        """The roles ticked, as the workflow takes them."""
        ticked = [value.partition(":") for value in self.cleaned_data["roles"]]
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
        (None, {"fields": ["username", "display_name", "email", "time_zone", "language", "password1", "password2"]}),
        (gettext_lazy("What they may do"), {"fields": ["roles", "is_active"]}),
    ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.is_administrator(self._person(request))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.is_administrator(self._person(request))

    def write(self, *, actor: Person, entry: Person, form: Any) -> None:
        if form.cleaned_data["password1"]:
            entry.set_password(form.cleaned_data["password1"])
        workflow.save_person(actor=actor, person=entry, roles=form.pairs)

    def response_change(self, request: HttpRequest, obj: Person) -> HttpResponse:
        """Say what a role taken away, or an account shut, leaves undone."""
        if limit_words.stuck(naming=obj):
            messages.warning(
                request,
                _(
                    "A release that is limited to this person and others has no writer now, or nobody else who may "
                    "approve it. See “Limited releases” on the desk."
                ),
            )
        return super().response_change(request, obj)


def _value(role: str, office: Office | None) -> str:
    return f"{role}:{office.pk if office else ''}"


def _role_choices(held: Iterable[Membership]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the roles to tick, by office: all for every office, three for each open one, and whatever is held."""
    per_office = (Role.WRITER, Role.APPROVER, Role.PUBLISHER)
    groups: dict[Office | None, list[Role]] = {None: list(Role)}
    groups |= {office: list(per_office) for office in Office.objects.filter(is_historical=False).order_by("name", "id")}
    for one in held:
        offered = groups.setdefault(one.office, [])
        if one.role not in offered:
            offered.append(Role(one.role))
    return [
        (office.name if office else _("Every office"), [(_value(role, office), str(role.label)) for role in roles])
        for office, roles in groups.items()
    ]
