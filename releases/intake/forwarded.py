"""The header rows that a mail program prints over a forwarded message: From, Sent, To, Subject, as plain lines."""

from __future__ import annotations

import re

from releases.intake.shapes import EMAIL
from releases.intake.source import Document, Line

BEGINS = re.compile(
    r"(?i)[\s>*_\-–—]{0,12}(?:begin forwarded message|forwarded message|original message|forwarded by\b.{0,80}|"
    r"message transféré|message d['’]origine|mensaje (?:reenviado|original)|mensagem (?:encaminhada|original)|"
    r"weitergeleitete nachricht|ursprüngliche nachricht|пересылаемое сообщение|転送メッセージ)\s?:?[\s>*_\-–—]{0,12}"
)
ROW = re.compile(
    r"(?i)[\s>*]{0,6}(?P<name>from|sent|date|to|cc|bcc|subject|reply-to|importance|attachments|de|envoyé|à|objet|"
    r"von|gesendet|an|betreff|datum|para|asunto|enviado|assunto|data|от|кому|тема|дата|отправлено)\*?\s?:\*?\s"
)
SENT_BY = re.compile(r"(?i)from|de|von|от")
ABOUT = re.compile(r"(?i)subject|objet|betreff|asunto|assunto|тема")
SENT = re.compile(r"(?i)sent|envoyé|gesendet|enviado|отправлено")
FURTHEST = 60
MOST_ROWS = 10


def set_aside(document: Document) -> None:
    """A memo to the press has such rows as well; a message shows itself by its address or its rule."""
    lines = document.lines[:FURTHEST]
    index = 0
    while index < len(lines):
        begun = BEGINS.fullmatch(lines[index].text[:140]) is not None
        start = index + begun
        rows: list[tuple[str, Line]] = []
        for line in lines[start : start + MOST_ROWS]:
            match = ROW.match(line.text[:40])
            if not match or "mail-header" in line.hints:
                break
            rows.append((match.group("name"), line))
        if _is_message(rows, begun=begun):
            if begun:
                lines[index].role = "furniture"
            for _, line in rows:
                line.hints |= {"mail-header", "forwarded"}
        index = start + max(len(rows), 1 - begun)


def _is_message(rows: list[tuple[str, Line]], *, begun: bool) -> bool:
    names = [name for name, _ in rows]
    if len(rows) < 3 or not any(SENT_BY.fullmatch(name) for name in names):
        return False
    if not any(ABOUT.fullmatch(name) for name in names):
        return begun
    sender = next((line.text for name, line in rows if SENT_BY.fullmatch(name)), "")
    return begun or any(SENT.fullmatch(name) for name in names) or EMAIL.search(sender) is not None
