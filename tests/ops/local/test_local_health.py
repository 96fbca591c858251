"""Health of a local cloud: dead and failing loops, old messages, a damaged file; loops survive every error."""

import threading
from datetime import timedelta

import pytest
from damage import spoil

from ops.doctor.inside import try_file, try_messages
from ops.local.cloud import local_cloud
from ops.local.dispatcher import Dispatcher
from ops.local.health import LONGEST_WAIT, LocalHealth, file_check
from ops.local.supervised import SICK_AFTER, SupervisedLoop, looping
from shared.adapters.sqlite_bus import SqliteBus
from shared.adapters.sqlite_records import SqliteRecords
from shared.errors import SpoiltStore, Unavailable
from shared.ports import Record


@pytest.fixture
def path(tmp_path):
    return tmp_path / "segue.db"


@pytest.fixture
def bus(path, clock):
    return SqliteBus(path, clock)


def asked(health):
    return health.application().test_client().get("/")


class Work:
    """Work that raises the given errors in turn, and then succeeds; `rounds` counts."""

    def __init__(self, *errors: BaseException) -> None:
        self.errors, self.rounds, self.done = list(errors), 0, threading.Event()

    def __call__(self) -> float:
        self.rounds += 1
        if self.errors:
            raise self.errors.pop(0)
        self.done.set()
        return 60.0


@pytest.mark.parametrize("error", [ValueError("a bug"), Unavailable("locked"), SystemExit(1), MemoryError()])
def test_a_loop_goes_on_after_any_error(error):
    work = Work(error)
    with looping(SupervisedLoop("loop", work)) as loop:
        assert work.done.wait(60)
        assert loop.trouble() is None
    assert loop.join(60)


def test_a_loop_that_keeps_failing_is_told_until_it_succeeds():
    failing = threading.Event()

    def work() -> float:
        if failing.is_set():
            return 0.01
        raise ValueError("a bug")

    with looping(SupervisedLoop("loop", work, longest_pause_seconds=0.01)) as loop:
        while loop.failures < SICK_AFTER:
            threading.Event().wait(0.01)
        answer = asked(LocalHealth(loops=[loop]))
        assert (answer.status_code, "The loop keeps failing" in answer.get_json()["detail"]) == (503, True)
        failing.set()
        while loop.trouble():
            threading.Event().wait(0.01)
        assert asked(LocalHealth(loops=[loop])).status_code == 200


def test_a_loop_whose_thread_has_ended_is_told():
    loop = SupervisedLoop("loop", Work())
    loop._thread = threading.Thread(target=lambda: None)
    loop._thread.start()
    loop._thread.join()
    assert asked(LocalHealth(loops=[loop])).get_json()["detail"] == "The loop has ended"


def test_a_cloud_that_is_well_tells_what_waits(bus, clock):
    bus.publish("activity", b"x")
    clock.advance(timedelta(seconds=90))
    answer = asked(LocalHealth(bus))
    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok", "waiting": 1, "oldest_seconds": 90, "undelivered": 0}


def test_a_message_that_waits_for_too_long_is_told_but_no_reason_to_start_anew(bus, clock):
    bus.publish("activity", b"x")
    clock.advance(LONGEST_WAIT + timedelta(seconds=1))
    answer = asked(LocalHealth(bus))
    (warning,) = answer.get_json()["warnings"]
    assert (answer.status_code, "found 1, the oldest for 0:30:01" in warning) == (200, True)
    with pytest.raises(Unavailable, match="start segue serve"):
        try_messages(bus)


def test_messages_laid_aside_are_counted(bus):
    bus.publish("activity", b"x")
    bus.queue().lay_aside(1, "it failed")
    assert asked(LocalHealth(bus)).get_json()["undelivered"] == 1
    assert try_messages(bus) == "0 wait, none for long; 1 could not be delivered, see segue replay --list"


def test_the_health_of_a_local_cloud_is_at_its_root():
    answered = []

    def start_response(status, headers):
        answered.append(status)

    application = local_cloud(functions=())
    environ = {"PATH_INFO": "/health", "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "wsgi.url_scheme": "http"}
    environ |= {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    assert b"".join(application(environ, start_response)).startswith(b'{"status":"ok"')
    assert answered == ["200 OK"]


def test_a_damaged_file_is_told_by_health_and_doctor(bus, path):
    records = SqliteRecords(path)
    for number in range(300):
        records.create("songs", Record(f"{number:04}", {"text": "x" * 200}))
    bus.publish("activity", b"x")
    del records
    spoil(path, "records")
    fresh = SqliteBus(path)
    with looping(file_check(fresh)) as loop:
        while not loop.trouble():
            threading.Event().wait(0.01)
        answer = asked(LocalHealth(fresh, [loop]))
    assert (answer.status_code, answer.get_json()["title"]) == (500, "Spoilt store")
    assert "segue backup restore" in answer.get_json()["cure"]
    with pytest.raises(SpoiltStore):
        try_file(fresh)


def test_a_dispatcher_outlives_a_damaged_queue_and_delivers_once_it_is_mended(bus, path):
    for _ in range(3):
        bus.publish("activity", b"x" * 20_000)
    del bus
    whole = spoil(path, "messages")
    delivered = threading.Event()
    fresh = SqliteBus(path)
    dispatcher = Dispatcher(fresh, lambda *_: delivered.set())
    dispatcher.start()
    tally = next(loop for loop in dispatcher.loops if "activity" in loop.name)
    while tally.trouble() is None:
        threading.Event().wait(0.01)
    assert not delivered.is_set()
    assert isinstance(tally.trouble(), SpoiltStore)
    path.write_bytes(whole)
    for name in ("-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    assert delivered.wait(60)
    dispatcher.stop()
