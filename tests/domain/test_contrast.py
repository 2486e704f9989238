"""Colours that everybody can read: measured as WCAG measures them, and a way out where they are too faint."""

import re
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from releases import contrast
from releases.palette import Palette

SHEET: Final = Path(__file__).resolve().parents[2] / "static" / "public" / "newsroom.css"


def _tokens() -> list[dict[str, str]]:
    """The tokens of light pages, and those of dark ones."""
    roots = re.findall(r":root \{(.*?)\}", SHEET.read_text(), re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", root)) for root in roots[:2]]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.478),
        ("#ff0000", "#ffffff", 3.998),
    ],
)
def test_the_ratio_is_that_of_the_standard(one: str, other: str, expected: float) -> None:
    assert contrast.ratio(one, other) == pytest.approx(expected, abs=0.001)
    assert contrast.ratio(one, other) == contrast.ratio(other, one)


def test_the_papers_are_those_of_the_pages_and_the_standard_colours_pass() -> None:
    for tokens, ground in zip(_tokens(), (contrast.LIGHT, contrast.DARK), strict=True):
        assert ground.papers == (tokens["paper"], tokens["wash"], tokens["alert-wash"])
        assert all(contrast.passes(tokens[name], ground) for name in ("strong", "link", "visited", "quiet", "ink"))


def test_every_colour_has_a_nearest_that_passes_and_one_that_passes_is_its_own() -> None:
    steps = ("00", "3b", "80", "c4", "ff")
    for red, green, blue in product(steps, repeat=3):
        colour = f"#{red}{green}{blue}"
        for ground in (contrast.LIGHT, contrast.DARK):
            found = contrast.nearest(colour, ground)
            assert contrast.passes(found, ground), colour
            assert (found == colour) == contrast.passes(colour, ground)
        assert contrast.ratio(contrast.ink_on(colour), colour) >= contrast.TEXT, colour


def test_the_proposal_keeps_the_hue_and_goes_no_further_than_it_must() -> None:
    proposal = contrast.nearest("#ff8800", contrast.LIGHT)
    assert proposal == "#a85a00"
    assert contrast.weakest(proposal, contrast.LIGHT) < 4.6
    red, green, blue = bytes.fromhex(proposal[1:])
    assert blue == 0
    assert green / red == pytest.approx(0x88 / 0xFF, abs=0.01)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("#14345A", "#14345a"), ("14345a", "#14345a"), (" #abc ", "#aabbcc"), ("red", None), ("#12345", None), ("", None)],
)
def test_a_colour_is_read_as_people_write_it(typed: str, read: str | None) -> None:
    assert contrast.read(typed) == read


def test_the_sheet_holds_what_was_chosen_for_screens_and_nothing_for_paper() -> None:
    assert Palette().sheet == ""
    sheet = Palette(accent="#0b5a6b", band="#ffee00").sheet
    assert sheet.startswith("@media screen{@layer tokens{:root{--strong:#0b5a6b;--link:#0b5a6b}")
    dark = re.search(r"prefers-color-scheme:dark\)\{:root\{--strong:(#\w+)", sheet)
    assert dark
    assert contrast.weakest(dark[1], contrast.DARK) >= contrast.COMFORT
    assert "--ink:#000000" in sheet, "black on yellow"
    assert sheet.count("{") == sheet.count("}")
    assert "url(" not in sheet
    assert Palette(accent="#0b5a6b").digest != Palette(accent="#0b5a6c").digest
