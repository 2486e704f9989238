"""Which language a page speaks: that of what it shows, or English; never that of a cookie or a header."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation


def spoken(language: str) -> str:
    """Return the interface language for content in `language`: the same where it is translated, else English."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def speaking(language: str) -> AbstractContextManager[None]:
    """Make the interface language for content in `language` the active one, inside a `with`."""
    return translation.override(spoken(language))
