"""Prints what each public page costs with an archive of a given size: `python bench/page_speed.py 100000`.

Uses the database of DATABASE_URL, which must be empty and migrated, or hold what an earlier run left in it.
"""

import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import archive  # noqa: E402
from releases import clock  # noqa: E402
from releases.models import Edition  # noqa: E402

ROUNDS = 5


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if not Edition.objects.exists():
        began = time.perf_counter()
        archive.fill(wanted, until=clock.now())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"filled in {time.perf_counter() - began:.0f} s")
    client = Client(SERVER_NAME="localhost")
    print(
        f"{Edition.objects.count():,} editions on {connection.vendor}; median of {ROUNDS} in ms: all, in the database"
    )
    for name, path in archive.pages():
        whole, asked, queries = [], [], 0
        for _round in range(ROUNDS):
            with CaptureQueriesContext(connection) as captured:
                began = time.perf_counter()
                response = client.get(path)
                whole.append((time.perf_counter() - began) * 1000)
            asked.append(sum(float(one["time"]) for one in captured) * 1000)
            queries = len(captured)
        print(
            f"{name:32} {response.status_code} {statistics.median(whole):8.1f} {statistics.median(asked):8.1f} "
            f"{queries} queries  {path[:60]}"
        )


if __name__ == "__main__":
    main()
