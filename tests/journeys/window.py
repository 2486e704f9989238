"""One person's browser window, and what is expected of every page that passes through it."""

from pathlib import Path
from typing import Any, Final

from releases.demo import reader

PASSWORD: Final = reader.newsroom()["desk"]["password"]
PICTURES: Final = Path(__file__).resolve().parents[2] / "var" / "screenshots"
# The editor is not ours, and at the end of its life: what axe says of its tool bar nobody will mend.
NOT_OURS: Final = {"exclude": [[".cke_chrome"]]}


class Window:
    """A fresh profile: no cookies, no cache. Notes errors and every request that leaves the newsroom."""

    def __init__(
        self,
        browser: Any,
        newsroom: str,
        *,
        width: int = 1280,
        scheme: str = "light",
        scripts: bool = True,
        calm: bool = False,
    ) -> None:
        self.newsroom = newsroom
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            # Colours of the reader's own choosing, and nothing that moves.
            **({"forced_colors": "active", "reduced_motion": "reduce"} if calm else {}),
            locale="en-US",
            java_script_enabled=scripts,
            permissions=["clipboard-read", "clipboard-write"],
        )
        self.page = self.context.new_page()
        self.strayed: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", self._note_request)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note_word)
        self.page.on("response", self._note_answer)

    def open(self, path: str) -> Any:
        """Go to an address of the newsroom."""
        return self.page.goto(self.newsroom + path)

    def follow(self, way: Any) -> None:
        """Press a link or a button, and wait until the page behind it is there."""
        with self.page.expect_navigation():
            way.click()

    def sign_in(self, username: str) -> "Window":
        """Come to the desk by the door."""
        self.open("/desk/")
        self.page.get_by_label("User name").fill(username)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.follow(self.page.get_by_role("button", name="Log in"))
        return self

    def paste(self, text: str) -> None:
        """Put a text on the clipboard and press the keys for it."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+V")

    def look(self, picture: str = "", **rules: Any) -> None:
        """Nothing that axe can find is wrong with this page, by further `rules` too; keep a picture of it."""
        if picture:
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{picture}.png", full_page=True)
        # Preloading would have axe itself ask for style sheets at addresses that it makes up.
        # Only the browser's own requirements bring it, and the everyday run reads this module too.
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page, context=NOT_OURS, options={"preload": False, "rules": rules})
        assert found.violations_count == 0, found.generate_report()

    def fits(self) -> bool:
        """Whether the page is no wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth")
        return width <= self.page.viewport_size["width"]

    def close(self) -> None:
        """Leave; a visit that asked somebody else for anything, or failed in a script, was no good visit."""
        self.context.close()
        assert not self.strayed, self.strayed
        assert not self.errors, self.errors

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith((f"{self.newsroom}/", "data:", "blob:")):
            self.strayed.append(request.url)

    def _note_answer(self, response: Any) -> None:
        if response.status >= 500:
            self.errors.append(f"{response.status} ({response.url})")

    def _note_word(self, message: Any) -> None:
        # The browser also counts an answer of 404 or 410 to the page itself as an error; that is no script's.
        if message.type == "error" and message.location.get("url") != self.page.url:
            self.errors.append(f"{message.text} ({message.location.get('url')})")
