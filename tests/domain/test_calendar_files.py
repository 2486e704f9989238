"""What is written as iCalendar comes out of a reader of RFC 5545 as it went in, whatever it is."""

import re

from hypothesis import given
from hypothesis import strategies as st

from releases.preview import ics

SHORT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=30)
TEXT = st.builds(lambda text, times: text * times, SHORT, st.integers(1, 20))


def _unfolded(written: str) -> list[str]:
    """The content lines, as section 3.1 puts them together again."""
    return re.sub("\r\n[ \t]", "", written).split("\r\n")


def _meant(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL)


@given(TEXT)
def test_no_line_is_longer_than_75_octets_and_none_says_anything_else(text: str) -> None:
    line = f"SUMMARY:{ics.escaped(text)}"
    folded = ics.folded(line)
    assert all(len(part.encode()) <= ics.LONGEST for part in folded.split("\r\n"))
    assert _unfolded(folded) == [line], "one property stays one, whatever is in it"


@given(TEXT)
def test_a_text_comes_out_as_it_went_in_without_what_may_not_stand_there(text: str) -> None:
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(one for one in whole if one == "\n" or (one >= " " and one != "\x7f"))
    assert _meant(ics.escaped(text)) == kept
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", ics.escaped(text))
