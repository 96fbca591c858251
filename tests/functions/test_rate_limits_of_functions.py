"""Every function refuses a flood from one client with 429, before it reads or writes anything."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache

import pytest
from flask.testing import FlaskClient
from loaded_function import loaded_function

from shared.web.auth import listener_token, new_visitor
from shared.web.tokens import Tokens

MOST = 20
"""More requests than any burst in these tests."""


@pytest.fixture(scope="module")
def limited(embedded: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Settings with a hundredth of the usual rates, and records of their own."""
    return {
        **embedded,
        "SEGUE_RATE_FACTOR": "0.01",
        "SEGUE_FORWARDED_HOPS": "1",
        "SEGUE_RECORDS": f"sqlite:///{tmp_path_factory.mktemp('limited')}/segue.db",
    }


@pytest.fixture(scope="module")
def limited_function(limited: dict[str, str]) -> Callable[[str], FlaskClient]:
    """A function with these settings."""
    return cache(lambda name: loaded_function(name, limited))


def flood(
    client: FlaskClient, method: str, path: str, network: str, most: int = MOST, **more: object
) -> list[int]:
    """Return the statuses of the answers to the same request of one network."""
    headers = {"X-Forwarded-For": network, **more.pop("headers", {})}
    return [client.open(path, method=method, headers=headers, **more).status_code for _ in range(most)]


ROUTES = [
    ("recommend", "POST", "/"),
    ("search", "GET", "/?q=a"),
    ("search", "GET", "/catalogue"),
    ("search", "POST", "/reading"),
    ("feedback", "POST", "/"),
    ("feedback", "GET", "/mailed"),
    ("insights", "GET", "/week"),
    ("insights", "GET", "/map/tracks"),
    ("insights", "GET", "/me"),
    ("account", "POST", "/visitors"),
    ("account", "POST", "/sign-in"),
    ("account", "GET", "/export"),
    ("account", "POST", "/mail-events"),
    ("share", "POST", "/"),
    ("share", "GET", "/mine"),
    ("share", "GET", "/an-id"),
    ("share", "GET", "/an-id/card.png"),
]


@pytest.mark.parametrize(("name", "method", "path"), ROUTES)
def test_a_flood_from_one_network_ends_in_429(limited_function, name, method, path):
    statuses = flood(limited_function(name), method, path, f"flood-{name}-{method}-{path}")
    assert 429 not in statuses[:1]
    assert set(statuses[-5:]) == {429}


def test_a_page_of_another_origin_reads_what_is_left(limited_function):
    headers = {"Origin": "https://anywhere.example", "X-Forwarded-For": "a page"}
    answer = limited_function("search").get("/?q=a", headers=headers)
    assert answer.headers["RateLimit"].startswith('"suggestions";r=2;t=')
    assert {"RateLimit", "RateLimit-Policy"} <= set(answer.headers["Access-Control-Expose-Headers"].split(", "))


@pytest.mark.parametrize(("name", "method", "path"), ROUTES)
def test_another_network_is_served_meanwhile(limited_function, name, method, path):
    flood(limited_function(name), method, path, f"first-{name}-{method}-{path}")
    assert flood(limited_function(name), method, path, f"second-{name}-{method}-{path}", 1) != [429]


def test_a_large_request_is_counted_apart_from_small_ones(limited_function):
    client = limited_function("recommend")
    large = flood(client, "POST", "/", "both", json={"text": "x" * 70_000})
    assert set(large[1:]) == {429}
    assert flood(client, "POST", "/", "both", 1, json={"title": "x"}) != [429]


@pytest.mark.parametrize(
    ("name", "dear", "other"),
    [("account", "/export", "/me"), ("insights", "/week", "/map"), ("share", "/mine", "/an-id")],
)
def test_a_call_that_reads_much_is_counted_apart(limited_function, name, dear, other):
    client = limited_function(name)
    assert flood(client, "GET", dear, f"reads-much-{name}")[-1] == 429
    assert flood(client, "GET", other, f"reads-much-{name}", 1) != [429]


@pytest.mark.parametrize(
    "path", ["/an-id/card.png/", "/an-id/story.png//", "//an-id/card.png", "/an-id/card%2Epng"]
)
def test_another_spelling_of_a_picture_is_counted_as_a_picture(limited_function, path):
    client = limited_function("share")
    assert flood(client, "GET", "/an-id/card.png", f"spelling {path}")[-1] == 429
    assert flood(client, "GET", path, f"spelling {path}", 1) == [429]


@pytest.mark.parametrize("kind", ["card", "story"])
def test_a_picture_of_own_music_is_counted_with_what_reads_a_thousand_records(limited_function, kind):
    client = limited_function("share")
    assert flood(client, "GET", "/mine", f"own {kind}")[-1] == 429
    assert flood(client, "GET", f"/mine/{kind}.png?of=2026", f"own {kind}", 1) == [429]


def test_a_flood_of_searches_writes_no_more_records_than_it_is_answered(limited_function, limited, known):
    client = limited_function("recommend")
    assert flood(client, "POST", "/", "first to search", 1, json={"tracks": known[:2]}) == [200]
    with closing(sqlite3.connect(limited["SEGUE_RECORDS"].removeprefix("sqlite:///"))) as records:
        count = "SELECT count(*) FROM records WHERE collection = 'searches'"
        before = records.execute(count).fetchone()[0]
        statuses = flood(client, "POST", "/", "searching", json={"tracks": known[:2]})
        assert records.execute(count).fetchone()[0] - before == statuses.count(200) <= 3


def test_a_signed_in_listener_is_not_held_up_by_their_network(limited_function, embedded):
    client, tokens = limited_function("insights"), Tokens(embedded["SEGUE_SECRET"])
    flood(client, "GET", "/week", "office")
    visitor = {"Authorization": f"Bearer {new_visitor(tokens)}"}
    account = {"Authorization": f"Bearer {listener_token(tokens, 'ada', 1)}"}
    assert flood(client, "GET", "/week", "office", 1, headers=visitor) == [429]
    assert flood(client, "GET", "/week", "office", 1, headers=account) == [200]


def test_a_forged_forwarded_address_brings_no_new_bucket(limited_function):
    client = limited_function("search")
    statuses = [flood(client, "GET", "/?q=a", f"forged-{n}, the-same", 1)[0] for n in range(MOST)]
    assert set(statuses[-5:]) == {429}


def test_health_checks_and_preflights_are_always_answered(limited_function):
    client = limited_function("search")
    flood(client, "GET", "/?q=a", "prober")
    assert set(flood(client, "GET", "/health", "prober")) == {200}
    assert set(flood(client, "OPTIONS", "/", "prober")) == {204}
