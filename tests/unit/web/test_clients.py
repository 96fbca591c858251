"""The client's network of a request, whatever its headers claim."""

import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from shared.web.clients import client_of


def request(*forwarded: str, remote: str = "10.0.0.9") -> Request:
    headers = [("X-Forwarded-For", value) for value in forwarded]
    return Request(EnvironBuilder(headers=headers, environ_base={"REMOTE_ADDR": remote}).get_environ())


@pytest.mark.parametrize(
    ("forwarded", "hops", "client"),
    [
        (("203.0.113.7",), 1, "203.0.113.7"),
        (("1.1.1.1, 203.0.113.7",), 1, "203.0.113.7"),
        (("1.1.1.1", "203.0.113.7"), 1, "203.0.113.7"),
        (("1.1.1.1, 203.0.113.7, 35.191.0.1",), 2, "203.0.113.7"),
        (("203.0.113.7",), 2, "10.0.0.9"),
        (("203.0.113.7",), 0, "10.0.0.9"),
        ((), 1, "10.0.0.9"),
        ((" , ",), 1, "10.0.0.9"),
    ],
)
def test_only_what_the_platform_wrote_counts(forwarded, hops, client):
    assert client_of(request(*forwarded), hops) == client


def test_a_household_of_the_newer_internet_is_one_client():
    first, second = (client_of(request(f"2001:db8:1:2::{end}"), 1) for end in ("1", "ffff"))
    assert first == second == "2001:db8:1:2::/64"


def test_what_is_no_address_is_kept_short():
    assert client_of(request("x" * 5_000), 1) == "x" * 100


def test_an_address_of_the_older_internet_is_the_same_client_over_the_newer():
    first, second = (client_of(request(f"::ffff:203.0.113.{end}"), 1) for end in (7, 8))
    assert (first, second) == ("203.0.113.7", "203.0.113.8")
