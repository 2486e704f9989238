"""Every route of the site, and every way in which a visitor may ask for an address and compare the answers."""

from collections.abc import Iterator
from typing import Any, Final

from django.core.handlers.base import BaseHandler
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

OF_STAFF: Final = {"admin", "preview"}
METHODS: Final = ("get", "head", "options", "post", "put", "patch", "delete")
TAG: Final = "the address's own tag"
HEADERS: Final[tuple[dict[str, str], ...]] = (
    {"If-None-Match": TAG},
    {"If-None-Match": f"W/{TAG}"},
    {"If-None-Match": f'"another", {TAG}, "third"'},
    {"If-None-Match": "*"},
    {"If-None-Match": '"another"', "If-Modified-Since": "Fri, 14 Feb 2031 15:00:00 GMT"},
    {"If-Modified-Since": "Fri, 14 Feb 2031 15:00:00 GMT"},
    {"If-Unmodified-Since": "Fri, 14 Feb 2031 15:00:00 GMT"},
    {"If-Match": '"another"'},
    {"Range": "bytes=0-9"},
    {"Range": "bytes=0-9", "If-Range": TAG},
    {"Range": "bytes=-1,99999-"},
    {"Accept": "application/json"},
    {"Accept": "text/plain;q=0.1, */*;q=0"},
    {"Accept-Language": "es, fr;q=0.5"},
    {"Accept-Encoding": "gzip, br"},
    {"Cookie": "sessionid=zebra; csrftoken=zebra; django_language=es"},
    {"X-Forwarded-Host": "zebra.example", "X-Forwarded-Proto": "https", "Forwarded": "host=zebra.example"},
    {"X-HTTP-Method-Override": "DELETE", "X-Original-URL": "/desk/", "X-Requested-With": "XMLHttpRequest"},
)
Answer = tuple[int, tuple[tuple[str, str], ...], bytes]
Answers = dict[str, Answer]


class Asker:
    """Asks through the whole stack of middleware, and without the test client's copies of every context."""

    def __init__(self) -> None:
        self._handler, self._requests = BaseHandler(), RequestFactory()
        self._handler.load_middleware()

    def ask(self, path: str, method: str = "get", headers: dict[str, str] | None = None) -> Answer:
        request = self._requests.generic(method.upper(), path, headers=headers)
        response = self._handler.get_response(request)
        return response.status_code, tuple(sorted(response.items())), response.content

    def plainly(self, paths: list[str], *methods: str) -> Answers:
        return {f"{method} {path}": self.ask(path, method) for path in paths for method in methods}

    def everything(self, paths: list[str], *, thorough: bool = False) -> Answers:
        """Ask for each address by GET and, in turn, in one of the other ways; `thorough`: in all of them."""
        answers: Answers = {}
        ways: list[tuple[str, dict[str, str]]] = [
            *((method, {}) for method in METHODS[1:]),
            *(("get", headers) for headers in HEADERS),
        ]
        for place, path in enumerate(paths):
            got = answers[f"get {path}"] = self.ask(path)
            tag = dict(got[1]).get("ETag", '"none"')
            for method, headers in ways if thorough else [ways[place % len(ways)]]:
                filled = {name: value.replace(TAG, tag) for name, value in headers.items()}
                answers[f"{method} {path} {headers or ''}"] = self.ask(path, method, filled)
        return answers


def differences(one: Answers, other: Answers) -> list[str]:
    """The requests that are answered differently, by status, by any header or by a byte; and those that fail."""
    assert list(one) == list(other), "both were asked the same"
    return [request for request, answer in one.items() if other[request] != answer or answer[0] >= 500]


def public_names() -> set[str]:
    """The name of every route that is not the staff's, found by walking the resolver."""
    return {f"{pattern.name}" for namespace, pattern in patterns() if namespace not in OF_STAFF}


def staff_addresses(key: str) -> list[str]:
    """Every address of the desk and of previews, with `key` wherever one asks for something."""
    return [
        reverse(f"{namespace}:{pattern.name}", kwargs=_filled(pattern, key))
        for namespace, pattern in patterns()
        if namespace in OF_STAFF and pattern.name and pattern.name != "login"
    ]


def patterns(found: list[Any] | None = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with the namespace it is in."""
    for one in get_resolver().url_patterns if found is None else found:
        if isinstance(one, URLPattern):
            yield namespace, one
        elif isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, one.namespace or namespace)


def _filled(pattern: URLPattern, key: str) -> dict[str, Any]:
    filled: dict[str, Any] = dict.fromkeys(pattern.pattern.regex.groupindex, "releases")
    for name, converter in pattern.pattern.converters.items():
        whole = isinstance(converter, IntConverter)
        filled[name] = 1 if whole else converter.to_python(key) if isinstance(converter, UUIDConverter) else key
    return filled
