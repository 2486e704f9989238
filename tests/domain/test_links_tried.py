"""Links are tried by a command, never for a limited release, and nothing leads it to a private address."""

import io
import ipaddress
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import SimpleQueue
from typing import Any

import pytest
from django.core.management import call_command

from releases import clock, outside, workflow
from releases.models import LinkAnswer
from tests.cast import Desk


class _Answers(BaseHTTPRequestHandler):
    """Answers by the path: a status, `to` elsewhere, or byte after byte without an end."""

    ends: SimpleQueue[str] = SimpleQueue()

    def do_GET(self) -> None:
        what = self.path.strip("/")
        if what == "drip":
            ended = "spoke to the end"
            try:
                for _number in range(100):
                    self.wfile.write(b"H")
                    self.server.stop.wait(0.02)  # type: ignore[attr-defined]
            except OSError:
                ended = "was hung up on"
            self.ends.put(ended)
            return
        if what == "no-head":
            self.send_response(405 if self.command == "HEAD" else 200)
        elif what.startswith("to="):
            self.send_response(302)
            self.send_header("Location", what.removeprefix("to="))
        else:
            self.send_response(int(what))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *_arguments: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[HTTPServer]:
    made = HTTPServer(("127.0.0.1", 0), _Answers)
    made.stop = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.stop.set()  # type: ignore[attr-defined]
    made.shutdown()
    made.server_close()


def ask(server: HTTPServer, path: str, **limits: Any) -> str:
    port = server.server_address[1]
    here = ipaddress.ip_address("127.0.0.1")
    bounds = outside.Limits(ports=frozenset({port}), may_ask=lambda address: address == here, **limits)
    return outside.ask(f"http://127.0.0.1:{port}/{path}", bounds)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254"),  # noqa: S104
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),
        *("::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1"),
    ],
)
def test_a_private_address_is_never_asked(address: str) -> None:
    assert not outside.is_public(ipaddress.ip_address(address))
    host = f"[{address}]" if ":" in address else address
    assert outside.ask(f"http://{host}/") == outside.NOT_TRIED


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111"])
def test_the_open_internet_may_be_asked(address: str) -> None:
    assert outside.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://127.0.0.1:22/", "http://8.8.8.8:25/"),
        *("ftp://8.8.8.8/", "file:///etc/passwd", "http://user@8.8.8.8/", "http:///x", f"http://8.8.8.8/{'x' * 3000}"),
    ],
)
def test_no_other_spelling_scheme_or_port_is_a_way_in(address: str) -> None:
    assert outside.ask(address) == outside.NOT_TRIED


@pytest.mark.parametrize("address", ["http://[", "http://a:99999999/", "http://\ud800/"])
def test_what_is_no_address_is_answered_as_such(address: str) -> None:
    assert outside.ask(address) in {"no address", outside.NOT_TRIED}


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        *(("200", ""), ("204", ""), ("404", "404"), ("410", "410"), ("403", ""), ("500", "500"), ("no-head", "")),
        *(("to=/200", ""), ("to=/404", "404"), ("to=/to=/to=/to=/to=/200", "too many redirects")),
        *(("to=http://10.0.0.1/", outside.NOT_TRIED), ("to=http://127.0.0.2/200", outside.NOT_TRIED)),
        ("to=file:///etc/passwd", outside.NOT_TRIED),
    ],
)
def test_a_link_is_judged_by_where_it_ends(server: HTTPServer, path: str, answer: str) -> None:
    assert ask(server, path) == answer


def test_a_server_that_speaks_for_ever_is_hung_up_on(server: HTTPServer) -> None:
    assert ask(server, "drip", seconds=0.2) == "no answer"
    assert _Answers.ends.get(timeout=20) == "was hung up on"


def test_a_name_that_has_a_private_address_beside_a_public_one_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next look-up could give the other one."""
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: rows)
    assert outside.ask("http://a.example/") == outside.NOT_TRIED


@pytest.mark.django_db
def test_only_the_links_of_open_drafts_elsewhere_are_due(settings: Any) -> None:
    desk, at = Desk(), clock.now()
    settings.NEWSROOM_BASE_URL = "https://news.harbour.example"
    link = '<p>A <a href="https://{0}.example/">{0}</a>, <a href="mailto:a@{0}.example">b</a>.</p>'
    desk.draft(body=link.format("draft") + '<p><a href="https://news.harbour.example/x">x</a></p>')
    desk.live(body=link.format("live"))
    limited = desk.draft(body=link.format("limited"))
    workflow.limit_access(actor=desk.cast.writer, release_id=limited.pk, people=[desk.cast.approver.pk])
    assert workflow.links_to_try(at=at, most=9) == ["https://draft.example/"]
    workflow.record_link(address="https://draft.example/", answer="", at=at)
    assert workflow.links_to_try(at=at + timedelta(hours=2), most=9) == []
    assert workflow.links_to_try(at=at + timedelta(hours=13), most=9) == ["https://draft.example/"]
    workflow.record_link(address="https://draft.example/", answer="no answer", at=at)
    assert workflow.links_to_try(at=at + timedelta(hours=2), most=9) == ["https://draft.example/"]
    assert workflow.links_to_try(at=at + timedelta(hours=2), most=0) == []


@pytest.mark.django_db
def test_an_answer_is_kept_by_a_hash_and_forgotten_when_nobody_asks() -> None:
    at = clock.now()
    assert not workflow.record_link(address="https://a.example/secret", answer="no answer", at=at).is_dead
    assert workflow.record_link(address="https://a.example/secret", answer="no answer", at=at).is_dead
    assert not workflow.record_link(address="https://a.example/secret", answer="", at=at).is_dead
    assert workflow.record_link(address="https://b.example/", answer="404", at=at).is_dead
    assert "example" not in str(list(LinkAnswer.objects.values()))
    workflow.record_link(address="https://c.example/", answer="", at=at + timedelta(days=31))
    assert LinkAnswer.objects.count() == 1


@pytest.mark.django_db
def test_the_command_tells_numbers_and_no_address() -> None:
    desk = Desk()
    desk.draft(body='<p><a href="http://127.0.0.1/zebra">x</a></p>')
    for summary in ("1 not tried", "none was due"):
        said = io.StringIO()
        call_command("check_links", stdout=said)
        assert summary in said.getvalue()
        assert "zebra" not in said.getvalue()
    assert LinkAnswer.objects.get().failures == 0
