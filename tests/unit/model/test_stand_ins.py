"""Unknown songs of known artists: the songs that stand for them, their bounds, and what is said of them."""

import numpy as np
import pytest

from shared.intake import read_text
from shared.model.answer import answer
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.model.resolve import resolve
from shared.model.stand_ins import ALONE, BESIDE, songs_for, with_stand_ins

UNKNOWN = "Qqqq Wwww"


@pytest.fixture(scope="module")
def artists(model):
    """Return the first tracks of six artists of several songs each, the artists' numbers by name."""
    leading = model.retrieval.tracks.artists
    several = [track for track in range(200) if (leading[:500] == leading[track]).sum() > 2]
    firsts = {int(leading[track]): track for track in reversed(several)}
    return model.tracks(sorted(firsts.values())[:6])


def understood(model, *lines):
    references = read_text("\n".join(lines)).references
    return with_stand_ins(references, resolve(references, model), model)


def stand_ins(resolution):
    return [match for match in resolution.matched if match.kind == "stand_in"]


def test_songs_of_the_artist_stand_for_an_unknown_one(model, artists):
    found = understood(model, f"{artists[0].artist} - {UNKNOWN}")
    assert stand_ins(found)[0].track.artist == artists[0].artist
    assert (len(found.matched), len(found.seeds), len(found.evidence)) == (ALONE, 0, ALONE)


def test_the_line_stays_among_what_was_not_found_with_the_songs_that_stand_for_it(model, artists):
    (line,) = understood(model, f"{artists[0].artist} - {UNKNOWN}").unmatched
    assert line.why.startswith("this song is not in our catalogue; we go on with ")
    assert f"by {artists[0].artist}" in line.why


def test_several_unknown_songs_of_one_artist_count_once(model, artists):
    one = understood(model, f"{artists[0].artist} - {UNKNOWN}")
    three = understood(model, *(f"{artists[0].artist} - {UNKNOWN} {end}" for end in ("Aaaa", "Bbbb", "Cccc")))
    assert three.evidence.tolist() == one.evidence.tolist()
    assert [line.why for line in three.unmatched] == [one.unmatched[0].why] * 3


def test_a_matched_song_of_the_artist_stands_for_the_unknown_one(model, artists):
    found = understood(model, f"{artists[0].artist} - {artists[0].name}", f"{artists[0].artist} - {UNKNOWN}")
    assert stand_ins(found) == []
    assert found.unmatched[0].why.endswith(f"your other songs by {artists[0].artist} stand for it")


def test_no_more_unknown_songs_count_than_songs_were_found(model, artists):
    first, *others = artists
    lines = [f"{first.artist} - {first.name}", *(f"{other.artist} - {UNKNOWN}" for other in others)]
    found = understood(model, *lines)
    assert (len(found.seeds), [len(songs) for songs in found.stand_ins]) == (1, [BESIDE])


def test_an_unknown_song_of_an_unknown_artist_has_no_stand_ins(model):
    found = understood(model, f"Xxxx Zzzz - {UNKNOWN}")
    assert (found.matched, found.unmatched[0].why) == ((), "no song in the catalogue is near enough to this title")


def test_the_answer_is_personal_and_may_hold_a_stand_in(model, artists):
    found = answer(model, read_text(f"{artists[0].artist} - {UNKNOWN}"), RecommendationQuery(rules=Rules(n=20)))
    assert found.fallback is None
    assert {match.index for match in found.matched}.intersection(
        model.indices_of([each.track.id for each in found.recommendations]).tolist()
    )


def test_no_song_is_recommended_because_of_itself(model, artists):
    found = answer(model, read_text(f"{artists[0].artist} - {UNKNOWN}"), RecommendationQuery(rules=Rules(n=20)))
    assert not [
        each.track.id for each in found.recommendations for reason in each.reasons if each.track.id in reason.seeds
    ]


def test_an_artist_of_few_songs_is_joined_by_the_best_known_song_of_each_near_artist(model, artists):
    index = model.indices_of([artists[0].id])
    songs = songs_for(index, model.retrieval, ALONE)
    near = model.retrieval.artists.songs_near(int(model.retrieval.tracks.artists[index[0]]))
    assert songs.tolist() == [index[0], *near.tolist()][:ALONE]


def test_of_several_releases_of_a_song_one_stands_for_it(model):
    numbers = model.retrieval.tracks.songs
    songs, counts = np.unique(numbers, return_counts=True)
    releases = np.flatnonzero(numbers == songs[counts.argmax()]).astype(np.int32)
    assert np.isin(songs_for(releases, model.retrieval, ALONE), releases).sum() == 1
