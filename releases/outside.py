"""THE ONLY MODULE that asks other hosts for anything: whether a link leads somewhere. Bounded, and never private."""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from threading import Timer
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

NOT_TRIED: Final = "not tried"
_LONGEST_ADDRESS: Final = 2000
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
# Servers that know no HEAD, or answer it with what they would not say to a reader.
_ASK_AGAIN: Final = frozenset({403, 404, 405, 410, 500, 501, 503})
# Not for robots, and there all the same.
_THERE: Final = frozenset({401, 403, 405, 406, 429, 451, 999})
# What an IPv6 address carries inside: a gateway would lead into the private network.
_GATEWAYS: Final = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
# A browser's words, without a name: nobody is told that a newsroom is about to link there.
_HEADERS: Final = {"User-Agent": "Mozilla/5.0 (compatible)", "Accept": "*/*", "Accept-Encoding": "identity"}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet, and no way round to a private one."""
    if isinstance(address, ipaddress.IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or any(address in net for net in _GATEWAYS)
    ):
        return False
    return address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one question may go. `seconds` bounds each hop whole, however slowly its server speaks."""

    seconds: float = 8.0
    hops: int = 4
    ports: frozenset[int] = frozenset({80, 443})
    may_ask: Callable[[Address], bool] = is_public


class _Refused(Exception):
    """The address is none that may be asked."""


def ask(address: str, limits: Limits = Limits()) -> str:
    """Return nothing where a link leads somewhere, and otherwise a word or a number for what came instead.

    Every hop of a redirect is looked up and judged anew, and the very address that was judged is connected to.
    """
    try:
        for _hop in range(limits.hops):
            status, location = _status(address, limits)
            if status not in _REDIRECTS or not location:
                return "" if status < 400 or status in _THERE else str(status)
            address = urljoin(address, location)
    except _Refused:
        return NOT_TRIED
    except socket.gaierror:
        return "no such host"
    except ssl.SSLError:
        return "no valid certificate"
    except (OSError, http.client.HTTPException):
        return "no answer"
    except (ValueError, UnicodeError):
        return "no address"
    return "too many redirects"


def _status(address: str, limits: Limits) -> tuple[int, str]:
    status, location = _once("HEAD", address, limits)
    return _once("GET", address, limits) if status in _ASK_AGAIN else (status, location)


def _once(method: str, address: str, limits: Limits) -> tuple[int, str]:
    if len(address) > _LONGEST_ADDRESS:
        raise _Refused
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise _Refused
    is_secure = parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    if port not in limits.ports:
        raise _Refused
    host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode()
    connection = http.client.HTTPConnection(host, port)
    sock = socket.create_connection((_judged(host, port, limits), port), timeout=limits.seconds)
    # The timeout of a socket begins anew with each byte; this one does not. TLS takes the socket over, hence another.
    same = sock.dup()
    late = Timer(limits.seconds, _hang_up, [same])
    late.daemon = True
    late.start()
    try:
        connection.sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host) if is_secure else sock
        connection.request(method, _target(parts), headers=_HEADERS)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")
    finally:
        late.cancel()
        connection.close()
        for one in (sock, same):
            one.close()


def _judged(host: str, port: int, limits: Limits) -> str:
    """Return an address of the host; none of them may be private, lest the next look-up give that one."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(limits.may_ask(ipaddress.ip_address(one.partition("%")[0])) for one in found):
        raise _Refused
    return found[0]


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else path


def _hang_up(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
