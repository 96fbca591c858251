"""A name at ListenBrainz as input of `recommend`, over HTTP: matches, misses, refusals, and what is logged."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from fake_listenbrainz import ListenBrainzServer
from flask.testing import FlaskClient
from outside_servers import Reply

from ops.local.cloud import load_function
from shared.domain.listening import SPANS, HeardSong
from shared.logs import JsonLines


@pytest.fixture
def server(model) -> Iterator[ListenBrainzServer]:
    """ListenBrainz, where ada heard five known songs of each span, and one that nobody knows."""
    with ListenBrainzServer() as server:
        for place, span in enumerate(SPANS):
            known = model.catalogue.tracks(range(5 * place, 5 * place + 5))
            heard = [HeardSong(track.name, track.artist) for track in known]
            server.histories["ada", span] = [*heard, HeardSong("Qqqq wwww", "Zzzz")]
        yield server


@pytest.fixture
def ask(embedded, server) -> Callable[..., tuple[int, dict, dict]]:
    """Asks `recommend` with ListenBrainz at the server; returns status, body and headers."""
    client = function(embedded | {"SEGUE_LISTENBRAINZ": server.url})

    def ask(name: str, **request: object) -> tuple[int, dict, dict]:
        part = {key: request.pop(key) for key in ("range",) if key in request}
        answer = client.post("/", json={"listenbrainz": {"name": name, **part}, **request})
        return answer.status_code, answer.get_json(), dict(answer.headers)

    return ask


def function(environment: dict[str, str]) -> FlaskClient:
    with pytest.MonkeyPatch.context() as patched:
        for variable, value in environment.items():
            patched.setenv(variable, value)
        client = load_function("recommend").test_client()
        client.options("/")  # it reads its settings now
    return client


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """Every line that is logged, as a deployment writes it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def found(model, body) -> list[tuple[str, str]]:
    return [(match["name"], match["artist"]) for match in body["matched"]]


@pytest.mark.parametrize("span", SPANS)
def test_the_songs_of_a_span_are_matched_by_name_and_the_others_are_told(ask, server, model, span):
    status, body, _ = ask("ada", range=span)
    assert status == 200
    heard = server.histories["ada", span]
    assert found(model, body) == [(song.title, song.artist) for song in heard[:5]]
    assert [(line["source"], line["line"]) for line in body["unmatched"]] == [("Zzzz - Qqqq wwww", 6)]
    assert body["fallback"] is None
    assert len(body["recommendations"]) == 10


def test_without_a_range_the_last_half_year_is_taken(ask, server):
    ask("ada")
    assert server.asked[0].query["range"] == "half_yearly"


def test_a_history_is_added_to_other_songs(ask, model):
    extra = model.catalogue.tracks([40])[0]
    _, body, _ = ask("ada", range="month", song={"name": extra.name, "artist": extra.artist})
    assert len(body["matched"]) == 6


def test_blanks_around_a_name_are_no_part_of_it(ask):
    assert ask(" ada ")[0] == 200


def test_a_dial_that_moves_asks_listenbrainz_once(ask, server):
    for level in (-1.0, 0.0, 1.0):
        assert ask("ada", range="year", tune={"adventurous": level})[0] == 200
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "name", ["nobody-of-this-name", "a/b", "..", "../../1/validate-token", "http://a.example"]
)
def test_a_name_that_is_nobodys_is_refused_with_the_cure_and_without_the_name(ask, name):
    status, body, _ = ask(name)
    assert (status, body["type"].rpartition("#")[2]) == (422, "unreadable-history")
    assert body["detail"] == "ListenBrainz knows no listener of this name"
    assert body["cure"] == "check the name for a slip"
    assert name not in json.dumps(body)


@pytest.mark.parametrize("span", ["month", "recent"])
def test_a_span_without_songs_is_refused_with_another_way(ask, server, span):
    server.histories["newcomer", "all_time"] = [HeardSong("So What", "Miles Davis")]
    status, body, _ = ask("newcomer", range=span)
    assert (status, body["detail"]) == (422, "ListenBrainz has no songs of this listener for that time")
    assert body["cure"].startswith("choose another time")


@pytest.mark.parametrize(
    "listener", [{"name": ""}, {"name": "x" * 65}, {"name": "ada", "range": "week"}, {"range": "month"}, "ada"]
)
def test_what_is_out_of_bounds_is_refused_before_listenbrainz_is_asked(embedded, server, listener):
    client = function(embedded | {"SEGUE_LISTENBRAINZ": server.url})
    assert client.post("/", json={"listenbrainz": listener}).status_code == 400
    assert server.asked == []


def test_a_rate_limit_is_told_with_the_wait(ask, server):
    server.scripted.append(Reply(status=429, headers={"X-RateLimit-Reset-In": "9"}))
    status, body, headers = ask("ada")
    assert (status, body["type"].rpartition("#")[2], headers["Retry-After"]) == (503, "limit-reached", "9")


def test_where_it_is_off_nobody_is_asked_for(embedded):
    answer = function(embedded | {"SEGUE_LISTENBRAINZ": "off"}).post("/", json={"listenbrainz": {"name": "ada"}})
    assert (answer.status_code, answer.get_json()["detail"]) == (422, "ListenBrainz is not asked here")


@pytest.mark.parametrize(
    "scripted", [[], [Reply(status=429)], [Reply(status=404)], [Reply(b"<html>")], [Reply(hangs_up=True)] * 3]
)
def test_no_log_line_contains_the_name(ask, server, scripted):
    name = "a-listener-by-name"
    server.histories[name, "half_yearly"] = server.histories["ada", "month"]
    server.scripted += scripted
    with logged() as written:
        ask(name)
    assert "recommend answered" in written.getvalue()
    assert name not in written.getvalue()


def test_a_name_is_not_stored(ask, server, traces):
    name = "a-name-in-no-record"
    server.histories[name, "half_yearly"] = server.histories["ada", "month"]
    status, body, _ = ask(name)
    assert status == 200
    assert traces(body["id"])
    assert traces(name) == []
