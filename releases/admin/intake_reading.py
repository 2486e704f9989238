"""What press staff paste or drop, read into fields; whatever cannot be read is answered with a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releases import clock, sentences
from releases.admin.embargo_field import Zones, zone_choices
from releases.admin.zone_select import ZoneSelect
from releases.filling import Filled, fill
from releases.intake import MOST_BYTES, ParsedRelease, Unreadable, parse
from releases.models import Office, Person
from releases.models.content import LANGUAGES

MOST_FILES: Final = 20
MOST_CHARACTERS: Final = 1_000_000
TYPES: Final = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".eml": "message/rfc822",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_MEGABYTE: Final = 1_048_576
_NO_WORDS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd-\uffff\U000e0000-\U0010ffff]")
_SAMPLE: Final = 20_000


class ManyFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class IntakeForm(forms.Form):
    """The entry page: a text, files, and what to assume where they say nothing."""

    paste = forms.CharField(
        label=gettext_lazy("The text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "cols": 90, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy("All of it: with its head, its contacts and the words at its foot."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or files"),
        required=False,
        widget=ManyFiles(attrs={"accept": ",".join(TYPES)}),
        help_text=gettext_lazy("Word (.docx), mail (.eml), web pages (.html) and plain text (.txt); up to 20 at once."),
    )
    zone = forms.ChoiceField(
        label=gettext_lazy("Times that name no zone are meant in"),
        required=False,
        choices=(),
        widget=ZoneSelect,
        help_text=gettext_lazy("An embargo without a zone is asked about all the same."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language, where it is not recognised"), choices=LANGUAGES)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Office.objects.filter(is_historical=False).order_by("name", "id")
        choices = zone_choices([office.time_zone for office in offices])
        ours = _("the newsroom's zone: %(zone)s") % {"zone": settings.NEWSROOM_TIME_ZONE.replace("_", " ")}
        self.fields["zone"].choices = Zones([("", ours), *choices[1:]])  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to read: bytes of a file, or a pasted text with the HTML that came along with it."""

    name: str
    content: bytes | str
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a piece: filled, or a sentence about why not."""

    name: str
    filled: Filled | None = None
    problem: str = ""


def pieces_of(paste: str, html: str, files: Sequence[UploadedFile]) -> tuple[list[Piece], list[Read]]:
    """Return what can be read of a post, and a sentence for each thing that is refused unread."""
    pieces, refused = [], []
    if paste.strip():
        pieces.append(Piece("", html, "text/html") if html.strip() else Piece("", paste))
    for number, file in enumerate(files):
        name = str(file.name)
        if number >= MOST_FILES:
            refused.append(Read(name, problem=_("Not read: %(most)d files at once are enough.") % {"most": MOST_FILES}))
        elif problem := _fault(name, file.size or 0):
            refused.append(Read(name, problem=problem))
        else:
            pieces.append(Piece(name, file.read(), TYPES[PurePosixPath(name).suffix.lower()]))
    return pieces, refused


def paste_fault(paste: str) -> str:
    """Return a sentence about a text that is too long to be a release, or nothing."""
    if len(paste) <= MOST_CHARACTERS:
        return ""
    return _("This text has %(length)d characters; no release has more than %(most)d. Paste the release alone.") % {
        "length": len(paste),
        "most": MOST_CHARACTERS,
    }


def read_piece(piece: Piece, *, person: Person, zone: str = "", language: str = "", lead: Office | None = None) -> Read:
    """Read one piece and fill a draft from it."""
    here = settings.NEWSROOM_TIME_ZONE
    today: date = clock.now().astimezone(ZoneInfo(here)).date()
    # The HTML of a clipboard is named as a file would be, so that one tag is enough to be taken for HTML.
    filename = piece.name or ("paste.html" if piece.media_type == "text/html" else "")
    try:
        parsed = parse(piece.content, filename=filename, default_zone=zone or here, today=today)
    except Unreadable as error:
        return Read(piece.name, problem=sentences.said(error.sentence))
    if problem := _unusable(parsed):
        return Read(piece.name, problem=problem)
    filled = fill(
        parsed, actor=person, name=piece.name, media_type=piece.media_type, lead=lead, default_language=language
    )
    return Read(piece.name, filled)


def _fault(name: str, size: int) -> str:
    kind = PurePosixPath(name).suffix.lower()
    if kind not in TYPES:
        if kind in {".doc", ".rtf", ".odt", ".pages"}:
            return _("A file of this kind (%(kind)s) cannot be read. Save it as .docx, or paste its text.") % {
                "kind": kind
            }
        if kind == ".pdf":
            return _("A PDF has lost its paragraphs. Copy its text and paste it.")
        return _("Only .docx, .eml, .html and .txt can be read. Paste the text instead.")
    if size == 0:
        return _("The file is empty.")
    if size > MOST_BYTES:
        return _("The file has %(size)d MB. No release is longer than %(most)d MB; send the text without pictures.") % {
            "size": size // _MEGABYTE,
            "most": MOST_BYTES // _MEGABYTE,
        }
    return ""


def _unusable(parsed: ParsedRelease) -> str:
    if not parsed.text.strip():
        return _("There is no text in it.")
    sample = parsed.text[:_SAMPLE]
    if len(_NO_WORDS.findall(sample)) * 20 > len(sample):
        return _("This is no text: a picture or a program, perhaps. Open it where it was made and copy its text.")
    return paste_fault(parsed.text)
