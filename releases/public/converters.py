"""The parts of public addresses: years, months and days of fixed width, counting numbers, slugs in any script."""


class Year:
    """Four digits."""

    regex = r"[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class TwoDigits:
    """A month or a day, always with its leading zero."""

    regex = r"[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:02}"


class Ordinal:
    """1, 2, 3 …: one spelling each, and none that overflows a column."""

    regex = r"[1-9][0-9]{0,5}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class _Word:
    """As it is written."""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FeedForm(_Word):
    """The forms every feed comes in."""

    regex = r"rss|atom|json"


class Suffix(_Word):
    """The other forms a release comes in."""

    regex = r"txt|md|json"


class UnicodeSlug(_Word):
    """Letters and digits of any script, hyphens and underscores."""

    regex = r"[-\w]+"
