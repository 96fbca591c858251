"""Push delivery of a bus: posted, retried after a failure, and dead-lettered in the end."""

from base64 import b64decode
from collections.abc import Iterator

import pytest
from push_lines import ATTEMPTS, PushLine, pubsub_push_line, sqlite_push_line

ADAPTERS = {"sqlite": sqlite_push_line, "pubsub": pubsub_push_line}
"""Name -> builder of the bus; the bus in memory does not deliver."""


@pytest.fixture(params=ADAPTERS)
def line(request: pytest.FixtureRequest) -> Iterator[PushLine]:
    with ADAPTERS[request.param](request) as line:
        yield line


def ids(line: PushLine, count: int) -> list[str]:
    """Wait for `count` pushes and return the ids of their messages."""
    return [line.endpoint.next()["message"]["messageId"] for _ in range(count)]


def test_a_message_is_posted_as_functions_read_it(line):
    id = line.bus.publish("playlists", b"\x00data", {"schema": "1"})
    push = line.endpoint.next()
    message = push["message"]
    posted = b64decode(message["data"]), message["attributes"], message["messageId"]
    assert posted == (b"\x00data", {"schema": "1"}, id)
    assert push["subscription"] == line.subscription


@pytest.mark.parametrize("status", [500, 503, 404])
def test_a_message_that_fails_is_posted_again_as_the_same(line, status):
    line.endpoint.answers = [status]
    id = line.bus.publish("playlists", b"x")
    assert ids(line, 2) == [id, id]


def test_a_message_that_fails_is_not_overtaken_by_those_of_its_key(line):
    line.endpoint.answers = [500]
    for n in range(3):
        line.bus.publish("ordered", b"%d" % n, ordering_key="k")
    taken: list[bytes] = []
    while len(taken) < 3:
        push = line.endpoint.next()
        taken += [b64decode(push["message"]["data"])] if push["answer"] == 204 else []
    assert taken == [b"0", b"1", b"2"]


def test_a_message_that_always_fails_is_laid_aside_after_the_set_attempts(line):
    line.endpoint.answers = [500] * 100
    id = line.bus.publish("playlists", b"hopeless", {"schema": "1"})
    data, attributes = line.laid_aside()
    assert (data, attributes["schema"]) == (b"hopeless", "1")
    assert ids(line, ATTEMPTS) == [id] * ATTEMPTS
    assert line.endpoint.pushed.empty()


def test_a_message_that_is_never_accepted_is_laid_aside_and_holds_back_no_others(line):
    line.endpoint.poison = b"poison"
    line.bus.publish("playlists", b"poison")
    good = [line.bus.publish("playlists", b"%d" % n) for n in range(3)]
    taken: list[str] = []
    while sorted(taken) != sorted(good):
        push = line.endpoint.next()
        taken += [push["message"]["messageId"]] if push["answer"] == 204 else []
    assert line.laid_aside()[0] == b"poison"


def test_a_message_that_is_taken_is_not_posted_again(line):
    line.bus.publish("playlists", b"first")
    line.endpoint.next()
    line.bus.publish("playlists", b"second")
    assert b64decode(line.endpoint.next()["message"]["data"]) == b"second"
