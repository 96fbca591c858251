"""Hosts that the local cloud answers to: a name that is rebound to this machine reaches nothing."""

import json

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from ops.local.hosts import KnownHosts, hosts_of
from shared.web.addresses import Addresses

HERE = hosts_of("127.0.0.1", Addresses("https://segue.example:8443", "https://api.example"), ["Segue.Lan"])


def status(host: str, hosts=HERE, protocol: str = "HTTP/1.1") -> int:
    client = Client(KnownHosts(Response("reached"), hosts))
    return client.get("/", environ_overrides={"HTTP_HOST": host, "SERVER_PROTOCOL": protocol}).status_code


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8080",
        "127.0.0.1:8080",
        "[::1]",
        "[::1]:8080",
        "segue.example",
        "segue.example:1",
        "segue.lan",
        "api.example",
    ],
)
def test_a_request_to_this_host_is_answered(host):
    assert status(host) == 200


@pytest.mark.parametrize(
    "host",
    [
        "attacker.example",
        "attacker.example:8080",
        "127.0.0.1.attacker.example",
        "localhost.attacker.example",
        "localhost.",
        "localhost@attacker.example",
        "attacker.example, localhost",
        "localhost:8080:1",
        "localhost:",
        "[::2]",
        "::1",
        "2130706433",
        "0.0.0.0",
        "192.168.0.7",
        "localhost\nx",
        " localhost",
        "",
    ],
)
def test_a_request_to_another_host_is_refused(host):
    assert status(host) == 421


def test_a_refusal_names_the_host_and_the_cure():
    answer = Client(KnownHosts(Response("reached"), HERE)).get("/", headers={"Host": "attacker.example"})
    told = json.loads(answer.data)
    assert (answer.mimetype, told["found"]) == ("application/problem+json", "attacker.example")
    assert "SEGUE_HOSTS" in told["cure"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_old_client_that_names_no_host_is_answered():
    assert status("", protocol="HTTP/1.0") == 200


@pytest.mark.parametrize("listens", ["0.0.0.0", "::"])
def test_a_server_on_every_address_answers_to_each_address_and_to_no_other_name(listens):
    hosts = hosts_of(listens, Addresses("http://127.0.0.1:8080"))
    assert [status(host, hosts) for host in ("192.168.0.7:8080", "[fe80::1]")] == [200, 200]
    assert [status(host, hosts) for host in ("attacker.example", "1.2.3.4.example", "[1.2]")] == [421] * 3


def test_the_address_that_it_listens_on_is_known():
    assert status("[fe80::1]", hosts_of("fe80::1")) == 200
    assert status("192.168.0.7", hosts_of("192.168.0.7")) == 200
