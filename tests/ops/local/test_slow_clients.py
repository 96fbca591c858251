"""Slow clients: connections that drip hold nobody, and are closed when they take too long."""

import http.client
import socket
import threading
from contextlib import contextmanager

import pytest
from running_server import running
from werkzeug.wrappers import Request, Response

from ops.local import connections
from ops.local.server import SPARE_CONNECTIONS

MOST = 40
"""Connections of the servers below."""


def application(environ, start_response):
    size = len(Request(environ).get_data())
    return Response(f"{size} bytes")(environ, start_response)


def ask(port: int, body: bytes | None = None) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST" if body else "GET", "/", body)
        return connection.getresponse().read()
    finally:
        connection.close()


def opened(port: int, sent: bytes = b"") -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port), timeout=60)
    client.sendall(sent)
    return client


@contextmanager
def dripping(port: int, number: int, start: bytes, drop: bytes):
    """Hold connections that each send a drop now and then, and open those anew that are closed."""
    over, clients = threading.Event(), [opened(port, start) for _ in range(number)]

    def drip():
        while not over.wait(0.01):
            for place, client in enumerate(clients):
                try:
                    client.sendall(drop)
                except OSError:
                    client.close()
                    clients[place] = opened(port, start)

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        for client in clients:
            client.close()


@pytest.mark.parametrize(
    ("start", "drop"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"X-Slow: 1\r\n"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n", b"a"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    ],
    ids=["headers", "a body", "chunks"],
)
def test_everybody_is_answered_while_more_connections_drip_than_may_be_open(start, drop):
    with running(application, most_connections=MOST) as served, dripping(served.port, MOST + 10, start, drop):
        assert [ask(served.port) for _ in range(20)] == [b"0 bytes"] * 20
        assert len(served.server.active_channels) <= MOST - SPARE_CONNECTIONS + 1


def test_silent_connections_keep_nobody_out():
    with running(application, most_connections=MOST) as served:
        silent = [opened(served.port) for _ in range(MOST + 10)]
        assert ask(served.port, b"a" * 200_000) == b"200000 bytes"
        for each in silent:
            each.close()


def test_a_request_whose_headers_do_not_end_is_closed(monkeypatch):
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.1)
    with running(application) as served:
        client = opened(served.port, b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        assert client.recv(1) == b""
        client.close()


class Waiting:
    """A connection that waits for its client, without a socket."""

    def __init__(self, client="1.2.3.4", since=0.0, working=False, sending=0, body_bytes=None):
        self.client, self.waiting_since, self.begun_at = client, since, since
        self.requests, self.total_outbufs_len = (["one"] if working else []), sending
        self.request = None if body_bytes is None else self
        self.body_bytes_received = body_bytes

    is_late = connections.Connection.is_late


@pytest.mark.parametrize(
    ("after", "received", "late"),
    [(9, 0, False), (11, 0, True), (11, 2_000, False), (13, 2_000, True), (60, 60_000, False)],
)
def test_a_body_has_a_second_more_for_each_thousand_bytes(after, received, late):
    assert Waiting(since=100, body_bytes=received).is_late(100 + after) == late


def test_nobody_is_late_while_their_request_is_worked_on_or_when_they_owe_none():
    assert not Waiting(working=True, body_bytes=0).is_late(1_000)
    assert not Waiting().is_late(1_000)


def test_the_connection_that_goes_is_the_one_that_waits_longest():
    older, newer = Waiting(since=1), Waiting(since=2)
    assert connections.to_close([newer, older]) is older


def test_a_client_with_many_connections_loses_one_before_a_client_with_few():
    crowd = [Waiting("6.6.6.6", since=5 + place) for place in range(3)]
    assert connections.to_close([Waiting("1.2.3.4", since=1), *crowd]) is crowd[0]


def test_a_connection_that_is_worked_for_stays_and_one_that_takes_its_answer_goes_last():
    sending, idle = Waiting(since=1, sending=10), Waiting(since=2)
    assert connections.to_close([Waiting(working=True), sending, idle]) is idle
    assert connections.to_close([sending]) is sending
    assert connections.to_close([Waiting(working=True)]) is None
