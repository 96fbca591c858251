"""Snapshot of a shared list, independent of the model."""

import secrets
from datetime import timedelta

import pytest

from functions.share.contract import ShareRequest
from functions.share.handler import Sharing
from shared.adapters.memory import MemoryObjects, MemoryRecords
from shared.domain.search import Search
from shared.domain.share import Share
from shared.errors import Forbidden, NoModel, NotFound, Unavailable
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
        records,
        MemoryObjects,
        model,
        now=clock,
        new_id=lambda: secrets.token_urlsafe(16),
    )


@pytest.fixture
def searched(records, model, clock):
    """Stores a search whose answer was these tracks."""

    def keep(*recommended: str, stands_for: str = "") -> ShareRequest:
        seeds = tuple(track.id for track in model.catalogue.tracks([0, 1]))
        others = dict.fromkeys(seeds, stands_for) if stands_for else {}
        search = Search(
            "s", clock(), "of before", (*seeds, FORGOTTEN), recommended, None, fallback=None, stands_for=others
        )
        records.create(SEARCHES.name, Record(search.id, search.to_fields(), clock() + timedelta(days=400)))
        return ShareRequest("s")

    return keep


def no_model():
    raise NoModel("No model is published")


def test_songs_that_a_newer_model_no_longer_has_are_left_out(sharing, searched, model):
    tracks = model.catalogue.tracks([5, 6])
    found = sharing.find(sharing.share("me", searched(tracks[0].id, FORGOTTEN, tracks[1].id)))
    assert [song.uri for song in found.songs] == [track.id for track in tracks]
    assert found.model == model.version


def test_a_list_for_an_artist_names_the_artist_and_no_song_that_stood_for_them(sharing, searched, model):
    songs = [track.id for track in model.catalogue.tracks(range(2, 40))]
    found = sharing.find(sharing.share("me", searched(*songs, stands_for="Radiohead")))
    assert found.title == "Songs next to Radiohead"
    said = " ".join(text for song in found.songs for text in song.because)
    assert "with Radiohead" in said
    assert not any(f"“{track.name}”" in said for track in model.catalogue.tracks([0, 1]))


def test_a_list_of_which_nothing_is_left_is_not_shared(sharing, searched, records):
    with pytest.raises(NotFound, match="catalogue"):
        sharing.share("me", searched(FORGOTTEN))
    assert records.page(SHARES.name).records == ()


def test_a_list_is_found_listed_and_taken_down_without_a_model(sharing, searched, records, model, clock):
    id = sharing.share("me", searched(model.catalogue.tracks([5])[0].id))
    without = of(records, no_model, clock)
    assert without.find(id).songs
    assert [each.id for each in without.mine("me")] == [id]
    without.take_down("me", id)
    assert records.page(SHARES.name).records == ()


def test_a_list_shared_while_there_is_no_model_is_shared_later_at_the_settled_address(
    searched, records, model, clock
):
    request = searched(model.catalogue.tracks([5])[0].id)
    with pytest.raises(NoModel):
        of(records, no_model, clock).share("me", request)
    (settled,) = records.page(SHARED_SEARCHES.name).records
    assert of(records, lambda: model, clock).share("me", request) == settled.fields["share"]


def test_what_was_settled_of_a_search_is_forgotten_with_it_and_the_list_stays(
    sharing, searched, records, model, clock
):
    id = sharing.share("me", searched(model.catalogue.tracks([5])[0].id))
    clock.advance(timedelta(days=400))
    assert records.page(SHARED_SEARCHES.name).records == ()
    assert sharing.find(id).songs
    sharing.take_down("me", id)
    with pytest.raises(NotFound):
        sharing.find(id)


class EndingBeforeDeletion(MemoryRecords):
    """Fails at every deletion, as a process that ends there."""

    def delete(self, collection, key):
        raise Unavailable("The process has ended", found=key)


def test_a_list_whose_taking_down_was_interrupted_is_gone_and_is_shared_anew_at_one_address(
    searched, records, model, clock
):
    request = searched(model.catalogue.tracks([5])[0].id)
    ending = EndingBeforeDeletion(clock)
    ending.create(SEARCHES.name, records.get(SEARCHES.name, "s"))
    sharing = of(ending, lambda: model, clock)
    old = sharing.share("me", request)
    with pytest.raises(Unavailable):
        sharing.take_down("me", old)
    with pytest.raises(NotFound):
        sharing.find(old)
    new = sharing.share("me", request)
    assert new != old
    assert [each.id for each in sharing.mine("me")] == [new] == [sharing.share("me", request)]


def test_a_list_reads_back_as_it_was_written(sharing, searched, records, model):
    found = sharing.find(sharing.share("me", searched(model.catalogue.tracks([5])[0].id)))
    (record,) = records.page(SHARES.name).records
    assert type(found).of(record.key, record.fields) == found
    assert type(found).of(found.id, found.to_fields()) == found


