"""From the addresses that an archive names to the paths that can lead here."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve

from releases.models import Address
from releases.richtext import plain

_LONGEST = Address._meta.get_field("path").max_length or 0


def old_paths(addresses: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the paths, and a sentence about each address that can't be kept."""
    kept: list[str] = []
    lost: list[str] = []
    for address in addresses:
        path = _path(address)
        if path is None or path != plain(path) or not path.startswith("/") or path.startswith("//"):
            lost.append(f"“{address[:200]}” is no address that could lead here.")
        elif len(path) > _LONGEST:
            lost.append(f"The old address has {len(path)} characters, and {_LONGEST} fit: {address[:80]}…")
        elif _is_ours(path):
            lost.append(f"“{path}” is an address of the newsroom itself, so it can't lead to this release.")
        elif path not in kept:
            kept.append(path)
    return kept, lost


def _path(address: str) -> str | None:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme not in {"", "http", "https"}:
        return None
    path = unquote(parts.path) or ("/" if parts.netloc else "")
    return f"{path}?{parts.query}" if parts.query else path


def _is_ours(path: str) -> bool:
    """Whether a view answers there whatever is released: a page of the newsroom, the desk, a feed."""
    try:
        found = resolve(path.partition("?")[0])
    except Resolver404:
        return False
    return found.app_name != "public" or (not found.kwargs and found.url_name != "nothing")
