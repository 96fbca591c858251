"""The contract of Records on pages: order, conditions and cursors, for every adapter."""

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept_records import keep, keys, keys_by_page

from shared.adapters.ordering import level
from shared.errors import InvalidInput
from shared.ports import Record

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
"""Key -> value of every type, in the order of pages."""

RUNS = count()
"""Return a new collection for each run of a property test."""


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


@pytest.mark.parametrize("value", [[1], {"a": 1}, "x" * 1001, "é" * 501, 2**63, -(2**63) - 1], ids=ascii)
def test_what_has_no_place_comes_nowhere_and_is_not_asked_for(records, value):
    keep(records, "without", n=value)
    keep(records, "with", n=1)
    assert keys(records, order_by="n") == ["with"]
    with pytest.raises(InvalidInput, match="simple values"):
        records.page("songs", where={"n": value})


@pytest.mark.parametrize("value", ["x" * 1000, "é" * 500, 2**63 - 1, -(2**63), 1e300, 5e-324], ids=ascii)
def test_the_outermost_values_have_a_place(records, value):
    for key in "ab":
        keep(records, key, n=value)
    assert keys_by_page(records, where={"n": value}, order_by="n", limit=1) == [["a"], ["b"]]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.dictionaries(
        st.text("ab\uffee\U0001f3b5é", min_size=1, max_size=3),
        st.none()
        | st.booleans()
        | st.integers(-3, 3)
        | st.floats(-3, 3)
        | st.text("aZé\uffee\U0001f3b5", max_size=2),
        max_size=6,
    ),
    descending=st.booleans(),
    by_key=st.booleans(),
    limit=st.integers(1, 6),
)
def test_any_values_are_in_order_and_their_pages_join(records, values, descending, by_key, limit):
    collection = f"songs {next(RUNS)}"
    for key, value in values.items():
        records.create(collection, Record(key, {"n": value}))
    places = {key: (() if by_key else level(value), key) for key, value in values.items()}
    order = {"order_by": "" if by_key else "n", "descending": descending}
    pages = keys_by_page(records, collection, **order, limit=limit)
    assert [key for page in pages for key in page] == sorted(values, key=places.get, reverse=descending)


@pytest.mark.parametrize("wanted", list(MIXED))
def test_only_equal_values_match(records, wanted):
    for key, value in MIXED.items():
        keep(records, key, value=value)
    assert keys(records, where={"value": MIXED[wanted]}) == [wanted]


def test_a_whole_number_matches_however_it_is_written(records):
    keep(records, "int", n=2)
    keep(records, "float", n=2.0)
    assert keys(records, where={"n": 2}) == keys(records, where={"n": 2.0}) == ["float", "int"]


def test_zero_has_no_sign(records):
    for key, zero in (("a", -0.0), ("b", 0), ("c", 0.0), ("d", -0.0)):
        keep(records, key, n=zero)
    assert keys(records, where={"n": -0.0}) == keys(records, where={"n": 0}) == ["a", "b", "c", "d"]
    assert keys_by_page(records, order_by="n", limit=1) == [["a"], ["b"], ["c"], ["d"]]


def test_a_record_is_not_found_by_what_it_no_longer_holds(records):
    keep(records, "k", n=1, m=1)
    records.update("songs", "k", lambda _: {"m": 2})
    assert (keys(records, order_by="n"), keys(records, where={"m": 1}), keys(records, where={"m": 2})) == (
        [],
        [],
        ["k"],
    )


def test_all_conditions_must_hold(records):
    keep(records, "both", a=1, b="x")
    keep(records, "one", a=1, b="y")
    assert keys(records, where={"a": 1, "b": "x"}) == ["both"]


def test_conditions_order_and_pages_go_together(records):
    for n in range(10):
        keep(records, f"k{n}", even=n % 2 == 0, n=n)
    pages = keys_by_page(records, where={"even": True}, order_by="n", descending=True, limit=2)
    assert pages == [["k8", "k6"], ["k4", "k2"], ["k0"]]


def test_conditions_and_keys_go_together_in_both_directions(records):
    for n in range(6):
        keep(records, f"k{n}", even=n % 2 == 0)
    assert keys_by_page(records, where={"even": True}, limit=2) == [["k0", "k2"], ["k4"]]
    assert keys_by_page(records, where={"even": True}, descending=True, limit=2) == [["k4", "k2"], ["k0"]]


def test_a_page_may_be_ordered_by_a_field_of_its_conditions(records):
    for key in "abc":
        keep(records, key, n=1)
    assert keys_by_page(records, where={"n": 1}, order_by="n", descending=True, limit=2) == [["c", "b"], ["a"]]
