"""The push endpoint on hand-made pushes: what is handled, what is stored as rejected, what comes again."""

import json
import logging
from base64 import b64encode
from datetime import UTC, datetime

import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from shared.adapters.memory import MemoryObjects
from shared.errors import InvalidInput, NotFound, RejectedMessage, TooLarge, Unavailable
from shared.messaging.push import Message, event_function, pushed_message, rejected_name

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
PUBLISHED = "2026-11-23T12:00:00.123Z"


def push(method: str = "POST", path: str = "/", attempt: int | None = None, **message: object) -> Request:
    given = {"messageId": "m1", "data": b64encode(b"hello").decode(), "publishTime": PUBLISHED} | message
    counted = {} if attempt is None else {"deliveryAttempt": attempt}
    return EnvironBuilder(path, method=method, json={"message": given, **counted}).get_request(Request)


def answer(error: Exception | None = None, objects: MemoryObjects | None = None, **message: object) -> int:
    """Return the status of a push to a function whose handler raises this."""

    @event_function("count", objects=lambda: objects or MemoryObjects(), now=lambda: NOW)
    def count(_: Message) -> None:
        if error:
            raise error

    return count(push(**message)).status_code


def rejected(error: Exception, **message: object) -> dict[str, object]:
    """Return what is stored of a rejected message."""
    objects = MemoryObjects()
    answer(error, objects, **message)
    (stored,) = objects.list("rejected/")
    return json.loads(objects.get(stored.name))


def named(id: str, published_at: str = PUBLISHED) -> str:
    return rejected_name("count", Message(id, b"", {}, "", published_at, 0))


def test_a_handled_message_is_acknowledged_and_not_stored():
    objects = MemoryObjects()
    assert answer(objects=objects) == 204
    assert list(objects.list("")) == []


def test_a_message_is_read_as_the_bus_sends_it():
    message = pushed_message(push(attempt=3, attributes={"a": "b"}, orderingKey="ada"))
    assert message == Message("m1", b"hello", {"a": "b"}, "ada", PUBLISHED, 3)


def test_a_subscription_that_does_not_count_makes_attempt_0():
    assert pushed_message(push()).attempt == 0


def test_a_message_without_an_id_is_no_push():
    request = EnvironBuilder(method="POST", json={"message": {"data": ""}}).get_request(Request)
    with pytest.raises(InvalidInput, match=r"Field message.messageId cannot be used"):
        pushed_message(request)


@pytest.mark.parametrize("error", [RejectedMessage("no"), InvalidInput("no"), TooLarge("no")], ids=repr)
def test_a_permanent_failure_is_acknowledged(error):
    assert answer(error) == 204


@pytest.mark.parametrize(("error", "status"), [(Unavailable("down"), 503), (NotFound("gone"), 404)], ids=repr)
def test_any_other_error_is_not_acknowledged_and_nothing_stored(error, status):
    objects = MemoryObjects()
    assert answer(error, objects) == status
    assert list(objects.list("")) == []


def test_a_message_whose_handler_has_a_bug_is_delivered_again():
    objects = MemoryObjects()
    assert answer(ZeroDivisionError(), objects) == 500
    assert list(objects.list("")) == []


def test_a_rejected_message_is_stored_with_the_reason():
    stored = rejected(RejectedMessage("It is empty", expected="a song", found="none", cure="add one"))
    reason = {name: stored[name] for name in ("what", "expected", "found", "cure")}
    assert reason == {"what": "It is empty", "expected": "a song", "found": "none", "cure": "add one"}


def test_a_rejected_message_is_stored_so_that_it_can_be_published_again():
    stored = rejected(RejectedMessage("no"), attributes={"a": "b"}, orderingKey="ada")
    content = (stored["id"], stored["data"], stored["attributes"], stored["ordering_key"])
    assert content == ("m1", b64encode(b"hello").decode(), {"a": "b"}, "ada")


def test_a_rejected_message_says_whose_it_was_and_when():
    stored = rejected(RejectedMessage("no"))
    moments = (stored["function"], stored["published_at"], stored["rejected_at"])
    assert moments == ("count", PUBLISHED, "2026-11-25T08:00:00Z")


def test_a_rejected_message_lies_under_the_day_it_was_published():
    assert named("m1") == "rejected/count/2026-11-23/m1.json"


@pytest.mark.parametrize("published_at", ["", "yesterday", "26-11-23", " 2026-11-23"])
def test_a_message_without_a_day_is_undated(published_at):
    assert named("m1", published_at) == "rejected/count/undated/m1.json"


def test_an_id_is_one_segment_of_a_name():
    assert named("../a/b") == "rejected/count/2026-11-23/..%2Fa%2Fb.json"


def test_an_id_of_200_characters_is_a_name_and_of_a_longer_one_200_are():
    assert named("x" * 200) == named("x" * 201) != named("x" * 199)


def test_a_rejected_message_that_comes_again_is_stored_once():
    objects = MemoryObjects()
    answer(RejectedMessage("no"), objects)
    answer(RejectedMessage("no"), objects)
    assert [each.name for each in objects.list("")] == [named("m1")]


def test_a_rejection_is_logged_as_an_error_with_its_name_and_without_its_data(caplog):
    with caplog.at_level(logging.INFO):
        answer(RejectedMessage("It is empty"), data=b64encode(b"ada@example.com").decode())
    (line,) = [each for each in caplog.records if each.levelname == "ERROR"]
    assert line.getMessage() == "count rejected a message: It is empty"
    assert "ada" not in str(vars(line))


def test_an_event_function_takes_nothing_but_posts():
    assert answer(method="GET") == 405


def test_an_event_function_says_how_it_is():
    assert answer(method="GET", path="/health") == 200
