"""How well one colour stands out from another, as WCAG 2.2 measures it, and the nearest colour that stands out enough.

Pure: no table, no setting. What the pages' own colours are stands in static/public/newsroom.css; a test compares.
"""

import colorsys
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# Success criterion 1.4.3 (text and links); 1.4.11 asks 3:1 of borders and of the mark around what has the focus,
# which are drawn in the colours of text and of links and so have more.
TEXT: Final = 4.5
# Of a colour that nobody chose, a little more: success criterion 1.4.6.
COMFORT: Final = 7.0
WHITE: Final = "#ffffff"
BLACK: Final = "#000000"
_HEX: Final = re.compile(r"#?(?:([0-9a-f]{6})|([0-9a-f]{3}))", re.IGNORECASE | re.ASCII)
_STEPS: Final = 1000


@dataclass(frozen=True, slots=True)
class Ground:
    """What a page's words stand on: its paper, and the washes behind cards and notices. `towards` is where to go for
    more contrast: 0 is black, 1 is white."""

    papers: tuple[str, ...]
    towards: int


LIGHT: Final = Ground(("#fffefc", "#f6f4ef", "#fbefeb"), 0)
DARK: Final = Ground(("#121519", "#1b1f25", "#2e1b18"), 1)


def read(typed: str) -> str | None:
    """Return a typed colour as `#rrggbb` in small letters; None where it is none. `#` may be missing, or three digits
    stand for six."""
    found = _HEX.fullmatch(typed.strip())
    if not found:
        return None
    return f"#{found[1] or ''.join(digit * 2 for digit in found[2])}".lower()


def ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def weakest(colour: str, ground: Ground) -> float:
    """Return the ratio against that paper of the ground from which the colour stands out least."""
    return min(ratio(colour, paper) for paper in ground.papers)


def passes(colour: str, ground: Ground) -> bool:
    """Return whether text in this colour can be read on every paper of the ground."""
    return weakest(colour, ground) >= TEXT


@lru_cache(maxsize=64)
def nearest(colour: str, ground: Ground, needed: float = TEXT) -> str:
    """Return the colour itself if it has the ratio, or else the first of the same hue that does, darker on light paper
    and lighter on dark. Black and white have at least 15, so there always is one."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))

    def moved(step: int) -> str:
        towards = lightness + (ground.towards - lightness) * step / _STEPS
        return colour if step == 0 else _hex(colorsys.hls_to_rgb(hue, towards, saturation))

    # Each step stands out more than the one before, so the first that is enough is found by halving.
    return moved(bisect_left(range(_STEPS), needed, key=lambda step: weakest(moved(step), ground)))


def ink_on(paper: str) -> str:
    """Return black or white, whichever is read better on this paper; the better of the two always has 4.5:1."""
    return max((WHITE, BLACK), key=lambda ink: ratio(ink, paper))


def _luminance(colour: str) -> float:
    """Relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + bytes(round(channel * 255) for channel in channels).hex()
