"""Snapshot of a shared list, independent of the model."""

import secrets
from datetime import timedelta

import pytest

from functions.share.contract import ShareRequest
from functions.share.handler import Sharing
from shared.adapters.memory import MemoryRecords
from shared.domain.search import Search
from shared.errors import NoModel, NotFound
from shared.ports import Record
from shared.record_kinds import SEARCHES, SHARED_SEARCHES, SHARES

FORGOTTEN = "0" * 22


@pytest.fixture
def records(clock):
    return MemoryRecords(clock)


@pytest.fixture
def sharing(records, model, clock):
    return of(records, lambda: model, clock)


def of(records, model, clock):
    return Sharing(
        records, model, site_url="https://segue.example", now=clock, new_id=lambda: secrets.token_urlsafe(16)
    )


@pytest.fixture
def searched(records, model, clock):
    """Stores a search whose answer was these tracks."""

    def keep(*recommended: str) -> ShareRequest:
        seeds = tuple(track.id for track in model.catalogue.tracks([0, 1]))
        search = Search("s", clock(), "of before", (*seeds, FORGOTTEN), recommended, cluster=None, fallback=None)
        records.create(SEARCHES.name, Record(search.id, search.to_fields(), clock() + timedelta(days=400)))
        return ShareRequest("s")

    return keep


def no_model():
    raise NoModel("No model is published")


def test_songs_that_a_newer_model_no_longer_has_are_left_out(sharing, searched, model):
    tracks = model.catalogue.tracks([5, 6])
    found = sharing.find(sharing.share("me", searched(tracks[0].id, FORGOTTEN, tracks[1].id)).id)
    assert [song.uri for song in found.songs] == [track.uri for track in tracks]
    assert found.model == model.version


def test_a_list_of_which_nothing_is_left_is_not_shared(sharing, searched, records):
    with pytest.raises(NotFound, match="catalogue"):
        sharing.share("me", searched(FORGOTTEN))
    assert records.page(SHARES.name).records == ()


def test_a_list_is_found_listed_and_taken_down_without_a_model(sharing, searched, records, model, clock):
    id = sharing.share("me", searched(model.catalogue.tracks([5])[0].id)).id
    without = of(records, no_model, clock)
    assert without.find(id).songs
    assert [each.id for each in without.mine("me").shares] == [id]
    without.take_down("me", id)
    assert records.page(SHARES.name).records == ()


def test_a_list_shared_while_there_is_no_model_is_shared_later_at_the_settled_address(
    searched, records, model, clock
):
    request = searched(model.catalogue.tracks([5])[0].id)
    with pytest.raises(NoModel):
        of(records, no_model, clock).share("me", request)
    (settled,) = records.page(SHARED_SEARCHES.name).records
    assert of(records, lambda: model, clock).share("me", request).id == settled.fields["share"]


def test_what_was_settled_of_a_search_is_forgotten_with_it_and_the_list_stays(
    sharing, searched, records, model, clock
):
    id = sharing.share("me", searched(model.catalogue.tracks([5])[0].id)).id
    clock.advance(timedelta(days=400))
    assert records.page(SHARED_SEARCHES.name).records == ()
    assert sharing.find(id).songs
    sharing.take_down("me", id)
    with pytest.raises(NotFound):
        sharing.find(id)


def test_a_list_reads_back_as_it_was_written(sharing, searched, records, model):
    found = sharing.find(sharing.share("me", searched(model.catalogue.tracks([5])[0].id)).id)
    (record,) = records.page(SHARES.name).records
    assert type(found).of(record.key, record.fields) == found
    assert type(found).of(found.id, found.to_fields()) == found
