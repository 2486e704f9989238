"""Spoils releases in every way that mail, Word, scanners and malice do, and looks that intake stays upright.

    python bench/intake_fuzz.py                        fifty thousand cases from seed 1
    python bench/intake_fuzz.py --cases 2000 --seed 9
    python bench/intake_fuzz.py --one 1:4711           the one case again, written to standard output

Each case must be read without a crash or be refused with a sentence, must account for every character of its text, and
must give a body with nothing executable in it. The samples beside the checkout are spoiled as well where there are any.
"""

import argparse
import io
import os
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from releases.intake import ParsedRelease, Unreadable, parse
from tests.intake.writer import EVERY

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = Path(os.environ.get("NEWSROOM_SAMPLES", ROOT.parent / "shared" / "samples"))
LONGEST = 60_000
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SAFE = {
    *("p", "br", "h2", "blockquote", "ul", "ol", "li", "strong", "em", "sub", "sup", "a"),
    *("table", "tbody", "tr", "td"),
}
SCRAPS = (
    b"<script>alert(1)</script>", b"<img src=x onerror=alert(1)>", b"<svg/onload=alert(1)>",
    b"<a href='javascript:x'>",
    b"<a href=\"java\tscript:x\">", b"<a href=//h.example>", b"<iframe srcdoc='<script>'>", b"</p></div>",
    b"<table><td>",
    b"<!--", b"-->", b"<![CDATA[", b"&#0;", b"&#x202e;", b"&lt;script&gt;", b"&amp;amp;", b"\x00", b"\xff\xfe", b"\r",
    b"\r\n\r\n",
    b"\xe2\x80\xae", b"\xef\xbf\xbe", b"\xee\x82\xa6lt;", b"\xee\x82\xbcscript", b"\xed\xa0\x80", b"=3D=\n",
    b"=?utf-8?b?gICA?=",
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n", b"Subject: =?x?q?\n", b"\x1b$B\x1b(B",
    b"EMBARGOED UNTIL 99:99 Feb. 31\n", b"EMBARGOED UNTIL ", b"3/4/2026", b"24:00", b"Contact: ", b"###\n", b" \t  \t ",
    b"\xc2\xa0" * 40, b"(" * 60, b"-" * 300, b"9" * 300, b"a@" * 60, b"\n" * 40,
    "以上\n".encode(), "解禁 ".encode("cp932"),
)  # fmt: skip


def in_word(words: bytes) -> bytes:
    """A .docx around these words, not escaped: what is spoiled in it is spoiled XML."""
    rows = b"".join(b"<w:p><w:r><w:t>" + row + b"</w:t></w:r></w:p>" for row in words.split(b"\n"))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        kind = "application/vnd.openxmlformats"
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            f'ContentType="{kind}-package.relationships+xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{kind}-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>'.encode() + rows + b"</w:body></w:document>"
        )
    return kept.getvalue()


def in_mail(words: bytes) -> bytes:
    return b"From: press@agency.example\nSubject: News\nContent-Type: text/html\n\n<p>" + words.replace(b"\n", b"<br>")


def in_page(words: bytes) -> bytes:
    return b"<html><body><h1>" + words.replace(b"\n\n", b"</p>\n<p>") + b"</p></body></html>"


def as_is(words: bytes) -> bytes:
    return words


WRAPPINGS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("a.txt", as_is), ("a.html", in_page), ("a.eml", in_mail), ("a.docx", in_word), ("", as_is),
)  # fmt: skip


def sources() -> list[tuple[str, bytes]]:
    """Names and bytes to begin with: the writer's releases in each wrapping, and the samples where they are."""
    made = [(name, wrap(parts.text().encode())) for parts in EVERY for name, wrap in WRAPPINGS]
    found = [path for path in sorted(SAMPLES.glob("*.*")) if path.suffix in {".txt", ".html", ".eml", ".docx"}]
    return made + [(path.name, path.read_bytes()[:LONGEST]) for path in found]


def spoiled(chance: random.Random, source: bytes, other: bytes) -> bytes:
    """One to six accidents, one after the other."""
    text = bytearray(source)
    for _accident in range(chance.randint(1, 6)):
        at, to = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        to = min(to, at + chance.choice((1, 8, 60, 2_000)))
        match chance.randrange(10):
            case 0:
                text[at:to] = b""
            case 1:
                text[at:at] = chance.choice(SCRAPS)
            case 2:
                text[at:at] = text[at:to] * chance.randint(1, 4)
            case 3 if text:
                text[at % len(text)] = chance.randrange(256)
            case 4:
                text[at:to] = text[at:to][::-1]
            case 5:
                text[at:to] = bytes(chance.randrange(256) for _byte in range(min(to - at, 40)))
            case 6:
                text[at:to] = other[at % (len(other) or 1) :][:400]
            case 7:
                text = text.replace(*chance.choice(((b"\n", b"\r"), (b"\n\n", b"\n"), (b" ", b"  "), (b"\n", b" "))))
            case 8:
                rows = bytes(text).split(b"\n")
                chance.shuffle(rows)
                text = bytearray(b"\n".join(rows))
            case 9:
                text = bytearray(
                    text.decode("utf-8", "replace").encode(chance.choice(("utf-16", "cp1252", "koi8-r")), "replace")
                )
    return bytes(text[:LONGEST])


