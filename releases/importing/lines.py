"""Text files read line by line, with a bound on each line, so that a file without line ends can't fill the memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from releases.importing.item import MOST, Unreadable
from releases.intake.decode import decode

_SAMPLE: Final = 65_536


class Lines:
    """The lines of a file in its own encoding. `taken` counts bytes since `begin()`: the length of one row."""

    def __init__(self, stream: BinaryIO, *, encoding: str, size: int) -> None:
        self._stream, self._encoding, self._size = stream, encoding, max(size, 1)
        self.number = self.taken = self._read = 0

    def __iter__(self) -> Iterator[str]:
        while row := self._stream.readline(MOST + 1):
            self.number += 1
            self.taken += len(row)
            self._read += len(row)
            if self.taken > MOST:
                raise Unreadable(f"Line {self.number}: what begins there is longer than 16 MB.")
            try:
                yield row.decode(self._encoding)
            except UnicodeDecodeError as error:
                raise Unreadable(f"Line {self.number} is not {self._encoding}, as the lines before it.") from error

    def begin(self) -> None:
        self.taken = 0

    @property
    def progress(self) -> float:
        return min(self._read / self._size, 1.0)


def lines_of(path: Path, stream: BinaryIO) -> Lines:
    """The lines of an opened file, in the encoding that its beginning is in."""
    sample = stream.read(_SAMPLE)
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in sample:
        raise Unreadable("The file is in UTF-16. Save it as UTF-8.")
    stream.seek(len(codecs.BOM_UTF8) if sample.startswith(codecs.BOM_UTF8) else 0)
    # A character that the end of the sample cuts in two is no sign of another encoding.
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    return Lines(stream, encoding=decode(whole)[1], size=path.stat().st_size)
