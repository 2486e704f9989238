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
_PLACE_LENGTH: Final = 8


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


def encode_place(place: int) -> str:
    """Return the cursor of a place in the search index: a moment of issue, and a part of an edition's random id."""
    return base64.urlsafe_b64encode(place.to_bytes(_PLACE_LENGTH, "big", signed=True)).decode().rstrip("=")


def decode_place(cursor: str) -> int:
    """Return the place that a cursor stands for; raise Http404 for anything `encode_place` did not make."""
    try:
        packed = base64.b64decode(f"{cursor}=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Http404 from error
    place = int.from_bytes(packed[:_PLACE_LENGTH], "big", signed=True)
    if encode_place(place) != cursor:
        raise Http404
    return place
