"""Faults of Spotify's API, and what the next look-up does after them; the cache in front of it."""

import io
import logging
from collections.abc import Iterator

import pytest
from outside_servers import Reply
from spotify_server import CLIENT_ID, CLIENT_SECRET, SpotifyServer, limit

from shared.adapters.allowance import Allowance
from shared.adapters.bounded_calls import Bounds
from shared.adapters.cached_names import KEPT_SECONDS, CachedNames
from shared.adapters.spotify_names import PAUSE_SECONDS, REFUSED_PAUSE_SECONDS, REQUESTS, SpotifyNames
from shared.domain.named_song import NamedSong
from shared.errors import InvalidSettings, LimitReached, NotFound, Unavailable

ID = "spotify:track:11dFghVXANMlKmJXsNCbNl"
SONG = NamedSong("So What", "Miles Davis", "isrc:USSM15900113")


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def server() -> Iterator[SpotifyServer]:
    with SpotifyServer() as server:
        server.known[ID] = SONG
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def names(server, clock) -> SpotifyNames:
    allowance = Allowance("Spotify", REQUESTS, 30, clock)
    return SpotifyNames(CLIENT_ID, CLIENT_SECRET, server.url, allowance=allowance)


def one(names, track_id: str = ID):
    return names.names([track_id])[track_id]


# Tokens


def test_one_token_serves_all_requests(names, server):
    ids = [f"spotify:track:{number:022}" for number in range(25)]
    names.names(ids)
    names.names(ids)
    assert server.tokens_asked() == 1
    assert sum(server.tracks_asked().values()) == 50


def test_a_revoked_token_is_replaced_after_the_pause(names, server, clock):
    one(names)
    server.revoke()
    assert isinstance(one(names), Unavailable)
    clock.seconds += PAUSE_SECONDS
    assert one(names) == SONG
    assert server.tokens_asked() == 2


def test_refused_credentials_are_tried_once_in_ten_minutes(names, server, clock):
    server.secret = "another"
    assert isinstance(one(names), InvalidSettings)
    clock.seconds += REFUSED_PAUSE_SECONDS - 1
    assert isinstance(one(names), LimitReached)
    assert server.tokens_asked() == 1
    server.secret = CLIENT_SECRET
    clock.seconds += 1
    assert one(names) == SONG


def test_twenty_five_ids_with_refused_credentials_ask_for_one_token(names, server):
    server.secret = "another"
    names.names([f"spotify:track:{number:022}" for number in range(25)])
    assert server.tokens_asked() == 1


@pytest.mark.parametrize("body", [{}, {"access_token": "a"}, {"access_token": "", "expires_in": 1}, b"<html>", []])
def test_a_token_in_another_form_is_unavailable(names, server, body):
    server.scripted.append(Reply(body))
    assert isinstance(one(names), Unavailable)


def test_neither_the_secret_nor_a_token_is_logged(names):
    written = io.StringIO()
    handler, root = logging.StreamHandler(written), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    one(names)
    root.removeHandler(handler)
    root.setLevel(before)
    assert "token-" not in written.getvalue()
    assert "Basic" not in written.getvalue()


# Limits and failures


def test_a_limit_is_a_pause_for_every_id(names, server, clock):
    server.refusals.append(limit(40))
    one(names)
    refused = one(names)
    assert isinstance(refused, LimitReached)
    assert refused.retry_after_seconds == 40
    assert sum(server.tracks_asked().values()) == 1
    clock.seconds += 40
    assert one(names) == SONG


def test_a_quota_that_is_used_up_is_a_pause_of_ten_minutes(names, server, clock):
    server.refusals.append(limit())
    one(names)
    clock.seconds += REFUSED_PAUSE_SECONDS - 1
    assert isinstance(one(names), LimitReached)
    clock.seconds += 1
    assert one(names) == SONG


def test_our_own_limit_is_heeded(names, server):
    for start in range(0, 5 * 25, 25):
        found = names.names([f"spotify:track:{number:022}" for number in range(start, start + 25)])
    assert all(isinstance(each, LimitReached) for each in found.values())
    assert sum(server.tracks_asked().values()) == REQUESTS


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"upstream", 503),
        Reply(hangs_up=True),
        Reply(b"<html>"),
        Reply([]),
        Reply({"name": 1}),
        Reply(status=302, headers={"Location": "https://example.org/"}),
        Reply({"error": {"status": 403, "message": "Active premium subscription required"}}, 403),
    ],
    ids=["503", "hangs up", "html", "list", "number", "redirect", "403"],
)
def test_a_failure_is_told_and_followed_by_a_pause(names, server, clock, reply):
    server.refusals.append(reply)
    failed = one(names)
    assert isinstance(failed, Unavailable)
    assert not isinstance(failed, LimitReached)
    asked = len(server.asked)
    assert isinstance(one(names), LimitReached)
    assert len(server.asked) == asked
    clock.seconds += PAUSE_SECONDS
    assert one(names) == SONG


def test_a_request_that_is_not_answered_is_given_up_on(server):
    names = SpotifyNames(CLIENT_ID, CLIENT_SECRET, server.url, timeout_seconds=0.2)
    server.refusals.append(Reply(stalls=True))
    assert isinstance(one(names), Unavailable)


def test_what_comes_too_late_keeps_back_nothing_else(server):
    names = SpotifyNames(CLIENT_ID, CLIENT_SECRET, server.url, bounds=Bounds(calls=25, seconds=0.5))
    one(names)
    server.refusals.append(Reply(stalls=True))
    found = names.names(["spotify:track:" + "0" * 22, ID])
    assert [each for each in found.values() if isinstance(each, NamedSong | NotFound)]
    assert [each for each in found.values() if isinstance(each, Unavailable)]


def test_a_track_that_was_taken_down_is_not_found(names, server):
    server.refusals.append(Reply({"name": "", "artists": [{"name": ""}], "external_ids": None}))
    assert isinstance(one(names), NotFound)


# The cache


def test_a_cached_name_asks_nothing_for_a_day(names, server, clock):
    cached = CachedNames(names, monotonic=clock)
    one(cached)
    clock.seconds += KEPT_SECONDS - 1
    assert one(cached) == SONG
    assert server.tracks_asked()[ID] == 1


def test_after_a_day_it_is_asked_again(names, server, clock):
    cached = CachedNames(names, monotonic=clock)
    one(cached)
    clock.seconds += KEPT_SECONDS
    assert one(cached) == SONG
    assert server.tracks_asked()[ID] == 2


def test_an_id_that_spotify_does_not_have_is_cached_too(names, server, clock):
    cached = CachedNames(names, monotonic=clock)
    unknown = "spotify:track:" + "0" * 22
    assert isinstance(one(cached, unknown), NotFound)
    assert isinstance(one(cached, unknown), NotFound)
    assert server.tracks_asked()[unknown] == 1


def test_a_failure_is_not_cached(names, server, clock):
    cached = CachedNames(names, monotonic=clock)
    server.refusals.append(Reply(status=503))
    assert isinstance(one(cached), Unavailable)
    clock.seconds += PAUSE_SECONDS
    assert one(cached) == SONG


def test_who_asks_again_for_thirty_ids_gets_the_other_five(names, server, clock):
    ids = [f"spotify:track:{number:022}" for number in range(30)]
    server.known |= dict.fromkeys(ids, SONG)
    cached = CachedNames(names, monotonic=clock)
    assert sum(each == SONG for each in cached.names(ids).values()) == 25
    assert sum(each == SONG for each in cached.names(ids).values()) == 30
    assert max(server.tracks_asked().values()) == 1
