"""A newsroom in a process of its own, as `make run` starts it; on another clock, if one is given."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
CHROMIUM: Final = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# No sandbox, for where we are root; and not a word to anybody but the newsroom.
CHROMIUM_ARGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def load(database: str, port: int) -> None:
    """Fill a new database with the demonstration."""
    manage(database, port, "migrate", "--verbosity", "0")
    manage(database, port, "load_demo")


def manage(database: str, port: int, *command: str, **variables: str) -> None:
    """Run a command of the newsroom's, as whoever runs the server does."""
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**_environment(database, port), **variables},
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def serving(database: str, port: int, clock: datetime | None = None) -> Iterator[str]:
    """Serve while the `with` lasts, and yield the address; `clock` is what the server's clock shows at first."""
    command = (
        ["-m", "tests.journeys.another_clock", clock.isoformat(), str(port)]
        if clock
        else ["manage.py", "runserver", "--noreload", str(port)]
    )
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=_environment(database, port),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, f"http://localhost:{port}")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    give_up = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < give_up:
        try:
            urllib.request.urlopen(f"{address}/static/public/newsroom.css", timeout=5).close()  # noqa: S310
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"{address} does not answer")


def _environment(database: str, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    ours = {"NEWSROOM_ENV": "laptop", "NEWSROOM_BASE_URL": f"http://localhost:{port}", "DATABASE_URL": database}
    return {**kept, **ours}
