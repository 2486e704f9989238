"""One text a language: what speaks against another counterpart of a release, as far as somebody may know of it."""

from uuid import UUID

from django.utils.translation import gettext as _

from releases.models import Person, Release
from releases.models.content import LANGUAGES
from releases.workflow.refusal import Reason


def language_taken(*, actor: Person, group: UUID, language: str, besides: UUID | None = None) -> list[Reason]:
    """Return a sentence, at the language, that names the counterpart which has it already; or nothing.

    Only of counterparts that the actor may know of: a refusal must not tell that there is a hidden one.
    """
    others = Release.objects.visible_to(actor).filter(translation_group=group, language=language)
    found = next((one for one in others.order_by("created_at", "id") if one.pk != besides), None)
    if found is None:
        return []
    said = {"headline": found.headline, "language": dict(LANGUAGES).get(language, language)}
    return [Reason(_("“%(headline)s” says this in %(language)s already. Go on with that one.") % said, "language")]
