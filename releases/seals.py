"""How approved content is sealed: a salted hash a field, and one digest over them all."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any, TypedDict


class Seal(TypedDict):
    """One field's random salt (hex, 128 bits; empty once redacted) and the SHA-256 of salt and value."""

    salt: str
    hash: str


Seals = dict[str, Seal]


def seal(content: Mapping[str, Any], *, like: "tuple[Mapping[str, Any], Seals] | None" = None) -> Seals:
    """Seal every field of `content`.

    `like` is an earlier content with its seals: a field that has not changed keeps its seal, so that the
    digest is equal exactly when the content is.
    """
    earlier_content, earlier_seals = like or ({}, {})
    sealed: Seals = {}
    for field, value in content.items():
        if field in earlier_seals and field in earlier_content and earlier_content[field] == value:
            sealed[field] = earlier_seals[field]
        else:
            salt = secrets.token_hex(16)
            sealed[field] = {"salt": salt, "hash": _hash(salt, value)}
    return sealed


def digest(seals: Mapping[str, Seal]) -> str:
    """Return the SHA-256 (hex) over the field hashes sorted by field name.

    A redaction blanks a field and its salt but not its hash, so the digest still verifies.
    """
    lines = "\n".join(f"{field}:{seals[field]['hash']}" for field in sorted(seals))
    return hashlib.sha256(lines.encode()).hexdigest()


def broken(content: Mapping[str, Any], seals: Mapping[str, Seal]) -> list[str]:
    """Return the fields whose value is not what was sealed; redacted fields (no salt) can't be told."""
    return [
        field for field, one in seals.items() if one["salt"] and _hash(one["salt"], content.get(field)) != one["hash"]
    ]


def _hash(salt: str, value: Any) -> str:
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{salt}\n{canonical}".encode()).hexdigest()
