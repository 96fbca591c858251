"""Authentication: whose token a request carries, until when it is valid, and who is an admin."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from aged_tokens import aged_token
from flask import Request
from werkzeug.test import EnvironBuilder

from shared.adapters.memory import MemoryObjects, MemoryRecords
from shared.errors import Forbidden, NotSignedIn
from shared.ports import Record
from shared.record_kinds import DELETED_LISTENER_KEPT, LISTENERS
from shared.records.deleted_listeners import mark_deleted
from shared.web.auth import (
    TOKEN_LASTS,
    account_of,
    caller_of,
    demand_admin,
    demanded_listener,
    generation_of,
    is_admin,
    listener_of,
    listener_token,
    new_listener_id,
    new_visitor,
)
from shared.web.tokens import MOST_AHEAD, Tokens

SECRET = "a secret for the tests of 32 characters or more"
TOKENS = Tokens(SECRET)


def request(authorization: str | None = None) -> Request:
    headers = {} if authorization is None else {"Authorization": authorization}
    return EnvironBuilder(headers=headers).get_request(Request)


def told(authorization: str, *listeners: Record) -> str | None:
    records = MemoryRecords()
    for each in listeners:
        records.create(LISTENERS.name, each)
    return listener_of(request(authorization), lambda: TOKENS, lambda: records)


def deleted(listener: str, asked: Callable) -> object:
    records = MemoryRecords()
    mark_deleted(records, MemoryObjects(), listener, datetime.now(UTC))
    return asked(request(f"Bearer {listener_token(TOKENS, listener, 0)}"), lambda: TOKENS, lambda: records)


def never() -> Tokens:
    raise AssertionError("nothing is to be read")


def test_a_request_without_a_token_is_nobodys_and_reads_nothing():
    assert listener_of(request(), never, never) is None


def test_a_visitor_is_known_by_their_token_without_a_record():
    assert told(f"Bearer {listener_token(TOKENS, 'ada', 0)}") == "ada"


def test_a_visitors_token_holds_their_id_and_nothing_else():
    assert TOKENS.read("listener", listener_token(TOKENS, "ada", 0), 60) == "ada"


NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("account", "counts"),
    [
        (None, False),
        ({"joined_at": "2026-11-22T12:00:01+00:00"}, False),
        ({"joined_at": "2026-11-22T12:00:00+00:00"}, True),
        ({"address": "from before accounts had a date"}, True),
    ],
    ids=["a visitor", "joined today", "joined a day ago", "joined long ago"],
)
def test_an_account_counts_in_the_charts_from_its_second_day_on_and_a_visitor_never(account, counts):
    records = MemoryRecords()
    if account is not None:
        records.create(LISTENERS.name, Record("ada", account))
    caller = caller_of(request(f"Bearer {listener_token(TOKENS, 'ada', 0)}"), lambda: TOKENS, lambda: records)
    assert caller.counts_in_charts(NOW) is counts
    assert account_of("ada", records) == caller


def test_two_visitors_get_tokens_of_two_ids():
    assert told(f"Bearer {new_visitor(TOKENS)}") != told(f"Bearer {new_visitor(TOKENS)}")


def test_an_id_holds_no_dot_as_the_generation_stands_after_one():
    assert all("." not in new_listener_id() for _ in range(20))


def test_the_scheme_is_read_in_any_case():
    assert told(f"bEARER {listener_token(TOKENS, 'ada', 0)}") == "ada"


def test_blanks_around_a_token_are_no_part_of_it():
    assert told(f"Bearer   {listener_token(TOKENS, 'ada', 0)}  ") == "ada"


def test_another_scheme_is_refused_by_name_and_without_its_credentials():
    with pytest.raises(NotSignedIn) as caught:
        listener_of(request("Basic YWRhOnNlY3JldA=="), never, never)
    assert (caught.value.expected, caught.value.found) == ("Authorization: Bearer TOKEN", "Basic")


def test_a_token_of_the_current_generation_is_valid():
    assert told(f"Bearer {listener_token(TOKENS, 'ada', 2)}", Record("ada", {"generation": 2})) == "ada"


@pytest.mark.parametrize("generation", [0, 1, 3])
def test_a_token_of_any_other_generation_is_not(generation):
    with pytest.raises(NotSignedIn, match="found an earlier one; sign in again"):
        told(f"Bearer {listener_token(TOKENS, 'ada', generation)}", Record("ada", {"generation": 2}))


def test_a_signed_in_listener_whose_record_is_gone_is_signed_out():
    with pytest.raises(NotSignedIn):
        told(f"Bearer {listener_token(TOKENS, 'ada', 1)}")


def test_a_visitor_who_deleted_themselves_is_signed_out():
    with pytest.raises(NotSignedIn, match="found one of a deleted listener; sign in again"):
        deleted("ada", caller_of)


def test_except_where_they_delete_the_rest():
    assert deleted("ada", partial(demanded_listener, may_be_deleted=True)) == "ada"


def test_a_tombstone_outlives_every_token_of_its_listener():
    assert DELETED_LISTENER_KEPT > TOKEN_LASTS + MOST_AHEAD


def test_the_generation_of_another_listener_does_not_matter():
    assert told(f"Bearer {listener_token(TOKENS, 'ada', 0)}", Record("bo", {"generation": 5})) == "ada"


@pytest.mark.parametrize(("fields", "generation"), [({}, 0), ({"generation": "2"}, 0), ({"generation": 3}, 3)])
def test_a_record_without_a_whole_number_is_of_generation_0(fields, generation):
    assert generation_of(fields) == generation


def test_a_token_is_valid_for_400_days():
    token = aged_token(SECRET, "listener", "ada", timedelta(days=399, hours=23).total_seconds())
    assert told(f"Bearer {token}") == "ada"


def test_and_no_longer():
    with pytest.raises(NotSignedIn, match="found one that is too old; get a new one"):
        told(f"Bearer {aged_token(SECRET, 'listener', 'ada', timedelta(days=400, hours=1).total_seconds())}")


def test_a_forged_token_is_not_called_too_old():
    with pytest.raises(NotSignedIn, match="expected one we issued for a listener, found another"):
        told("Bearer ada")


def test_a_view_that_needs_a_listener_tells_where_to_get_a_token():
    with pytest.raises(NotSignedIn, match="found no token; get one from POST /api/account/visitors"):
        demanded_listener(request(), lambda: TOKENS, MemoryRecords)


def test_a_view_that_needs_a_listener_gets_the_tokens():
    header = f"Bearer {listener_token(TOKENS, 'ada', 0)}"
    assert demanded_listener(request(header), lambda: TOKENS, MemoryRecords) == "ada"


def test_an_admin_is_known_by_their_address_in_any_case():
    assert is_admin({"address": "Admin@Segue.Example"}, frozenset({"admin@segue.example"}))


def test_a_listener_without_an_address_is_no_admin():
    assert not is_admin({}, frozenset({"admin@segue.example"}))


def test_a_visitor_is_no_admin():
    with pytest.raises(Forbidden, match="expected an address that SEGUE_ADMINS lists, found another"):
        demand_admin("ada", MemoryRecords(), frozenset({"admin@segue.example"}))


def test_another_address_is_refused_without_being_told():
    records = MemoryRecords()
    records.create(LISTENERS.name, Record("ada", {"address": "ada@example.com"}))
    with pytest.raises(Forbidden) as caught:
        demand_admin("ada", records, frozenset({"admin@segue.example"}))
    assert "example" not in str(caught.value)


def test_an_admin_passes():
    records = MemoryRecords()
    records.create(LISTENERS.name, Record("ada", {"address": "admin@segue.example"}))
    demand_admin("ada", records, frozenset({"admin@segue.example"}))


def test_a_listener_with_a_record_is_signed_in_and_a_visitor_is_not():
    records = MemoryRecords()
    records.create(LISTENERS.name, Record("ada", {"address": "ada@example.org"}))
    callers = [
        caller_of(request(f"Bearer {listener_token(TOKENS, name, 0)}"), lambda: TOKENS, lambda: records)
        for name in ("ada", "bo")
    ]
    assert [(each.listener, each.signed_in) for each in callers] == [("ada", True), ("bo", False)]
