"""Whether an address that a scheduled release has reserved takes longer to be "not found" than one that nobody has.

    python bench/hidden_or_absent.py                    on SQLite
    .ci/with-postgres python bench/hidden_or_absent.py  on PostgreSQL (any DATABASE_URL: a database is made beside it)

Makes a newsroom of its own in a temporary place, asks 400 interleaved pairs for each form of address, and compares
the medians. Wall time, through the whole stack of middleware, in one process: what a visitor could measure at best.
Which of a pair is asked first changes each time. The verdict (and the exit code) is against half a millisecond. The
last row compares two addresses that nobody has: if these are told apart, the machine is too busy for a verdict.
"""

import argparse
import logging
import os
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

LIMIT = 0.5  # milliseconds
WARM_UP = 50
CONTROL = "both absent"
ORDINARY = 60  # releases that are out, so that the tables are not empty


@contextmanager
def newsroom() -> Iterator[str]:
    """Make a database, fill it and yield the path that a scheduled release has reserved; throw it away after."""
    with tempfile.TemporaryDirectory() as folder:
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
        import django

        django.setup()
        from django.db import connection
        from django.test.utils import setup_test_environment, teardown_test_environment

        setup_test_environment(debug=False)
        before = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"{folder}/copy.sqlite3" if connection.vendor == "sqlite" else None
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            yield fill()
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)
            teardown_test_environment()


def fill() -> str:
    from releases import clock
    from releases.models import Address
    from tests.cast import Desk

    desk = Desk()
    for number in range(ORDINARY):
        desk.live(headline=f"Tide table {number}", slug=f"tide-{number}")
    scheduled = desk.scheduled(clock.now() + timedelta(days=30), headline="A merger", slug="a-merger")
    return str(Address.objects.get(release=scheduled).path)


def pairs(hidden: str) -> dict[str, tuple[str, str]]:
    """Each form of the address that exists, beside one of the same length that does not."""
    absent = hidden.replace("a-merger", "a-murmur")
    return {
        "page": (hidden, absent),
        "no slash": (hidden.rstrip("/"), absent.rstrip("/")),
        "plain text": (f"{hidden.rstrip('/')}.txt", f"{absent.rstrip('/')}.txt"),
        "edition 1": (f"{hidden}editions/1/", f"{absent}editions/1/"),
        CONTROL: (hidden.replace("a-merger", "a-murder"), absent),
    }


def compare(one: str, other: str, count: int) -> tuple[float, float]:
    """Ask both `count` times, in turns; return the medians in milliseconds."""
    from django.core.handlers.base import BaseHandler
    from django.test import RequestFactory

    handler, requests = BaseHandler(), RequestFactory()
    handler.load_middleware()
    times: dict[str, list[float]] = {one: [], other: []}
    for turn in range(WARM_UP + count):
        bodies = set()
        for path in (one, other) if turn % 2 else (other, one):
            request = requests.get(path)
            begun = time.perf_counter()
            response = handler.get_response(request)
            taken = (time.perf_counter() - begun) * 1000
            bodies.add((response.status_code, response.content))
            if turn >= WARM_UP:
                times[path].append(taken)
        if len(bodies) != 1:
            raise SystemExit(f"{one} and {other} are answered differently: that is worse than slowly.")
    return statistics.median(times[one]), statistics.median(times[other])


def main(count: int) -> int:
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore", "No directory at")  # whitenoise, before the first collectstatic
    with newsroom() as hidden:
        from django.db import connection

        print(f"{connection.vendor}, {count} pairs, medians in milliseconds")
        print(f"{'':<12}{'hidden':>10}{'absent':>10}{'apart':>10}")
        apart: dict[str, float] = {}
        for name, (one, other) in pairs(hidden).items():
            first, second = compare(one, other, count)
            apart[name] = abs(first - second)
            print(f"{name:<12}{first:>10.3f}{second:>10.3f}{first - second:>+10.3f}")
    noise = apart.pop(CONTROL)
    if noise >= LIMIT:
        print(f"No verdict: two absent addresses were {noise:.3f} ms apart. Try again when this machine is at rest.")
        return 2
    told = max(apart.values()) >= LIMIT
    print(
        f"{'TOLD APART' if told else 'Not told apart'}: at most {max(apart.values()):.3f} ms; {LIMIT} ms is the limit."
    )
    return int(told)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=400, metavar="N", help="how many pairs of requests (400)")
    sys.exit(main(parser.parse_args().pairs))
