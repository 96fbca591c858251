"""Token buckets of clients: told apart by account or network, refilled, bounded in number."""

import re
import time
from dataclasses import replace
from functools import partial

import pytest
from flask import Request, Response
from werkzeug.test import EnvironBuilder

from shared.errors import TooManyRequests
from shared.web import rate_limits
from shared.web.addresses import Addresses
from shared.web.auth import listener_token, new_visitor
from shared.web.http import http_function
from shared.web.rate_limits import LARGE_BYTES, MOST_BUCKETS, ClientLimits, Rate, is_large, limited
from shared.web.tokens import Tokens

TOKENS = Tokens("a secret for the tests of 32 characters or more")
RATES = [each for each in vars(rate_limits).values() if isinstance(each, Rate)]
SLOW = Rate("calls", burst=3, a_minute=1, a_day=1_000)


def request(network: str = "203.0.113.7", token: str = "", **more: object) -> Request:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    environ = {"REMOTE_ADDR": network}
    return Request(EnvironBuilder(headers=headers, environ_base=environ, **more).get_environ())


@pytest.fixture
def limits() -> ClientLimits:
    return ClientLimits(1, 0, lambda: TOKENS)


def taken(limits: ClientLimits, rate: Rate, asked: Request, most: int = 10) -> int:
    """Return how many requests are let through until one is refused."""
    for count in range(most):
        try:
            limits.take(rate, asked)
        except TooManyRequests:
            return count
    return most


def test_a_client_gets_its_burst_and_no_more(limits):
    assert taken(limits, SLOW, request()) == SLOW.burst


def test_the_refusal_says_how_many_are_allowed_and_how_long_to_wait(limits):
    taken(limits, SLOW, request())
    with pytest.raises(TooManyRequests) as refused:
        limits.take(SLOW, request())
    assert "calls" in refused.value.what
    assert refused.value.expected == "1 a minute and 1,000 a day at most"
    assert 1 <= refused.value.retry_after_seconds <= 60


def test_a_client_that_waits_as_long_as_it_is_told_is_served(limits):
    quick = replace(SLOW, burst=1, a_minute=60)
    assert taken(limits, quick, request()) == 1
    with pytest.raises(TooManyRequests) as refused:
        limits.take(quick, request())
    time.sleep(refused.value.retry_after_seconds)
    limits.take(quick, request())


def test_a_day_has_a_bound_of_its_own(limits):
    assert taken(limits, replace(SLOW, burst=100, a_minute=100, a_day=4), request()) == 4


def test_rates_are_counted_apart(limits):
    taken(limits, SLOW, request())
    assert taken(limits, replace(SLOW, name="other calls"), request()) == SLOW.burst


def test_networks_have_buckets_of_their_own(limits):
    taken(limits, SLOW, request())
    assert taken(limits, SLOW, request("203.0.113.8")) == SLOW.burst


def test_new_visitors_of_one_network_share_its_bucket(limits):
    assert sum(taken(limits, SLOW, request(token=new_visitor(TOKENS)), most=1) for _ in range(10)) == SLOW.burst


def test_an_account_is_served_whatever_its_network_did(limits):
    taken(limits, SLOW, request())
    signed_in = request(token=listener_token(TOKENS, "ada", 1))
    assert taken(limits, SLOW, signed_in) == SLOW.burst


def test_an_account_has_one_bucket_in_all_networks(limits):
    token = listener_token(TOKENS, "ada", 1)
    assert (
        sum(taken(limits, SLOW, request(f"203.0.113.{host}", token), most=1) for host in range(10)) == SLOW.burst
    )


@pytest.mark.parametrize(
    "token", ["forged", listener_token(Tokens("another secret" * 3), "ada", 1)], ids=["garbage", "another key"]
)
def test_a_forged_account_counts_for_its_network(limits, token):
    taken(limits, SLOW, request())
    assert taken(limits, SLOW, request(token=token)) == 0


def test_a_function_without_secrets_tells_networks_apart():
    limits = ClientLimits(1, 0)
    taken(limits, SLOW, request())
    assert taken(limits, SLOW, request(token=listener_token(TOKENS, "ada", 1))) == 0


@pytest.mark.parametrize(("factor", "most"), [(2, 6), (0.4, 1), (0.01, 1)])
def test_the_factor_multiplies_every_rate(factor, most):
    assert taken(ClientLimits(factor, 0), SLOW, request()) == most


def test_a_factor_of_0_lifts_the_limits():
    assert taken(ClientLimits(0, 0), SLOW, request(), most=100) == 100


def test_the_buckets_of_any_number_of_networks_are_bounded():
    limits = ClientLimits(1, 0)
    for number in range(MOST_BUCKETS):
        limits.take(SLOW, request(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"))
    assert len(limits._store._backend.get_client()) == MOST_BUCKETS


def test_a_refused_request_does_not_reach_the_view():
    reached = []
    limits = ClientLimits(1, 0)

    @http_function("greet", methods=lambda _: ["POST"], addresses=Addresses)
    @limited(lambda: limits, lambda _: SLOW)
    def greet(asked: Request) -> Response:
        reached.append(asked)
        return Response("hello")

    answers = [greet(request(method="POST")) for _ in range(SLOW.burst + 2)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert len(reached) == SLOW.burst
    assert answers[-1].mimetype == "application/problem+json"
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60


@pytest.mark.parametrize(("size", "large"), [(0, False), (LARGE_BYTES - 1, False), (LARGE_BYTES, True)])
def test_a_request_is_large_by_its_body(size, large):
    assert is_large(request(method="POST", data=b"x" * size)) is large


def test_a_body_of_unknown_length_is_large():
    chunked = partial(request, method="POST", environ_overrides={"HTTP_TRANSFER_ENCODING": "chunked"})
    assert is_large(chunked())


def test_an_answer_says_the_limits_and_what_is_left_of_them(limits):
    answers = [answered(limits, request()) for _ in range(2)]
    assert answers[0].headers["RateLimit-Policy"] == '"calls";q=3;w=180, "calls-a-day";q=1000;w=86400'
    left = [answer.headers["RateLimit"].partition(";t=")[0] for answer in answers]
    assert left == ['"calls";r=2', '"calls";r=1']
    waits = re.fullmatch('"calls";r=2;t=(.+), "calls-a-day";r=999;t=(.+)', answers[0].headers["RateLimit"])
    assert [int(seconds) for seconds in waits.groups()] == pytest.approx([60, 86.4], abs=1.5)


def test_a_refusal_says_that_nothing_is_left_for_as_long_as_retry_after_says(limits):
    taken(limits, SLOW, request())
    refused = answered(limits, request())
    assert refused.headers["RateLimit"] == f'"calls";r=0;t={refused.headers["Retry-After"]}'


def test_without_limits_no_answer_speaks_of_them():
    assert "RateLimit" not in answered(ClientLimits(0, 0), request()).headers


@pytest.mark.parametrize("rate", RATES, ids=lambda rate: rate.name)
def test_the_name_of_a_limit_fits_into_a_header(rate):
    assert all(re.fullmatch("[a-z-]+", name) for name in rate.policies)


def answered(limits: ClientLimits, asked: Request) -> Response:
    @http_function("greet", methods=lambda _: ["GET"], addresses=Addresses)
    @limited(lambda: limits, lambda _: SLOW)
    def greet(_: Request) -> Response:
        return Response("hello")

    return greet(asked)
