"""Keyset cursors: the place in a list where the next page begins, as one opaque word of an address."""

import base64
import binascii
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from django.http import Http404

from releases.models import Edition

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_LENGTH: Final = 24


def encode(edition: Edition) -> str:
    """Return the cursor that stands right after this public edition in any newest-first list."""
    if edition.issued_at is None:
        raise ValueError("what was never public has no place in a list")
    microseconds = (edition.issued_at - _EPOCH) // _MICROSECOND
    packed = microseconds.to_bytes(8, "big", signed=True) + edition.pk.bytes
    return base64.urlsafe_b64encode(packed).decode()


def decode(cursor: str) -> tuple[datetime, UUID]:
    """Return the place a cursor stands for; raise Http404 for anything `encode` did not make."""
    try:
        packed = base64.b64decode(cursor, altchars=b"-_", validate=True)
        if len(packed) != _LENGTH:
            raise Http404
        at = _EPOCH + int.from_bytes(packed[:8], "big", signed=True) * _MICROSECOND
    except (binascii.Error, ValueError, OverflowError) as error:
        raise Http404 from error
    return at, UUID(bytes=packed[8:])
