"""People who sign in to the desk, and what each may do for which office."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from releases import embargo


class Role(models.TextChoices):
    """Each of the first three includes those before it; an administrator keeps people and directory."""

    WRITER = "writer", _("Writer")
    APPROVER = "approver", _("Approver")
    PUBLISHER = "publisher", _("Publisher")
    ADMINISTRATOR = "administrator", _("Administrator")


def check_zone(name: str) -> None:
    """Refuse a name that the IANA time zone database does not have."""
    if name not in embargo.zone_names():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Use a name such as America/New_York or Europe/Paris."),
            params={"name": name},
        )


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts for Django's own commands (`createsuperuser`) and for tests."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(username=self.model.normalize_username(username), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "Person":
        """Make an administrator of every office: no account here is above the rules."""
        with transaction.atomic(using=self._db):
            person = self.create_user(username, password, **fields)
            Membership.objects.using(self._db).create(person=person, role=Role.ADMINISTRATOR, office=None)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)


class Person(AbstractBaseUser):
    """A member of staff. Deactivated when they leave, never deleted: the record names them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(
        _("user name"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("Somebody already signs in with this name. Choose another.")},
    )
    display_name = models.CharField(_("name"), max_length=150, help_text=_("As it stands in the record."))
    email = models.EmailField(_("e-mail"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True, validators=[check_zone])
    # One of the languages that the desk speaks (`settings.LANGUAGES`), or none for the newsroom's own.
    language = models.CharField(_("language of the desk"), max_length=10, blank=True)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Clear this when somebody leaves. Accounts are never deleted.")
    )
    date_joined = models.DateTimeField(_("added"), auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def speaks(self) -> str:
        """The language in which the desk and its mails speak to this person, as far as it is still offered."""
        offered = dict(settings.LANGUAGES)
        return self.language if self.language in offered else settings.LANGUAGE_CODE

    @property
    def is_staff(self) -> bool:
        """May sign in to the desk: active, with at least one role."""
        return self.is_active and bool(self.roles)

    @property
    def roles(self) -> frozenset[tuple[str, uuid.UUID | None]]:
        """The person's (role, office) pairs, read once an instance; office None stands for every office."""
        if not hasattr(self, "_roles"):
            self._roles = frozenset((one.role, one.office_id) for one in self.memberships.all())
        return self._roles

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's own permission names grant nothing here; `permissions.py` alone decides."""
        return False

    def has_perms(self, perms: Iterable[str], obj: Any = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class Membership(models.Model):
    """One role of one person, for one office or (office empty) for all of them."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=16, choices=Role)
    office = models.ForeignKey(
        "releases.Office",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("office"),
        help_text=_("Leave empty for every office."),
    )

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "role", "office"], name="membership_once"),
            models.UniqueConstraint(
                fields=["person", "role"], condition=models.Q(office=None), name="membership_everywhere_once"
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}"
