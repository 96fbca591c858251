"""Bounds on the demo model: every song of an answer keeps to them, and they cost no candidates."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.bounds import VERSIONS, Bounds, Range
from shared.domain.names import fold
from shared.domain.search import Tune
from shared.domain.title_versions import versions_named
from shared.domain.track import FEATURES
from shared.errors import InvalidInput
from shared.intake import read_text
from shared.model.answer import answer
from shared.model.bounds.collections import Collections
from shared.model.catalogue.keys import all_artist_forms, canonical
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.model.ranking.song_group import SongGroup

SEEDS = np.array([3, 40, 200], dtype=np.int32)
LOOSE = {"max_per_artist": None, "one_release_per_song": False}
"""Rules that leave out nothing but seeds."""


def values(trained, field):
    return getattr(trained.dataset.tracks, field)


def feature(trained, name):
    return trained.dataset.tracks.features[:, FEATURES.index(name)]


def by_genre(words):
    return lambda track: any(f" {words} " in f" {fold(genre)} " for genre in track.genres)


@pytest.fixture(scope="module")
def some_artist(model):
    """The artist of the first song that is answered without bounds."""
    found = model.recommend(RecommendationQuery(SEEDS, Rules(n=1)))
    return model.tracks([found[0].track])[0].artist


@pytest.fixture(scope="module")
def answered(model):
    """Answer within bounds: the tracks, and their indices."""

    def ask(bounds, n=10, **query):
        found = model.recommend(RecommendationQuery(SEEDS, Rules(n=n), bounds=model.bounds_of(bounds), **query))
        indices = np.array([each.track for each in found], dtype=np.int32)
        return model.tracks(indices), indices

    return ask


NUMBERS = {
    "years": (Bounds(years=Range(1990, 1999)), "years", 1990, 1999),
    "years up to": (Bounds(years=Range(None, 1985)), "years", 1, 1985),
    "years from": (Bounds(years=Range(2015)), "years", 2015, 9999),
    "length": (Bounds(seconds=Range(150, 200)), "seconds", 150, 200),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_all_songs_are_within_the_numbers(answered, trained, case):
    bounds, field, low, high = NUMBERS[case]
    _, indices = answered(bounds)
    assert len(indices) == 10
    assert all(low <= value <= high for value in values(trained, field)[indices].tolist())


def test_no_song_is_of_years_that_are_out(answered, trained):
    tracks, indices = answered(Bounds(not_years=(Range(1990, 1999), Range(2010, 2019))), n=50)
    assert len(tracks) == 50
    assert not any(1990 <= year <= 1999 or 2010 <= year <= 2019 for year in values(trained, "years")[indices])


def test_of_many_genres_a_few_are_told(model):
    with pytest.raises(InvalidInput, match="none is “no 0”, “no 1”, “no 2” or 47 others"):
        model.bounds_of(Bounds(genres=tuple(f"no {number}" for number in range(50)))).demand_any(SEEDS)


def test_all_songs_are_of_the_tempo(answered, trained):
    _, indices = answered(Bounds(tempo=Range(100, 110)))
    assert len(indices) == 10
    assert np.all(np.abs(feature(trained, "tempo")[indices] - 105) <= 5.05)


@pytest.mark.parametrize("genre", ["rock", "Hip-Hop", "indie rock"])
def test_all_songs_are_of_the_genre_however_it_is_written(answered, genre):
    tracks, _ = answered(Bounds(genres=(genre,)))
    assert len(tracks) == 10
    assert all(map(by_genre(fold(genre)), tracks))


def test_a_song_of_one_of_several_genres_will_do(answered):
    tracks, _ = answered(Bounds(genres=("jazz", "ambient")), n=50)
    assert {by_genre("jazz")(track) for track in tracks} == {True, False}
    assert all(by_genre("jazz")(track) or by_genre("ambient")(track) for track in tracks)


def test_no_song_is_of_a_genre_that_is_out(answered):
    tracks, _ = answered(Bounds(not_genres=("pop",)))
    assert len(tracks) == 10
    assert not any(map(by_genre("pop"), tracks))


@pytest.mark.parametrize("mark", [True, False])
def test_all_songs_are_marked_as_was_asked(answered, trained, mark):
    _, indices = answered(Bounds(explicit=mark))
    assert len(indices) == 10
    assert values(trained, "explicit")[indices].tolist() == [int(mark)] * 10


def test_no_song_is_a_version_that_is_out(answered, model):
    tracks, _ = answered(Bounds(not_versions=VERSIONS), n=200)
    assert len(tracks) == 200
    assert not any(versions_named(track.name) for track in tracks)


def test_no_song_is_by_an_artist_who_is_out_nor_with_them_as_a_guest(answered, some_artist):
    tracks, _ = answered(Bounds(not_artists=(some_artist.upper(),)), n=200)
    assert len(tracks) == 200
    assert not any(canonical(some_artist) in all_artist_forms(track.name, track.artist) for track in tracks)


def test_no_song_has_a_word_that_is_out_in_title_or_album(answered, model):
    word = fold(answered(Bounds())[0][0].album).split()[0]
    tracks, _ = answered(Bounds(not_words=(word,)), n=200)
    assert not any(word in fold(f"{track.name} {track.album}").split() for track in tracks)


def test_songs_known_to_few_are_on_fewer_playlists_than_those_known_to_many(answered, model):
    counts = model.retrieval.tracks.counts
    few, many = (counts[answered(Bounds(known=known))[1]] for known in ("few", "many"))
    assert few.max() < many.min()


def test_the_songs_known_to_many_make_up_half_of_all_entries(model):
    counts = model.retrieval.tracks.counts
    kept = model.bounds_of(Bounds(known="many")).allows(np.arange(model.track_count, dtype=np.int32))
    assert 0.5 <= counts[kept].sum() / counts.sum() < 0.6


def test_a_collection_is_all_that_is_chosen_from(model):
    own = np.arange(100, 130, dtype=np.int32)
    bounds = model.bounds_of(Bounds(), Collections(only=own))
    found = model.recommend(RecommendationQuery(SEEDS, Rules(n=30, **LOOSE), bounds=bounds))
    assert {each.track for each in found} <= set(own.tolist())
    assert len(found) > 20


def test_the_songs_of_a_collection_are_ranked_for_the_seeds(model):
    own = np.arange(0, model.track_count, 2, dtype=np.int32)
    bounds = model.bounds_of(Bounds(), Collections(only=own))
    found = [each.track for each in model.recommend(RecommendationQuery(SEEDS, Rules(n=10), bounds=bounds))]
    freely = [each.track for each in model.recommend(RecommendationQuery(SEEDS, Rules(n=10)))]
    assert next(track for track in freely if track % 2 == 0) == found[0]


def test_a_song_that_is_left_out_does_not_come_in_any_release(model):
    first = [each.track for each in model.recommend(RecommendationQuery(SEEDS, Rules(n=10)))]
    bounds = model.bounds_of(Bounds(), Collections(leave_out=np.array(first, dtype=np.int32)))
    found = [each.track for each in model.recommend(RecommendationQuery(SEEDS, Rules(n=10), bounds=bounds))]
    songs = model.retrieval.tracks.songs
    assert len(found) == 10
    assert not set(songs[found].tolist()) & set(songs[first].tolist())


BOUNDS = st.builds(
    Bounds,
    years=st.sampled_from([Range(), Range(1980, 1999), Range(2000), Range(None, 1979), Range(1991, 1991)]),
    tempo=st.sampled_from([Range(), Range(90, 120), Range(150)]),
    seconds=st.sampled_from([Range(), Range(None, 200), Range(240, 300)]),
    genres=st.sampled_from([(), ("rock",), ("folk", "jazz"), ("techno",)]),
    not_genres=st.sampled_from([(), ("pop",), ("metal", "latin")]),
    not_versions=st.sampled_from([(), ("live",), VERSIONS]),
    not_words=st.sampled_from([(), ("the",), ("love", "you")]),
    not_artists=st.sampled_from([(), ("Obeliskborn",)]),
    explicit=st.sampled_from([None, None, False, True]),
    known=st.sampled_from([None, None, "few", "many"]),
)


@pytest.fixture(scope="module")
def unbounded(model):
    return len(model.retrieval.pool(SEEDS, 400).tracks)


@given(BOUNDS)
@settings(max_examples=60, derandomize=True)
def test_all_candidates_are_allowed_and_as_many_as_without_bounds(model, unbounded, bounds):
    everything = np.arange(model.track_count, dtype=np.int32)
    if (compiled := model.bounds_of(bounds)) is None:
        return
    pool = model.retrieval.pool(SEEDS, 400, allowed=compiled).tracks
    left = np.setdiff1d(everything[compiled.allows(everything)], SEEDS)
    assert np.isin(pool, left).all()
    assert len(pool) >= min(unbounded, len(left))


@given(BOUNDS, st.sampled_from([1, 10, 300]), st.sampled_from([0.0, 0.7]))
@settings(max_examples=40, derandomize=True)
def test_an_answer_has_as_many_songs_as_the_catalogue_allows(model, bounds, n, diverse):
    compiled = model.bounds_of(bounds)
    everything = np.setdiff1d(np.arange(model.track_count, dtype=np.int32), SEEDS)
    left = everything if compiled is None else everything[compiled.allows(everything)]
    query = RecommendationQuery(SEEDS, Rules(n=n, **LOOSE), Tune(diverse=diverse), bounds=compiled)
    found = np.array([each.track for each in model.recommend(query)], dtype=np.int32)
    assert np.isin(found, left).all()
    assert len(set(found.tolist())) == min(n, len(left))


def test_the_bounds_hold_without_any_song_given(model):
    bounds = model.bounds_of(Bounds(years=Range(1990, 1999)))
    found = model.recommend(RecommendationQuery(rules=Rules(n=10), bounds=bounds))
    assert bounds.allows(np.array([each.track for each in found], dtype=np.int32)).sum() == 10


def test_the_bounds_hold_for_several_kinds_of_songs(model):
    crowds = [SongGroup(SEEDS[:2]), SongGroup(SEEDS[2:])]
    bounds = model.bounds_of(Bounds(years=Range(1990, 2005)))
    query = RecommendationQuery(SEEDS, Rules(n=20), bounds=bounds, crowds=crowds)
    found = np.array([each.track for each in model.recommend(query)], dtype=np.int32)
    assert len(found) == 20
    assert bounds.allows(found).all()


def test_the_bounds_hold_where_only_songs_that_stand_for_an_unknown_one_are_left(model):
    own = np.array([500, 501], dtype=np.int32)
    bounds = model.bounds_of(Bounds(), Collections(only=own))
    query = RecommendationQuery(SEEDS, Rules(**LOOSE), stand_ins=[own], bounds=bounds)
    assert {each.track for each in model.recommend(query)} == {500, 501}


def test_the_bounds_hold_for_a_title_alone(model):
    bounds = Bounds(years=Range(1990, 2005))
    query = RecommendationQuery(rules=Rules(n=10), title="folk", bounds=model.bounds_of(bounds))
    found = model.recommend(query)
    assert model.bounds_of(bounds).allows(np.array([each.track for each in found], dtype=np.int32)).sum() == 10


def test_a_song_beyond_the_pool_keeps_to_the_bounds_too(model):
    bounds = model.bounds_of(Bounds(known="few"))
    found = model.recommend(RecommendationQuery(SEEDS, Rules(n=950, **LOOSE), bounds=bounds))
    assert len(found) > 900
    assert bounds.allows(np.array([each.track for each in found], dtype=np.int32)).all()


def test_an_answer_says_how_many_candidates_keep_to_each_bound_the_narrowest_first(model, known_names):
    bounds = model.bounds_of(Bounds(years=Range(1990, 1992), not_versions=("live",)))
    found = answer(model, read_text(known_names[0]), RecommendationQuery(rules=Rules(n=5), bounds=bounds))
    assert [each.words for each in found.bounds] == ["from 1990 to 1992", "without live versions"]
    assert found.bounds[0].candidates < found.bounds[1].candidates
    assert found.few is None


def test_an_answer_of_fewer_songs_says_so_with_the_narrowest_bound(model, known_names):
    bounds = model.bounds_of(Bounds(genres=("techno",), not_versions=("live",)))
    found = answer(model, read_text(known_names[0]), RecommendationQuery(rules=Rules(n=90), bounds=bounds))
    count = len(found.recommendations)
    assert 0 < count < 90
    assert (
        found.few == f"Only {count} of 90 songs keep to all you asked for, the fewest to this: songs of “techno”."
    )


IMPOSSIBLE = {
    "a genre of none": (
        Bounds(years=Range(1990, 1999), genres=("polka",)),
        r"of \d+ songs from 1990 to 1999, none is “polka”",
    ),
    "a year of none": (Bounds(years=Range(1901, 1902)), r"of [\d,]+ songs, none is from 1901 to 1902"),
    "a genre before a word": (Bounds(genres=("polka",), not_words=("x",)), r"of [\d,]+ songs, none is “polka”"),
    "a length of none": (Bounds(seconds=Range(1, 2)), r"of [\d,]+ songs, none is 0:01 to 0:02 long"),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_an_impossible_bound_says_which_one_left_nothing(model, known_names, case):
    bounds, words = IMPOSSIBLE[case]
    query = RecommendationQuery(bounds=model.bounds_of(bounds))
    with pytest.raises(InvalidInput, match=f"^No song is left: {words}; ask for less$"):
        answer(model, read_text(known_names[0]), query)


def test_bounds_that_only_the_given_songs_keep_to_leave_nothing(model, known_names):
    first = model.search_songs(known_names[0], 1)[0]
    own = model.indices_of([first.track.id])
    query = RecommendationQuery(bounds=model.bounds_of(Bounds(), Collections(only=own)))
    with pytest.raises(InvalidInput, match="are ones you gave, or left out"):
        answer(model, read_text(first.track.id), query)


def test_the_recommender_itself_answers_nothing_where_nothing_is_left(model):
    bounds = model.bounds_of(Bounds(genres=("polka",)))
    assert model.recommend(RecommendationQuery(SEEDS, bounds=bounds)) == []


CONTRADICTIONS = {
    "years": (Bounds(years=Range(2000, 1990)), "from 2000 to 1990"),
    "tempo": (Bounds(tempo=Range(120, 100)), "from 120 to 100"),
    "length": (Bounds(seconds=Range(300, 200)), "from 5:00 to 3:20"),
}


@pytest.mark.parametrize("field", CONTRADICTIONS)
def test_a_range_that_ends_before_it_begins_is_refused(model, field):
    bounds, found = CONTRADICTIONS[field]
    with pytest.raises(InvalidInput, match=f"contradict each other: .*found {found}; swap them"):
        model.bounds_of(bounds)


@pytest.mark.parametrize("bounds", [Bounds(genres=("!?",)), Bounds(not_artists=("…",)), Bounds(not_words=(" ",))])
def test_a_name_without_a_letter_is_refused(model, bounds):
    with pytest.raises(InvalidInput, match="no letters"):
        model.bounds_of(bounds)


def test_no_bounds_are_none(model):
    assert model.bounds_of(Bounds()) is None
