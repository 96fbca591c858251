"""Songs that a signed-in listener was given before: left out, unless the request or the sitting says otherwise."""

import itertools
from datetime import timedelta
from types import SimpleNamespace

import pytest

from functions.recommend.contract import RecommendRequest, TuneRequest
from functions.recommend.handler import Recommend
from functions.recommend.inputs import Services
from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.adapters.memory_sources import MemoryHistory
from shared.domain.given import MOST_SONGS, GivenSongs
from shared.messaging.outbox import StoreThenPublish
from shared.ports import Record
from shared.record_kinds import GIVEN_SONGS, SENT_DIGESTS
from shared.records.given import answered_to, remember_given
from shared.records.sent_digests import Progress, SentDigest, SentSong

WEEK = timedelta(days=7)


@pytest.fixture
def records(clock):
    return MemoryRecords(clock)


@pytest.fixture
def use_case(model, records, clock):
    bus = MemoryBus()
    ids = map(str, itertools.count())
    return Recommend(
        SimpleNamespace(get=lambda: model),
        records,
        StoreThenPublish(records, lambda: bus),
        lambda: bus,
        Services(MemoryHistory({})),
        now=clock,
        new_id=lambda: next(ids),
    )


@pytest.fixture
def seeds(model):
    return [track.id for track in model.tracks(range(3))]


@pytest.fixture
def ask(use_case, seeds):
    """Return the URIs of an answer to a signed-in listener."""

    def asked(tracks=seeds, *, listener="ada", signed_in=True, **fields):
        request = RecommendRequest(tracks=tracks, **fields)
        answer = use_case.answer(request, listener, signed_in=signed_in)
        return [each.uri for each in answer.recommendations]

    return asked


def remembered(given: GivenSongs) -> set[str]:
    return {song for each in given.lists for song in each.songs}


def test_three_answers_a_week_apart_share_no_song(ask, clock):
    answers = []
    for _ in range(3):
        answers.append(ask())
        clock.advance(WEEK)
    assert len({song for songs in answers for song in songs}) == 30


def test_songs_come_again_where_the_request_asks_for_them(ask, clock):
    first = ask()
    clock.advance(WEEK)
    assert ask(repeat=True) == first


def test_a_visitor_gets_the_same_songs_and_nothing_is_remembered(ask, records, clock):
    first = ask(signed_in=False)
    clock.advance(WEEK)
    assert ask(signed_in=False) == first
    assert not records.page(GIVEN_SONGS.name).records


def test_a_dial_moved_and_moved_back_gives_the_same_list(ask, clock):
    first = ask()
    clock.advance(timedelta(minutes=20))
    ask(tune=TuneRequest(adventurous=1.0))
    clock.advance(timedelta(minutes=20))
    assert ask() == first


def test_a_list_of_the_morning_is_found_again_in_the_evening(ask, clock):
    first = ask()
    clock.advance(timedelta(hours=9))
    assert ask() == first


def test_other_seeds_on_the_same_day_give_no_song_again(ask, seeds, clock):
    first = ask()
    clock.advance(timedelta(hours=1))
    assert not {*first} & {*ask(seeds[:2], n=50)}


def test_what_another_listener_was_given_is_left_out_of_no_other_list(ask, clock):
    first = ask()
    clock.advance(WEEK)
    assert ask(listener="bo") == first


def test_not_this_is_left_out_of_a_later_list_at_once(ask, seeds):
    first = ask()
    ask(hated=first[:1])
    assert first[0] not in ask(seeds[:2], n=100)


def test_a_song_of_a_weekly_mail_is_left_out(ask, records, clock):
    songs = ask(listener=None)
    mailed = SentDigest("ada", clock(), clock(), (SentSong(songs[0], "A song"),), Progress.SENT)
    records.create(SENT_DIGESTS.name, Record(mailed.key, mailed.to_fields()))
    clock.advance(WEEK)
    assert songs[0] not in ask(n=50)


def test_a_mail_that_was_given_up_leaves_nothing_out(ask, records, clock):
    songs = ask(listener=None)
    mailed = SentDigest("ada", clock(), clock(), (SentSong(songs[0], "A song"),), Progress.GIVEN_UP)
    records.create(SENT_DIGESTS.name, Record(mailed.key, mailed.to_fields()))
    clock.advance(WEEK)
    assert ask() == songs


def test_a_list_is_never_short_of_songs(ask, records, model, clock):
    most = [track.id for track in model.tracks(range(min(MOST_SONGS, model.track_count)))]
    remember_given(records, "ada", ["another"], most, (), clock())
    clock.advance(WEEK)
    assert len(ask(n=100)) == 100


def test_an_answer_tells_how_many_songs_it_leaves_out(use_case, seeds, clock):
    def left_out(**fields):
        return use_case.answer(RecommendRequest(tracks=seeds, **fields), "ada", signed_in=True).left_out

    assert left_out() == 0
    clock.advance(WEEK)
    assert left_out(repeat=True) == 0
    clock.advance(WEEK)
    assert left_out() == 10


def test_what_is_remembered_is_forgotten_with_its_search(records, clock):
    remember_given(records, "ada", ["s"], ["a"], (), clock())
    clock.advance(timedelta(days=300))
    remember_given(records, "ada", ["s"], ["b"], (), clock())
    assert remembered(answered_to(records, "ada")) == {"a", "b"}
    clock.advance(timedelta(days=101))
    remember_given(records, "ada", ["s"], ["c"], (), clock())
    assert remembered(answered_to(records, "ada")) == {"b", "c"}
    clock.advance(timedelta(days=401))
    assert remembered(answered_to(records, "ada")) == set()
