"""The concurrency limit: so many active, so many queued; others get a time to retry after."""

import http.client
import json
import socket
import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from running_server import running

from ops.local.concurrency_limit import OTHERS, RETRY_AFTER_SECONDS, Bounds, LimitedApplication
from ops.local.server import MOST_CONNECTIONS, SPARE_THREADS, open_server
from shared.errors import Unavailable
from shared.web.problems import PROBLEMS

BOUNDS = Bounds(at_once=3, waiting=4, wait_seconds=60.0)
IN_ALL = BOUNDS.at_once + BOUNDS.waiting


def until(condition) -> None:
    """Wait until a condition holds; the suite's timeout ends a test in which it never does."""
    while not condition():
        threading.Event().wait(0.002)


class Slow:
    """An application whose functions wait for a signal; files are answered at once."""

    def __init__(self) -> None:
        self.may = threading.Event()
        self.begun: list[str] = []
        self.most = self.inside = 0
        self._counting = threading.Lock()

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith(("/api", "/s/")):
            self._work(environ["PATH_INFO"])
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
        return [b"ok"]

    def _work(self, path: str) -> None:
        with self._counting:
            self.begun.append(path)
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.may.wait(60)
        with self._counting:
            self.inside -= 1


class Crowd:
    """Clients that each send a request on a connection of their own."""

    def __init__(self, port: int, threads: ThreadPoolExecutor) -> None:
        self._port = port
        self._threads = threads

    def send(self, path: str = "/api/anything") -> "Future[http.client.HTTPResponse]":
        return self._threads.submit(self.ask, path)

    def ask(self, path: str = "/api/anything", method: str = "GET"):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection.request(method, path)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer


@pytest.fixture
def slow():
    return Slow()


@pytest.fixture
def served(slow):
    with running(slow, BOUNDS) as served:
        yield served
        slow.may.set()


@pytest.fixture
def crowd(served):
    with ThreadPoolExecutor(50) as threads:
        yield Crowd(served.port, threads)


@pytest.fixture
def full(served, slow, crowd):
    """As many requests as can be active or queued."""
    asked = []
    for number in range(IN_ALL):
        asked.append(crowd.send(f"/api/{number}"))
        until(lambda number=number: served.slots.taken + served.slots.waiting == number + 1)
    yield asked
    slow.may.set()


def test_so_many_are_worked_on_at_a_time_and_so_many_wait(served, slow, full):
    assert (served.slots.taken, served.slots.waiting, len(slow.begun)) == (3, 4, 3)


def test_more_are_refused_at_once_and_told_when_to_ask_again(slow, crowd, full):
    refused = crowd.ask()
    assert (refused.status, refused.headers["Retry-After"]) == (503, str(RETRY_AFTER_SECONDS))
    assert refused.headers["Cache-Control"] == "no-store"
    problem = json.loads(refused.body)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert problem["type"] == f"{PROBLEMS}busy"
    assert problem["cure"] == f"try again in {RETRY_AFTER_SECONDS} seconds"
    assert len(slow.begun) == 3


def test_who_waits_is_answered_in_the_end_and_never_more_at_a_time(slow, full):
    slow.may.set()
    assert [answer.result().status for answer in full] == [200] * IN_ALL
    assert len(slow.begun) == IN_ALL
    assert slow.most == BOUNDS.at_once


def test_waiting_requests_are_admitted_in_the_order_they_came(slow):
    bounds = Bounds(at_once=1, waiting=6, wait_seconds=60.0)
    with running(slow, bounds) as served, ThreadPoolExecutor(7) as threads:
        crowd = Crowd(served.port, threads)
        for number in range(7):
            crowd.send(f"/api/{number}")
            until(lambda number=number: served.slots.taken + served.slots.waiting == number + 1)
        slow.may.set()
    assert slow.begun == [f"/api/{number}" for number in range(7)]


def test_places_are_free_again_when_all_are_answered(served, slow, crowd, full):
    slow.may.set()
    for answer in full:
        answer.result()
    until(lambda: served.slots.taken == 0)
    assert crowd.ask().status == 200


def test_a_refused_client_keeps_its_connection_and_may_ask_again_on_it(served, slow, full):
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    connection.request("GET", "/api/again")
    first = connection.getresponse()
    first.read()
    slow.may.set()
    until(lambda: served.slots.taken == 0)
    connection.request("GET", "/api/again")
    second = connection.getresponse()
    second.read()
    connection.close()
    assert (first.status, second.status) == (503, 200)


def test_files_are_sent_however_many_others_wait(crowd, full):
    assert [crowd.ask(path).status for path in ("/", "/segue.css", "/find/page.js")] == [200] * 3


@pytest.mark.parametrize("path", ["/api/recommend", "/s/a-list", "/s/a-list/card.png", "//api/x"])
def test_every_function_is_bounded(crowd, full, path):
    assert crowd.ask(path).status == 503


