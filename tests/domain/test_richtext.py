"""Whatever is pasted, imported or written past the forms, only the allow-list reaches a reader."""

from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.utils.html import escape
from hypothesis import example, given, settings
from hypothesis import strategies as st

from releases import clock, workflow
from releases.document import Voice
from releases.models import Edition, Release
from releases.richtext import clean, run_in, text_of
from tests.cast import SWITCHBOARD, Desk, draft_for

# The promise, apart from the code that keeps it: whoever lets more through has to say so here too.
TAGS = {
    *("p", "br", "hr", "h2", "h3", "blockquote", "ul", "ol", "li"),
    *("strong", "em", "b", "i", "sub", "sup", "abbr", "a"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "hreflang", "title"},
    "abbr": {"title"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

HOSTILE = [
    "<script>alert(1)</script><p>Fine.</p>",
    "<p onclick=alert(1)>Fine.</p>",
    "<style>p{background:url(//evil.example)}</style><p style='color:red'>Fine.</p>",
    "<img src=https://tracker.example/pixel.gif><p>Fine.</p>",
    "<p><img src=x onerror=alert(1)>Fine.</p>",
    "<picture><source srcset=//evil.example></picture><p>Fine.</p>",
    "<iframe src=https://evil.example></iframe><object data=x></object><embed src=x><p>Fine.</p>",
    "<form action=//evil.example><input name=a><button>Go</button></form><p>Fine.</p>",
    "<base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'><link rel=stylesheet href=//x>",
    "<svg><script>alert(1)</script></svg><svg onload=alert(1)><p>Fine.</p>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mi><table><malignmark><style><p title='</style><script>alert(1)</script>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=x onerror=alert(1)></template><p>Fine.</p>",
    "<title><p title='</title><img src=x onerror=alert(1)>'>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>--><p>Fine.</p>",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<blockquote cite='javascript:alert(1)'>Fine.</blockquote>",
    "<p lang='a><img src=x onerror=alert(1)>'>Fine.</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&Tab;script&NewLine;:alert(1)'>x</a>",
    "<a href='&#106;avascript&colon;alert(1)'>x</a>",
    "<a href=' \x01javascript:alert(1)'>x</a>",
    "<a href='java script:alert(1)'>x</a>",
    "<a href='java&nbsp;script:alert(1)'>x</a>",
    "<a href='java&#1;script:alert(1)'>x</a>",
    "<a href='java&#x2028;script:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a><a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='file:///etc/passwd'>x</a><a href='ftp://evil.example'>x</a>",
    "<a href='//evil.example/path'>x</a>",
    "<a href='/\\evil.example'>x</a><a href='\\\\evil.example'>x</a>",
    "<a href='/\t/evil.example'>x</a><a href='\n//evil.example'>x</a>",
    "<a href='&sol;&sol;evil.example'>x</a>",
    "<a href='relative/page'>x</a><a href='?query'>x</a>",
    "<a href='https://ok.example' target=_top ping=//evil.example onmouseover=alert(1)>x</a>",
    "<p>&#1;&#xFFFE;&#8;\x00\ud800 control</p>",
]


class _Audit(HTMLParser):
    """Reads HTML again and objects to everything that is not on the list."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attrs:
            assert name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()), (tag, name)
            if name == "href":
                self._audit_address(value or "")

    def _audit_address(self, address: str) -> None:
        as_browsers_read = "".join(one for one in address if one > " ").replace("\\", "/").lower()
        if not as_browsers_read.startswith(("/", "#")):
            assert urlsplit(as_browsers_read).scheme in SCHEMES, address
        assert not as_browsers_read.startswith("//"), address

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")


def audit(html: str) -> None:
    reader = _Audit(convert_charrefs=True)
    reader.feed(html)
    reader.close()
    ElementTree.fromstring(f"<feed>{escape(html)}</feed>")  # noqa: S314 - our own output: would a feed be read?


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_hostile_is_left_of(html: str) -> None:
    audit(clean(html))
    assert clean(clean(html)) == clean(html)
    audit(run_in("", clean(html)))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://agency.example/a?b=c#d", "https://agency.example/a?b=c#d"),
        ("HTTPS://AGENCY.EXAMPLE", "HTTPS://AGENCY.EXAMPLE"),
        ("mailto:press@agency.example?subject=Media inquiry", "mailto:press@agency.example?subject=Media%20inquiry"),
        ("tel:+1-202-555-0110", "tel:+1-202-555-0110"),
        (" /news/2027/ ", "/news/2027/"),
        ("#notes", "#notes"),
        ("https://agency.example/\u00fcber uns", "https://agency.example/\u00fcber%20uns"),
    ],
)
def test_an_honest_link_stays(written: str, kept: str) -> None:
    assert clean(f'<a href="{written}">x</a>') == f'<a href="{kept}">x</a>'


def test_what_press_releases_are_made_of_stays_as_it_was_typed() -> None:
    html = (
        '<h2>Notes</h2><p lang="es" dir="ltr">El <strong>puerto</strong> <em>nuevo</em>, H<sub>2</sub>O, '
        '<abbr title="Harbour Authority">HA</abbr>.<br>Zeile</p><ol start="3"><li>Three</li></ol>'
        '<table><caption>Ships</caption><thead><tr><th scope="col" colspan="2">Name</th></tr></thead>'
        '<tbody><tr><td rowspan="2">Ida</td><td>1</td></tr></tbody></table><blockquote>Said.</blockquote><hr>'
    )
    assert clean(html) == html


def test_word_mess_loses_its_clothes_and_keeps_its_words() -> None:
    pasted = (
        '<!--[if gte mso 9]><xml><o:x>1</o:x></xml><![endif]--><p class="MsoNormal" style="mso-x:1">'
        '<span lang="EN-US">The <o:p></o:p><font color="red">harbour</font></span></p>'
    )
    assert clean(pasted) == "<p>The harbour</p>"


_PIECES = st.lists(
    st.one_of(
        st.sampled_from(HOSTILE),
        st.sampled_from(["<ul>", "<h2>", "</ul>", "<tr>", "<a href='/x'>", "x"]),
        st.sampled_from(["<p>", "</p>", "<table>", "<td>", "<svg>", "<math>", "<a href='", "'>", "<!--", "-->"]),
        st.sampled_from(
            ["<ol start=", "<li>", "<b><i>", "</b>", "&amp;", "&lt;", "&#", "javascript:", "//", "\\", ">"]
        ),
        st.text(max_size=8),
    ),
    max_size=7,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(_PIECES)
@example("<p>&#1;</p>")
@example("<li><table><li>")
@example("<p><a href='/x'><table><a href='/x'>")
@example("&am\x01p;lt;")
@example("<a href='java&#1;script:alert(1)'>x</a>")
def test_cleaning_twice_changes_nothing(html: str) -> None:
    cleaned = clean(html)
    audit(cleaned)
    assert clean(cleaned) == cleaned


@settings(max_examples=100, deadline=None)
@given(_PIECES)
@example('<ol start="--5"><li>x')
@example('<ol start="²"><li>x')
@example(f'<ol start="{"9" * 5000}"><li>x')
def test_the_words_of_any_text_can_be_read(html: str) -> None:
    assert "<p>" not in text_of(clean(html))


def test_the_words_are_set_as_a_plain_text_release() -> None:
    html = (
        "<h2>Facts &amp; figures</h2><p>One<br>two  three</p><ul><li>Four</li><li>Five</li></ul>"
        '<ol start="9"><li>Nine</li><li>Ten</li></ol><blockquote><p>“Six.”</p></blockquote>'
        "<table><caption>Ships</caption><tr><th>Name</th><td>Ida</td></tr></table><p>&lt;End&gt;</p>"
    )
    assert text_of(clean(html)) == (
        "Facts & figures\n\nOne\ntwo three\n\n• Four\n• Five\n\n9. Nine\n10. Ten\n\n“Six.”\n\nShips\nName\tIda\n\n<End>"
    )


def test_an_empty_paragraph_has_no_words() -> None:
    assert text_of(clean("<p>&nbsp;</p><p><br></p>")) == ""


@pytest.mark.parametrize(
    ("body", "set_in"),
    [
        ("<p>Words.</p>", '<p><span class="dateline">&lt;DC&gt; –</span> Words.</p>'),
        ('<p lang="a&gt;b">Words.</p>', '<p lang="a&gt;b"><span class="dateline">&lt;DC&gt; –</span> Words.</p>'),
        ("<ul><li>x</li></ul>", '<p><span class="dateline">&lt;DC&gt; –</span> </p><ul><li>x</li></ul>'),
        ("", '<p><span class="dateline">&lt;DC&gt; –</span> </p>'),
    ],
)
def test_the_dateline_is_run_in_and_escaped(body: str, set_in: str) -> None:
    assert run_in("<DC>", body) == set_in


# --- Every way into the database ---

SCRIPT = "<p>Fine.</p><script>alert(1)</script><a href='java script:alert(1)'>x</a>"
CLEANED = "<p>Fine.</p><a>x</a>"


@pytest.mark.django_db
def test_a_draft_is_clean_in_the_release_and_in_its_revision() -> None:
    desk = Desk()
    release = desk.draft(body=SCRIPT)
    assert desk.fresh(release).body == desk.revision(release).content["body"] == CLEANED
    desk.edit(release, body="<p>New.</p><script>alert(2)</script>")
    assert desk.fresh(release).body == desk.revision(release).content["body"] == "<p>New.</p>"


@pytest.mark.django_db
def test_an_import_is_clean() -> None:
    desk = Desk()
    edition = workflow.import_release(
        actor=desk.cast.publisher, draft=draft_for(desk.cast.office, body=SCRIPT), issued_at=clock.now()
    )
    assert Edition.objects.get(pk=edition.pk).body == CLEANED


@pytest.mark.django_db
def test_update_and_bulk_writes_are_clean() -> None:
    desk = Desk()
    release = desk.draft()
    Release.objects.filter(pk=release.pk).update(body=SCRIPT)
    assert desk.fresh(release).body == CLEANED

    release.body = SCRIPT
    Release.objects.bulk_update([release], ["body"])
    assert desk.fresh(release).body == CLEANED

    release.body = SCRIPT
    release.save()
    assert desk.fresh(release).body == CLEANED

    twin = Release(pk=Release().pk, headline="Twin", lead_office=desk.cast.office, body=SCRIPT)
    twin.created_at = twin.changed_at = clock.now()
    twin.changed_by = desk.cast.writer
    Release.objects.bulk_create([twin])
    assert desk.fresh(twin).body == CLEANED


@pytest.mark.django_db
def test_an_edition_cannot_be_made_of_anything_unclean() -> None:
    desk = Desk()
    edition = Edition.objects.get(release=desk.approved())
    edition.pk, edition.sequence, edition.body = Edition().pk, 2, SCRIPT
    Edition.objects.bulk_create([edition])
    assert Edition.objects.get(pk=edition.pk).body == CLEANED


@pytest.mark.django_db
def test_no_field_holds_what_a_feed_cannot_carry() -> None:
    desk = Desk()
    release = desk.draft(
        headline="Har\x01bour\nopens",
        summary="One\x02\r\ntwo",
        boilerplate="About\x03",
        contacts=(replace(SWITCHBOARD, name="Ida\x04  Lund"),),
        speakers=(Voice("Ada\x05  Reyes", "Sec\x00retary"), Voice(" ")),
    )
    content = desk.revision(release).content
    assert (content["headline"], content["summary"], content["boilerplate"]) == ("Harbour opens", "One\ntwo", "About")
    assert content["contacts"][0]["name"] == "Ida Lund"
    assert content["speakers"] == [{"name": "Ada Reyes", "title": "Secretary"}]
