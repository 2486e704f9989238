"""Writes an archive of any size and imports it, printing its pace and its memory: `python bench/import_many.py 100000`.

The archive is invented, of 2.7 KB an item; a second run over it, which must bring nothing in, is timed as well.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django  # noqa: E402

django.setup()

from bench.archive import OLDEST, Words  # noqa: E402

EVERY = 5_000


def main() -> None:
    reading = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reading.add_argument("count", nargs="?", type=int, default=100_000)
    wanted = reading.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive.jsonl"
        write(archive, wanted.count)
        print(f"{wanted.count:,} items, {archive.stat().st_size / 1e6:.0f} MB of JSON Lines", flush=True)
        env = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/newsroom.sqlite3", "NEWSROOM_ENV": "laptop"}
        manage(env, "migrate", "--verbosity", "0").wait()
        manage(env, "load_demo", quiet=True).wait()
        for _run in ("first", "again"):
            began = time.perf_counter()
            watch(manage(env, "import_archive", str(archive), "--as", "petra", "--office", "press-office"))
            print(f"in {time.perf_counter() - began:.0f} s", flush=True)


def manage(env: dict[str, str], *words: str, quiet: bool = False) -> subprocess.Popen[str]:
    """Start a command of the newsroom's; an import says on its standard error how far it is."""
    out = subprocess.DEVNULL if quiet else None
    piped = subprocess.PIPE if words[0] == "import_archive" else None
    return subprocess.Popen(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=env, text=True, stdout=out, stderr=piped
    )


def watch(run: subprocess.Popen[str]) -> None:
    """Print every so often how much memory the process holds, in MB, and what it says it has done."""
    assert run.stderr
    began, said = time.perf_counter(), 0
    for line in run.stderr:
        words = line.split()
        done = sum(int(word.replace(",", "")) for word in words if word.replace(",", "").isdigit())
        if done - said >= EVERY or not words[0].endswith("%"):
            said = done
            print(f"{time.perf_counter() - began:6.0f} s  {memory(run.pid):4.0f} MB  {line.strip()}", flush=True)
    if run.wait():
        sys.exit(f"The import ended with {run.returncode}.")


def memory(process: int) -> float:
    """Return what a process holds in memory, in MB, as Linux counts it (`VmRSS` in proc(5))."""
    status = Path(f"/proc/{process}/status").read_text()
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0)


def write(path: Path, count: int, *, seed: int = 7) -> None:
    """Write `count` releases as JSON Lines, spread evenly from 1998 to the end of 2025."""
    chance = random.Random(seed)
    words = Words(chance)
    step = (datetime(2025, 12, 31, tzinfo=UTC) - OLDEST) / count
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            out.write(json.dumps(_item(number, OLDEST + step * number, words)) + "\n")


def _item(number: int, at: datetime, words: Words) -> dict[str, object]:
    paragraphs = "".join(f"<p>{words.some(60).capitalize()}.</p>" for _paragraph in range(6))
    return {
        "id": f"https://old.example/{number}",
        "url": f"https://old.example/press/{at:%Y/%m}/{number}.html",
        "headline": words.some(9).capitalize(),
        "subhead": words.some(14).capitalize(),
        "published_at": (at + timedelta(seconds=number % 60)).isoformat(),
        "dateline": "SANDHAVEN",
        "body_html": f"{paragraphs}<h2>{words.some(4).capitalize()}</h2><p>{words.some(50).capitalize()}.</p>",
        "boilerplate": words.some(30).capitalize(),
        "language": "en",
        "kind": "press-release",
        "number": f"{at:%Y}-{number}",
    }


if __name__ == "__main__":
    main()
