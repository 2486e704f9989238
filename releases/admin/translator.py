"""For reference data: a stock change page whose one write is a call to the workflow."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from releases import permissions, workflow
from releases.models import Person


class TranslatingForm(ModelForm):
    """Asks the workflow to write when the form is valid, so that a refusal lands on the form like any error."""

    def refuse(self, refused: workflow.Refused) -> None:
        """Put every reason at its field."""
        for reason in refused.reasons:
            self.add_error(reason.field if reason.field in self.fields else None, reason.text)


class TranslatingAdmin(admin.ModelAdmin):
    """Staff read the directory; administrators change it, through `write`."""

    form = TranslatingForm
    actions = None

    def write(self, *, actor: Person, entry: Any, form: ModelForm) -> None:
        """Make the one call to the workflow."""
        raise TypeError("each page of reference data names its own call")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._person(request).is_staff

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._person(request).is_staff

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.is_administrator(self._person(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.is_administrator(self._person(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return a form class whose validation ends with the write, inside the page's transaction."""
        base = super().get_form(request, obj, change, **kwargs)
        page = self

        class Writing(base):  # type: ignore[misc,valid-type]
            def _post_clean(self) -> None:
                super()._post_clean()
                if self.is_bound and not self.errors:
                    try:
                        page.write(actor=page._person(request), entry=self.instance, form=self)
                    except workflow.Refused as refused:
                        self.refuse(refused)

        return Writing

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The workflow has written already."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing here has rows of its own to save."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The record has it; the stock log would keep names beside it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The record has it; the stock log would keep names beside it."""

    def _person(self, request: HttpRequest) -> Person:
        person = request.user
        return person if isinstance(person, Person) else Person(is_active=False)
