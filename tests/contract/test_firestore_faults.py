"""FirestoreRecords with a busy Firestore, lost answers, and contention."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import emulators
import grpc
import pytest
from failing_relays import Fault, GrpcRelay
from google.api_core.exceptions import GoogleAPICallError
from google.cloud.firestore import Client

from shared.adapters.firestore_records import FirestoreRecords
from shared.errors import Unavailable
from shared.ports import Record

LOST = Fault("Commit", carried_out=True)
BUSY = [Fault(what, code=code) for what in ("Commit", "BatchGetDocuments", "RunQuery") for code in (
    grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.INTERNAL, grpc.StatusCode.ABORTED if what == "Commit" else grpc.StatusCode.UNKNOWN,
)]  # fmt: skip


@pytest.fixture
def relay(firestore_address) -> Iterator[GrpcRelay]:
    with GrpcRelay(firestore_address) as relay:
        yield relay


@pytest.fixture
def records(relay, project, clock, monkeypatch) -> Iterator[FirestoreRecords]:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", relay.address)
    client = Client(project=project)
    yield FirestoreRecords(client, clock)
    client.close()


def add_one(fields):
    return {"n": fields["n"] + 1 if fields else 1}


@pytest.mark.parametrize("fault", BUSY, ids=lambda fault: f"{fault.what} {fault.code.name}")
def test_a_busy_store_is_asked_again(records, relay, fault):
    relay.faults.coming = [fault, fault]
    assert records.create("songs", Record("k", {"n": 0})) is True
    records.update("songs", "k", add_one)
    assert [record.fields for record in records.page("songs").records] == [{"n": 1}]
    records.delete("songs", "k")
    assert (records.get("songs", "k"), relay.faults.coming) == (None, [])


def test_a_creation_whose_answer_is_lost_knows_its_own_record(records, relay):
    relay.faults.coming = [LOST]
    assert records.create("songs", Record("k", {"n": 1})) is True


def test_an_update_whose_answer_is_lost_is_applied_once(records, relay):
    records.update("songs", "k", add_one)
    relay.faults.coming = [LOST, LOST]
    assert records.update("songs", "k", add_one).fields == {"n": 2}
    assert records.get("songs", "k").fields == {"n": 2}


def test_updates_whose_answers_are_lost_say_what_they_do_not_know_and_are_never_applied_twice(records, relay):
    relay.faults.coming = [LOST] * 8

    def update(_: int) -> bool:
        try:
            records.update("songs", "k", add_one)
        except Unavailable:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        known = list(pool.map(update, range(20))).count(True)
    assert known <= records.get("songs", "k").fields["n"] <= 20


def test_a_lost_answer_after_which_another_wrote_is_unavailable(records, relay, firestore):
    other = FirestoreRecords(firestore)
    records.create("songs", Record("k", {"n": 0}))
    relay.faults.coming = [replace(LOST, then=lambda: other.update("songs", "k", lambda _: {"n": 10}))]
    with pytest.raises(Unavailable, match="answer got lost"):
        records.update("songs", "k", add_one)
    assert records.get("songs", "k").fields == {"n": 10}


PAIR = [("songs", "k"), ("totals", "k")]


def count(found):
    return [Record("k", {"n": each.fields["n"] + 1 if each else 1}) for each in found]


def numbers(records):
    return [records.get(*key).fields["n"] for key in PAIR]


@pytest.mark.parametrize("fault", BUSY[:10], ids=lambda fault: f"{fault.what} {fault.code.name}")
def test_a_busy_store_is_asked_again_for_records_that_change_together(records, relay, fault):
    relay.faults.coming = [fault, fault]
    assert records.update_together(PAIR, count) is True
    assert (numbers(records), relay.faults.coming) == ([1, 1], [])


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_records_whose_common_answer_is_lost_change_once(records, relay, lost):
    records.update_together(PAIR, count)
    relay.faults.coming = [LOST] * lost
    assert records.update_together(PAIR, count) is True
    assert numbers(records) == [2, 2]


def test_after_a_lost_answer_one_record_of_ours_tells_that_all_were_written(records, relay, firestore):
    other = FirestoreRecords(firestore)
    records.create("songs", Record("k", {"n": 0}))
    relay.faults.coming = [replace(LOST, then=lambda: other.update("songs", "k", lambda _: {"n": 10}))]
    assert records.update_together(PAIR, count) is True
    assert numbers(records) == [10, 1]


def test_a_lost_answer_after_which_another_wrote_all_records_is_unavailable(records, relay, firestore):
    other = FirestoreRecords(firestore)
    relay.faults.coming = [replace(LOST, then=lambda: other.update_together(PAIR, count))]
    with pytest.raises(Unavailable, match="answer got lost"):
        records.update_together(PAIR, count)
    assert numbers(records) == [2, 2]


def test_changes_together_whose_answers_are_lost_are_never_applied_twice(records, relay):
    relay.faults.coming = [LOST] * 8

    def update(_: int) -> bool:
        try:
            return records.update_together(PAIR, count)
        except Unavailable:
            return False

    with ThreadPoolExecutor(4) as pool:
        known = list(pool.map(update, range(20))).count(True)
    first, second = numbers(records)
    assert first == second
    assert known <= first <= 20


def test_a_delete_whose_answer_is_lost_is_no_error(records, relay):
    records.create("songs", Record("k", {}))
    relay.faults.coming = [LOST]
    records.delete("songs", "k")
    assert records.get("songs", "k") is None


def test_a_record_that_others_keep_writing_is_unavailable_in_the_end(relay, records, firestore, clock):
    hurried = FirestoreRecords(firestore, clock, retry_seconds=0.2)
    turns = iter(range(1_000_000))

    def change(fields):
        records.update("songs", "k", lambda _: {"turn": next(turns)})
        return {"mine": True}

    with pytest.raises(Unavailable, match="Too many write the same record"):
        hurried.update("songs", "k", change)
    assert "mine" not in records.get("songs", "k").fields


def test_a_refusal_is_not_repeated(records, relay):
    relay.faults.coming = [Fault("Commit", code=grpc.StatusCode.PERMISSION_DENIED)]
    with pytest.raises(Unavailable, match="refuses us: found PermissionDenied") as raised:
        records.create("songs", Record("k", {}))
    assert isinstance(raised.value.__cause__, GoogleAPICallError)
    assert len(relay.faults.asked) == 1


def test_a_store_that_is_not_there_is_unavailable(project, monkeypatch):
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", emulators.free_address())
    client = Client(project=project)
    records = FirestoreRecords(client, retry_seconds=0.2, timeout_seconds=1.0)
    for call in (
        lambda: records.get("songs", "k"),
        lambda: records.create("songs", Record("k", {})),
        lambda: records.update("songs", "k", add_one),
        lambda: records.update_together(PAIR, count),
        lambda: records.delete("songs", "k"),
        lambda: records.page("songs"),
    ):
        with pytest.raises(Unavailable, match="Firestore does not answer"):
            call()
    client.close()
