"""The newsroom's own colours, and the small style sheet that puts them over the standard ones. Pure."""

from dataclasses import dataclass
from hashlib import sha256

from releases import contrast


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#rrggbb`, each empty where the standard one stays; `band` lies behind the head in light and dark."""

    accent: str = ""
    accent_dark: str = ""
    band: str = ""

    @property
    def is_standard(self) -> bool:
        return not (self.accent or self.accent_dark or self.band)

    @property
    def dark(self) -> str:
        """The accent of dark pages: the one that was chosen, or the light one made light enough to be read."""
        if self.accent_dark or not self.accent:
            return self.accent_dark
        return contrast.nearest(self.accent, contrast.DARK, contrast.COMFORT)

    @property
    def sheet(self) -> str:
        """The style sheet; empty where every colour is the standard one. On paper all stays black on white."""
        if self.is_standard:
            return ""
        inner = "".join([_root(self.accent), _in_the_dark(_root(self.dark)), _words(self.band)])
        outer = _band(self.band)
        blocks = f"@layer blocks{{{outer}}}" if outer else ""
        return f"@media screen{{@layer tokens{{{inner}}}{blocks}}}\n"

    @property
    def digest(self) -> str:
        """What names the sheet in its address: other colours have another; empty where there is no sheet."""
        return sha256(self.sheet.encode()).hexdigest()[:16] if self.sheet else ""

    @property
    def sample(self) -> str:
        """The style sheet of the sample on the desk (static/desk/identity.css): the same colours on both papers."""
        band = f"--band:{self.band};--band-ink:{contrast.ink_on(self.band)}" if self.band else ""
        rules = [
            (".head-sample-light", [_accent(self.accent), band]),
            (".head-sample-dark", [_accent(self.dark), band]),
        ]
        said = [(place, ";".join(part for part in parts if part)) for place, parts in rules]
        return "".join(f"{place}{{{parts}}}\n" for place, parts in said if parts)


def _accent(colour: str) -> str:
    return f"--strong:{colour};--link:{colour}" if colour else ""


def _root(colour: str) -> str:
    return f":root{{{_accent(colour)}}}" if colour else ""


def _in_the_dark(rules: str) -> str:
    return f"@media (prefers-color-scheme:dark){{{rules}}}" if rules else ""


def _words(band: str) -> str:
    """Words in the band are black or white; the search box keeps the page's colours, for it has paper of its own."""
    if not band:
        return ""
    ink = contrast.ink_on(band)
    names = ("ink", "quiet", "strong", "link", "line")
    return f".letterhead,.masthead-nav{{{';'.join(f'--{name}:{ink}' for name in names)}}}"


def _band(band: str) -> str:
    if not band:
        return ""
    return (
        f".masthead{{background:{band};border-block-start-color:{band}}}.masthead::after{{display:none}}"
        f".masthead .searchbox :focus-visible{{outline-color:{contrast.ink_on(band)}}}"
    )
