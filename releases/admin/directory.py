"""The directory on the desk: offices, contacts and topics."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import clock, permissions, workflow
from releases.admin import contact_files, contact_leaving
from releases.admin.embargo_field import Zones, zone_choices
from releases.admin.translator import TranslatingAdmin, TranslatingForm
from releases.admin.zone_select import ZoneSelect
from releases.models import Contact, Office, Person, Topic


class OfficeForm(TranslatingForm):
    """The zone is chosen, not typed."""

    time_zone = forms.ChoiceField(
        label=gettext_lazy("time zone"),
        choices=lambda: Zones(zone_choices()[1:]),
        widget=ZoneSelect,
        help_text=Office._meta.get_field("time_zone").help_text,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"parent", "successor"} & set(self.fields):
            self.fields[name].queryset = Office.objects.exclude(pk=self.instance.pk).order_by("name")  # type: ignore[attr-defined]


@admin.register(Office)
class OfficeAdmin(TranslatingAdmin):
    """Offices are never deleted: they become historical and name their successor."""

    form = OfficeForm
    list_display: ClassVar = ["name", "short_name", "city", "time_zone", "is_listed", "is_historical"]
    list_filter: ClassVar = ["is_listed", "is_historical"]
    search_fields: ClassVar = ["name", "short_name"]
    ordering: ClassVar = ["name"]
    prepopulated_fields: ClassVar = {"slug": ["name"]}
    fieldsets: ClassVar = [
        (None, {"fields": ["name", "short_name", "slug", "parent", "city", "time_zone", "boilerplate"]}),
        (gettext_lazy("In public"), {"fields": ["is_listed", "is_historical", "successor"]}),
    ]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An address that exists must not change because the name does."""
        return {} if obj or not self.has_change_permission(request) else self.prepopulated_fields

    def view_on_site(self, obj: Office) -> str | None:  # type: ignore[override]
        """The office's page, once it is public."""
        return obj.get_absolute_url() if Office.objects.public(clock.now()).filter(pk=obj.pk).exists() else None

    def write(self, *, actor: Person, entry: Office, form: Any) -> None:
        workflow.save_office(actor=actor, office=entry)


@admin.register(Contact)
class ContactAdmin(TranslatingAdmin):
    """Who answers the press now. A change goes live at once."""

    list_display: ClassVar = ["__str__", "role", "office", "said_phone", "is_listed"]
    list_filter: ClassVar = ["office", "is_listed"]
    list_select_related: ClassVar = ["office"]
    search_fields: ClassVar = ["name", "role", "phone", "email"]
    ordering: ClassVar = ["office__name", "position", "name"]
    fieldsets: ClassVar = [
        (None, {"fields": ["office", "name", "role"]}),
        (
            gettext_lazy("Numbers: each is for staff only until it is ticked public"),
            {
                "fields": [
                    ("phone", "phone_is_public"),
                    ("email", "email_is_public"),
                    ("after_hours", "after_hours_is_public"),
                ]
            },
        ),
        (gettext_lazy("On the contacts page"), {"fields": ["is_listed", "position"]}),
        (gettext_lazy("For staff"), {"fields": ["staff_notes"]}),
    ]

    @admin.display(description=Contact._meta.get_field("phone").verbose_name, ordering="phone")
    def said_phone(self, contact: Contact) -> str:
        """The number, and in words whether it is for staff alone: a tick of its own would get lost on a phone."""
        return (
            f"{contact.phone} ({_('staff only')})" if contact.phone and not contact.phone_is_public else contact.phone
        )

    def get_urls(self) -> list[Any]:
        return [*contact_files.urls(self), *contact_leaving.urls(self), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {"exports": contact_files.exports(self._person(request)), "zone": settings.NEWSROOM_TIME_ZONE}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def write(self, *, actor: Person, entry: Contact, form: Any) -> None:
        workflow.save_contact(actor=actor, contact=entry)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.is_administrator(self._person(request))

    def delete_model(self, request: HttpRequest, obj: Contact) -> None:
        workflow.remove_contact(actor=self._person(request), contact=obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for contact in queryset:
            self.delete_model(request, contact)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """The record has it."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Nothing else goes with a contact: releases keep what they printed."""
        return [str(one) for one in objs], {str(self.opts.verbose_name_plural): len(objs)}, set(), []


@admin.register(Topic)
class TopicAdmin(TranslatingAdmin):
    """What releases are filed under."""

    list_display: ClassVar = ["name", "slug", "is_listed"]
    search_fields: ClassVar = ["name"]
    ordering: ClassVar = ["name"]
    prepopulated_fields: ClassVar = {"slug": ["name"]}

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj or not self.has_change_permission(request) else self.prepopulated_fields

    def write(self, *, actor: Person, entry: Topic, form: Any) -> None:
        workflow.save_topic(actor=actor, topic=entry)
