"""Tokens of deleted listeners: none works again, whatever is tried with the others, and however long it takes."""

from datetime import UTC, datetime, timedelta

import pytest
from signed_in import Listener

from functions.account.accounts import Accounts
from shared.adapters.memory import HandClock, MemoryObjects, MemoryRecords
from shared.ports import Record
from shared.record_kinds import ADDRESSES, LISTENERS
from shared.records.deleted_listeners import is_deleted, mark_deleted
from shared.web.auth import listener_token
from shared.web.tokens import Tokens

ANNA, BEA = "anna@example.com", "bea@example.com"


# Over HTTP


@pytest.fixture
def deleted(door, address):
    """The visitor of before and the listener of an account that was deleted."""
    visitor = door.visitor()
    listener = door.sign_in(address, visitor)
    assert listener.id == visitor.id
    assert listener.send("DELETE", "account/me").status == 204
    return visitor, listener


ROUTES = [
    ("GET", "account/me"), ("GET", "account/export"), ("PUT", "account/subscription"), ("GET", "share/mine"),
    ("GET", "insights/me"), ("GET", "feedback?search=x"), ("POST", "feedback"), ("POST", "recommend"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_neither_token_of_a_deleted_account_works_anywhere(deleted, method, path):
    for listener in deleted:
        answer = listener.send(method, path, None if method == "GET" else {})
        assert (answer.status, answer.body["detail"]) == (401, "You are signed out")


def test_signing_in_with_the_old_visitors_token_makes_another_account(door, address, deleted):
    visitor, listener = deleted
    again = door.sign_in(address, visitor)
    assert again.id != listener.id
    assert again.send("GET", "account/me").body["signed_in"] is True
    assert listener.send("GET", "account/me").status == 401


def test_a_visitors_token_ends_with_their_deletion(another):
    assert another.send("DELETE", "account/me").status == 204
    assert another.send("GET", "account/export").status == 401


def test_a_deletion_that_was_cut_off_is_finished_by_the_same_visitor(another, known, records, store, traces):
    another.list_of(*known[:2])
    mark_deleted(records, store, another.id, datetime.now(UTC))  # and no more
    assert another.send("GET", "account/export").status == 401
    assert traces(another.id)
    assert another.send("DELETE", "account/me").status == 204
    assert traces(another.id) == []


def test_no_generation_can_be_guessed_from_the_number_of_sign_ins(door, address, local_cloud_url):
    listener = door.sign_in(address)
    early = Listener(local_cloud_url, listener.id, listener_token(Tokens(door._secret), listener.id, 1))
    assert early.send("GET", "account/me").status == 401


# In memory, where the clock is ours


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def memory(clock):
    return MemoryRecords(clock)


@pytest.fixture
def accounts(memory, clock):
    ids = iter(f"new{number}" for number in range(100))
    return Accounts(memory, now=clock, new_id=lambda: next(ids))


def leave(records, clock, listener):
    """Mark a listener as deleted, and delete what identifies them."""
    mark_deleted(records, MemoryObjects(), listener, clock())
    for record in records.page(ADDRESSES.name, where={"listener": listener}).records:
        records.delete(ADDRESSES.name, record.key)
    records.delete(LISTENERS.name, listener)


class LeavingMeanwhile(MemoryRecords):
    """Records in which a visitor is marked as deleted just before the account of theirs is written."""

    def update(self, collection, key, change, expires_at=None):
        if (collection, key) == (LISTENERS.name, "visitor"):
            mark_deleted(self, MemoryObjects(), "visitor", datetime.now(UTC))
        return super().update(collection, key, change, expires_at)


@pytest.mark.parametrize("by", [ANNA, BEA])
def test_a_deleted_id_is_nobodys_any_more(accounts, memory, clock, by):
    accounts.join(ANNA, "visitor")
    leave(memory, clock, "visitor")
    assert accounts.join(by, "visitor")[0] == "new0"
    assert accounts.find("visitor") is None
    assert accounts.by_address(by) == "new0"


def test_nor_is_that_of_a_visitor_who_leaves_while_they_sign_in(clock):
    records = LeavingMeanwhile(clock)
    accounts = Accounts(records, now=clock, new_id=lambda: "new")
    assert accounts.join(ANNA, "visitor")[0] == "new"
    assert records.get(LISTENERS.name, "visitor") is None
    assert is_deleted(records, "visitor")


def test_who_deletes_their_account_may_sign_in_to_go_on_with_it(accounts, memory, clock):
    joined = accounts.join(ANNA, "visitor")
    mark_deleted(memory, MemoryObjects(), "visitor", clock())
    assert accounts.join(ANNA, None) == joined


def test_no_generation_comes_twice_even_if_every_tombstone_is_gone(clock):
    generations = []
    for _ in range(3):
        records = MemoryRecords(clock)  # nothing is left of the account before
        accounts = Accounts(records, now=clock, new_id=lambda: "same")
        generations.append(accounts.join(ANNA, "visitor")[1])
        for _ in range(3):
            accounts.sign_out_everywhere("visitor")
            generations.append(accounts.join(ANNA, None)[1])
        clock.advance(timedelta(minutes=1))
    assert generations == sorted(set(generations))


def test_an_account_of_before_generations_came_from_the_clock_goes_on(accounts, memory, clock):
    memory.create(ADDRESSES.name, Record("x", {"listener": "old"}))
    memory.create(LISTENERS.name, Record("old", {"address": ANNA, "generation": 7}))
    accounts.sign_out_everywhere("old")
    assert accounts.find("old")["generation"] == int(clock().timestamp())
