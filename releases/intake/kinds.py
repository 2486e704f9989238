"""What sort of text it is: by its own label, then by its headline, then by how its body is built."""

from __future__ import annotations

import re

from releases.intake import labels
from releases.intake.phrases import any_of
from releases.intake.source import tidy

LABELS = {phrase: kind for kind, phrases in labels.KINDS.items() for phrase in phrases}
LABEL = re.compile(
    rf"[\s*\-–—_=#>•|\[(«\"“]{{0,12}}(?:the\s)?(?P<label>{any_of(LABELS)})(?:e?s)?(?:\s?(?:archives?|"
    rf"room|details?))?[\s*\-–—_=#|\])»\"”:.!：]{{0,12}}",
    re.IGNORECASE,
)
# Most telling first: a readout of remarks is a readout.
HEADLINES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "readout",
            r"\bread-?\s?out\b|^lectura de la|^compte[- ]rendu de l['’]entretien|"
            r"^о телефонном разговоре|電話会談|^حول اتصال",
        ),
        (
            "media_advisory",
            r"\b(?:media|press|news|photo) (?:advisory|alert|invitation|availability|opportunity)\b|"
            r"^advisory\b|\binvites? (?:the )?(?:media|press|news media|reporters)\b"
            r"|\bmedia (?:invited|accreditation|registration|rsvp|day\b|briefing (?:set|scheduled)|"
            r"teleconference)|\b(?:to|will) (?:host|hold|conduct|preview|discuss|"
            r"brief)\b.{0,80}\b(?:media|news|press)?\s?"
            r"(?:briefings?|teleconferences?|telecon|news conferences?|press conferences?|media day|call|"
            r"availability|events?)\b|\bsets? (?:media )?(?:coverage|briefings?)\b"
            r"|\bto travel to\b|\b(?:news|press) conference (?:set|scheduled|today|tomorrow|on)\b|"
            r"^invitation\b|\binvitation (?:presse|de presse)|\bphoto[- ]op\b|"
            r"\bweekly (?:public )?schedule\b"
            r"|\btelevision (?:coverage|schedule)\b|\bto air live\b|^note aux r[ée]dactions|^convocatoria|"
            r"^presseeinladung|^einladung|^terminhinweis|^aviso de pauta|^анонс|приглашаем|取材案内",
        ),
        (
            "fact_sheet",
            r"\bfact ?sheet\b|^background(?:er)?\b|\bbackground (?:information|briefing paper|note)\b|"
            r"\bquestions (?:and|&) answers\b|^faq|\bfiche d['’]information|^dossier de presse"
            r"|hoja informativa|faktenblatt|^hintergrund|\bat a glance\b|^справка|ファクトシート|參考資料|"
            r"^biograph(?:y|ical)",
        ),
        (
            "remarks",
            r"^(?:(?:opening|closing|prepared|full|as-prepared|welcome) )?remarks\b|\bremarks (?:by|of|"
            r"to|at|as)\b|\b(?:speech|lecture|keynote|testimony)\b(?: (?:by|of|at|to|before|given))?"
            r"|\btranscript\b|^(?:press|background|news) briefing\b|\b(?:press|news) (?:briefing|"
            r"conference) by\b|\binterview (?:of|with)\b|^q ?(?:&|and) ?a\b|\bexchange with\b|"
            r"\b(?:radio|weekly|inaugural|videotaped|telephone|televised) (?:address|remarks|message)\b"
            r"|\baddress (?:by|to|at|before|of)\b|\b(?:toast|eulogy|teleconference) by\b|^discours\b|"
            r"\bdiscours d[eu]|\ballocution\b|^discurso\b|^palabras|^intervención|^rede\b|^ansprache|"
            r"\brede (?:von|der|des)\b|^pronunciamento|^выступление|^речь|^стенограмма|演説|スピーチ|記者会見|"
            r"bài phát biểu|^phát biểu|^خطاب|^كلمة|^presentation by",
        ),
        (
            "statement",
            r"\bstatements?\b(?! of account)|^déclaration|\bdéclaration (?:de|du|commune|conjointe)|"
            r"^declaraci[óo]n|\bdeclaraci[óo]n (?:de|conjunta|del)|^(?:gemeinsame )?erklärung\b|"
            r"\berklärung (?:von|der|des|zum|zur)\b|^stellungnahme|^declaração|\bdeclaração (?:de|do|"
            r"da|conjunta)"
            r"|^(?:совместное )?заявление|\bзаявление (?:мид|министр|президент|офи)|談話|声明|^tuyên bố|"
            r"\btuyên bố (?:chung|của)|^بيان|^تصريح|^dichiarazione",
        ),
    )
)
FIVE_WS = re.compile(
    r"(?i)^[\s*•]{0,4}(who|what|when|where|why|how|qui|quoi|quand|où|quién|quiénes|qué|cuándo|"
    r"cu[aá]ndo|dónde|wer|was|wann|wo|quem|quando|onde|кто|что|когда|где)\s?:"
)
TURN = re.compile(
    r"^(?:THE (?:[A-Z]+ ){0,3}[A-Z]+|M[RS]S?\. [A-Z’'\-]+|(?:SECRETARY|SENATOR|GENERAL|DR\.|"
    r"GOVERNOR|MAYOR|CHANCELLOR|PRIME MINISTER|ADMINISTRATOR) [A-Z’'\- ]+|Q|A)\s?:?\s"
)


def label_kind(text: str) -> str:
    """The kind a line names, when the line is nothing but a label."""
    if len(text) > 80:
        return ""
    match = LABEL.fullmatch(text)
    return LABELS.get(tidy(match.group("label")).casefold().replace("’", "'"), "") if match else ""


def decide(*, label: str, headline: str, subhead: str, head: str, paragraphs: list[str]) -> str:
    """A label that says more than "press release" is believed; then the headline, then the body."""
    if label and label != "press_release":
        return label
    for kind, pattern in HEADLINES:
        if pattern.search(headline):
            return kind
    if re.search(r"(?i)\b(?:media|press|news) advisory\b|\bmedia alert\b", f"{head} {' '.join(paragraphs[:2])[:300]}"):
        return "media_advisory"
    if len({match.group(1).casefold() for text in paragraphs[:30] if (match := FIVE_WS.match(text))}) >= 3:
        return "media_advisory"
    turns = sum(bool(TURN.match(text) and ":" in text[:40]) for text in paragraphs[:60])
    if turns >= 2:
        return "remarks"
    for kind, pattern in HEADLINES[:1] + HEADLINES[2:4]:
        if subhead and pattern.search(subhead):
            return kind
    return "press_release"


def speaker(headline: str, kind: str) -> str:
    """Whose words they are, where the headline says so."""
    if kind not in ("remarks", "statement"):
        return ""
    match = re.search(
        r"(?i)\b(?:remarks|statement|speech|address|testimony|lecture|interview|briefing|"
        r"conference)\s(?:by|of|from|with)\s(?:the\s)?(?P<who>.{3,80}?)"
        r"(?=\s(?:on|at|to|in|during|before|regarding|about|following|for|after|upon|concerning|"
        r"and the)\b|[,;:(]|$)",
        tidy(headline),
    )
    return match.group("who").strip() if match else ""
