"""Bytes to text: the only place that guesses an encoding, by what the letters would look like."""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?([A-Za-z0-9_.:-]{2,30})""")
SAMPLE = 65_536

# Characters that running text in each legacy encoding is full of, most telling first.
TYPICAL = {
    "cp1252": "’‘“”–—•…éèêàâçîôûëïùœñáíóúüöäßãõ¿¡«» £€°",
    "mac_roman": "’‘“”–—•…éèêàâçîôûëïùœñáíóúüöäßãõ¿¡«» £€°",
    "koi8-r": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъ №«»—",
    "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъ №«»—",
    "cp1256": "ابتةثجحخدذرزسشصضطظعغفقكلمنهويىءأإآؤئ،؛؟",
    "cp932": "のにはをたがでてとしれさあるいもなっこ、。「」・",
    "euc-jp": "のにはをたがでてとしれさあるいもなっこ、。「」・",
    "gb18030": "的一是在不了有和人这中大为上个国，。“”",
    "euc-kr": "이다에는의을가고를한은하지",
}
IDEOGRAPH = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]")
SCRIPT = {"cp932": "[぀-ヿ]", "euc-jp": "[぀-ヿ]", "gb18030": "[一-鿿]", "euc-kr": "[가-힣]"}


def decode(source: bytes) -> tuple[str, str]:
    """The text and the name of the encoding. Never fails: what cannot be read becomes U+FFFD."""
    for bom, name in BOMS:
        if source.startswith(bom):
            return source.decode(name, "replace").removeprefix("\ufeff"), name.removesuffix("-sig")
    if name := _wide(source):
        return source.decode(name, "replace"), name
    if b"\x1b$" in source[:SAMPLE] or b"\x1b(J" in source[:SAMPLE]:
        return source.decode("iso2022_jp", "replace"), "iso2022_jp"
    try:
        return source.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if name := _declared(source):
        return source.decode(name, "replace"), name
    if _mostly_utf8(source):
        return source.decode("utf-8", "replace"), "utf-8"
    name = max(TYPICAL, key=lambda candidate: _likeness(source, candidate))
    return _legacy(source, name), name


def _wide(source: bytes) -> str:
    """UTF-16 without a mark: every other byte of ordinary text is then zero, or nearly."""
    sample = source[:SAMPLE]
    if len(sample) < 8:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    few = max(4, half // 200)  # blanks and line ends, where the letters are not Latin
    if odd >= few and even * 10 <= odd:
        return "utf-16-le"
    if even >= few and odd * 10 <= even:
        return "utf-16-be"
    return ""


def _declared(source: bytes) -> str:
    found = DECLARED.search(source[:4096])
    if not found:
        return ""
    name = found.group(1).decode("ascii").lower()
    name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "shift_jis": "cp932"}.get(name, name)
    try:
        text = source[:SAMPLE].decode(name, "replace")
    except (LookupError, ValueError):
        return ""
    if not isinstance(text, str) or text.count("\ufffd") * 50 > len(text):
        return ""
    return name


def _mostly_utf8(source: bytes) -> bool:
    """A UTF-8 text with a few spoiled bytes, rather than another encoding."""
    text = source[:SAMPLE].decode("utf-8", "replace")
    wide = sum(character > "\x7f" for character in text)
    return wide > 0 and text.count("\ufffd") * 5 < wide


def _likeness(source: bytes, name: str) -> float:
    """How much of what is not ASCII is what a text in that encoding is made of."""
    high = bytes(byte for byte in source[:SAMPLE] if byte > 0x7F)
    if not high:
        return 1.0 if name == "cp1252" else 0.0
    text = source[:SAMPLE].decode(name, "replace")
    if name in SCRIPT and len(re.findall(SCRIPT[name], text)) * 8 < len(high) // 2:
        return 0.0
    other = [character for character in text if character > "\x7f"]
    if not other:
        return 0.0
    typical = frozenset(TYPICAL[name])
    good: float = sum(character in typical for character in other)
    if name in SCRIPT:  # thousands of characters are ordinary there, and the list names a few
        good += sum(character not in typical and IDEOGRAPH.match(character) is not None for character in other) / 2
    bad = sum(character == "\ufffd" or "\x80" <= character <= "\x9f" for character in other)
    score = (good - 2 * bad) / len(other)
    if name == "cp1252" and len(high) * 3 > sum(chr(byte).isalpha() for byte in source[:SAMPLE] if byte < 0x80):
        score -= 0.5  # Latin text is mostly ASCII; a page of accents is another alphabet
    return score


def _legacy(source: bytes, name: str) -> str:
    if name != "cp1252":
        return source.decode(name, "replace")
    try:
        return source.decode("cp1252")
    except UnicodeDecodeError:
        return source.decode("latin-1")
