"""What is logged, and how a line is written: never with a query string, a preview link, or the words of a release."""

import logging
import re
import traceback
from types import TracebackType
from typing import Any

QUERY = re.compile(r"\?\S+")
PREVIEW = re.compile(r"/preview/[^\s\"']+")

type_of_exc_info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def discreet(line: str) -> str:
    """Return the line without queries, and without what follows `/preview/`."""
    return PREVIEW.sub("/preview/…", QUERY.sub("?…", line))


class DiscreetFormatter(logging.Formatter):
    """A query tells what a journalist looks for, a preview path is a key, a database error quotes the row.

    With `verbose_errors` (on a laptop) exceptions keep their message; in production only type and place.
    """

    def __init__(self, *, verbose_errors: bool) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")
        self.verbose_errors = verbose_errors

    def formatMessage(self, record: logging.LogRecord) -> str:
        return discreet(super().formatMessage(record))

    def formatException(self, ei: type_of_exc_info) -> str:
        if self.verbose_errors:
            return super().formatException(ei)
        kind, error, trace = ei
        lines = ["Traceback (messages withheld):\n", *traceback.format_tb(trace)]
        lines.append(kind.__qualname__ if kind else "")
        constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
        if constraint:
            lines.append(f" ({constraint})")
        return "".join(lines)


def config(*, level: str, verbose_errors: bool) -> dict[str, Any]:
    """Return what `logging.config` wants (PEP 391): one place, standard error, and one form for every logger."""
    # Django's own loggers mail error reports, with everything a failing view had in hand, to the
    # administrators. Here they say what the root logger says.
    to_the_root = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"discreet": {"()": "newsroom.logs.DiscreetFormatter", "verbose_errors": verbose_errors}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": to_the_root,
            "django.server": to_the_root,
            # gunicorn writes whole addresses, queries included; so it speaks through our formatter as well.
            "gunicorn.error": to_the_root,
            # Answers to HEAD carry their body until the server drops it, as Django means it to.
            "gunicorn.http.wsgi": {"level": "ERROR"},
        },
    }
