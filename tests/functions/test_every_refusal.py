"""Odd requests over HTTP: whoever refuses one, its answer is a problem that pages of any origin can read."""

import socket
from email import message_from_bytes

import msgspec
import pytest
from over_http import fetch
from running_server import running

from ops.local.cloud import HTTP_FUNCTIONS
from shared.web.problems import PROBLEMS

ORIGIN = {"Origin": "https://anywhere.example"}
PATHS = [f"/api/{name}" for name in HTTP_FUNCTIONS] + ["/s"]


@pytest.mark.parametrize("odd", ["/robots.txt", "/favicon.ico", "/a%0Ab/c", "/%0A", "/%FF/%FE/x", "/%00/a", "//"])
@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_is_none_is_refused_with_a_problem(local_cloud_url, path, odd):
    answer = fetch(local_cloud_url + path + odd + "?nothing", headers=ORIGIN)
    if answer.headers["Content-Type"].startswith("text/html"):  # the page of a shared list that is gone
        assert path in ("/s", "/api/share")
        assert answer.status == 404
        assert "Segue" in answer.body
        return
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.body["type"].partition("#")[0].endswith(PROBLEMS.rstrip("#"))
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/api/recommend", "/api/feedback", "/api/share", "/api/account/sign-in"])
def test_another_content_type_is_415_and_not_readable_by_a_page_that_did_not_ask_first(
    local_cloud_url, listener, path
):
    headers = {**ORIGIN, "Authorization": f"Bearer {listener.token}", "Content-Type": "text/plain"}
    answer = fetch(local_cloud_url + path, b"{}", headers)
    assert (answer.status, answer.headers["Accept"]) == (415, "application/json")
    assert "Access-Control-Allow-Origin" not in answer.headers


REFUSED_BY_THE_SERVER = {
    "a header of 300 kB": (b"GET /api/search HTTP/1.1\r\nX: " + b"a" * 300_000 + b"\r\n\r\n", 431, "too-large"),
    "a body of 100 GB": (b"POST /s HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", 413, "too-large"),
    "a length that is no number": (b"POST /s HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400, "invalid-input"),
    "a newline in the path": (b"GET /api/se\narch HTTP/1.1\r\n\r\n", 400, "invalid-input"),
    "a method in small letters": (b"get /api/search HTTP/1.1\r\n\r\n", 400, "invalid-input"),
    "an unknown encoding": (b"POST /s HTTP/1.1\r\nTransfer-Encoding: x\r\n\r\n", 501, "error"),
}


@pytest.fixture(scope="module")
def port():
    def nothing(_environ, _start_response):
        raise AssertionError("the server passed it on")

    with running(nothing) as served:
        yield int(served.url.rpartition(":")[2])


@pytest.mark.parametrize(
    ("sent", "status", "slug"), REFUSED_BY_THE_SERVER.values(), ids=REFUSED_BY_THE_SERVER.keys()
)
def test_what_the_server_itself_refuses_is_a_problem_too(port, sent, status, slug):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(sent)
        head, _, body = b"".join(iter(lambda: _received(client), b"")).partition(b"\r\n\r\n")
    line, _, headers = head.partition(b"\r\n")
    told = message_from_bytes(headers)
    assert (int(line.split()[1]), told["Content-Type"]) == (status, "application/problem+json")
    assert (told["Access-Control-Allow-Origin"], told["Cache-Control"]) == ("*", "no-store")
    assert msgspec.json.decode(body)["type"] == PROBLEMS + slug


def _received(client: socket.socket) -> bytes:
    try:
        return client.recv(65_536)
    except ConnectionResetError:  # it was closed with some of the request unread
        return b""
