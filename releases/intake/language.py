"""Which language a text is in: by its script, and where scripts are shared by its small words."""

from __future__ import annotations

import re
from collections import Counter

from releases.intake.source import Document

SAMPLE = 20_000
SMALL_WORDS: dict[str, str] = {
    "en": "the of and to in for is that with on by was at from will this be are as has his her their",
    "fr": "le la les des de du et à en pour dans une est sur par que qui au aux ce cette nous ont avec",
    "es": "el la los las de del y en para que una con por es se su al como más ha sus este esta",
    "de": "der die das und den von zu mit für auf ist im des dem ein eine nicht sich bei wird auch sind",
    "pt": "o a os as de do da e em para que uma com por não dos das no na ao foi são mais pela pelo",
    "it": "il lo la i gli le del di della e in per che un una con non è dei delle al nel si più sono",
    "nl": "de het een van en in is dat op te zijn met voor niet aan door ook naar bij worden",
    "vi": "và của các có là cho được trong với những một đã này từ không về tại theo người việt nam",
    "tl": "ang ng sa mga na at ay ni si para kay hindi ito nang",
    "ht": "nan yo ak pou ki te la yon sou pa fè gen ap sa",
    "pl": "w i na z do się nie jest że o za przez oraz dla po są",
    "id": "yang dan di untuk dengan ini dari dalam pada tidak akan oleh",
}
_SMALL = {code: frozenset(words.split(" ")) for code, words in SMALL_WORDS.items()}
SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
KANA = SCRIPTS[0][1]
WORD = re.compile(r"[^\W\d_]{1,20}")
LATIN = re.compile(r"[A-Za-zÀ-ỹ]")


def detect(text: str) -> str:
    """An ISO 639-1 code, or "" where there are too few words to tell."""
    sample = text if len(text) <= SAMPLE else text[: SAMPLE // 2] + text[-SAMPLE // 2 :]
    latin = len(LATIN.findall(sample))
    for code, letters in SCRIPTS:
        found = len(letters.findall(sample))
        if found * 3 > latin and found >= 2:
            if code == "zh" and len(KANA.findall(sample)) * 20 >= found:
                return "ja"
            return _cyrillic(sample) if code == "ru" else _persian(sample) if code == "ar" else code
    words = Counter(word.casefold() for word in WORD.findall(sample))
    scores = {code: sum(words[word] for word in small) for code, small in _SMALL.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else ""


def detect_in(document: Document) -> str:
    """The language of the prose rather than of letterheads, menus and headers."""
    prose = [line.text for line in document.lines if len(line.text) > 45 and "mail-header" not in line.hints]
    return detect(" ".join(prose)[:SAMPLE]) or detect(document.text)


def _cyrillic(sample: str) -> str:
    return "uk" if len(re.findall("[іїєґІЇЄҐ]", sample)) > len(re.findall("[ыэъЫЭЪ]", sample)) else "ru"


def _persian(sample: str) -> str:
    return "fa" if len(re.findall("[پچژگ]", sample)) * 40 > len(sample) else "ar"
