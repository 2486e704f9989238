"""A process of its own whose clock is wrong: `-m tests.database.other_clock SECONDS`. Told what to do line by line."""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import django
import time_machine


def obey(traveller: Any, word: str, argument: str) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from releases import workflow
    from releases.models import Person

    if word == "step":
        traveller.shift(float(argument))
        return {}
    if word == "publish":
        release_id, publisher = argument.split()
        edition = workflow.publish(actor=Person.objects.get(pk=publisher), release_id=UUID(release_id))
        return {"public_from": edition.public_from.isoformat() if edition.public_from else ""}
    with CaptureQueriesContext(connection) as captured:
        status = Client().get(argument, headers={"host": "localhost"}).status_code
    own = datetime.now(UTC).isoformat()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        database = cursor.fetchone()[0].isoformat()
    return {"status": status, "own": own, "database": database, "queries": len(captured)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    wrong_by = timedelta(seconds=float(sys.argv[1]))
    with time_machine.travel(datetime.now(UTC) + wrong_by, tick=True) as traveller:
        for line in sys.stdin:
            word, _, argument = line.strip().partition(" ")
            sys.stdout.write(json.dumps(obey(traveller, word, argument)) + "\n")
            sys.stdout.flush()
