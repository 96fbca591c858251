"""Every kind of record is in the registry: code with an unregistered kind or index fails here."""

import ast

import pytest
from record_calls import TREES, pages, record_calls

from functions.account.signing_in import SIGN_IN_LASTS
from shared.record_kinds import (
    ADDRESSES,
    COUNTERS,
    KINDS,
    LISTENERS,
    LONGEST_UNCOUNTED,
    RATINGS,
    SEARCHES,
    SUBSCRIPTIONS,
    USED_LINK_KEPT,
    WEEK_TRACKS,
    ByField,
    ByKey,
    Impersonal,
    Index,
    RecordKind,
)
from shared.records.counter_names import EVERYONE, of_listener
from shared.records.personal_data import ACTIVITY, IDENTITY

CHOSEN_BY_CALLERS = {
    "shared/records/charts.py": {
        Index(("week",), "loved", descending=True),
        Index(("week",), "searched", descending=True),
    },
    "functions/tally/handler.py": {LONGEST_UNCOUNTED},  # read from both ends
    "shared/records/personal_data.py": set(),  # it takes the order from the kind's own index
}
"""Pages with the order as a parameter, by file, with the indexes they need."""


def test_every_call_names_a_kind_of_record():
    strangers = [str(each) for each in record_calls() if each.kind is None and not each.is_passed_on]
    assert strangers == []


def test_every_kind_is_used():
    used = {each.kind.name for each in record_calls() if each.kind is not None}
    assert used == {kind.name for kind in KINDS}


def test_a_kind_is_defined_in_one_place():
    places = {
        path
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "RecordKind"
    }
    assert places == {"shared/record_kinds.py"}


def test_no_two_kinds_share_a_collection():
    assert len({kind.name for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_is_a_listeners_or_says_why_it_is_nobodys(kind):
    match kind.owner:
        case ByField(field):
            assert field
        case ByKey() as by_key:
            assert by_key.listener(by_key.key("anna")) == "anna"
        case Impersonal(because):
            assert len(because.split()) >= 3
            assert not kind.object_field
            assert not kind.objects_by_key


def test_every_kind_of_a_listeners_is_exported_and_deleted_the_mail_first_the_identity_last():
    owned = [kind for kind in KINDS if not isinstance(kind.owner, Impersonal)]
    assert [*ACTIVITY, *IDENTITY] == owned
    assert ACTIVITY[0] == SUBSCRIPTIONS
    assert set(map(id, IDENTITY)) == {id(ADDRESSES), id(LISTENERS)}


def test_every_page_in_an_order_has_its_index():
    missing = [
        f"{each} by {index}"
        for each, index in pages()
        if index is not None and each.kind is not None and index not in each.kind.indexes
    ]
    assert missing == []


def test_every_page_whose_order_a_caller_chooses_is_told_here_with_its_indexes():
    assert {each.path for each, index in pages() if index is None} == CHOSEN_BY_CALLERS.keys()
    assert CHOSEN_BY_CALLERS["shared/records/charts.py"] <= set(WEEK_TRACKS.indexes)


def is_own(kind: RecordKind, index: Index) -> bool:
    """Whether `personal_data.page_of` reads a listener's records by it."""
    return isinstance(kind.owner, ByField) and index.where == (kind.owner.field,)


def test_every_index_is_read_by_a_page():
    read = {(each.kind.name, index) for each, index in pages() if each.kind is not None}
    read |= {(WEEK_TRACKS.name, index) for index in CHOSEN_BY_CALLERS["shared/records/charts.py"]}
    read |= {(kind.name, LONGEST_UNCOUNTED) for kind in (SEARCHES, RATINGS)}
    read |= {(kind.name, index) for kind in ACTIVITY for index in kind.indexes if is_own(kind, index)}
    assert {(kind.name, index) for kind in KINDS for index in kind.indexes} <= read


def test_what_is_kept_under_one_name_is_kept_equally_long():
    kept = [item for kind in KINDS for item in kind.kept.items()]
    assert len(dict(kept)) == len(set(kept))


def test_a_listeners_counter_is_theirs_and_everyones_is_nobodys():
    assert COUNTERS.owner.key("anna") == f"{of_listener('anna')}.0"
    assert COUNTERS.owner.listener(f"{EVERYONE}.3") == ""


def test_a_used_link_is_remembered_for_longer_than_it_is_valid():
    assert USED_LINK_KEPT > SIGN_IN_LASTS
