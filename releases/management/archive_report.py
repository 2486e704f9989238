"""What a person is told while an archive is imported: how far it is, and what was not understood of which item."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from releases import clock
from releases.importing import Item

_WIDTH: Final = 30
_EVERY: Final = 1_000
_MOST_SAID: Final = 300


class Report:
    """Sentences an item, on standard output or at the end of a file that its owner alone may read."""

    def __init__(self, output: Any, progress: "Progress", path: Path | None = None) -> None:
        self._output, self._progress = output, progress
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") if path else None
        if self._file:
            self._file.write(f"Import of {clock.now():%Y-%m-%d %H:%M} UTC\n\n")

    def say(self, item: Item, *, outcome: str = "", reasons: Iterable[str] = (), remarks: Iterable[str] = ()) -> None:
        lines = [f"  {outcome}: {reason}" for reason in reasons] + [f"  note: {remark}" for remark in remarks]
        if lines:
            headline = " ".join(item.headline.split())[:80]
            head = f"{item.place}  “{headline}”" if headline else item.place
            self.write("\n".join([head, *(" ".join(line.split())[:_MOST_SAID].join(["  ", ""]) for line in lines)]))

    def write(self, text: str) -> None:
        text = text.encode("utf-8", "replace").decode()
        if self._file:
            self._file.write(f"{text}\n")
            self._file.flush()
        else:
            self._progress.clear()
            self._output.write(text)

    def close(self) -> None:
        if self._file:
            self._file.close()


class Progress:
    """A bar on a terminal, a plain line now and then elsewhere."""

    def __init__(self, output: Any) -> None:
        self._output, self._is_terminal, self._said = output, bool(output.isatty()), 0

    def show(self, fraction: float, tally: Counter[str]) -> None:
        read = tally.total()
        if self._is_terminal:
            bar = ("#" * round(fraction * _WIDTH)).ljust(_WIDTH)
            self._said = len(said := f"[{bar}] {fraction:4.0%}  {in_words(tally)}")
            self._output.write(f"\r{said}", str, ending="")
            self._output.flush()
        elif read - self._said >= _EVERY:
            self._said = read
            self._output.write(f"{fraction:.0%} read: {in_words(tally)}", str)

    def clear(self) -> None:
        """Take the bar away, so that a sentence can stand in its place."""
        if self._is_terminal and self._said:
            self._output.write(f"\r{' ' * self._said}\r", str, ending="")
            self._output.flush()
            self._said = 0


def in_words(tally: Counter[str]) -> str:
    """Return the numbers of a run in one line."""
    return f"{tally['imported']:,} imported, {tally['known']:,} here already, {tally['left']:,} left out"
