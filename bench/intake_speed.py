"""How long intake takes a kilobyte, from 10 KB to 10 MB, and whether bait makes it take longer the longer it is.

    python bench/intake_speed.py            the table of times and ratios
    python bench/intake_speed.py --fuzz 60  sixty seconds of random sources: crashes, uncovered characters, slowest

Processor time, not wall time. A ratio is the time a kilobyte at 10 MB over that at 100 KB: about 1 is linear.
(Below 100 KB the fixed cost of reading head and foot weighs in.)
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from releases.intake import Unreadable, parse

SENTENCE = "The Harbour Agency today opened the northern pier after two years of work, its director said. "
HEAD = "FOR IMMEDIATE RELEASE\n\nHarbour Agency Opens the Northern Pier\n\nABERDEEN – "
SIZES = (10, 100, 1_000, 10_000)


def prose(size: int) -> str:
    return HEAD + (SENTENCE * 4 + "\n\n") * (size // (len(SENTENCE) * 4)) + "###\n"


def wrapped(size: int) -> str:
    row = "The Harbour Agency today opened the northern pier after two years\nof work, its director said.\n\n"
    return HEAD + row * (size // len(row))


def one_line(size: int) -> str:
    return SENTENCE * (size // len(SENTENCE))


def page(size: int) -> str:
    return f"<h1>A new pier</h1>{f'<p>{SENTENCE}<b>now</b></p>' * (size // (len(SENTENCE) + 17))}"


def one_letter(size: int) -> str:
    return "a" * size


def labels(size: int) -> str:
    return "EMBARGOED UNTIL 10 a.m.\nContact: Jo Doe\n555-123-4567\n" * (size // 53)


def entities(size: int) -> str:
    return "<p>a</p><p>" + "&amp;" * (size // 5)


KINDS: tuple[Callable[[int], str], ...] = (prose, wrapped, one_line, page, one_letter, labels, entities)
PIECES = (
    "EMBARGOED UNTIL ", "10 a.m. ET ", "May 5, 2026", "\n", "\n\n", "Contact: ", "Jo Doe ", "555-123-4567", "###", "\t",
    "<p>", "</p>", "<b>", "<table><tr><td>", "•  ", "WASHINGTON – ", SENTENCE, "a@b.example ", "About the Agency\n",
    "“",
    "以上", "解禁 ", "\u202e", "\0", "&#x0;", "Subject: x\n", "From: y\n", "SPERRFRIST ", "tomorrow ", "24:00 ", "--\n",
)  # fmt: skip


def seconds(text: str) -> float:
    begun = time.process_time()
    parse(text, default_zone="UTC")
    return time.process_time() - begun


def table() -> None:
    seconds(prose(2_000))
    print(f"{'microseconds a KB':<20}" + "".join(f"{size:>10,} KB" for size in SIZES) + f"{'ratio':>8}")
    for kind in KINDS:
        rates = [seconds(kind(size * 1_000)) / size * 1e6 for size in SIZES]
        print(f"{kind.__name__:<20}" + "".join(f"{rate:>13,.0f}" for rate in rates) + f"{rates[-1] / rates[1]:>8.2f}")


def fuzz(limit: float) -> int:
    chance, begun, runs, slowest, bad = random.Random(7), time.monotonic(), 0, (0.0, ""), 0
    while time.monotonic() - begun < limit:
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 60)))
        text += "".join(chr(chance.randrange(1, 0xD000)) for _ in range(chance.randint(0, 20)))
        started = time.process_time()
        for name in ("", "a.html", "a.eml"):
            try:
                release = parse(text, filename=name, default_zone="Europe/London")
            except Unreadable:
                continue
            covered = {
                place for ranges in release.spans.values() for start, end in ranges for place in range(start, end)
            }
            covered |= {place for start, end in release.leftovers for place in range(start, end)}
            bad += len(covered) != len(release.text)
            bad += bool(release.embargo.question) != (release.embargo.kind == "question")
        slowest = max(slowest, (time.process_time() - started, text[:60]))
        runs += 3
    print(f"{runs:,} sources, no crash, {bad} wrong; the slowest three took {slowest[0] * 1000:.0f} ms: {slowest[1]!r}")
    return bad


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fuzz", type=float, metavar="SECONDS", help="try random sources instead")
    chosen = parser.parse_args()
    sys.exit(fuzz(chosen.fuzz) if chosen.fuzz else table())
