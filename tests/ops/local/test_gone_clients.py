"""A client that hangs up: the application is told, so that it gives the work up."""

import socket
import threading

from running_server import running

LONGEST_WAIT = 60.0


def test_an_application_at_work_is_told_that_its_client_has_gone():
    begun, seen = threading.Event(), threading.Event()

    def application(environ, start_response):
        begun.set()
        while not environ["waitress.client_disconnected"]():
            threading.Event().wait(0.002)
        seen.set()
        start_response("200 OK", [("Content-Length", "0")])
        return []

    with running(application) as served:
        client = socket.create_connection(("127.0.0.1", served.port), timeout=LONGEST_WAIT)
        client.sendall(b"GET /api/anything HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert begun.wait(LONGEST_WAIT)
        client.close()
        assert seen.wait(LONGEST_WAIT)


def test_a_client_that_waits_is_not_taken_for_gone():
    told = []

    def application(environ, start_response):
        told.append(environ["waitress.client_disconnected"]())
        start_response("200 OK", [("Content-Length", "0")])
        return []

    with running(application) as served, socket.create_connection(("127.0.0.1", served.port)) as client:
        client.sendall(b"GET /api/anything HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert client.recv(1_000).startswith(b"HTTP/1.1 200")
    assert told == [False]
