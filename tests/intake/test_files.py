"""Word files, messages and pages: read by structure, opened safely, and followed nowhere."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from releases import richtext
from releases.intake import Contact, Unreadable, parse, safe_html
from tests.intake.writer import ENGLISH, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
STYLES = f'<w:styles {W}>' + "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "Subtitle", "Caption")
) + "</w:styles>"  # fmt: skip
STYLE_LINK = RELATIONS.replace('officeDocument" ', 'styles" ').replace("word/document.xml", "styles.xml")


def paragraph(text: str, style: str = "") -> str:
    chosen = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{chosen}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, **parts: str | bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/styles.xml", STYLES)
        package.writestr("word/_rels/document.xml.rels", STYLE_LINK)
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return target.getvalue()


STORY = "".join(paragraph(text) for text in ENGLISH.body)


def test_word_styles_name_headline_subhead_and_caption() -> None:
    source = docx(
        paragraph("A New Pier", "Title")
        + paragraph("Forty ships a week", "Subtitle")
        + paragraph("The pier. Photo: A. Lee", "Caption")
        + STORY
    )  # fmt: skip
    release = read(source, filename="release.docx")
    assert (release.headline, release.subhead, release.format) == ("A New Pier", "Forty ships a week", "docx")
    assert len(release.paragraphs) == 3


def test_an_embargo_in_the_page_head_of_a_word_file_counts() -> None:
    head = f"<w:hdr {W}>{paragraph('EMBARGOED UNTIL 10 a.m. BST, 21 April 2026')}</w:hdr>"
    release = read(docx(paragraph("A New Pier", "Title") + STORY, word__header1_xml=head), filename="release.docx")
    assert release.embargo.kind == "until"


def test_a_bomb_is_measured_before_it_goes_off() -> None:
    bomb = docx(paragraph("x"), word__numbering_xml=b" " * (49 * 1024 * 1024))
    assert len(bomb) < 200_000
    with pytest.raises(Unreadable, match="unpacks"):
        read(bomb, filename="bomb.docx")


def test_a_word_file_that_was_damaged_on_its_way_gets_a_sentence() -> None:
    whole = docx(paragraph("A New Pier", "Title") + STORY * 20)
    place = whole.index(b"word/document.xml") + 40
    with pytest.raises(Unreadable, match="not a Word file that can be opened"):
        read(whole[:place] + b"\xff" * 8 + whole[place + 8 :], filename="x.docx")


def test_entities_are_refused() -> None:
    entities = f'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:hdr {W}>&b;</w:hdr>'
    with pytest.raises(Unreadable, match="entities"):
        read(docx(paragraph("x"), word__header1_xml=entities), filename="x.docx")


def test_macros_and_templates_are_named_and_left_alone() -> None:
    link = '<Relationships><Relationship Type="x/attachedTemplate" Target="http://a.example/a.dotm"/></Relationships>'
    source = docx(paragraph("A New Pier", "Title") + STORY, word__vbaProject_bin=b"macro")
    target = io.BytesIO(source)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("word/_rels/settings.xml.rels", link)
    notes = " ".join(note.sentence for note in read(target.getvalue(), filename="x.docx").notes)
    assert "macros" in notes
    assert "template" in notes


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (b"PK\x03\x04 not a zip", "x.docx"),
        (b"\xd0\xcf\x11\xe0old", "x.doc"),
        (b"%PDF-1.7", "x.pdf"),
        (b"plain", "x.docx"),
    ],
)
def test_what_cannot_be_opened_gets_a_sentence(source: bytes, name: str) -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        read(source, filename=name)


def message(*, html: bool = False) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Press Office <press@harbour.example>"
    mail["To"] = "news@paper.example"
    mail["Date"] = "Mon, 20 Apr 2026 09:12:00 +0100"
    mail["Subject"] = "New pier – opening today"
    mail.set_content(ENGLISH.text())
    if html:
        story = "".join(f"<p>{text}</p>" for text in ENGLISH.body)
        mail.add_alternative(f"<h1>{ENGLISH.headline}</h1>{story}<p>###</p>", subtype="html")
    return mail


@pytest.mark.parametrize("html", [False, True], ids=["plain", "with an HTML part"])
def test_a_message_is_its_release(html: bool) -> None:
    release = read(bytes(message(html=html)), filename="release.eml")
    assert (release.format, release.headline) == ("mail", ENGLISH.headline)
    assert len(release.paragraphs) == 3
    assert release.dateline == "ABERDEEN"


def test_the_subject_is_the_headline_where_the_text_has_none() -> None:
    mail = message()
    mail.set_content("\n\n".join(ENGLISH.body))
    mail.replace_header("Subject", "Fwd: PRESS RELEASE: A new pier for the north")
    release = read(bytes(mail), filename="release.eml")
    assert release.headline == "A new pier for the north"


def test_a_release_that_is_attached_is_read_with_its_cover_note() -> None:
    mail = message()
    mail.set_content("Please find our release attached. It is embargoed until 10 a.m. BST on 21 April 2026.\n")
    mail.add_attachment(
        docx(paragraph("A New Pier", "Title") + STORY),
        maintype="application",
        subtype="octet-stream",
        filename="r.docx",
    )
    release = read(bytes(mail), filename="release.eml")
    assert release.headline == "A New Pier"
    assert release.embargo.until is not None


PAGE = """<!DOCTYPE html><html lang="en"><head><title>A new pier - Harbour Agency</title><script>track()</script></head>
<body><nav class="breadcrumb"><a href="/">Home</a></nav><p class="context">Press release</p><h1>A new pier</h1>
<p class="lead">It shelters forty ships.</p><dl><dt>From:</dt><dd>Office of Harbour Affairs</dd><dt>Published:</dt>
<dd>2026-04-20</dd></dl><div><p>The agency <strong>today</strong> opened a <a href="https://harbour.example/pier">new
pier</a> after two years of work.</p><blockquote><p>It will keep them safe.</p></blockquote><h2>The figures</h2><ul>
<li>Forty ships</li><li>Two years</li></ul><table><tr><th>Year</th><th>Ships</th></tr><tr><td>2025</td><td>40</td></tr>
</table><p onclick="x()">Bad <a href="javascript:alert(1)">link</a> and
<img src="http://elsewhere.example/x.png"> image.</p>
</div><footer><p>All rights</p></footer></body></html>"""


def test_a_page_gives_its_fields_and_its_structure() -> None:
    release = read(PAGE, filename="page.html")
    assert (release.headline, release.subhead) == ("A new pier", "It shelters forty ships.")
    assert (release.office, str(release.issue_date)) == ("Office of Harbour Affairs", "2026-04-20")
    for markup in (
        '<a href="https://harbour.example/pier">new pier</a>', "<strong>today</strong>", "<h2>The figures</h2>",
        "<blockquote><p>It will keep them safe.</p></blockquote>", "<li>Forty ships</li>", "<td>40</td>",
    ):  # fmt: skip
        assert markup in release.body_html
    assert "javascript" not in release.body_html
    assert "elsewhere.example" not in release.body_html
    assert any("left out" in note.sentence for note in release.notes)


def test_pasted_from_word_and_from_google_docs() -> None:
    word = (
        "<p class=MsoTitle><b><span style='font-size:18pt'>A new pier<o:p></o:p></span></b></p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<p class=MsoNormal>The agency opened a new pier today after\ntwo years of work.</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
        "<span style='mso-list:Ignore'>·<span>&nbsp; </span></span>Forty ships</p>"
    )
    release = read(word)
    assert release.headline == "A new pier"
    assert release.paragraphs == ("The agency opened a new pier today after two years of work.", "Forty ships")
    assert "<ul>\n<li>Forty ships</li>\n</ul>" in release.body_html
    google = (
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><h1>A new pier</h1><p>'
        '<span style="font-weight:400">The agency opened a </span><span style="font-weight:700">new pier</span>'
        "<span> today after two years of work.</span></p></b>"
    )
    assert "<strong>new pier</strong>" in read(google).body_html


def test_the_markup_that_intake_writes_is_markup_that_the_newsroom_keeps() -> None:
    assert safe_html.TAGS <= richtext.TAGS
    assert safe_html.SCHEMES <= richtext.SCHEMES
    for tag, names in safe_html.ATTRIBUTES.items():
        assert names <= richtext.ATTRIBUTES[tag]
    body = read(PAGE, filename="page.html").body_html
    assert richtext.clean(body) == body


def test_intake_reaches_nothing_of_ours() -> None:
    folder = Path(__file__).resolve().parents[2] / "releases" / "intake"
    for module in folder.glob("*.py"):
        for line in module.read_text(encoding="utf-8").splitlines():
            if line.lstrip().startswith(("import ", "from ")):
                assert "django" not in line
                assert "releases" not in line or "releases.intake" in line


def test_parsing_twice_gives_the_same() -> None:
    assert parse(PAGE, default_zone="UTC") == parse(PAGE, default_zone="UTC")
    assert isinstance(read(ENGLISH.text()).contacts[0], Contact)
