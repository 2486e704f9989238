"""Breaks the newsroom on purpose, one fault at a time, and looks whether the tests notice.

    python bench/mutants.py                        every mutant, on SQLite
    python bench/mutants.py --only "month archive" those whose name or file matches
    python bench/mutants.py --list                 what there is to run
    python bench/mutants.py --jobs 2               two at a time
    python bench/mutants.py --quick                only the tests named for each, never the whole suite
    .ci/with-postgres python bench/mutants.py --database      the same on PostgreSQL

The mutants are in mutants.toml, beside this file. Each is put into a copy of the tree, never into the checkout.
The tests named for it run first; if none of them fails, the whole everyday suite does. What comes out is a table
in Markdown. A mutant that survives is a missing test: that, or a text that the table no longer finds exactly
once, ends the run with 1. docs/mutants.md says more.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
TABLE: Final = Path(__file__).with_suffix(".toml")
PATIENCE: Final = 900  # seconds for the whole suite; a mutant that hangs it proves nothing
_LEFT_OUT: Final = shutil.ignore_patterns(
    ".*cache", ".git", ".hypothesis", ".venv*", "__pycache__", "var", "*.sqlite3*"
)
_FAILED: Final = re.compile(r"^FAILED (.+?)(?: - .*)?$", re.MULTILINE)


class Gone(Exception):
    """The text that a mutant changes does not stand in its file exactly once any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One fault: `text`, found once in `file`, `becomes` something worse. `tests` are tried first.

    They are files under tests/, or single tests of them.
    """

    name: str
    file: str
    text: str
    becomes: str
    tests: Sequence[str]
    engine: str = ""

    def applied(self, source: str) -> str:
        """Return the file's source with the fault in it; raises Gone."""
        found = source.count(self.text)
        if found != 1:
            raise Gone(f"{self.name}: its text stands {found} times in {self.file}")
        return source.replace(self.text, self.becomes)

    @property
    def first(self) -> list[str]:
        """What to try first, as pytest takes it."""
        return [f"tests/{name}" for name in self.tests]


