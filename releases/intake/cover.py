"""Spans and leftovers: which words each field came from, and that together they cover every character."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from releases.intake.result import Range


def ordered(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Sorted, with touching and overlapping ones made one."""
    out: list[Range] = []
    for start, end in sorted(one for one in ranges if one[0] < one[1]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def leftovers(spans: Mapping[str, Iterable[Range]], length: int) -> tuple[Range, ...]:
    """Everything that no field took, blanks included, so that nothing is dropped in silence."""
    out, place = [], 0
    for start, end in ordered(one for ranges in spans.values() for one in ranges):
        if start > place:
            out.append((place, start))
        place = max(place, end)
    if place < length:
        out.append((place, length))
    return tuple(out)
