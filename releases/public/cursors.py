"""Keyset cursors: the place in a list where the next page begins, as one opaque word of an address."""

import base64
import binascii
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from django.http import Http404

from releases.models import Edition

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LENGTH: Final = 24


def encode(edition: Edition) -> str:
    """Return the cursor that stands after this edition in any newest-first list."""
    microseconds = int((edition.issued_at - _EPOCH).total_seconds() * 1_000_000) if edition.issued_at else 0
    packed = microseconds.to_bytes(8, "big", signed=True) + edition.pk.bytes
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(cursor: str) -> tuple[datetime, UUID]:
    """Return the place a cursor stands for; raise Http404 for anything `encode` did not make."""
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        if len(packed) != _LENGTH:
            raise Http404
        microseconds = int.from_bytes(packed[:8], "big", signed=True)
        seconds, rest = divmod(microseconds, 1_000_000)
        at = datetime.fromtimestamp(seconds, tz=UTC).replace(microsecond=rest)
    except (binascii.Error, ValueError, OverflowError, OSError) as error:
        raise Http404 from error
    return at, UUID(bytes=packed[8:])
