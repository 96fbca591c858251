"""Fuzzing of the push endpoint: an invalid push is refused, any other message is handled or stored as rejected."""

import json
import uuid
from base64 import b64encode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.errors import InvalidInput
from shared.messaging.push import REJECTED
from shared.messaging.topics import EVENT_FUNCTIONS
from shared.web.bodies import decoded

FUNCTIONS = sorted(EVENT_FUNCTIONS)
ANY_SETTINGS = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def json_of(floats):
    return st.recursive(
        st.none() | st.booleans() | st.integers() | floats | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=12,
    )


JSON = json_of(st.floats())
NAMES = st.text(max_size=30) | st.sampled_from(["", ".", "..", "a/b", "__x__", "a\n", "x" * 1001, "\x00", "é"])
TRACKS = st.lists(
    NAMES
    | st.from_regex(r"[0-9A-Za-z]{22}", fullmatch=True)
    | st.fixed_dictionaries({}, optional={"uri": NAMES, "name": NAMES, "artist": NAMES}),
    max_size=5,
)
PLAYLISTS = st.fixed_dictionaries(
    {"tracks": TRACKS},
    optional={
        "id": NAMES,
        "name": NAMES,
        "source": NAMES | st.sampled_from(["upload", "spotify", "spotify\n"]),
        "agreed": st.booleans(),
        "listener": NAMES | st.none(),
    },
)
ACTIVITIES = st.fixed_dictionaries(
    {"kind": st.sampled_from(["search", "rating", "dance"])}, optional={"id": NAMES, "key": NAMES}
)
CONTENTS = st.binary(max_size=60) | (JSON | PLAYLISTS | ACTIVITIES).map(lambda value: json.dumps(value).encode())
MESSAGES = st.fixed_dictionaries(
    {"messageId": NAMES, "data": CONTENTS.map(lambda data: b64encode(data).decode())},
    optional={
        "attributes": st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
        "publishTime": st.text(max_size=12) | st.just("2026-11-23T12:00:00.123456789Z"),
        "orderingKey": st.text(max_size=10),
        "surprise": json_of(st.floats(allow_nan=False, allow_infinity=False)),  # else the push is no JSON
    },
)


def pushed(function_app, function, body):
    return function_app(function).post("/", data=body, content_type="application/json").status_code


@pytest.mark.parametrize("function", FUNCTIONS)
@ANY_SETTINGS
@given(message=MESSAGES)
def test_any_message_is_taken_or_kept_aside(function_app, function, message):
    assert pushed(function_app, function, json.dumps({"message": message})) == 204


@pytest.mark.parametrize("function", FUNCTIONS)
@ANY_SETTINGS
@given(body=st.binary(max_size=80) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_body_that_is_no_push_is_refused(function_app, function, body):
    assert pushed(function_app, function, body) == 400


@ANY_SETTINGS
@given(data=st.binary(min_size=1, max_size=60).filter(lambda data: not is_json(data)))
def test_what_is_no_json_is_kept_as_it_came(function_app, store, data):
    id = uuid.uuid4().hex
    message = {"messageId": id, "data": b64encode(data).decode(), "publishTime": "2026-11-23T12:00:00Z"}
    assert pushed(function_app, "ingest", json.dumps({"message": message})) == 204
    kept = json.loads(store.get(f"{REJECTED}ingest/2026-11-23/{id}.json"))
    assert kept["data"] == message["data"]


def is_json(data: bytes) -> bool:
    try:
        decoded(data, object)
    except InvalidInput:
        return False
    return True
