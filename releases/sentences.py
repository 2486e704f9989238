"""Says a sentence of intake's in the language of whoever reads, and keeps it so that another can read it in theirs."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language_info, gettext

from releases import embargo
from releases.intake.sentence import PLACE, Instant, Language, Sentence, Value, Weekday, Zone, filled

_DEEPEST: Final = 4


def said(sentence: Sentence) -> str:
    """Return the sentence in the active language, its days, hours and zones as that language says them."""
    # Of nothing gettext would say its catalog's own header.
    template = gettext(sentence.template) if sentence.template else ""
    return filled(template, {name: str(word(value)) for name, value in sentence.values.items()})


def kept(sentence: Sentence) -> Any:
    """Return the sentence for a JSON column or a page's hidden field; without parts it is kept as its words."""
    return _held(sentence) if sentence.values else sentence.template


def read(held: Any) -> Sentence:
    """Return what `kept` gave. What was kept as words, as all once were, is said in those words.

    A page brings it back, so nothing of it is trusted. Raises ValueError.
    """
    try:
        sentence = Sentence(held) if isinstance(held, str) else _sentence(held, 0)
        said(sentence)  # no calendar has every date that can be written
    except (LookupError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError("no sentence of ours") from error
    return sentence


def word(value: Any) -> Any:
    """Return what is put into a sentence as the active language says it; a name or a number stays what it is."""
    if isinstance(value, Sentence):
        return said(value)
    if isinstance(value, Weekday):
        return str(WEEKDAYS[value.number])
    if isinstance(value, Zone):
        return value.name.replace("_", " ")
    if isinstance(value, Language):
        return _language(value.code)
    if isinstance(value, Instant):
        return _moment(value)
    if isinstance(value, date):
        return embargo.day_label(value)
    return " ".join(said(one) for one in value) if isinstance(value, tuple) else value


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _moment(value: Instant) -> str:
    """As a release line says it; where a text prints an offset instead of a zone, with that offset."""
    if embargo.is_known(value.zone):
        return embargo.label(value.at, value.zone)
    day = embargo.day_label(value.at.date(), weekday=True)
    return f"{embargo.wall_label(value.at.replace(tzinfo=None))} {value.zone}, {day}"


def _held(value: Value) -> Any:
    if isinstance(value, Sentence):
        return {"say": value.template, "with": {name: _held(part) for name, part in value.values.items()}}
    if isinstance(value, Weekday):
        return {"weekday": value.number}
    if isinstance(value, Zone):
        return {"zone": value.name}
    if isinstance(value, Language):
        return {"language": value.code}
    if isinstance(value, Instant):
        return {"at": value.at.isoformat(), "zone": value.zone}
    if isinstance(value, tuple):
        return [_held(one) for one in value]
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _sentence(held: Mapping[str, Any], depth: int) -> Sentence:
    template, parts = held["say"], held["with"]
    # Each place once: a forged template could multiply a long word by thousands.
    if depth > _DEEPEST or not isinstance(template, str) or sorted(PLACE.findall(template)) != sorted(parts):
        raise ValueError("no sentence of ours")
    return Sentence(template, {name: _value(part, depth + 1) for name, part in parts.items()})


def _value(held: Any, depth: int) -> Value:
    if isinstance(held, list):
        return tuple(_sentence(one, depth) for one in held)
    if not isinstance(held, dict):
        return held if isinstance(held, int) else str(held)
    if "say" in held:
        return _sentence(held, depth)
    if "weekday" in held:
        return Weekday(range(7)[held["weekday"]])
    if "language" in held:
        return Language(str(held["language"]))
    if "day" in held:
        return date.fromisoformat(held["day"])
    zone = str(held["zone"])
    return Instant(datetime.fromisoformat(held["at"]), zone) if "at" in held else Zone(zone)
