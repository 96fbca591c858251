"""Caddy as compose runs it, in front of a server: https alone, one client for each address, no request lost."""

import subprocess
import threading
from collections.abc import Iterator

import pytest
import requests
from caddy_server import CADDY, CADDYFILE, Proxy, caddy, free_port, needs_caddy
from own_cloud import served
from werkzeug.wrappers import Request, Response

from shared.web.http import STRICT_TRANSPORT

pytestmark = needs_caddy


@Request.application
def echo(request: Request) -> Response:
    """Answer with the headers that a proxy writes, and one that functions send."""
    return Response(f"{request.headers.get('X-Forwarded-For')} {request.host}", headers=STRICT_TRANSPORT)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory) -> Iterator[Proxy]:
    with served(echo) as port, caddy(port, tmp_path_factory.mktemp("caddy")) as proxy:
        yield proxy


def test_the_configuration_is_written_as_caddy_would():
    formatted = subprocess.run([str(CADDY), "fmt", CADDYFILE], check=True, capture_output=True, text=True).stdout
    assert formatted == CADDYFILE.read_text()


def test_http_leads_to_https(proxy):
    answer = requests.get(f"{proxy.http}/artist.html?name=x", allow_redirects=False, timeout=60)
    assert answer.status_code == 308
    assert answer.headers["Location"] == "https://localhost/artist.html?name=x"  # at the port 443 of the container


def test_browsers_are_told_to_come_by_https_alone(proxy):
    answer = requests.get(proxy.https, verify=proxy.authority, timeout=60)
    assert answer.headers["Strict-Transport-Security"] == STRICT_TRANSPORT["Strict-Transport-Security"]  # once


@pytest.mark.parametrize("forged", ["", "203.0.113.7", "203.0.113.7, 198.51.100.9"])
def test_a_client_is_its_address_whatever_it_says_itself(proxy, forged):
    headers = {"X-Forwarded-For": forged} if forged else {}
    answer = requests.get(proxy.https, headers=headers, verify=proxy.authority, timeout=60)
    assert answer.text == f"127.0.0.1 {proxy.https.removeprefix('https://')}"


def test_a_request_waits_while_what_is_behind_starts_again(tmp_path):
    port = free_port()
    with caddy(port, tmp_path) as proxy:
        answers = []
        asking = threading.Thread(
            target=lambda: answers.append(
                requests.post(proxy.https, verify=proxy.authority, timeout=60).status_code
            )
        )
        asking.start()
        with served(echo, port=port) as _:
            asking.join()
    assert answers == [200]
