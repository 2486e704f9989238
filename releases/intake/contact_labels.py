"""The words that introduce a contact, and the names that stand behind them."""

from __future__ import annotations

import re

from releases.intake import labels
from releases.intake.phrases import every, opener
from releases.intake.shapes import is_name
from releases.intake.source import tidy

LABEL = opener(every(labels.CONTACT))
ASKED = re.compile(
    r"(?i)[\s*•\d.)]{0,8}(?P<label>(?:for|to obtain)\s(?:any\s|all\s)?"
    r"(?:further\s|more\s|additional\s|media\s|press\s|other\s)?"
    r"(?:information|details|enquiries|inquiries|queries|interviews?)\b[^.:;\n]{0,70}?"
    r"\b(?:contact|call|email|e-mail|phone|telephone|ring))\b:?(?P<rest>)\s{0,4}"
)
HONORIFIC = re.compile(r"(?i)^(?:(?:mr|ms|mrs|mme|mlle|m|dr|herr|frau|sr|sra)\.?\s)(?=[A-ZÀ-Ý])")
LEAD = re.compile(r"(?i)^(?:please\s|contact\s|the\s|call\s|or\s|and\s|at\s|with\s|email\s|by\s|to\s)+")


def first_part(text: str) -> str:
    return re.split(r",\s|\s[–—(/]|\s-\s|;|\s(?:at|on|or|and|in|of)\s", LEAD.sub("", text))[0]


def printed_names(text: str) -> list[str]:
    """One name, or several that share a line."""
    plain = HONORIFIC.sub("", LEAD.sub("", tidy(text).strip(" .,;:–—-()")))
    if is_name(plain):
        return [plain]
    sides = [side.strip(" .,") for side in re.split(r"\s?[/&]\s?|\s(?:and|or|et|y|und|e)\s", plain)]
    if len(sides) > 1 and all(is_name(side) for side in sides):
        return sides
    return []
