"""The promises of Records, kept by every adapter."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest

from shared.adapters.memory import HandClock, MemoryRecords
from shared.adapters.sqlite_records import SqliteRecords
from shared.errors import InvalidInput, NotFound, TooLarge
from shared.ports import Record, Records

ADAPTERS = {
    "memory": lambda request, clock: MemoryRecords(clock),
    "sqlite": lambda request, clock: SqliteRecords(request.getfixturevalue("tmp_path") / "segue.db", clock),
}
"""Name -> what builds the adapter, empty; an emulator comes by `request.getfixturevalue`."""

MIXED = {
    "n": None,
    "f": False,
    "t": True,
    "a": -1,
    "b": 0.5,
    "c": 1,
    "d": 20,
    "s": "",
    "x": "Z",
    "y": "z",
    "z": "é",
}
"""Key -> value of every kind, in the order of pages."""


@pytest.fixture(params=ADAPTERS)
def records(request: pytest.FixtureRequest, clock: HandClock) -> Records:
    return ADAPTERS[request.param](request, clock)


def keep(records: Records, key: str, **fields) -> None:
    assert records.create("songs", Record(key, fields))


def keys(records: Records, collection: str = "songs", **arguments) -> list[str]:
    return [record.key for record in records.page(collection, **arguments).records]


def keys_by_page(records: Records, **arguments) -> list[list[str]]:
    pages, cursor = [], None
    while not pages or cursor:
        page = records.page("songs", cursor=cursor, **arguments)
        pages.append([record.key for record in page.records])
        cursor = page.cursor
    return pages


def test_what_was_created_is_read_back(records, clock):
    record = Record("k", {"text": "é", "list": [1, 2.5, None, True], "object": {"a": "b"}}, clock() + timedelta(1))
    records.create("songs", record)
    assert records.get("songs", "k") == record


def test_creating_says_that_it_kept_the_record(records):
    assert records.create("songs", Record("k", {})) is True


def test_a_taken_key_is_not_overwritten(records):
    keep(records, "k", n=1)
    assert (records.create("songs", Record("k", {"n": 2})), records.get("songs", "k").fields) == (False, {"n": 1})


def test_one_of_many_creators_wins(records):
    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda n: records.create("songs", Record("k", {"n": n})), range(8)))
    assert (kept.count(True), records.get("songs", "k").fields["n"]) == (1, kept.index(True))


def test_an_absent_record_is_none(records):
    assert records.get("songs", "absent") is None


def test_collections_are_apart(records):
    keep(records, "k", n=1)
    assert (records.get("other", "k"), keys(records, "other")) == (None, [])


def test_changing_what_was_read_changes_nothing_stored(records):
    keep(records, "k", list=[1])
    records.get("songs", "k").fields["list"].append(2)
    assert records.get("songs", "k").fields == {"list": [1]}


def test_changing_what_was_given_changes_nothing_stored(records):
    fields = {"list": [1]}
    records.create("songs", Record("k", fields))
    fields["list"].append(2)
    assert records.get("songs", "k").fields == {"list": [1]}


def test_an_update_replaces_all_fields(records):
    keep(records, "k", a=1, b=2)
    records.update("songs", "k", lambda fields: {"c": fields["a"] + fields["b"]})
    assert records.get("songs", "k").fields == {"c": 3}


def test_an_update_of_an_absent_record_starts_from_none(records):
    records.update("songs", "k", lambda fields: {"was": fields})
    assert records.get("songs", "k").fields == {"was": None}


def test_an_update_gives_the_new_record(records, clock):
    expires_at = clock() + timedelta(hours=1)
    updated = records.update("songs", "k", lambda _: {"n": 1}, expires_at)
    assert updated == Record("k", {"n": 1}, expires_at) == records.get("songs", "k")


def test_an_update_does_not_inherit_an_expiry(records, clock):
    records.create("songs", Record("k", {}, clock() + timedelta(hours=1)))
    records.update("songs", "k", lambda fields: fields)
    assert records.get("songs", "k").expires_at is None


def test_what_a_change_raises_comes_through_and_changes_nothing(records):
    keep(records, "k", n=1)

    def refuse(fields):
        raise NotFound("not this one")

    with pytest.raises(NotFound, match="not this one"):
        records.update("songs", "k", refuse)
    records.update("songs", "k", lambda fields: {"n": fields["n"] + 1})
    assert records.get("songs", "k").fields == {"n": 2}


def test_concurrent_updates_lose_none(records):
    def add_one(fields):
        return {"n": fields["n"] + 1 if fields else 1}

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: records.update("songs", "k", add_one), range(12)))
    assert records.get("songs", "k").fields == {"n": 12}


def test_a_deleted_record_is_absent(records):
    keep(records, "k")
    records.delete("songs", "k")
    assert (records.get("songs", "k"), keys(records)) == (None, [])


def test_deleting_what_is_absent_is_no_error(records):
    records.delete("songs", "absent")


# Expiry


@pytest.fixture
def expired(records, clock):
    """Give records with "gone", whose time is just up, and "here", which has a microsecond left."""
    now = clock() + timedelta(hours=1)
    records.create("songs", Record("gone", {"n": 1}, now))
    records.create("songs", Record("here", {"n": 1}, now + timedelta(microseconds=1)))
    clock.advance(timedelta(hours=1))
    return records


def test_a_record_is_absent_from_the_moment_it_expires(expired):
    assert (expired.get("songs", "gone"), expired.get("songs", "here").fields) == (None, {"n": 1})


def test_an_expired_record_is_on_no_page(expired):
    assert keys(expired) == keys(expired, where={"n": 1}) == keys(expired, order_by="n") == ["here"]


def test_the_key_of_an_expired_record_is_free(expired):
    assert expired.create("songs", Record("gone", {"n": 2})) is True
    assert expired.get("songs", "gone") == Record("gone", {"n": 2})


def test_an_update_does_not_see_an_expired_record(expired):
    expired.update("songs", "gone", lambda fields: {"was": fields})
    assert expired.get("songs", "gone").fields == {"was": None}


def test_expired_records_do_not_shorten_a_page(expired):
    keep(expired, "later")
    assert keys(expired, limit=2) == ["here", "later"]


def test_an_expiry_keeps_its_microseconds_and_its_moment_in_any_time_zone(records):
    abroad = datetime(2030, 1, 2, 3, 4, 5, 678901, tzinfo=timezone(timedelta(hours=9)))
    records.create("songs", Record("k", {}, abroad))
    assert records.get("songs", "k").expires_at == abroad.astimezone(UTC)


def test_an_expiry_without_a_time_zone_is_refused(records):
    with pytest.raises(ValueError, match="time zone"):
        records.create("songs", Record("k", {}, datetime(2030, 1, 1)))


# Bounds


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "x" * 1501, "a\nb", "\ud800"])
def test_a_name_that_firestore_could_not_keep_is_refused(records, name):
    for call in (
        lambda: records.get("songs", name),
        lambda: records.get(name, "k"),
        lambda: records.create("songs", Record(name, {})),
        lambda: records.update("songs", name, lambda _: {}),
        lambda: records.delete("songs", name),
        lambda: records.page(name),
    ):
        with pytest.raises(InvalidInput, match="unusable name"):
            call()


def test_a_record_over_a_mebibyte_is_too_large(records):
    with pytest.raises(TooLarge, match="1048576"):
        records.create("songs", Record("k", {"text": "x" * 1_048_576}))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_json_cannot_say_is_refused(records, value):
    with pytest.raises(InvalidInput, match="finite numbers and valid text"):
        records.create("songs", Record("k", {"value": value}))


# Pages


def test_a_page_is_by_key_unless_told(records):
    for key in ("b", "a", "C", "é", "10", "9"):
        keep(records, key)
    assert keys(records) == ["10", "9", "C", "a", "b", "é"]


def test_a_page_holds_whole_records(records, clock):
    record = Record("k", {"a": [1]}, clock() + timedelta(1))
    records.create("songs", record)
    assert records.page("songs").records == (record,)


@pytest.mark.parametrize("descending", [False, True])
def test_values_of_every_kind_have_an_order(records, descending):
    for key in sorted(MIXED):
        keep(records, key, value=MIXED[key])
    expected = sorted(MIXED, key=list(MIXED).index, reverse=descending)
    assert keys(records, order_by="value", descending=descending) == expected


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order_by", ["", "value"])
@pytest.mark.parametrize("limit", [1, 4, 11])
def test_pages_join_into_the_whole(records, order_by, descending, limit):
    for key, value in MIXED.items():
        keep(records, key, value=value)
    whole = keys(records, order_by=order_by, descending=descending)
    pages = keys_by_page(records, order_by=order_by, descending=descending, limit=limit)
    assert ([key for page in pages for key in page], len(pages)) == (whole, -(-len(MIXED) // limit))


@pytest.mark.parametrize(("descending", "expected"), [(False, ["a", "b", "c"]), (True, ["c", "b", "a"])])
def test_ties_are_broken_by_key_in_the_same_direction(records, descending, expected):
    for key in ("b", "c", "a"):
        keep(records, key, n=1)
    assert keys_by_page(records, order_by="n", descending=descending, limit=1) == [[key] for key in expected]


def test_records_without_the_field_come_nowhere(records):
    keep(records, "with", n=None)
    keep(records, "without", m=1)
    assert keys(records, order_by="n") == keys(records, where={"n": None}) == ["with"]


@pytest.mark.parametrize("wanted", list(MIXED))
def test_only_equal_values_match(records, wanted):
    for key, value in MIXED.items():
        keep(records, key, value=value)
    assert keys(records, where={"value": MIXED[wanted]}) == [wanted]


def test_a_whole_number_matches_however_it_is_written(records):
    keep(records, "int", n=2)
    keep(records, "float", n=2.0)
    assert keys(records, where={"n": 2}) == keys(records, where={"n": 2.0}) == ["float", "int"]


def test_all_conditions_must_hold(records):
    keep(records, "both", a=1, b="x")
    keep(records, "one", a=1, b="y")
    assert keys(records, where={"a": 1, "b": "x"}) == ["both"]


def test_conditions_order_and_pages_go_together(records):
    for n in range(10):
        keep(records, f"k{n}", even=n % 2 == 0, n=n)
    pages = keys_by_page(records, where={"even": True}, order_by="n", descending=True, limit=2)
    assert pages == [["k8", "k6"], ["k4", "k2"], ["k0"]]


def test_records_written_between_pages_move_none_of_the_others(records):
    for key in ("b", "d", "f"):
        keep(records, key)
    cursor = records.page("songs", limit=2).cursor
    keep(records, "a")
    keep(records, "e")
    records.delete("songs", "d")
    assert keys(records, cursor=cursor) == ["e", "f"]


def test_the_limit_may_change_between_pages(records):
    for key in "abcd":
        keep(records, key)
    cursor = records.page("songs", limit=1).cursor
    assert keys(records, cursor=cursor, limit=9) == ["b", "c", "d"]


def test_a_cursor_fits_into_a_url(records):
    for key in ("é?&=%", "ü #+"):
        keep(records, key, value=key)
    cursor = records.page("songs", order_by="value", limit=1).cursor
    assert cursor.replace("-", "").replace("_", "").isalnum()
    assert cursor.isascii()


@pytest.mark.parametrize("cursor", ["", "x", "abc", "é", "bnVsbA", "W10", "WyJ4IiwwLDAsImsiXQ", "=" * 9])
def test_a_made_up_cursor_is_refused(records, cursor):
    with pytest.raises(InvalidInput, match="cursor"):
        records.page("songs", cursor=cursor)


@pytest.mark.parametrize(
    "other", [{"order_by": "m"}, {"descending": True}, {"where": {"n": 2}}, {"where": {"n": True}}, {"where": {}}]
)
def test_a_cursor_of_another_request_is_refused(records, other):
    asked = {"where": {"n": 1}, "order_by": "n", "descending": False}
    for key in "ab":
        keep(records, key, n=1)
    cursor = records.page("songs", limit=1, **asked).cursor
    with pytest.raises(InvalidInput, match="cursor"):
        records.page("songs", cursor=cursor, **(asked | other))


@pytest.mark.parametrize(
    "wrong",
    [{"limit": 0}, {"order_by": "a'b"}, {"order_by": "a.b"}, {"where": {"$": 1}}, {"where": {"n": [1]}}],
    ids=str,
)
def test_a_page_that_cannot_be_is_refused(records, wrong):
    with pytest.raises(InvalidInput):
        records.page("songs", **wrong)
