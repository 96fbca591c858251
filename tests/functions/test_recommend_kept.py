"""The stored search and the published messages of an answer, with records and bus in memory."""

import itertools
from datetime import timedelta

import msgspec
import numpy as np
import pytest
from left_out import stray
from served_model import Served

from functions.recommend.contract import ListenBrainzListener, RecommendRequest, TuneRequest
from functions.recommend.handler import Recommend, leading_genres
from functions.recommend.inputs import Services
from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.adapters.memory_sources import MemoryHistory
from shared.domain.listening import HeardSong
from shared.domain.rating import Opinion, Rating, Target, rated
from shared.domain.search import Search
from shared.domain.track import Track
from shared.errors import Unavailable
from shared.messaging.messages import SearchMade
from shared.messaging.outbox import StoreThenPublish
from shared.messaging.playlist_message import PlaylistMessage
from shared.messaging.topics import ACTIVITY, PLAYLISTS
from shared.ports import Record
from shared.record_kinds import PLAYLISTS as STORED_PLAYLISTS
from shared.record_kinds import RATINGS, SEARCHES

SIGNED_IN = {"listener": "ada", "signed_in": True}


@pytest.fixture
def records(clock):
    return MemoryRecords(clock)


@pytest.fixture
def bus():
    return MemoryBus()


@pytest.fixture
def history():
    return MemoryHistory({})


@pytest.fixture
def services(history):
    return Services(history)


@pytest.fixture
def recommend(model, records, bus, services, clock):
    ids = (f"s{number}" for number in itertools.count(1))
    outbox = StoreThenPublish(records, lambda: bus)
    return Recommend(Served(model), records, outbox, lambda: bus, services, now=clock, new_id=lambda: next(ids))


@pytest.fixture
def ids(model):
    return [track.id for track in model.tracks(range(30))]


def answered(response) -> list[str]:
    return [each.uri for each in response.recommendations]


def rate(records, clock, listener, track, opinion):
    target = Target("track", track)
    search = Search("s", clock(), "v", (), (track,), None, None)
    rating = rated(None, listener, target, search, opinion, clock())
    records.create(RATINGS.name, Record(rating.key, rating.to_fields()))


def test_a_search_is_kept_four_hundred_days_with_what_was_asked_and_answered(
    recommend, records, bus, model, clock, ids
):
    response = recommend.answer(RecommendRequest(tracks=[ids[0], ids[1], ids[0]]), listener="ada")
    record = records.get(SEARCHES.name, "s1")
    search = Search.of("s1", record.fields)
    assert record.expires_at == clock() + timedelta(days=400)
    assert (search.asked_at, search.model, search.listener) == (clock(), model.version, "ada")
    assert search.seeds == (ids[0], ids[1])
    assert list(search.recommended) == answered(response)
    assert search.cluster == response.cluster.id
    assert search.genres == leading_genres(model.tracks([0, 1]))
    (published,) = bus.published
    assert published.topic == ACTIVITY
    assert msgspec.json.decode(published.data, type=SearchMade).id == "s1"


def test_an_answer_without_seeds_belongs_to_no_cluster(recommend, records):
    response = recommend.answer(RecommendRequest(text="Nobody Knows - This Song Xyzzyqq"))
    search = Search.of("s1", records.get(SEARCHES.name, "s1").fields)
    assert response.cluster is None
    assert search.cluster is None
    assert search.fallback == response.fallback
    assert search.fallback


def test_an_agreed_playlist_is_published_as_its_listeners_with_their_agreement(recommend, bus, ids):
    recommend.answer(RecommendRequest(tracks=ids[:2], share=True), listener="ada", signed_in=True)
    (data,) = [each.data for each in bus.published if each.topic == PLAYLISTS]
    message = msgspec.json.decode(data, type=PlaylistMessage)
    assert (message.agreed, message.listener, len(message.tracks)) == (True, "ada", 2)


def published_names(bus):
    """Return title and artist of each track of the only published playlist."""
    (data,) = [each.data for each in bus.published if each.topic == PLAYLISTS]
    return [(each.name, each.artist) for each in msgspec.json.decode(data, type=PlaylistMessage).tracks]


def test_a_shared_song_has_the_names_it_was_found_by_in_either_order(recommend, bus, model):
    songs = [(track.name, track.artist) for track in model.tracks(range(2))]
    recommend.answer(
        RecommendRequest(text="\n".join(f"{name} - {artist}" for name, artist in songs), share=True), **SIGNED_IN
    )
    assert published_names(bus) == songs


def test_an_artist_alone_is_no_song_of_a_shared_playlist(recommend, bus, model):
    songs = [(track.name, track.artist) for track in model.tracks(range(2))]
    lines = [*(f"{artist} - {name}" for name, artist in songs), songs[0][1]]
    recommend.answer(RecommendRequest(text="\n".join(lines), share=True), **SIGNED_IN)
    assert published_names(bus) == songs


def test_a_song_that_was_left_out_is_neither_a_seed_that_is_kept_nor_shared(
    recommend, records, bus, model, known_names
):
    text = "\n".join([known_names[0], stray(model).name, known_names[0]])
    recommend.answer(RecommendRequest(text=text, share=True), **SIGNED_IN)
    first = model.tracks([0])[0]
    assert Search.of("s1", records.get(SEARCHES.name, "s1").fields).seeds == (first.id,)
    assert published_names(bus) == [(first.name, first.artist)] * 2


