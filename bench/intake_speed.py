"""How long intake takes a kilobyte, from 10 KB to 10 MB: each format, and bait that would make it slower and slower.

    python bench/intake_speed.py              the table of times and ratios
    python bench/intake_speed.py --most 1000  nothing longer than 1,000 KB

Processor time, not wall time. A ratio is the time a kilobyte in the longest source over that at 100 KB: about 1 is
linear. (Below 100 KB the fixed cost of reading head and foot weighs in.) A Word file is measured by its words. Last
comes what is too long: how soon it is refused.
"""

import argparse
import contextlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.intake_fuzz import in_word
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


def mail(size: int) -> bytes:
    letter = f"From: press@agency.example\nSubject: A new pier\nContent-Type: text/plain\n\n{wrapped(size)}"
    return letter.encode()


def word(size: int) -> bytes:
    return in_word(prose(size).encode())


def one_letter(size: int) -> str:
    return "a" * size


def labels(size: int) -> str:
    return "EMBARGOED UNTIL 10 a.m.\nContact: Jo Doe\n555-123-4567\n" * (size // 53)


def entities(size: int) -> str:
    return "<p>a</p><p>" + "&amp;" * (size // 5)


def blanks(size: int) -> str:
    return "a b" + " " * size + "c"


def open_tags(size: int) -> str:
    return "<p>a</p>" + "<b><p>" * (size // 6)


KINDS: tuple[Callable[[int], str | bytes], ...] = (
    prose, wrapped, page, mail, word, one_line, one_letter, labels, entities, blanks, open_tags,
)  # fmt: skip


def seconds(source: str | bytes) -> float:
    begun = time.process_time()
    with contextlib.suppress(Unreadable):
        parse(source, default_zone="UTC")
    return time.process_time() - begun


def table(*, most: int) -> None:
    sizes = [size for size in SIZES if size <= most]
    seconds(prose(2_000))
    print(f"{'microseconds a KB':<20}" + "".join(f"{size:>10,} KB" for size in sizes) + f"{'ratio':>8}", flush=True)
    for kind in KINDS:
        rates = [seconds(kind(size * 1_000)) / size * 1e6 for size in sizes]
        row = f"{kind.__name__:<20}" + "".join(f"{rate:>13,.0f}" for rate in rates)
        print(row + f"{rates[-1] / rates[min(1, len(rates) - 1)]:>8.2f}", flush=True)
    print(f"50 MB of one line: refused in {seconds(b'a' * 50_000_000) * 1000:.1f} ms")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--most", type=int, default=SIZES[-1], metavar="KB", help="leave out longer sources")
    table(most=arguments.parse_args().most)
