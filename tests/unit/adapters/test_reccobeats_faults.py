"""ReccoBeats' failures: invalid answers, timeouts and retries."""

import math
from collections.abc import Iterator

import pytest
from outside_servers import ReccoBeatsServer, Reply

from shared.adapters.reccobeats import ReccoBeats
from shared.adapters.retry import ATTEMPTS
from shared.domain.track import FEATURES
from shared.errors import LimitReached, Unavailable

A = "A" * 22
ID = f"spotify:track:{A}"


@pytest.fixture
def server() -> Iterator[ReccoBeatsServer]:
    with ReccoBeatsServer() as server:
        server.known[A] = {"energy": 0.5}
        yield server


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def source(server, pauses) -> ReccoBeats:
    return ReccoBeats(server.url, sleep=pauses.append)


def feature(source: ReccoBeats, name: str) -> float:
    return source.features([ID])[ID][FEATURES.index(name)]


# One entry


def test_whole_numbers_are_numbers(server, source):
    server.known[A] = {"key": 7, "mode": 1}
    assert (feature(source, "key"), feature(source, "mode")) == (7.0, 1.0)


@pytest.mark.parametrize("value", [None, "0.5", True, [], {}])
def test_what_is_no_number_is_unknown(server, source, value):
    server.known[A] = {"energy": value}
    assert math.isnan(feature(source, "energy"))


def test_a_key_that_was_not_detected_is_unknown(server, source):
    server.known[A] = {"key": -1}
    assert math.isnan(feature(source, "key"))


def test_a_loudness_below_zero_is_one(server, source):
    server.known[A] = {"loudness": -6.5}
    assert feature(source, "loudness") == -6.5


@pytest.mark.parametrize("href", [f"https://open.spotify.com/track/{A}?si=x", A, f"x/{A}"])
def test_the_id_is_the_end_of_the_link(server, source, href):
    server.scripted.append(Reply({"content": [{"href": href, "energy": 1}]}))
    assert feature(source, "energy") == 1


@pytest.mark.parametrize("entry", [{}, {"href": None}, {"href": ""}, {"href": "https://open.spotify.com/track/"}])
def test_an_entry_of_no_track_is_left_out(server, source, entry):
    server.scripted.append(Reply({"content": [{**entry, "energy": 1}]}))
    assert source.features([ID]) == {}


def test_a_track_nobody_asked_for_is_left_out(server, source):
    server.scripted.append(Reply({"content": [{"href": f"/track/{'B' * 22}", "energy": 1}]}))
    assert source.features([ID]) == {}


def test_forty_ids_are_asked_for_at_a_time(server, source):
    source.features([f"spotify:track:{number:022d}" for number in range(81)])
    assert [len(asked.query["ids"].split(",")) for asked in server.asked] == [40, 40, 1]


def test_nothing_is_asked_about_nothing(server, source):
    source.features(["no id", f"demo:track:{A}", "musicbrainz:recording:b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"])
    assert server.asked == []


# Retries


@pytest.mark.parametrize(
    "reply", [Reply(status=500), Reply(status=503), Reply(status=429), Reply(b"x", cut=9)], ids=str
)
def test_a_passing_failure_is_tried_again(server, source, reply):
    server.scripted += [reply] * (ATTEMPTS - 1)
    assert feature(source, "energy") == 0.5


def test_pauses_double(server, source, pauses):
    server.scripted += [Reply(status=500)] * 2
    source.features([ID])
    assert pauses == [0.5, 1.0]


def test_a_short_wait_is_waited(server, source, pauses):
    server.scripted.append(Reply(status=429, headers={"Retry-After": "3"}))
    source.features([ID])
    assert pauses == [3.0]


@pytest.mark.parametrize("seconds", ["6", "9" * 400])
def test_a_long_wait_is_the_callers(server, source, pauses, seconds):
    server.scripted.append(Reply(status=429, headers={"Retry-After": seconds}))
    with pytest.raises(LimitReached, match=f"try again in {seconds} seconds"):
        source.features([ID])
    assert (pauses, len(server.asked)) == ([], 1)


def test_retries_end(server, source, pauses):
    server.scripted += [Reply(status=500)] * (ATTEMPTS + 1)
    with pytest.raises(Unavailable, match="found 500"):
        source.features([ID])
    assert (len(pauses), len(server.asked)) == (ATTEMPTS - 1, ATTEMPTS)


@pytest.mark.parametrize("status", [204, 400, 403, 404])
def test_a_refusal_is_not_tried_again(server, source, status):
    server.scripted.append(Reply(b"", status))
    with pytest.raises(Unavailable, match=f"found {status}"):
        source.features([ID])
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[" * 100_000, b"[]", {}, {"content": None}, {"content": ["x"]}]
)
def test_garbage_is_unavailable(server, source, body):
    server.scripted.append(Reply(body))
    with pytest.raises(Unavailable, match="otherwise than documented"):
        source.features([ID])


def test_one_bad_batch_spoils_the_whole(server, source):
    server.scripted += [Reply({"content": []}), Reply(b"<html>")]
    with pytest.raises(Unavailable):
        source.features([f"spotify:track:{number:022d}" for number in range(41)])


def test_a_service_that_never_answers_is_given_up_on(server, pauses):
    server.scripted += [Reply(stalls=True)] * ATTEMPTS
    with pytest.raises(Unavailable, match="ReccoBeats is too slow"):
        ReccoBeats(server.url, timeout_seconds=0.2, sleep=pauses.append).features([ID])


def test_a_service_that_is_not_there_is_unavailable(pauses):
    with ReccoBeatsServer() as server:
        pass
    with pytest.raises(Unavailable, match="found no connection"):
        ReccoBeats(server.url, sleep=pauses.append).features([ID])


def test_a_redirect_is_not_followed(server, source):
    with ReccoBeatsServer() as elsewhere:
        server.scripted += [Reply(status=302, headers={"Location": f"{elsewhere.url}/v1/x"})] * ATTEMPTS
        with pytest.raises(Unavailable):
            source.features([ID])
        assert elsewhere.asked == []
