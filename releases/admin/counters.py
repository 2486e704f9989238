"""How long a text is and where others cut it: said when the form opens, and by a script while one types."""

import json
import re
from collections.abc import Sequence
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from releases import richtext
from releases.models.content import HEADLINE_MAX

# Silent reading of non-fiction: words a minute in English (Brysbaert 2019), characters in scripts without spaces.
_WORDS_A_MINUTE: Final = 238
_SIGNS_A_MINUTE: Final = 500
_SIGN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_WORD: Final = re.compile(r"\w+(?:[’'.,-]\w+)*")

# Past so many characters, this is what happens. Search engines cut by width: these are round numbers for Latin letters.
Limits = Sequence[tuple[int, str]]


def headline(text: str) -> SafeString:
    """Say how long a headline is, and who will cut it."""
    return _count(
        text,
        [
            (0, _("Up to 60 characters are shown whole in search results.")),
            (60, _("Search results cut it after about 60; feed readers and social cards show it whole.")),
            (110, _("Feed readers and social cards cut it after about 110. Move something to the subhead.")),
            (HEADLINE_MAX, _("Too long to print: at most %(limit)d.") % {"limit": HEADLINE_MAX}),
        ],
    )


def summary(text: str) -> SafeString:
    """Say how long a summary is, and who will cut it."""
    return _count(
        text,
        [
            (0, _("Up to 160 characters are shown whole in search results.")),
            (160, _("Search results cut it after about 160; lists and feeds show it whole.")),
            (600, _("Too long: at most %(limit)d.") % {"limit": 600}),
        ],
    )


def body(html: str) -> SafeString:
    """Say how many words a text has and how long it takes to read."""
    words, minutes = length(richtext.text_of(richtext.clean(html)))
    return format_html(
        '<span class="count" data-words="{}" data-a-minute="{} {}">{}</span>',
        _("Words: %(words)s · reading time: about %(minutes)s min"),
        _WORDS_A_MINUTE,
        _SIGNS_A_MINUTE,
        _("Words: %(words)s · reading time: about %(minutes)s min") % {"words": words, "minutes": minutes},
    )


def after(help_text: str, count: SafeString) -> SafeString:
    """Return a count behind a field's own help."""
    return format_html("{} {}", help_text, count) if help_text else count


def length(text: str) -> tuple[int, int]:
    """Return the number of words and the minutes it takes to read them, at least one where there are any.

    A sign of a script without spaces counts as a word, as word processors count.
    """
    signs = len(_SIGN.findall(text))
    words = len(_WORD.findall(_SIGN.sub(" ", text)))
    minutes = round(words / _WORDS_A_MINUTE + signs / _SIGNS_A_MINUTE)
    return words + signs, max(minutes, 1) if words + signs else 0


def _count(text: str, limits: Limits) -> SafeString:
    long = len(" ".join(text.split()))
    said = next(word for limit, word in reversed(limits) if long > limit or not limit)
    return format_html(
        '<span class="count" data-count="{}" data-limits="{}">{}</span>',
        _("%(length)s characters."),
        json.dumps(limits),
        _("%(length)s characters.") % {"length": long} + " " + said,
    )
