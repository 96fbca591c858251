"""Sharing while the listener is being deleted: nothing of theirs stays, whichever comes first."""

import pytest

from functions.share.contract import ShareRequest
from functions.share.handler import Sharing
from shared.adapters.memory import MemoryObjects, MemoryRecords
from shared.domain.search import Search
from shared.errors import NotSignedIn
from shared.ports import Record
from shared.record_kinds import SEARCHES, SHARED_SEARCHES, SHARES
from shared.records.deleted_listeners import mark_deleted


class LeavingMeanwhile(MemoryRecords):
    """Records of a listener whose deletion is through just before a record of one collection is written."""

    left_before = ""

    def create(self, collection, record):
        self._leave(collection)
        return super().create(collection, record)

    def update(self, collection, key, change, expires_at=None):
        self._leave(collection)
        return super().update(collection, key, change, expires_at)

    def _leave(self, collection):
        if collection == self.left_before:
            self.left_before = ""
            mark_deleted(self, MemoryObjects(), "ada", self.now())
            for kind in (SHARED_SEARCHES, SHARES):
                for record in self.page(kind.name, where={"owner": "ada"}).records:
                    self.delete(kind.name, record.key)


@pytest.fixture
def records(clock):
    records = LeavingMeanwhile(clock)
    records.now = clock
    return records


@pytest.fixture
def shared(records, model, clock):
    """Shares the one search that is stored as Ada, with a title."""
    songs = tuple(track.id for track in model.tracks(range(4)))
    search = Search(
        id="a-search",
        asked_at=clock(),
        model=model.version,
        seeds=songs[:1],
        recommended=songs[1:],
        cluster=None,
        fallback=None,
    )
    records.create(SEARCHES.name, Record(search.id, search.to_fields()))
    sharing = Sharing(records, MemoryObjects, lambda: model, now=clock, new_id=lambda: "a-list")
    return lambda: sharing.share("ada", ShareRequest(search=search.id, title="Songs"))


def left_of_ada(records):
    return [
        record.key
        for kind in (SHARES, SHARED_SEARCHES)
        for record in records.page(kind.name, where={"owner": "ada"}).records
    ]


@pytest.mark.parametrize("collection", [SHARED_SEARCHES.name, SHARES.name])
def test_a_list_shared_while_its_owner_leaves_is_nowhere(records, shared, collection):
    records.left_before = collection
    with pytest.raises(NotSignedIn):
        shared()
    assert left_of_ada(records) == []


def test_a_list_of_a_listener_who_stays_is_kept(records, shared):
    assert shared() == "a-list"
    assert len(left_of_ada(records)) == 2
