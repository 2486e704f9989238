"""Word files: measured before they are opened, read by structure, never followed anywhere."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from html import escape
from xml.etree import ElementTree

import mammoth

from releases.intake.read_html import read_html
from releases.intake.result import Unreadable
from releases.intake.sentence import Sentence, _
from releases.intake.source import Document

MOST_PARTS = 2_000
MOST_BYTES = 48 * 1024 * 1024  # all parts that are read, unpacked
PART = re.compile(
    r"word/(?:document|styles|numbering|header\d{0,3}|footer\d{0,3}|footnotes|endnotes|"
    r"comments)\.xml"
)
DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError, EOFError),
    *(ValueError, KeyError),
)
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Header'] => p:fresh
p[style-name='Footer'] => p:fresh
"""


def read_docx(source: bytes) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as package:
            head, foot, remarks = _examine(package)
    except DAMAGE as error:
        raise Unreadable(
            _("This is not a Word file that can be opened. Save it again as .docx, or paste its text.")
        ) from error
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(source),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(lambda image: {}),
            include_embedded_style_map=False,
        )
    except RecursionError as error:
        raise Unreadable(_("This Word file is nested too deep to be a release. Paste its text instead.")) from error
    except Exception as error:
        raise Unreadable(_("This Word file is damaged. Open it in Word, save it again, or paste its text.")) from error
    document = read_html(_paragraphs(head, "page-head") + result.value + _paragraphs(foot, "page-foot"))
    document.format = "docx"
    document.remarks[:0] = remarks
    return document


def _examine(package: zipfile.ZipFile) -> tuple[list[str], list[str], list[Sentence]]:
    """Refuse bombs and entities; take the words of page headers and footers, which mammoth passes over."""
    names = package.infolist()
    if len(names) > MOST_PARTS:
        raise Unreadable(_("This Word file has more parts than any release. Paste its text instead."))
    total = 0
    head: list[str] = []
    foot: list[str] = []
    remarks: list[Sentence] = []
    for part in names:
        if part.filename.endswith("vbaProject.bin"):
            remarks.append(_("The file carries macros. They were not read."))
        if not part.filename.endswith((".xml", ".rels")):
            continue
        with package.open(part) as stream:
            content = stream.read(MOST_BYTES - total + 1)
        total += len(content)
        if total > MOST_BYTES:
            raise Unreadable(_("This Word file unpacks to more than 48 MB of text, far beyond any release."))
        if DECLARATION.search(content) or content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content[:200]:
            raise Unreadable(_("This Word file declares entities, which no release needs. Paste its text instead."))
        if part.filename.endswith("settings.xml.rels") and b"attachedTemplate" in content:
            remarks.append(_("The file asks for a template from elsewhere. It was not fetched."))
        if PART.fullmatch(part.filename) and ("header" in part.filename or "footer" in part.filename):
            (head if "header" in part.filename else foot).extend(_words(content))
    return list(dict.fromkeys(head)), list(dict.fromkeys(foot)), remarks


def _words(content: bytes) -> list[str]:
    try:
        tree = ElementTree.fromstring(content)  # noqa: S314 - entities and doctypes were refused above
    except ElementTree.ParseError:
        return []
    paragraphs = []
    for paragraph in tree.iter(f"{WORD}p"):
        pieces = [
            "\t" if node.tag == f"{WORD}tab" else node.text or ""
            for node in paragraph.iter()
            if node.tag in (f"{WORD}t", f"{WORD}tab")
        ]
        paragraphs.append(" ".join("".join(pieces).split()))
    return [words for words in paragraphs if words]


def _paragraphs(words: list[str], where: str) -> str:
    return "".join(f'<p class="{where}">{escape(text)}</p>' for text in words)