@pytest.mark.parametrize(("count", "share"), [(1, True), (2, False)])
def test_a_single_song_or_what_is_not_agreed_to_is_not_published(recommend, bus, ids, count, share):
    recommend.answer(RecommendRequest(tracks=ids[:count], share=share), **SIGNED_IN)
    assert [each.topic for each in bus.published] == [ACTIVITY]


def test_songs_that_came_by_a_listeners_name_are_not_published_whoever_agrees(recommend, bus, history, model, ids):
    history.known["ada", "year"] = [HeardSong(track.name, track.artist) for track in model.tracks(range(3))]
    request = RecommendRequest(tracks=ids[:2], listenbrainz=ListenBrainzListener("ada", "year"), share=True)
    assert len(recommend.answer(request, **SIGNED_IN).matched) == 5
    assert [each.topic for each in bus.published] == [ACTIVITY]


def test_an_answer_whose_search_cannot_be_kept_is_an_error(model, records, bus, services, clock, ids):
    outbox = StoreThenPublish(records, lambda: bus)
    same = Recommend(Served(model), records, outbox, lambda: bus, services, now=clock, new_id=lambda: "taken")
    same.answer(RecommendRequest(tracks=ids[:1]))
    with pytest.raises(Unavailable, match="new id"):
        same.answer(RecommendRequest(tracks=ids[:1]))


def test_the_three_commonest_genres_lead_the_commonest_first():
    tracks = [Track("1" * 22, "a", "b", genres=genres) for genres in (("a", "b"), ("b", "c", "d"), ("b", "c"))]
    assert leading_genres(tracks) == ("b", "c", "a")
    assert leading_genres([]) == ()


@pytest.mark.parametrize("opinion", [Opinion.LOVE, Opinion.HATE])
def test_a_listener_with_one_kind_of_opinion_does_not_get_those_songs_back(
    recommend, records, clock, ids, opinion
):
    first = answered(recommend.answer(RecommendRequest(tracks=ids[:3])))
    rate(records, clock, "ada", first[0], opinion)
    again = answered(recommend.answer(RecommendRequest(tracks=ids[:3], n=50), listener="ada"))
    assert first[0] not in again


def test_what_is_said_now_of_a_song_counts_more_than_what_is_kept(recommend, records, clock, ids):
    """Kept as hated and loved now: as if nothing were kept; kept as loved and hated now: the same."""
    near = answered(recommend.answer(RecommendRequest(tracks=ids[:3], n=20)))
    for kept, now in ((Opinion.HATE, {"loved": [near[0]]}), (Opinion.LOVE, {"hated": [near[0]]})):
        rate(records, clock, kept.value, near[0], kept)
        request = RecommendRequest(tracks=ids[:3], n=20, **now)
        assert answered(recommend.answer(request, listener=kept.value)) == answered(recommend.answer(request))


def test_kept_and_present_opinions_count_together(recommend, records, clock, ids):
    near = answered(recommend.answer(RecommendRequest(tracks=ids[:3], n=20)))
    rate(records, clock, "ada", near[0], Opinion.HATE)
    rate(records, clock, "ada", near[1], Opinion.LOVE)
    kept = answered(
        recommend.answer(RecommendRequest(tracks=ids[:3], n=20, hated=[near[2]], loved=[near[3]]), listener="ada")
    )
    said = RecommendRequest(tracks=ids[:3], n=20, hated=[near[0], near[2]], loved=[near[1], near[3]])
    assert kept == answered(recommend.answer(said))


def test_what_is_left_out_by_request_and_by_opinion_stays_out(recommend, records, clock, ids):
    near = answered(recommend.answer(RecommendRequest(tracks=ids[:3], n=20)))
    rate(records, clock, "ada", near[0], Opinion.OKAY)
    again = answered(recommend.answer(RecommendRequest(tracks=ids[:3], n=20, exclude=[near[1]]), listener="ada"))
    assert not {near[0], near[1]} & set(again)


def test_each_dial_reaches_the_answer(recommend, model, ids):
    def asked(**tune) -> np.ndarray:
        response = recommend.answer(RecommendRequest(tracks=ids[:3], n=20, tune=TuneRequest(**tune)))
        return model.indices_of(answered(response))

    learned, loud, bold, diverse = (
        asked(),
        asked(targets={"energy": 1.0}),
        asked(adventurous=1.0),
        asked(diverse=1.0),
    )
    energy = model.recommender.retrieval.audio.percentiles
    assert energy(loud, "energy").mean() > energy(learned, "energy").mean()
    assert np.median(bold) > np.median(learned)
    assert diverse.tolist() != learned.tolist()


def test_the_request_sets_length_and_artist_cap(recommend, ids):
    assert len(recommend.answer(RecommendRequest(tracks=ids[:3], n=7)).recommendations) == 7
    once = recommend.answer(RecommendRequest(tracks=ids[:3], n=30, max_per_artist=1)).recommendations
    artists = [song.artist for song in once]
    assert len(set(artists)) == len(artists)


def test_a_rating_reads_back(records, clock):
    rate(records, clock, "ada", "1" * 22, Opinion.LOVE)
    (record,) = records.page(RATINGS.name).records
    assert Rating.of(record.fields).opinion is Opinion.LOVE


def test_a_stored_playlist_given_by_its_link_is_never_published_for_training(recommend, records, bus, ids):
    shown = "37i9dQZF1DX0XUsuxWHRQd"
    records.create(STORED_PLAYLISTS.name, Record(shown, {"tracks": ids[:5]}))
    response = recommend.answer(
        RecommendRequest(playlist=f"https://open.spotify.com/playlist/{shown}", share=True)
    )
    assert len(response.matched) == 5
    assert [each.topic for each in bus.published] == [ACTIVITY]
