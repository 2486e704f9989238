"""A server whose clock shows another moment and goes on from there: `-m tests.journeys.another_clock ISO PORT`."""

import os
import sys
from datetime import datetime

import time_machine
from django.core.servers import basehttp
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory


def serve(moment: datetime, port: int) -> None:
    """Warm up first, so that the moment is still to come when the first visitor does."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler

    from releases import clock

    # Here the newsroom as a whole is at another moment, whatever a PostgreSQL beside it may say.
    clock.APART = frozenset()  # type: ignore[misc]
    application = StaticFilesHandler(get_wsgi_application())
    application.get_response(RequestFactory(headers={"host": "localhost"}).get("/"))
    with time_machine.travel(moment, tick=True):
        basehttp.run("127.0.0.1", port, application, threading=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    serve(datetime.fromisoformat(sys.argv[1]), int(sys.argv[2]))
