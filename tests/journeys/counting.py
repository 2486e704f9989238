"""What a thing costs whoever does it: pages loaded and presses, as the browser counts them, and fields filled."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.journeys.window import Window

# Only what a pointer does is a press: not the Enter key, and nothing that a script does by itself.
_LISTEN = """addEventListener("pointerdown", (event) => event.isTrusted && window.countPress(), true)"""


@dataclass
class Count:
    """One line of the table."""

    step: str = ""
    pages: int = 0
    clicks: int = 0
    fields: int = 0


class Tally:
    """The table as it grows; every window of the day adds to its last line."""

    def __init__(self) -> None:
        self.lines: list[Count] = []
        self.sign_ins = 0
        self.current: Count | None = None

    @contextmanager
    def step(self, name: str) -> Iterator[Count]:
        """Count under this name while the `with` lasts."""
        self.current = Count(name)
        self.lines.append(self.current)
        yield self.current
        self.current = None

    @property
    def clicks(self) -> int:
        return sum(line.clicks for line in self.lines)

    def __str__(self) -> str:
        total = Count("The whole day", *(sum(getattr(line, name) for line in self.lines) for name in _COLUMNS))
        rows = [f"| {line.step} | {line.pages} | {line.clicks} | {line.fields} |" for line in (*self.lines, total)]
        return "\n".join(["| step | pages | clicks | fields |", "|---|--:|--:|--:|", *rows])


_COLUMNS = ("pages", "clicks", "fields")


class CountingWindow(Window):
    """A window that counts. Fields are filled by its own verbs, the way to a field by Tab costs nothing."""

    def __init__(self, browser: Any, newsroom: str, tally: Tally, **kwargs: Any) -> None:
        super().__init__(browser, newsroom, **kwargs)
        self.tally = tally
        self.page.set_default_timeout(15_000)
        self.page.expose_function("countPress", lambda: self._add("clicks"))
        self.page.add_init_script(_LISTEN)
        self.page.on("domcontentloaded", lambda _page: self._add("pages"))

    def sign_in(self, username: str) -> "CountingWindow":
        """Come to the desk; that is told apart from the day."""
        super().sign_in(username)
        self.tally.sign_ins += 1
        return self

    def type(self, label: str, text: str) -> None:
        """Type into a field, over what stands there."""
        self._field(label).fill(text)
        self._add("fields")

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        self._field(label).select_option(label=option)
        self._add("fields")

    def paste_into(self, field: Any, text: str) -> None:
        """Paste into a field, reached by keys."""
        field.focus()
        self.paste(text)
        self._add("fields")

    def write(self, field: Any, *keys: str, text: str) -> None:
        """Reach a field and a place in it by keys, and type there."""
        field.focus()
        for key in keys:
            self.page.keyboard.press(key)
        self.page.keyboard.type(text)
        self._add("fields")

    def _field(self, label: str) -> Any:
        # Forms of the admin put a colon behind it, the pages of the moves none.
        return self.page.get_by_label(re.compile(f"^{label}:?$")).and_(self.page.locator("input, select, textarea"))

    def _add(self, column: str) -> None:
        line = self.tally.current
        if line is not None:
            setattr(line, column, getattr(line, column) + 1)
