"""Songs that go with several lists at once, with a reason for each list."""

from dataclasses import replace

import numpy as np
import pytest

from shared.domain.bounds import Bounds
from shared.domain.search import Tune
from shared.model.blend import NOTHING_IN_COMMON, NamedSongs, _in_turn, _note, blend
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.model.ranking.song_group import SongGroup
from shared.model.reasons import Reason

NAMES = ("list 0", "list 1", "list 2", "list 3", "list 4")

LEAST_SHARE = 0.7
"""Of an equal share: 35 % with two lists."""


@pytest.fixture(scope="module")
def playlist(trained):
    """The songs of a playlist of the demo, by its place among the longest."""
    dataset = trained.dataset
    longest = np.argsort(-np.diff(dataset.indptr), kind="stable")

    def songs(place):
        return dataset.playlist(int(longest[place]))[:8].astype(np.int32)

    return songs


def blended(model, *lists, n=10, **query):
    seeds = np.array(list(dict.fromkeys(np.concatenate(lists).tolist())), dtype=np.int32)
    named = [NamedSongs(name, SongGroup(songs)) for name, songs in zip(NAMES, lists, strict=False)]
    tracks = dict(zip(seeds.tolist(), model.tracks(seeds), strict=True))
    return blend(model, RecommendationQuery(seeds, Rules(n), **query), named, tracks)


def ids(found):
    return [song.track.id for song in found.songs]


def lists_of(song):
    return [reason.of_list for reason in song.reasons]


@pytest.mark.parametrize("others", [(1,), (1, 2), (1, 2, 3, 4)], ids=["two", "three", "five"])
def test_no_list_has_much_less_than_its_share_of_the_reasons(model, playlist, others):
    found = blended(model, playlist(0), *map(playlist, others))
    assert min(each.share for each in found.lists) >= LEAST_SHARE / (1 + len(others))
    assert sum(each.share for each in found.lists) == pytest.approx(1)


def test_parts_of_one_list_have_every_song_in_common_each_with_a_reason_for_both(model, playlist):
    songs = playlist(0)
    found = blended(model, songs[:4], songs[4:])
    assert (found.in_common, found.note) == (10, None)
    assert all(lists_of(song) == ["list 0", "list 1"] for song in found.songs)


def test_a_reason_refers_to_songs_of_its_list(model, playlist):
    one, other = playlist(0), playlist(1)
    own = {
        f"list {place}": {track.id for track in model.tracks(songs)} for place, songs in enumerate((one, other))
    }
    found = blended(model, one, other)
    assert all(set(reason.seeds) <= own[reason.of_list] for song in found.songs for reason in song.reasons)


def test_no_song_of_any_list_comes_back(model, playlist):
    one, other = playlist(0), playlist(1)
    given = {track.id for track in model.tracks(np.concatenate([one, other]))}
    assert not given.intersection(ids(blended(model, one, other, n=50)))


class Told:
    """Reasons by song: for one list or for both."""

    def __init__(self, **lists):
        self._lists = {int(track[1:]): places for track, places in lists.items()}

    def of(self, tracks):
        reason = Reason("genre", (), "")
        return [
            tuple(reason if place in self._lists[track] else None for place in (0, 1)) for track in tracks.tolist()
        ]


@pytest.mark.parametrize(
    ("told", "order"),
    [
        pytest.param(Told(_1={0}, _2={0}, _3={1}, _4={1}), [1, 3, 2, 4], id="nothing in common"),
        pytest.param(Told(_1={0}, _2={0}, _3={0, 1}, _4={1}), [1, 3, 4, 2], id="one song for both"),
        pytest.param(Told(_1=(), _2=(), _3=(), _4=()), [1, 3, 2, 4], id="no reason"),
    ],
)
def test_lists_with_nothing_in_common_have_their_songs_in_turn(told, order):
    own = [np.array([1, 2], dtype=np.int32), np.array([3, 4], dtype=np.int32)]
    assert list(_in_turn(own, [], told)) == order


def test_common_songs_are_not_repeated_in_turn():
    own = [np.array([1, 2], dtype=np.int32), np.array([3, 1], dtype=np.int32)]
    assert list(_in_turn(own, [1], Told(_1={0, 1}, _2={0}, _3={1}))) == [2, 3]


def test_a_shorter_answer_leaves_the_turns_to_the_other():
    own = [np.array([1], dtype=np.int32), np.array([2, 3], dtype=np.int32)]
    assert list(_in_turn(own, [], Told(_1={0}, _2={1}, _3={1}))) == [1, 2, 3]


@pytest.mark.parametrize(
    ("in_common", "note"),
    [
        (10, None),
        (0, NOTHING_IN_COMMON),
        (1, "Only one of these songs goes with"),
        (3, "Only 3 of these songs go with"),
    ],
)
def test_the_answer_says_what_the_lists_do_not_have_in_common(in_common, note):
    found = _note(in_common, 10)
    assert found == note or (note and found.startswith(note))


def test_the_order_of_the_lists_does_not_change_the_songs_in_common(model, playlist):
    songs = playlist(0)
    assert set(ids(blended(model, songs[:4], songs[4:]))) == set(ids(blended(model, songs[4:], songs[:4])))


def test_songs_that_are_excluded_do_not_come(model, playlist):
    one, other = playlist(0), playlist(1)
    first = ids(blended(model, one, other))[:3]
    again = blend_without(model, one, other, frozenset(model.indices_of(first).tolist()))
    assert not {*first} & {*ids(again)}


def test_bounds_hold(model, playlist):
    one, other = playlist(0), playlist(1)
    artist = blended(model, one, other).songs[0].track.artist
    bounds = model.bounds_of(Bounds(not_artists=(artist,)))
    assert artist not in [song.track.artist for song in blended(model, one, other, bounds=bounds).songs]


def test_the_tune_shifts_the_songs(model, playlist):
    plain = blended(model, playlist(0), playlist(1))
    loud = blended(model, playlist(0), playlist(1), tune=Tune(targets={"energy": 1.0}))
    assert level(model, loud) > level(model, plain)


def blend_without(model, one, other, left_out):
    seeds = np.array(list(dict.fromkeys([*one.tolist(), *other.tolist()])), dtype=np.int32)
    query = RecommendationQuery(seeds, replace(Rules(10), exclude=left_out))
    tracks = dict(zip(seeds.tolist(), model.tracks(seeds), strict=True))
    return blend(model, query, [NamedSongs("a", SongGroup(one)), NamedSongs("b", SongGroup(other))], tracks)


def level(model, found):
    return model.level_of(model.indices_of(ids(found)), "energy")


def test_a_list_is_as_long_as_asked(model, playlist):
    assert len(blended(model, playlist(0), playlist(1), n=37).songs) == 37


def test_an_order_that_flows_keeps_the_songs(model, playlist):
    plain, flowing = (blended(model, playlist(0), playlist(1), order=order) for order in ("ranked", "flow"))
    assert set(ids(plain)) == set(ids(flowing))
