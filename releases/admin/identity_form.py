"""The forms of the newsroom's own pages: its words, colours and links, and its logo."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from releases import contrast, workflow
from releases.models import Newsroom
from releases.palette import Palette
from releases.workflow.identity import LONGEST_ADDRESS, LONGEST_NAME, MOST_LINKS
from releases.workflow.pictures import MOST_BYTES, too_heavy

WORDS: Final = ("name", "tagline", "about", "address")
COLOURS: Final = ("accent", "accent_dark", "band")
_SPARE: Final = 2
# Of what is typed for a colour, so that too long a word comes back with a sentence and not cut.
_TYPED: Final = 40


class IdentityForm(forms.Form):
    """Whose newsroom this is. Links are rows: name, address, and their place in the order."""

    def __init__(self, data: Any = None, *, newsroom: Newsroom) -> None:
        stored = {name: getattr(newsroom, name) for name in (*WORDS, *COLOURS)}
        super().__init__(data, initial=stored)
        self.newsroom = newsroom
        for name, field in fields_for_model(Newsroom, (*WORDS, *COLOURS)).items():
            self.fields[name] = field
        for name in COLOURS:
            self.fields[name] = forms.CharField(
                label=self.fields[name].label,
                help_text=self.fields[name].help_text,
                required=False,
                max_length=_TYPED,
                widget=forms.TextInput({"size": 9, "spellcheck": "false", "autocomplete": "off"}),
            )
        self.rows = range(self._how_many())
        for number in self.rows:
            given = newsroom.links[number] if number < len(newsroom.links) else {}
            self._add_row(number, given)

    def _how_many(self) -> int:
        if self.is_bound:
            posted = [name for name in self.data if name.startswith("links-") and name.endswith("-url")]
            return min(len(posted), 2 * MOST_LINKS)
        return max(len(self.newsroom.links), min(len(self.newsroom.links) + _SPARE, MOST_LINKS))

    def _add_row(self, number: int, given: dict[str, str]) -> None:
        said = {"number": number + 1}
        self.fields[f"links-{number}-place"] = forms.IntegerField(
            label=_("Place of link %(number)d") % said,
            required=False,
            initial=number + 1,
            widget=forms.NumberInput({"class": "row-order", "min": 1}),
        )
        self.fields[f"links-{number}-name"] = forms.CharField(
            label=_("Name of link %(number)d") % said,
            required=False,
            max_length=LONGEST_NAME,
            initial=given.get("name", ""),
        )
        self.fields[f"links-{number}-url"] = forms.CharField(
            label=_("Address of link %(number)d") % said,
            required=False,
            max_length=LONGEST_ADDRESS,
            initial=given.get("url", ""),
            widget=forms.TextInput({"inputmode": "url", "placeholder": "https://", "size": 40}),
        )

    @property
    def palette(self) -> Palette:
        """What the sample shows: the colours as they are typed, each that is too faint as the nearest that is not."""
        return Palette(*(self._colour(name)[1] for name in COLOURS))

    def _colour(self, name: str) -> tuple[str, str]:
        """The colour that is typed, and the nearest that can be read; both empty where it is none."""
        colour = contrast.read(str(self[name].value() or "")) or ""
        if not colour or name == "band":
            return colour, colour
        return colour, contrast.nearest(colour, contrast.DARK if name == "accent_dark" else contrast.LIGHT)

    def typed(self) -> Newsroom:
        """The newsroom that was typed, its links in their order. After `is_valid`."""
        said = self.cleaned_data
        rows = [(said[f"links-{number}-place"] or len(self.rows), number) for number in self.rows]
        self.order = [number for _place, number in sorted(rows)]
        newsroom = Newsroom(**{name: said[name] for name in (*WORDS, *COLOURS)})
        newsroom.links = [
            {"name": said[f"links-{number}-name"], "url": said[f"links-{number}-url"]} for number in self.order
        ]
        return newsroom

    def refuse(self, refused: workflow.Refused) -> None:
        """Put every reason at its field; a link's at the row it was typed in."""
        for reason in refused.reasons:
            field = reason.field
            if field.startswith("links-"):
                field = f"links-{self.order[int(field.removeprefix('links-'))]}-url"
            self.add_error(field if field in self.fields else None, reason.text)

    @property
    def words(self) -> list[forms.BoundField]:
        return [self[name] for name in WORDS]

    @property
    def colours(self) -> Iterator[tuple[forms.BoundField, str]]:
        """Each colour, and what would do in its place; nothing where it does itself."""
        for name in COLOURS:
            colour, nearest = self._colour(name)
            yield self[name], nearest if nearest != colour else ""

    @property
    def links(self) -> list[list[forms.BoundField]]:
        return [[self[f"links-{number}-{part}"] for part in ("place", "name", "url")] for number in self.rows]


class LogoForm(forms.Form):
    """The two pictures, what is read out in their place, and a tick for each to take it away."""

    logo = forms.FileField(label=_("Logo"), required=False, help_text=_("PNG, JPEG, WebP or GIF, at most 4 MB."))
    remove_logo = forms.BooleanField(
        label=_("Take the logo away: the name stands there in words again"), required=False
    )
    logo_dark = forms.FileField(
        label=_("Logo on dark pages"),
        required=False,
        help_text=_("Only if the first cannot be seen on black: the same drawing in light colours."),
    )
    remove_logo_dark = forms.BooleanField(label=_("Take it away: dark pages show the first"), required=False)
    alt = forms.CharField(
        label=_("Logo in words"),
        required=False,
        max_length=150,
        help_text=_("Read out to who cannot see it. Empty: the newsroom's name, which mostly is right."),
    )

    def __init__(self, *args: Any, newsroom: Newsroom, **kwargs: Any) -> None:
        super().__init__(*args, initial={"alt": newsroom.logo_alt}, **kwargs)
        accepted = {"accept": "image/png,image/jpeg,image/webp,image/gif"}
        for name in ("logo", "logo_dark"):
            self.fields[name].widget = forms.FileInput(accepted)
            if not getattr(newsroom, f"{name}_id"):
                del self.fields[f"remove_{name}"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("logo", "logo_dark"):
            given = said.get(name)
            if isinstance(given, UploadedFile) and (given.size or 0) > MOST_BYTES:
                self.add_error(name, too_heavy(given.size or 0))
        return said

    def pictures(self) -> dict[str, bytes | None]:
        """What to put in each place, or None to take it away; a new file says more than a tick. After `is_valid`."""
        found: dict[str, bytes | None] = {}
        for name in ("logo", "logo_dark"):
            if self.cleaned_data.get(name):
                found[name] = self.cleaned_data[name].read()
            elif self.cleaned_data.get(f"remove_{name}"):
                found[name] = None
        return found

    def refuse(self, refused: workflow.Refused) -> None:
        """Put every reason at its field."""
        for reason in refused.reasons:
            self.add_error(reason.field if reason.field in self.fields else None, reason.text)