def test_a_title_of_its_owners_is_kept_and_another_replaces_it_but_none_does_not(sharing, searched, model):
    request = searched(model.catalogue.tracks([5])[0].id)
    id = sharing.share("me", ShareRequest("s", " Rainy  days "))
    assert sharing.find(id).title == "Rainy days"
    assert sharing.share("me", ShareRequest("s", "Sun")) == id
    assert sharing.find(id).title == "Sun"
    sharing.share("me", request)
    assert sharing.find(id).title == "Sun"


def test_without_a_title_a_list_is_called_by_its_seeds(sharing, searched, model):
    first = model.catalogue.tracks([0])[0].name
    shared = sharing.find(sharing.share("me", searched(model.catalogue.tracks([5])[0].id)))
    assert first[:20] in shared.title


def test_a_title_has_no_more_than_160_characters(sharing, searched, model):
    searched(model.catalogue.tracks([5])[0].id)
    id = sharing.share("me", ShareRequest("s", "x" * 160))
    assert sharing.find(id).title == "x" * 160
    sharing.share("me", ShareRequest("s", "x" * 161))
    assert sharing.find(id).title == "x" * 159 + "…"


def test_a_list_is_what_was_shared_when_by_whom(sharing, searched, clock, model):
    id = sharing.share("me", searched(model.catalogue.tracks([5])[0].id))
    found = sharing.find(id)
    assert (found.id, found.owner, found.search, found.created_at) == (id, "me", "s", clock())


def test_the_page_of_a_settled_search_expires_with_it(sharing, searched, records, clock, model):
    sharing.share("me", searched(model.catalogue.tracks([5])[0].id))
    (settled,) = records.page(SHARED_SEARCHES.name).records
    assert settled.expires_at == clock() + timedelta(days=400)
    assert (settled.fields["owner"], settled.fields["search"]) == ("me", "s")


@pytest.mark.parametrize("id", ["", "a/b", "__x__", "x" * 65, "é"])
def test_what_is_no_id_is_not_looked_for(sharing, id):
    with pytest.raises(NotFound) as gone:
        sharing.find(id)
    assert gone.value.found == id


def test_of_a_long_id_eighty_characters_are_told(sharing):
    with pytest.raises(NotFound) as gone:
        sharing.find("x" * 100)
    assert gone.value.found == "x" * 80


def test_an_id_of_64_characters_is_found(records, searched, model, clock):
    long = Sharing(records, MemoryObjects, lambda: model, now=clock, new_id=lambda: "x" * 64)
    assert long.find(long.share("me", searched(model.catalogue.tracks([5])[0].id))).id == "x" * 64


def test_a_search_that_is_not_stored_cannot_be_shared(sharing):
    with pytest.raises(NotFound, match="no such list") as missing:
        sharing.share("me", ShareRequest("another"))
    assert missing.value.found == "another"


def test_another_listeners_list_cannot_be_taken_down(sharing, searched, model):
    id = sharing.share("me", searched(model.catalogue.tracks([5])[0].id))
    with pytest.raises(Forbidden):
        sharing.take_down("you", id)
    assert sharing.find(id).songs


def test_a_list_taken_down_leaves_its_search_free_to_be_shared_anew(sharing, searched, records, model):
    request = searched(model.catalogue.tracks([5])[0].id)
    id = sharing.share("me", request)
    sharing.take_down("me", id)
    assert records.page(SHARED_SEARCHES.name).records == ()
    assert sharing.share("me", request) != id


def test_taking_down_an_older_page_leaves_the_newer_one_settled(sharing, searched, records, model):
    """Two pages of one search, as a failure in between may leave them: the pointer names the newer."""
    request = searched(model.catalogue.tracks([5])[0].id)
    older = sharing.share("me", request)
    (settled,) = records.page(SHARED_SEARCHES.name).records
    records.delete(SHARED_SEARCHES.name, settled.key)
    newer = sharing.share("me", request)
    sharing.take_down("me", older)
    assert sharing.share("me", request) == newer
    assert sharing.find(newer).songs


def test_a_list_from_before_it_was_kept_what_they_are_made_from_is_read(sharing, searched, records, model):
    sharing.share("me", searched(model.catalogue.tracks([5])[0].id))
    (record,) = records.page(SHARES.name).records
    songs = [{name: each for name, each in song.items() if name != "colours"} for song in record.fields["songs"]]
    older = {name: value for name, value in record.fields.items() if name not in ("made_from", "note")}
    found = Share.of(record.key, {**older, "songs": songs})
    assert (found.made_from, found.note, found.songs[0].colours) == ((), "", None)


def test_lists_are_listed_the_newest_first_of_one_listener_alone(sharing, searched, records, clock, model):
    track = model.catalogue.tracks([5])[0].id
    first = sharing.share("me", searched(track))
    clock.advance(timedelta(days=1))
    other = Search("t", clock(), "v", (), (track,), cluster=None, fallback=None)
    records.create(SEARCHES.name, Record("t", other.to_fields()))
    second = sharing.share("me", ShareRequest("t"))
    sharing.share("you", ShareRequest("t"))
    assert [each.id for each in sharing.mine("me")] == [second, first]