def test_a_function_whose_every_place_is_taken_keeps_nobody_from_the_others(slow):
    class Hanging(Slow):
        def _work(self, path):
            if path.startswith("/api/account") and not path.endswith("health"):
                super()._work(path)

    hanging = Hanging()
    names = ["account", "recommend", "share"]
    with running(hanging, BOUNDS, names) as served, ThreadPoolExecutor(50) as threads:
        crowd, slots = Crowd(served.port, threads), served.server.application.slots["account"]
        asked = [crowd.send("/api/account/sign-in") for _ in range(IN_ALL)]
        until(lambda: slots.taken + slots.waiting == IN_ALL)
        refused = crowd.ask("/api/account/me").status
        others = ["/api/recommend", "/s/a-list", "/", "/api/account/health", "/health"]
        assert (refused, [crowd.ask(path).status for path in others]) == (503, [200] * 5)
        hanging.may.set()
        assert [each.result().status for each in asked] == [200] * IN_ALL


def test_a_flood_is_answered_whole_and_no_more_is_begun_than_there_are_places(served, slow, crowd):
    asked = [crowd.send() for _ in range(200)]
    until(lambda: sum(each.done() for each in asked) == 200 - IN_ALL)
    assert (len(slow.begun), served.slots.waiting) == (3, 4)
    slow.may.set()
    statuses = sorted(each.result().status for each in asked)
    assert statuses == [200] * IN_ALL + [503] * (200 - IN_ALL)


def test_a_request_that_waits_too_long_is_refused_and_its_place_in_the_queue_is_free(slow):
    with (
        running(slow, Bounds(at_once=1, waiting=1, wait_seconds=0.05)) as served,
        ThreadPoolExecutor(1) as threads,
    ):
        crowd = Crowd(served.port, threads)
        first = crowd.send("/api/first")
        until(lambda: slow.begun)
        assert crowd.ask("/api/second").status == 503
        assert served.slots.waiting == 0
        slow.may.set()
        assert first.result().status == 200
    assert slow.begun == ["/api/first"]


class Answering:
    """An application that fails on demand; its answer records its close."""

    def __init__(self, fails_at: str) -> None:
        self._fails_at = fails_at
        self.closed = 0

    def __call__(self, environ, start_response):
        self._fail("call")
        start_response("200 OK", [])
        return self

    def __iter__(self):
        yield b"some"
        self._fail("iteration")

    def close(self) -> None:
        self.closed += 1
        self._fail("close")

    def _fail(self, where: str) -> None:
        if where == self._fails_at:
            raise ValueError(where)


@pytest.mark.parametrize("where", ["call", "iteration", "close", "never"])
def test_a_place_is_left_however_an_answer_ends(where):
    application = Answering(where)
    limited = LimitedApplication(application, BOUNDS)
    try:
        answer = limited({"PATH_INFO": "/api/x"}, lambda *_: None)
        try:
            list(answer)
        finally:
            answer.close()
    except ValueError as error:
        assert str(error) == where  # noqa: PT017 - most of them fail
    assert limited.slots[OTHERS].taken == 0
    assert application.closed == (where != "call")


def test_a_place_is_kept_until_the_answer_is_sent():
    limited = LimitedApplication(Answering("never"), BOUNDS)
    answer = limited({"PATH_INFO": "/api/x"}, lambda *_: None)
    next(iter(answer))
    assert limited.slots[OTHERS].taken == 1
    answer.close()
    assert limited.slots[OTHERS].taken == 0


def test_refusals_are_logged_some_at_a_time(caplog):
    now = [0.0]
    limited = LimitedApplication(Answering("never"), Bounds(0, 0, 0.0), seconds=lambda: now[0])
    environ = {"PATH_INFO": "/api/x", "REQUEST_METHOD": "GET"}
    for moment in (0.0, 1.0, 9.0, 10.0, 11.0):
        now[0] = moment
        limited(environ, lambda *_: None)
    assert [record.getMessage().rpartition(": ")[2] for record in caplog.records] == ["1 refused", "3 refused"]


def test_people_who_send_nothing_keep_nobody_out(served, slow, crowd):
    idle = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(IN_ALL + SPARE_THREADS + 10)]
    idle[0].sendall(b"POST /api/half HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf of a bo")
    slow.may.set()
    assert crowd.ask().status == 200
    assert slow.begun == ["/api/anything"]
    for each in idle:
        each.close()


def test_more_connections_than_may_be_open_take_the_places_of_those_that_wait_longest(served, slow, crowd):
    slow.may.set()
    idle = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(MOST_CONNECTIONS + 20)]
    late = [crowd.send() for _ in range(5)]
    assert [each.result().status for each in late] == [200] * 5
    assert idle[0].recv(1) == b""
    idle[-1].sendall(b"GET / HTTP/1.0\r\n\r\n")
    assert idle[-1].recv(12) == b"HTTP/1.0 200"
    for each in idle:
        each.close()


def test_a_port_that_is_taken_is_said_with_what_helps(served):
    with pytest.raises(Unavailable, match=rf"port {served.port}.*in use.*give another --port"):
        open_server(Answering("never"), "127.0.0.1", served.port)
