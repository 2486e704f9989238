"""E-mail messages: the headers as printed, then the part with the release, then attachments that hold text."""

from __future__ import annotations

import re
from email import policy
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser

from releases.intake.decode import decode
from releases.intake.read_docx import read_docx
from releases.intake.read_html import read_html
from releases.intake.read_text import read_text
from releases.intake.result import Unreadable
from releases.intake.sentence import _
from releases.intake.source import Document, Line, Mark, tidy

HEADER = re.compile(
    rb"(?i)^(?:from|to|subject|date|received|return-path|mime-version|message-id|organization|lines"
    rb"|delivered-to|content-type|newsgroups|path|sender|x-[a-z-]{2,40}|reply-to|dkim-signature):[ \t]"
)
MOST_PARTS = 200


def looks_like_mail(source: bytes) -> bool:
    """The first lines are headers, two of them known, and a blank line ends them."""
    known = 0
    for row in source[:8_000].replace(b"\r\n", b"\n").split(b"\n"):
        if not row.strip():
            break
        if HEADER.match(row):
            known += 1
        elif row[:1] not in (b" ", b"\t") and not re.match(rb"^[A-Za-z][A-Za-z0-9-]{1,40}:", row):
            return False
    return known >= 2


def read_mail(source: bytes) -> Document:
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(source)
        parts = [part for part in message.walk() if not part.is_multipart()][:MOST_PARTS]
    except (RecursionError, ValueError, LookupError) as error:
        raise Unreadable(_("This message is nested too deep to be a release. Paste its text instead.")) from error
    head = "".join(f"{name}: {_header(str(value))}\n" for name, value in message.items()) + "\n"
    document = read_text(head)
    for line in document.lines:
        line.hints |= {"mail-header"}
    for piece in [_body(parts), *(read for part in parts if (read := _attachment(part)))]:
        _append(document, piece)
    document.format = "mail"
    return document


def _header(value: str) -> str:
    try:
        return tidy(str(make_header(decode_header(value))))
    except (ValueError, LookupError, UnicodeError):
        return tidy(value)


def _body(parts: list[Message]) -> Document:
    """The richer of the two usual parts, unless it holds far fewer words than the plain one."""
    shown = [part for part in parts if part.get_content_disposition() != "attachment"]
    plain = "\n\n".join(_text(part) for part in shown if part.get_content_type() == "text/plain")
    rich = "\n".join(_text(part) for part in shown if part.get_content_type() == "text/html")
    if rich:
        page = read_html(rich)
        if len(page.text.split()) * 10 >= len(plain.split()) * 6:
            return page
    return read_text(plain)


def _attachment(part: Message) -> Document | None:
    name = (part.get_filename() or "").lower()
    if part.get_content_disposition() != "attachment" and not name.endswith(".docx"):
        return None
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return None
    if name.endswith(".docx"):
        try:
            return read_docx(content)
        except Unreadable as error:
            unread = read_text("")
            unread.remarks.append(
                _("The attachment %(name)s was not read. %(why)s", name=tidy(name)[:80], why=error.sentence)
            )
            return unread
    if name.endswith((".html", ".htm")):
        return read_html(decode(content)[0])
    return read_text(decode(content)[0]) if name.endswith(".txt") else None


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return str(part.get_payload())
    charset = part.get_content_charset()
    if charset:
        try:
            return content.decode(charset)
        except (LookupError, UnicodeError):
            pass
    return decode(content)[0]


def _append(document: Document, piece: Document) -> None:
    """Set one document under another; all its offsets move down."""
    by = len(document.text)
    row = document.lines[-1].row + 1 if document.lines else 0
    block = document.lines[-1].block + 1 if document.lines else 0
    for line in piece.lines:
        document.lines.append(
            Line(
                line.start + by,
                line.end + by,
                line.text,
                line.row + row,
                line.block + block,
                line.indent,
                line.tag,
                line.hints,
                line.cell,
            )
        )
    document.marks.extend(Mark(mark.start + by, mark.end + by, mark.tag, mark.href) for mark in piece.marks)
    document.remarks.extend(piece.remarks)
    document.marked_up = document.marked_up or piece.marked_up
    document.text += piece.text + "\n"