class Tree:
    """A copy of the checkout, in which one file at a time may be wrong."""

    # Python takes a compiled file for good while its source has the same size and second: so none ever has.
    _seconds = count(int(time.time()))

    def __init__(self, root: Path, *, engine_url: str) -> None:
        self.root = root
        self.environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        if engine_url:
            # Each tree its own test database: Django names it after this one.
            self.environment["DATABASE_URL"] = engine_url.rpartition("/")[0] + f"/{root.parent.name.lower()}"

    @contextmanager
    def with_fault(self, mutant: Mutant) -> Iterator[None]:
        path = self.root / mutant.file
        source = path.read_text()
        self._write(path, mutant.applied(source))
        try:
            yield
        finally:
            self._write(path, source)

    def first_failure(self, *arguments: str) -> str:
        """Run tests until one fails; return its id, or nothing if all pass. Raises Broken if they can't be run."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "-rf", "-p", "no:cacheprovider", *arguments]
        try:
            ran = subprocess.run(
                command, cwd=self.root, env=self.environment, capture_output=True, text=True, timeout=PATIENCE
            )
        except subprocess.TimeoutExpired:
            raise Broken(f"the tests did not end within {PATIENCE} s") from None
        if ran.returncode == 0:
            return ""
        failed = _FAILED.search(ran.stdout)
        if failed is None:
            raise Broken("the tests could not run: " + " ".join((ran.stdout + ran.stderr).split())[-300:])
        return failed[1]

    def _write(self, path: Path, source: str) -> None:
        path.write_text(source)
        second = next(self._seconds)
        os.utime(path, (second, second))


class Broken(Exception):
    """No test failed: the mutant, or the machine, keeps them from running at all. That catches nothing."""


def load(table: Path = TABLE) -> list[Mutant]:
    """Return the mutants in the order of the table."""
    return [Mutant(**row) for row in tomllib.loads(table.read_text())["mutant"]]


def tried(mutant: Mutant, tree: Tree, *, quick: bool) -> str:
    """Return the id of the test that catches the mutant, or nothing; raises Gone, Broken."""
    with tree.with_fault(mutant):
        caught = tree.first_failure("-n", "0", *mutant.first)
        return caught if caught or quick else tree.first_failure("-n", "auto", "--dist", "worksteal")


@contextmanager
def trees(number: int, *, engine_url: str) -> Iterator["SimpleQueue[Tree]"]:
    """Make so many copies of the checkout, and throw them away afterwards."""
    free: SimpleQueue[Tree] = SimpleQueue()
    with tempfile.TemporaryDirectory(prefix="mutants_") as folder:
        for one in range(number):
            root = Path(folder) / f"mutants_{one}" / "newsroom"
            shutil.copytree(ROOT, root, ignore=_LEFT_OUT, symlinks=True)
            free.put(Tree(root, engine_url=engine_url))
        yield free


def run(
    mutants: Iterable[Mutant], free: "SimpleQueue[Tree]", *, jobs: int, quick: bool
) -> Iterator[tuple[Mutant, str, str]]:
    """Yield each mutant with the test that caught it and, where there is none, with what was wrong."""

    def one(mutant: Mutant) -> tuple[Mutant, str, str]:
        tree = free.get()
        try:
            caught = tried(mutant, tree, quick=quick)
        except (Gone, Broken) as error:
            return mutant, "", str(error)
        finally:
            free.put(tree)
        return mutant, caught, "" if caught else "SURVIVED"

    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(one, mutants)


def engine_of(environment: Mapping[str, str], *, wanted: bool) -> tuple[str, str]:
    """Return the engine to run on, and its address (empty for SQLite, which needs none)."""
    if not wanted:
        return "sqlite", ""
    url = environment.get("DATABASE_URL", "")
    if not url.startswith(("postgres://", "postgresql://")):
        sys.exit(
            "--database needs a PostgreSQL in DATABASE_URL. Try: .ci/with-postgres python bench/mutants.py --database"
        )
    return "postgresql", url


def main() -> int:
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--list", action="store_true", help="name the mutants and run nothing")
    reader.add_argument("--only", metavar="PATTERN", default="", help="a regular expression for names and files")
    reader.add_argument("--jobs", type=int, default=1, help="how many at a time (default: %(default)s)")
    reader.add_argument(
        "--quick", action="store_true", help="run the tests named for each mutant, never the whole suite"
    )
    reader.add_argument("--database", action="store_true", help="run on the PostgreSQL of DATABASE_URL")
    asked = reader.parse_args()

    wanted = re.compile(asked.only, re.IGNORECASE)
    mutants = [one for one in load() if wanted.search(f"{one.name}\n{one.file}")]
    if asked.list:
        print(*(f"{one.file}: {one.name}" for one in mutants), sep="\n")
        return 0
    engine, url = engine_of(os.environ, wanted=asked.database)
    here = [one for one in mutants if one.engine in ("", engine)]
    if not here:
        sys.exit("No mutant is called so.")

    started, failures, witnesses = time.monotonic(), 0, set()
    with trees(asked.jobs, engine_url=url) as free:
        print(f"| mutant ({engine}) | caught by |\n|---|---|")
        for mutant, caught, wrong in run(here, free, jobs=asked.jobs, quick=asked.quick):
            failures += bool(wrong)
            witnesses |= {caught} if caught else set()
            print(f"| {mutant.name} | {f'`{caught}`' if caught else f'**{wrong}**'} |", flush=True)
        # A test that fails anyway catches everything, and proves nothing.
        if witnesses and (failed := free.get().first_failure("-n", "0", *sorted(witnesses))):
            sys.exit(f"{failed} fails without any mutant too, so nothing above can be trusted.")
    said = f"{len(here)} mutants, {failures} not caught, {len(mutants) - len(here)} for the other engine"
    print(f"\n{said}, {(time.monotonic() - started) / 60:.1f} minutes.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
