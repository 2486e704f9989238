"""Time zones as people print them: ET, EST, London time, heure de Paris, 日本時間, GMT+3. Never drops one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class FoundZone:
    """A zone as printed. `names` are the IANA zones or fixed offsets it may mean; none: not known.

    `season` is what the printed letters claim: "standard" (EST), "summer" (EDT), or nothing (ET).
    """

    start: int
    end: int
    printed: str
    names: tuple[str, ...]
    season: str = ""


def _names(**places: str) -> dict[str, str]:
    return {word: zone for zone, words in places.items() for word in words.split("|")}


# Letters: (zones it may mean, season). Where two lie in different countries the newsroom's own decides.
LETTERS: dict[str, tuple[tuple[str, ...], str]] = {
    "ET": (("America/New_York",), ""),
    "EST": (("America/New_York", "Australia/Sydney"), "standard"),
    "EDT": (("America/New_York", "Australia/Sydney"), "summer"),
    "CT": (("America/Chicago",), ""),
    "CST": (("America/Chicago", "Asia/Shanghai", "Australia/Adelaide"), "standard"),
    "CDT": (("America/Chicago", "Australia/Adelaide"), "summer"),
    "MT": (("America/Denver",), ""),
    "MST": (("America/Denver", "America/Phoenix"), "standard"),
    "MDT": (("America/Denver",), "summer"),
    "PT": (("America/Los_Angeles",), ""),
    "PST": (("America/Los_Angeles",), "standard"),
    "PDT": (("America/Los_Angeles",), "summer"),
    "AKST": (("America/Anchorage",), "standard"),
    "AKDT": (("America/Anchorage",), "summer"),
    "AKT": (("America/Anchorage",), ""),
    "HST": (("Pacific/Honolulu",), "standard"),
    "AST": (("America/Halifax", "Asia/Riyadh"), "standard"),
    "ADT": (("America/Halifax",), "summer"),
    "NST": (("America/St_Johns",), "standard"),
    "GMT": (("UTC",), ""),
    "UTC": (("UTC",), ""),
    "UT": (("UTC",), ""),
    "Z": (("UTC",), ""),
    "BST": (("Europe/London",), "summer"),
    "WET": (("Europe/Lisbon",), ""),
    "WEST": (("Europe/Lisbon",), "summer"),
    "CET": (("Europe/Paris",), "standard"),
    "CEST": (("Europe/Paris",), "summer"),
    "MEZ": (("Europe/Berlin",), "standard"),
    "MESZ": (("Europe/Berlin",), "summer"),
    "HAEC": (("Europe/Paris",), "summer"),
    "EET": (("Europe/Helsinki",), "standard"),
    "EEST": (("Europe/Helsinki",), "summer"),
    "MSK": (("Europe/Moscow",), ""),
    "МСК": (("Europe/Moscow",), ""),
    "IST": (("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"), ""),
    "JST": (("Asia/Tokyo",), ""),
    "KST": (("Asia/Seoul",), ""),
    "HKT": (("Asia/Hong_Kong",), ""),
    "SGT": (("Asia/Singapore",), ""),
    "ICT": (("Asia/Ho_Chi_Minh",), ""),
    "WIB": (("Asia/Jakarta",), ""),
    "PHT": (("Asia/Manila",), ""),
    "PKT": (("Asia/Karachi",), ""),
    "GST": (("Asia/Dubai",), ""),
    "SAST": (("Africa/Johannesburg",), ""),
    "CAT": (("Africa/Maputo",), ""),
    "EAT": (("Africa/Nairobi",), ""),
    "WAT": (("Africa/Lagos",), ""),
    "AEST": (("Australia/Sydney",), "standard"),
    "AEDT": (("Australia/Sydney",), "summer"),
    "AEDST": (("Australia/Sydney",), "summer"),
    "AET": (("Australia/Sydney",), ""),
    "ESUT": (("Australia/Sydney",), "summer"),
    "EDST": (("Australia/Sydney", "America/New_York"), "summer"),
    "ACST": (("Australia/Adelaide",), "standard"),
    "ACDT": (("Australia/Adelaide",), "summer"),
    "AWST": (("Australia/Perth",), ""),
    "NZST": (("Pacific/Auckland",), "standard"),
    "NZDT": (("Pacific/Auckland",), "summer"),
    "NZT": (("Pacific/Auckland",), ""),
    "BRT": (("America/Sao_Paulo",), ""),
    "ART": (("America/Argentina/Buenos_Aires",), ""),
    "CLT": (("America/Santiago",), ""),
}
# "… time", "hora de …", "heure de …", "…zeit", "…時間": the place names the zone.
PLACES = _names(
    **{
        "America/New_York": "eastern|new york|washington|del este|de l'est|de l’est|východ|miền đông",
        "America/Chicago": "central us|del centro|chicago",
        "America/Denver": "mountain|denver|de la montaña",
        "America/Los_Angeles": "pacific|del pacífico|du pacifique|los angeles",
        "America/Anchorage": "alaska",
        "Pacific/Honolulu": "hawaii|hawaiian",
        "America/Toronto": "toronto|ottawa",
        "America/Mexico_City": "de méxico|mexico city|ciudad de méxico",
        "America/Bogota": "de bogotá|de colombia|bogotá",
        "America/Lima": "de lima|de perú|lima",
        "America/Argentina/Buenos_Aires": "argentina|de argentina|de buenos aires",
        "America/Santiago": "de chile|chile",
        "America/Sao_Paulo": "brasília|de brasília|brasilia|de brasilia|são paulo",
        "Europe/London": "london|uk|british|british summer|de londres|britische|britischer|por londres",
        "Europe/Dublin": "dublin|irish",
        "Europe/Lisbon": "lisboa|de lisboa|lisbon",
        "Europe/Madrid": "peninsular|peninsular española|española|de madrid|madrid",
        "Europe/Paris": "paris|de paris|française",
        "Europe/Brussels": "brussels|de bruxelles|bruxelles",
        "Europe/Berlin": "berlin|berliner|german|deutscher|mitteleuropäische|mitteleuropäischer",
        "Europe/Vienna": "vienna|wiener",
        "Europe/Zurich": "geneva|de genève|genève|swiss|schweizer",
        "Europe/Rome": "rome|roma",
        "Europe/Moscow": "moscow|московское|московскому|по московскому|по москве",
        "Europe/Kyiv": "kyiv|киевскому",
        "Asia/Tokyo": "tokyo|japan|日本|日本標準",
        "Asia/Seoul": "seoul|korea|한국",
        "Asia/Shanghai": "beijing|china|北京|北京时间",
        "Asia/Hong_Kong": "hong kong",
        "Asia/Singapore": "singapore",
        "Asia/Ho_Chi_Minh": "hanoi|hà nội|việt nam|vietnam",
        "Asia/Kolkata": "india|indian|indian standard",
        "Asia/Dubai": "dubai|دبي|الإمارات",
        "Asia/Riyadh": "الرياض|مكة المكرمة|السعودية|مكة|riyadh",
        "Asia/Amman": "عمان",
        "Asia/Baghdad": "بغداد",
        "Africa/Cairo": "القاهرة|مصر|cairo",
        "Africa/Tunis": "تونس",
        "UTC": "greenwich|غرينتش|جرينتش|гринвичу|universal|greenwich mean|coordinated universal",
        "Australia/Sydney": "sydney|canberra|melbourne|eastern australian|australian eastern|"
        "australian eastern standard"
        "|australian eastern daylight|hobart",
        "Australia/Brisbane": "brisbane|queensland",
        "Australia/Adelaide": "adelaide",
        "Australia/Perth": "perth",
        "Australia/Darwin": "darwin",
        "Pacific/Auckland": "wellington|auckland|new zealand",
    }
)
SEASONS = {"standard": "standard", "daylight": "summer", "summer": "summer", "daylight saving": "summer"}
WORDS = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}

_PLACE = "|".join(sorted((re.escape(name) for name in PLACES), key=len, reverse=True))
OFFSET = re.compile(
    r"\(?\b(?:(?:GMT|UTC)\s?(?P<named>[+\-−–]\s?\d{1,2}(?::?\d{2})?)|"
    r"(?P<bare>[+\-−]\d{2}:?\d{2}))\b\)?"
)
BY_PLACE = re.compile(
    rf"(?<!\w)(?:(?:(?P<word>eastern|central|mountain|pacific)|(?P<before>{_PLACE}))\s{{0,2}}"
    r"(?:(?P<season>standard|daylight saving|daylight|summer)\s{1,2})?(?:(?:us\s)?time\b|zeit\b|時間|时间|"
    r"시간|(?<=московское)\sвремя|времени\b)"
    rf"|(?:hora|heure|horário|time in|ora di|по|بتوقيت|"
    rf"giờ)\s{{1,2}}(?:local\s)?(?P<after>{_PLACE})(?!\w)"
    rf"|(?P<bare>eastern|pacific)(?=[,.;)]|$|\s{{1,2}}on\b))",
    re.IGNORECASE,
)
LOCAL = re.compile(
    r"(?<!\w)(?:local time|hora local|heure locale|ortszeit|по местному времени|hora do local|"
    r"giờ địa phương"
    r"|現地時間|بالتوقيت المحلي)(?!\w)",
    re.IGNORECASE,
)
_LETTER = "|".join(sorted((word for word in LETTERS if word != "Z"), key=len, reverse=True))
BY_LETTERS = re.compile(
    rf"(?<![\w.])(?:(?P<letters>{_LETTER}|мск)|(?P<dotted>(?:[ECMP]\.\s?[SD]?\.?\s?T\.)|"
    rf"A\.?[ECW]\.?[SD]\.?T\.?|N\.?Z\.?[SD]?\.?T\.?|B\.S\.T\.|G\.M\.T\.))(?![\w'’])|(?<=\d)Z(?!\w)"
)
LOWER = re.compile(
    rf"(?:(?<=\dam)|(?<=\dpm)|(?<=[ .]m\.)|(?<=\sam)|"
    rf"(?<=\spm))\s{{0,2}}(?P<letters>{_LETTER})(?![\w'’])",
    re.IGNORECASE,
)
# "10 a.m. XYT": a zone that is not in the table is asked about, not passed over.
UNKNOWN = re.compile(r"(?<=[mM.\d])\s{0,2}\(?(?P<letters>[A-Z]{1,4}[DS]?T)(?![\w'’.])")


def find_zones(text: str) -> list[FoundZone]:
    """Every zone named in the text, in order."""
    text = text[:2_000]
    found: list[FoundZone] = []
    for match in OFFSET.finditer(text):
        found.append(FoundZone(match.start(), match.end(), match.group().strip("()"), (_offset(match),)))
    for match in BY_PLACE.finditer(text):
        found.append(_place(match))
    for pattern in (BY_LETTERS, LOWER):
        for match in pattern.finditer(text):
            printed = match.group().strip()
            names, season = LETTERS[re.sub(r"[.\s]", "", printed).upper()]
            found.append(FoundZone(match.start(), match.end(), printed, names, season))
    for match in LOCAL.finditer(text):
        found.append(FoundZone(match.start(), match.end(), match.group(), ()))
    for match in UNKNOWN.finditer(text):
        if match.group("letters") not in LETTERS and match.group("letters") not in ("AT", "SAT", "OCT", "SEPT", "ST"):
            found.append(FoundZone(match.start(), match.end(), match.group("letters"), ()))
    found.sort(key=lambda one: (one.start, one.start - one.end))
    kept: list[FoundZone] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def tzinfo_of(name: str) -> tzinfo:
    """The zone of a name that this module gave: an IANA name, or "UTC+03:00"."""
    match = re.fullmatch(r"UTC([+-])(\d\d):(\d\d)", name)
    if not match:
        return ZoneInfo(name)
    sign = -1 if match.group(1) == "-" else 1
    return timezone(sign * timedelta(hours=int(match.group(2)), minutes=int(match.group(3))))


def season_at(wall: datetime, name: str) -> str:
    """Whether clocks there run on standard or on summer time at that wall time."""
    return "summer" if wall.replace(tzinfo=tzinfo_of(name)).dst() else "standard"


def _offset(match: re.Match[str]) -> str:
    printed = re.sub(r"\s", "", match.group("named") or match.group("bare")).replace("−", "-").replace("–", "-")
    digits = printed[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    return f"UTC{printed[0]}{min(hours, 14):02}:{min(minutes, 59):02}"


def _place(match: re.Match[str]) -> FoundZone:
    groups = match.groupdict()
    word = groups["word"] or groups["bare"]
    place = WORDS[word.casefold()] if word else PLACES[(groups["before"] or groups["after"]).casefold()]
    names: tuple[str, ...] = (place,)
    if word and word.casefold() in ("eastern", "central"):
        names += ("Australia/Sydney",) if word.casefold() == "eastern" else ("Australia/Adelaide",)
    season = SEASONS.get((groups["season"] or "").casefold(), "")
    return FoundZone(match.start(), match.end(), match.group().strip(), names, season)
