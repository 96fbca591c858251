"""Raw bytes that no client sends: each is refused or answered, and the server goes on."""

import socket

import pytest
from running_server import running
from werkzeug.wrappers import Request, Response

POST = b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"

REFUSED = {
    "two lengths": POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "a negative length": POST + b"Content-Length: -5\r\n\r\nhello",
    "a signed length": POST + b"Content-Length: +5\r\n\r\nhello",
    "a huge length": POST + b"Content-Length: 99999999999999\r\n\r\n",
    "a length in words": POST + b"Content-Length: five\r\n\r\nhello",
    "a bad chunk": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
    "a negative chunk": POST + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
    "another encoding": POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "a NUL in a header": GET + b"X: a\x00b\r\n\r\n",
    "a header without a name": GET + b": x\r\n\r\n",
    "a blank before the colon": GET + b"X : x\r\n\r\n",
    "a lone line feed": b"GET / HTTP/1.1\nHost: localhost\n\n\r\n\r\n",
    "a header of 300 kB": GET + b"X: " + b"a" * 300_000 + b"\r\n\r\n",
    "no request": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
}
ANSWERED = {
    "5,000 headers": GET + b"".join(b"X-%d: y\r\n" % number for number in range(5_000)) + b"\r\n",
    "3,000 ranges": GET + b"Range: bytes=" + b",".join(b"%d-%d" % (n, n) for n in range(3_000)) + b"\r\n\r\n",
    "a method of its own": b"HACK / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "a path out of the tree": b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
}


def application(environ, start_response):
    Request(environ).get_data()
    return Response("ok")(environ, start_response)


@pytest.fixture(scope="module")
def served():
    with running(application) as server:
        yield server


def status(port: int, sent: bytes) -> int:
    """Send bytes, and return the status of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(sent)
        return int(client.makefile("rb").readline().split()[1])


@pytest.mark.parametrize("name", REFUSED)
def test_bytes_that_are_no_request_are_refused_and_the_next_request_is_answered(served, name):
    assert status(served.port, REFUSED[name]) in (400, 413, 431, 501)
    assert status(served.port, GET + b"\r\n") == 200


@pytest.mark.parametrize("name", ANSWERED)
def test_an_odd_request_is_answered(served, name):
    assert status(served.port, ANSWERED[name]) == 200
