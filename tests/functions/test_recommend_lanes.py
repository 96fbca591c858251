"""One client with long lists against the others: the attack itself, and the bounds that hold it."""

import copy
import gc
import http.client
import itertools
import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient
from running_server import running
from served_model import Served

from functions.recommend import inputs
from functions.recommend.contract import RecommendRequest, UploadedFile
from functions.recommend.handler import Recommend
from functions.recommend.inputs import Services
from ops.local.cloud import local_cloud
from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.adapters.memory_sources import MemoryNames
from shared.errors import Busy
from shared.lanes import LaneBounds, Lanes
from shared.messaging.outbox import StoreThenPublish
from shared.model import resolve
from shared.model.catalogue.matching import LINES_AT_ONCE
from shared.model.model import Model
from shared.web.problems import PROBLEMS
from shared.web.rate_limits import LARGE_BYTES

LONGEST_WAIT = 60.0
"""Seconds after which a test that hangs fails."""

ATTACKERS, HONEST = 2, 20


def made_up(lines: int, seed: int = 0) -> str:
    return "\n".join(f"a{seed} by the {place} - song {place + seed}" for place in range(lines))


def until(condition: Callable[[], bool]) -> None:
    while not condition():
        threading.Event().wait(0.001)


def post(port: int, text: str) -> tuple[int, dict]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_WAIT)
    connection.request("POST", "/api/recommend", json.dumps({"text": text}), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    body = json.load(answer)
    connection.close()
    return answer.status, body


@pytest.fixture(scope="module")
def server(embedded: dict[str, str]) -> Iterator:
    """The local cloud's server, with its own queue and bounds."""
    with pytest.MonkeyPatch.context() as environment:
        for variable, value in embedded.items():
            environment.setenv(variable, value)
        with running(local_cloud(["recommend"]), functions=["recommend"]) as served:
            post(served.port, "one song")  # it reads its settings now
            yield served


def test_honest_requests_are_all_answered_beside_two_threads_that_send_ten_thousand_made_up_lines(server, model):
    song, over, attacked = model.tracks([0])[0], threading.Event(), []

    def attack(seed: int) -> None:
        while not over.is_set():
            attacked.append(post(server.port, made_up(10_000, seed)))

    with ThreadPoolExecutor(ATTACKERS) as threads:
        attacks = [threads.submit(attack, seed) for seed in range(ATTACKERS)]
        until(lambda: server.server.application.slots["recommend"].taken >= ATTACKERS)
        honest = [post(server.port, f"{song.artist} - {song.name}") for _ in range(HONEST)]
        over.set()
        for each in attacks:
            each.result(LONGEST_WAIT)
    assert [status for status, _ in honest] == [200] * HONEST
    assert all(body["matched"][0]["uri"] == song.id for _, body in honest)
    assert {status for status, _ in attacked} <= {200, 503}
    until(lambda: server.server.application.slots["recommend"].taken == 0)
    assert server.server.application.slots["recommend"].waiting == 0


@pytest.fixture(scope="module")
def edge(embedded: dict[str, str]):
    """The function's entry point, whose lanes a test may fill."""
    from functions.recommend import main  # it is a module of its own in each function

    with pytest.MonkeyPatch.context() as environment:
        for variable, value in embedded.items():
            environment.setenv(variable, value)
        main.settings()
        return main


@pytest.fixture
def call(edge) -> Callable[[str], object]:
    from flask import Flask, request

    app = Flask("edge")
    app.add_url_rule("/", view_func=lambda: edge.recommend(request), methods=["POST"])
    client: FlaskClient = app.test_client()
    return lambda text: client.post("/", json={"text": text})


@pytest.fixture
def filled(edge) -> Iterator[threading.Event]:
    """As many long lists as one client may have read at once; they end by the event."""
    let_go, lanes = threading.Event(), edge.lanes()

    def work() -> None:
        with lanes.request("127.0.0.1", heavy=True):
            let_go.wait(LONGEST_WAIT)

    with ThreadPoolExecutor(2) as threads:
        for number in range(lanes.bounds.heavy_of_one_client):
            threads.submit(work)
            until(lambda number=number: lanes.heavy == number + 1)
        yield let_go
        let_go.set()


LARGE = made_up(LARGE_BYTES // 10)


def test_another_long_list_is_told_when_to_come_again_before_it_is_read(call, filled, edge):
    refused = call(LARGE)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert refused.json["type"].endswith(f"{PROBLEMS}busy")
    assert set(refused.json) >= {"expected", "found", "cure"}
    filled.set()
    until(lambda: edge.lanes().heavy == 0)
    assert call(LARGE).status_code == 200
    assert (edge.lanes().light, edge.lanes().heavy, edge.lanes().waiting) == (0, 0, 0)


def test_a_song_is_answered_while_long_lists_are_read(call, filled, model):
    song = model.tracks([0])[0]
    answered = call(f"{song.artist} - {song.name}")
    assert [each["uri"] for each in answered.json["matched"]] == [song.id]


def test_the_garbage_collector_looks_at_what_requests_made_alone_and_seldom_at_all_of_it(call, edge):
    call("one song")
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold() == edge.GARBAGE_THRESHOLDS


@pytest.fixture
def recommending(model, clock):
    """Builds the use case around a model, with memory adapters."""

    def build(own: Model = model, **options: object) -> Recommend:
        ids = (f"s{number}" for number in itertools.count(1))
        records, bus = MemoryRecords(clock), MemoryBus()
        outbox, names = StoreThenPublish(records, lambda: bus), options.pop("names", None)
        services = Services(names=names)
        return Recommend(
            Served(own), records, outbox, lambda: bus, services, now=clock, new_id=lambda: next(ids), **options
        )

    return build


def test_work_stops_when_it_is_over_and_the_answer_says_what_was_not_read(recommending, model):
    song = model.tracks([0])[0]
    text = f"{song.artist} - {song.name}\n{made_up(249)}\n{song.artist} - {song.name}"
    with Lanes(LaneBounds(processor_seconds=0)).request():
        found = recommending().answer(RecommendRequest(text=text))
    assert [(each.line, each.uri) for each in found.matched if each.kind == "song"] == [(1, song.id)]
    last = found.unmatched[-1]
    assert (last.source, last.line) == (f"{251 - LINES_AT_ONCE} more songs", LINES_AT_ONCE + 1)
    assert "not looked up" in last.why
    assert "send these songs by themselves" in last.why
    assert len(found.unmatched) == LINES_AT_ONCE
    assert found.recommendations


def test_light_requests_may_go_first_after_each_line_that_is_read_and_again_as_it_is_looked_up(
    recommending, model
):
    first, second = model.tracks([0, 1])
    lines = [f"{first.artist} {place} - {second.name}" for place in range(50)]
    looked = []
    with Lanes(LaneBounds(step_seconds=0)).request(heavy=True, is_abandoned=lambda: bool(looked.append(1))):
        recommending().answer(RecommendRequest(text="\n".join(lines)))
    assert len(looked) > 5 * len(lines)


def test_no_more_names_than_the_bound_are_looked_up_and_ids_are_all_the_same(recommending, model, monkeypatch):
    monkeypatch.setattr(resolve, "MOST_NAMES", 3)
    song = model.tracks([0])[0]
    found = recommending().answer(RecommendRequest(text=f"{made_up(5)}\n{song.id}"))
    assert [(each.source, each.line) for each in found.unmatched[3:]] == [("2 more songs", 4)]
    assert [each.uri for each in found.matched] == [song.id]


def test_songs_of_all_files_together_are_bounded(recommending, model, monkeypatch):
    monkeypatch.setattr(inputs, "MOST_SONGS", 5)
    ids = [track.id for track in model.tracks(range(6))]
    files = [UploadedFile("a.txt", "\n".join(ids[:3])), UploadedFile("b.txt", "\n".join(ids[3:]))]
    found = recommending().answer(RecommendRequest(files=files))
    assert {each.uri for each in found.matched} == set(ids[:5])
    assert [each.source for each in found.unmatched] == ["1 more songs"]


def test_who_waits_for_the_scoring_of_others_gives_up_in_time(recommending, model):
    begun, let_go, own = threading.Event(), threading.Event(), copy.copy(model)

    def held_crowds(seeds, unknown=()):
        begun.set()
        let_go.wait(LONGEST_WAIT)
        return model.crowds_of(seeds, unknown)

    own.crowds_of = held_crowds
    song, recommend = model.tracks([0])[0], recommending(own, wait_seconds=0)
    request = RecommendRequest(tracks=[song.id])
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(recommend.answer, request)
        assert begun.wait(LONGEST_WAIT)
        with pytest.raises(Busy) as refused:
            recommend.answer(request)
        let_go.set()
        assert first.result(LONGEST_WAIT).recommendations
    assert refused.value.retry_after_seconds
    assert recommend.answer(request).recommendations


class LanesSeen(MemoryNames):
    """Names that another system tells, while a test looks at the lanes."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__({})
        self.lanes, self.seen = lanes, []

    def names(self, track_ids):
        with self.lanes.request("other", heavy=True):
            self.seen.append(self.lanes.heavy)
        return super().names(track_ids)


def test_names_are_asked_of_spotify_while_another_long_list_is_read(recommending):
    lanes = Lanes(LaneBounds(wait_seconds=0))
    names = LanesSeen(lanes)
    with lanes.request("one", heavy=True):
        recommending(names=names).answer(RecommendRequest(tracks=["0" * 21 + "1"]))
    assert names.seen == [2]
