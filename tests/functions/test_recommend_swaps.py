"""Songs of a kept answer that are swapped: the next best comes, and the list is kept as it is then."""

import itertools

import pytest
from served_model import Served

from functions.recommend.bounds_contract import SongCollection
from functions.recommend.contract import RecommendRequest
from functions.recommend.handler import Recommend
from functions.recommend.inputs import Services
from functions.recommend.swap_contract import SwapRequest
from functions.recommend.swapping import KeptList, take_out
from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.domain.search import Search
from shared.errors import Conflict, InvalidInput, NotFound
from shared.messaging.outbox import StoreThenPublish
from shared.record_kinds import SEARCHES


@pytest.fixture
def records(clock):
    return MemoryRecords(clock)


@pytest.fixture
def recommend(model, records, clock):
    ids, bus = (f"s{number}" for number in itertools.count(1)), MemoryBus()
    outbox = StoreThenPublish(records, lambda: bus)
    return Recommend(Served(model), records, outbox, lambda: bus, Services(), now=clock, new_id=lambda: next(ids))


@pytest.fixture
def listed(recommend, model):
    """An answer to three songs, by its id and its songs."""
    answer = recommend.answer(RecommendRequest(tracks=[track.id for track in model.tracks(range(3))]), "ann")
    return answer.id, [each.uri for each in answer.recommendations]


@pytest.fixture
def kept(records):
    """The songs of a search as it is kept."""
    return lambda id: [*Search.of(id, records.get(SEARCHES.name, id).fields).recommended]


def test_the_next_best_song_takes_the_place_and_the_others_stay(recommend, listed, kept):
    id, songs = listed
    swapped = recommend.swap(SwapRequest(id, songs[3]), "ann")
    assert swapped.place == 4
    assert swapped.song.uri not in songs
    assert kept(id) == [*songs[:3], swapped.song.uri, *songs[4:]]


def test_a_song_that_was_taken_out_comes_by_no_other_swap(recommend, listed, kept):
    id, songs = listed
    for place in range(5):
        recommend.swap(SwapRequest(id, songs[place]), "ann")
    assert not {*songs[:5]} & {*kept(id)}
    assert len({*kept(id)}) == len(songs)


def test_two_swaps_at_once_never_bring_one_song_twice(recommend, listed, kept, records):
    id, songs = listed
    before = KeptList.of(records.get(SEARCHES.name, id))
    came = recommend.swap(SwapRequest(id, songs[0]), "ann").song.uri
    with pytest.raises(Conflict, match="at once"):
        take_out(records, before, songs[1], came)  # chosen when neither had been swapped
    assert kept(id) == [came, *songs[1:]]


def test_it_has_its_reason(recommend, listed):
    id, songs = listed
    assert recommend.swap(SwapRequest(id, songs[0]), "ann").song.because


def test_undone_the_list_is_as_it_was(recommend, listed, kept):
    id, songs = listed
    recommend.swap(SwapRequest(id, songs[3]), "ann")
    assert recommend.swap(SwapRequest(id, songs[3], back=True), "ann").place == 4
    assert kept(id) == songs


def test_undone_a_follow_up_may_have_the_song_again(recommend, listed):
    id, songs = listed
    recommend.swap(SwapRequest(id, songs[3]), "ann")
    recommend.swap(SwapRequest(id, songs[3], back=True), "ann")
    again = recommend.answer(RecommendRequest(after=id), "ann")
    assert [each.uri for each in again.recommendations] == songs


def test_a_follow_up_goes_without_the_song(recommend, listed):
    id, songs = listed
    recommend.swap(SwapRequest(id, songs[3]), "ann")
    again = recommend.answer(RecommendRequest(after=id), "ann")
    assert songs[3] not in [each.uri for each in again.recommendations]


def test_a_place_in_words_is_that_of_the_new_song(recommend, listed):
    id, songs = listed
    new = recommend.swap(SwapRequest(id, songs[3]), "ann").song.uri
    again = recommend.answer(RecommendRequest(after=id, words="more like number 4"), "ann")
    assert [part.track for part in again.understood.parts] == [new]


def test_where_no_other_song_fits_the_list_is_shorter_and_undone_it_is_as_before(recommend, model, kept):
    only = [track.id for track in model.tracks(range(10, 14))]
    asked = RecommendRequest(tracks=[model.tracks([0])[0].id], only=SongCollection(only), max_per_artist=None)
    answer = recommend.answer(asked)
    songs = [each.uri for each in answer.recommendations]
    assert recommend.swap(SwapRequest(answer.id, songs[1])).song is None
    assert kept(answer.id) == [songs[0], *songs[2:]]
    recommend.swap(SwapRequest(answer.id, songs[1], back=True))
    assert kept(answer.id) == songs


def test_in_an_order_the_song_nearest_to_the_place_comes(recommend, model, kept):
    first, last = (track.id for track in model.tracks([0, 9]))
    answer = recommend.answer(RecommendRequest(from_=first, to=last, n=6))
    songs = [each.uri for each in answer.recommendations]
    new = recommend.swap(SwapRequest(answer.id, songs[2])).song.uri
    assert kept(answer.id) == [*songs[:2], new, *songs[3:]]


def test_what_is_popular_is_swapped_where_nothing_given_was_found(recommend, kept):
    answer = recommend.answer(RecommendRequest(text="Nobody Here - Zzyzx Blorp\nNobody There - Qwop Frob"))
    songs = [each.uri for each in answer.recommendations]
    new = recommend.swap(SwapRequest(answer.id, songs[0])).song.uri
    assert answer.fallback
    assert kept(answer.id) == [new, *songs[1:]]


def test_another_listener_cannot_swap(recommend, listed):
    id, songs = listed
    with pytest.raises(NotFound):
        recommend.swap(SwapRequest(id, songs[0]), "bob")


def test_asked_twice_the_same_song_comes(recommend, listed, kept):
    id, songs = listed
    first, second = (recommend.swap(SwapRequest(id, songs[3]), "ann") for _ in range(2))
    assert (first.place, first.song.uri) == (second.place, second.song.uri)
    assert len(kept(id)) == len(songs)


@pytest.mark.parametrize("back", [False, True], ids=["out", "back"])
def test_a_song_that_never_was_in_the_list_is_refused(recommend, listed, model, back):
    other = next(track.id for track in model.tracks(range(30)) if track.id not in listed[1])
    with pytest.raises(InvalidInput, match="song"):
        recommend.swap(SwapRequest(listed[0], other, back=back), "ann")