def spoiled_word_file(chance: random.Random, source: bytes) -> bytes:
    """The words inside a .docx spoiled rather than its packing, which is only refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, NotImplementedError):
        return source
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            if name == "word/document.xml" or (name.endswith(".xml") and chance.random() < 0.1):
                rows = content.split(b"<w:p")
                chance.shuffle(rows)
                content = content if chance.random() < 0.5 else b"<w:p".join([content[:0], *rows])
                content = content.replace(b"</w:t>", chance.choice(SCRAPS[-20:]) + b"</w:t>", chance.randint(0, 3))
            package.writestr(name, content)
    return kept.getvalue()


class Reader(HTMLParser):
    """Reads a body as a browser would, and notes whatever it could be made to run or fetch."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SAFE:
            self.faults.append(f"<{tag}> in the body")
        for name, value in attrs:
            scheme = (value or "").partition(":")[0].lower()
            if name != "href" or scheme not in {"http", "https", "mailto", "tel"}:
                self.faults.append(f"{name}={value!r} in the body")


def faults(release: ParsedRelease) -> list[str]:
    """What intake promised and did not keep."""
    found = Reader(release.body_html).faults
    taken = sorted(one for ranges in release.spans.values() for one in ranges)
    place = 0
    for start, end in sorted([*taken, *release.leftovers]):
        if start > place:
            found.append(f"characters {place} to {start} are in no field and no leftover")
        place = max(place, end)
    if place != len(release.text):
        found.append(f"{len(release.text) - place} characters at the end are nowhere")
    if bool(release.embargo.question) != (release.embargo.kind == "question"):
        found.append("an embargo in doubt without its question")
    return found


def case(seed: int, number: int, begin: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    chance = random.Random(f"{seed}:{number}")
    name, source = chance.choice(begin)
    if name.endswith(".docx") and chance.random() < 0.9:
        return name, spoiled_word_file(chance, source)
    if chance.random() < 0.1:
        name = chance.choice(("a.txt", "a.html", "a.eml", "a.docx", ""))
    return name, spoiled(chance, source, chance.choice(begin)[1])


def run(seed: int, numbers: range) -> int:
    begin = sources()
    outcomes: Counter[str] = Counter()
    slowest, read = (0.0, 0), 0
    begun = time.process_time()
    for number in numbers:
        name, source = case(seed, number, begin)
        started = time.process_time()
        try:
            wrong = faults(parse(source, filename=name, default_zone="Europe/London"))
            outcomes["read"] += 1
        except Unreadable as refusal:
            wrong = [] if str(refusal).endswith(".") else [f"no sentence: {refusal}"]
            outcomes["refused with a sentence"] += 1
        except Exception:  # noqa: BLE001 - whatever it is, it is what this looks for
            wrong = [traceback.format_exc(limit=-3)]
        read += len(source)
        slowest = max(slowest, (time.process_time() - started, number))
        for fault in wrong:
            outcomes["WRONG"] += 1
            print(f"{seed}:{number} {name or '(no name)'}: {fault}")
    took = time.process_time() - begun
    print(f"{len(numbers):,} cases of seed {seed} ({len(begin)} sources, {read / 1e6:.0f} MB, {took:.0f} s of CPU):")
    print("  " + ", ".join(f"{count:,} {outcome}" for outcome, count in outcomes.most_common()))
    print(f"  slowest: {slowest[0] * 1000:.0f} ms, case {seed}:{slowest[1]}")
    return outcomes["WRONG"]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cases", type=int, default=50_000)
    arguments.add_argument("--first", type=int, default=0, help="the number of the first case")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--one", metavar="SEED:NUMBER")
    chosen = arguments.parse_args()
    if chosen.one:
        seed, number = map(int, chosen.one.split(":"))
        sys.stdout.buffer.write(case(seed, number, sources())[1])
        sys.exit()
    sys.exit(min(run(chosen.seed, range(chosen.first, chosen.first + chosen.cases)), 1))
