"""Parts of the demo catalogue, each by itself: words, names, draws, versions, and what fits a theme."""

import gzip
import string

import numpy as np
import pytest

from shared.domain.track import FEATURES
from shared.domain.track_ids import DEMO, is_track_id
from shared.errors import InvalidInput
from training.demo import DemoSize
from training.demo.albums import LAST_YEAR, make_albums
from training.demo.artists import make_artists
from training.demo.draws import draw_ids, draw_rows, shares
from training.demo.files import _out_of_hundred, _write_table
from training.demo.genres import ERAS, GENRES, NEAR
from training.demo.languages import PORTUGUESE, SPANISH
from training.demo.names import Namer, _untaken
from training.demo.phrases import Draws, _as_titles, fill, plural
from training.demo.playlists import _days, _draw_tracks, _in_order, _lengths
from training.demo.sound import as_live, as_remastered
from training.demo.themes import Affinity, Theme
from training.demo.versions import draw_versions
from training.demo.world import SIGNATURE, make_world

LATIN = next(place for place, genre in enumerate(GENRES) if genre.name == "latin")


@pytest.fixture
def rng():
    return np.random.default_rng(5)


@pytest.fixture(scope="module")
def world():
    return make_world(np.random.default_rng(5), 48, 600)


# Sizes


def test_two_artists_for_each_genre_with_a_track_each_are_the_smallest_demo():
    assert DemoSize(tracks=24, artists=24).artists == 2 * len(GENRES)
    with pytest.raises(InvalidInput, match="expected at least 24 artists and a track for each"):
        DemoSize(tracks=24, artists=23)


# Words and names


@pytest.mark.parametrize(
    ("one", "many"),
    [("Fox", "Foxes"), ("Church", "Churches"), ("Wish", "Wishes"), ("Lantern", "Lanterns"), ("Waltz", "Waltzes")],
)
def test_a_noun_that_ends_in_a_hiss_takes_a_syllable_more(one, many):
    assert plural(one) == many


def test_entries_in_lower_case_become_titles_and_names_stay():
    assert _as_titles(["edge of the night", "McCall", "the sea"]) == ("Edge of the Night", "McCall", "The Sea")


def test_no_word_comes_twice_and_the_first_letter_is_a_capital(rng):
    draws = Draws(rng, {"noun": ("sea", "sky")}, {})
    assert {fill(draws, ["{noun} and {noun}"]) for _ in range(20)} == {"Sea and sky", "Sky and sea"}


@pytest.mark.parametrize(
    ("word", "phrase"),
    [("old", "An old"), ("hour", "An hour"), ("union", "A union"), ("one", "A one"), ("sea", "A sea")],
)
def test_the_article_goes_by_the_sound(rng, word, phrase):
    assert fill(Draws(rng, {"noun": (word,)}, {}), ["a {noun}"]) == phrase


def test_a_genres_own_words_are_drawn_about_as_often_as_those_of_all(rng):
    draws = Draws(rng, {"noun": ("shared",)}, {"noun": ("own",)})
    assert 0.5 < np.mean([draws["noun"] == "own" for _ in range(2_000)]) < 0.6


def test_a_slot_that_only_a_genre_knows_is_its_own(rng):
    assert {Draws(rng, {}, {"band": ("own",)})["band"] for _ in range(20)} == {"own"}


def test_a_name_that_cannot_be_avoided_gets_a_number():
    taken = {"Ann"}
    assert [_untaken(lambda: "Ann", taken) for _ in range(2)] == ["Ann 30", "Ann 31"]
    assert taken == {"Ann", "Ann 30", "Ann 31"}


def test_artists_without_a_language_are_named_in_english(rng):
    genre = GENRES[0]
    (name,) = Namer(rng).artists([GENRES.index(genre)])
    assert name.isascii()


def test_titles_of_one_artist_differ_and_are_written_in_one_way():
    for seed in range(60):
        titles = Namer(np.random.default_rng(seed)).songs(0, None, 12)
        assert len(set(titles)) == 12
        assert len({title.islower() for title in titles}) == 1


def test_latin_acts_sing_in_spanish_more_often_than_in_portuguese_and_that_more_often_than_in_none(rng):
    sung = [Namer(rng).language(LATIN) for _ in range(200)]
    assert sung.count(SPANISH) > sung.count(PORTUGUESE) > 0
    assert set(sung) <= {SPANISH, PORTUGUESE, None}


# Draws


def test_ids_are_twenty_two_letters_and_digits(rng):
    ids = draw_ids(rng, 500, DEMO.prefix)
    assert all(is_track_id(each) for each in ids)
    assert set("".join(map(DEMO.value_of, ids))) == set(string.ascii_letters + string.digits)


def test_a_column_without_a_chance_is_never_drawn(rng):
    table = np.tile([0.0, 0.5, 0.0, 0.5], (500, 1))
    assert set(draw_rows(rng, table).tolist()) == {1, 3}


def test_rows_that_sum_to_a_little_less_than_one_draw_no_column_too_many(rng):
    assert set(draw_rows(rng, np.zeros((20, 3))).tolist()) == {2}


def test_shares_sum_to_one():
    assert shares([1, 3]).tolist() == [0.25, 0.75]


def test_tracks_are_drawn_without_repetition_and_those_without_weight_last(rng):
    weights = np.array([0, 1, 5, 0, 1], dtype=np.float32)
    assert sorted(_draw_tracks(rng, weights, 3).tolist()) == [1, 2, 4]


def test_heavier_tracks_are_drawn_in_proportion(rng):
    weights = np.array([1, 3], dtype=np.float32)
    first = [int(_draw_tracks(rng, weights, 1)[0]) for _ in range(2_000)]
    assert 0.71 < np.mean(first) < 0.79


def test_lists_are_from_five_to_two_hundred_and_fifty_tracks_long(rng):
    lengths = _lengths(rng, 20_000)
    assert (lengths.min(), lengths.max()) == (5, 250)


def test_lists_were_touched_from_2013_to_january_2026_most_of_them_lately(rng):
    days = _days(rng, 5_000)
    assert np.datetime64("2013-01-01") <= days.min()
    assert days.max() <= np.datetime64("2026-01-15")
    assert np.mean(days > np.datetime64("2019-07-09")) > 0.7  # the second half


def test_about_a_fifth_of_lists_are_added_artist_by_artist(rng):
    artist = np.repeat(np.arange(3), 4)
    changes = [np.count_nonzero(np.diff(artist[_in_order(rng, np.arange(12), artist)])) for _ in range(1_000)]
    assert 0.15 < np.mean(np.array(changes) == 2) < 0.25


# Sound, versions and albums


def test_a_remaster_is_louder_but_never_above_half_a_decibel_below_full_scale():
    column = FEATURES.index("loudness")
    features = np.zeros((2, len(FEATURES)))
    features[:, column] = [-10, -1]
    louder = as_remastered(features)
    assert louder[:, column].tolist() == [-8.5, -0.5]
    assert np.delete(louder, column, axis=1).tolist() == np.delete(features, column, axis=1).tolist()
    assert features[:, column].tolist() == [-10, -1]


def test_a_live_take_is_as_long_or_up_to_a_third_longer(rng):
    features = np.full((300, len(FEATURES)), 100_000.0)
    live = as_live(rng, features)
    longer = live[:, FEATURES.index("duration_ms")] / 100_000
    assert 1 <= longer.min() < 1.05 < 1.3 < longer.max() <= 1.35
    assert (live[:, FEATURES.index("energy")] == 100_000).all()


def test_a_version_is_of_the_same_artist_later_and_of_no_version(rng):
    artist, year = np.repeat(np.arange(200), 10), rng.integers(1970, 2025, 2_000)
    versions = draw_versions(rng, artist, year)
    assert len(versions.track) == len(versions.tails) > 10
    assert (artist[versions.track] == artist[versions.original]).all()
    assert (year[versions.track] >= year[versions.original]).all()
    both = np.concatenate([versions.track, versions.original])
    assert len(np.unique(both)) == len(both)


def test_only_songs_from_before_2000_are_remastered_and_ten_years_later_or_more(rng):
    artist = np.repeat(np.arange(400), 10)
    for when, remastered in ((1999, True), (2000, False)):
        tails = draw_versions(rng, artist, np.full(4_000, when)).tails
        years = [int(word) for tail in tails if "Remaster" in tail for word in tail.split() if word.isdigit()]
        assert bool(years) is remastered
        assert all(when + 10 <= each < 2025 for each in years)


def test_an_album_is_its_artists_and_holds_about_nine_tracks(rng):
    namer = Namer(rng)
    artists = make_artists(rng, namer, 24)
    artist = np.repeat(np.arange(24), [9, 10, *[1] * 22])
    albums = make_albums(rng, namer, artists, artist, [f"song {place}" for place in range(len(artist))])
    assert np.bincount(albums.artist).tolist() == [1, 2, *[1] * 22]
    assert (albums.artist[albums.of_track] == artist).all()
    assert albums.years.max() <= LAST_YEAR
    assert (albums.years >= np.array(ERAS)[artists.eras[albums.artist]]).all()


def test_artists_are_spread_evenly_over_the_genres(rng):
    artists = make_artists(rng, Namer(rng), 30)
    counts = np.bincount(artists.genres, minlength=len(GENRES))
    assert (counts.min(), counts.max()) == (2, 3)


# The world and its themes


def test_every_artist_has_a_track_and_tracks_come_artist_by_artist(world):
    assert np.bincount(world.artist).min() >= 1
    assert (np.diff(world.artist) >= 0).all()
    assert len(world) == 600


def test_an_era_is_the_decade_of_the_album_except_for_versions(world):
    decades = world.albums.years[world.albums.of_track] // 10 * 10
    assert np.mean(np.array(ERAS)[world.era] == decades) > 0.9


@pytest.mark.parametrize("seed", range(8))
def test_the_signature_is_an_english_song_of_an_indie_band_whatever_the_seed(seed):
    world = make_world(np.random.default_rng(seed), 48, 600)
    maker = int(world.artist[world.names.index(SIGNATURE)])
    assert GENRES[world.artists.genres[maker]].name == "indie rock"
    assert world.artists.languages[maker] is None


def test_without_a_theme_fame_alone_counts(world):
    np.testing.assert_allclose(Affinity(world).of(Theme()), world.popularity**0.7, rtol=1e-5)


def ratios(world, theme):
    return Affinity(world).of(theme) / Affinity(world).of(Theme())


def test_neighbouring_genres_fit_a_little_and_others_hardly(world):
    found = ratios(world, Theme(genre=0))
    far = [genre for genre in range(len(GENRES)) if genre not in (0, *NEAR[0])]
    np.testing.assert_allclose(found[world.genre == 0], 1, rtol=1e-5)
    np.testing.assert_allclose(found[np.isin(world.genre, NEAR[0])], 0.05, rtol=1e-5)
    np.testing.assert_allclose(found[np.isin(world.genre, far)], 0.004, rtol=1e-5)


def test_where_a_mood_mixes_genres_neighbours_are_nearly_as_welcome(world):
    found = ratios(world, Theme(genre=0, mixes=True))
    np.testing.assert_allclose(found[np.isin(world.genre, NEAR[0])], 0.6, rtol=1e-5)


def test_another_mood_another_decade_and_the_artist_of_the_theme_multiply(world):
    mood, era = (ratios(world, theme) for theme in (Theme(mood=1), Theme(era=2)))
    np.testing.assert_allclose(mood, np.where(world.mood == 1, 1, 0.12), rtol=1e-5)
    np.testing.assert_allclose(era, 0.2 ** np.abs(world.era - 2), rtol=1e-4)
    np.testing.assert_allclose(ratios(world, Theme(artist=3)), np.where(world.artist == 3, 400, 1), rtol=1e-4)


def test_fame_is_told_from_nought_to_a_hundred_by_its_logarithm():
    fame = _out_of_hundred(np.exp(np.linspace(0, 10, 101)))
    assert (fame[0], fame[-1]) == (0, 100)
    assert set(np.diff(fame)) <= {0, 1, 2}
    assert _out_of_hundred(np.ones(3)) == [0, 0, 0]


def test_a_table_is_gzipped_csv_with_plain_line_ends(tmp_path):
    _write_table(tmp_path / "t.csv.gz", ("id", "name"), [("1", "a,b")])
    assert gzip.decompress((tmp_path / "t.csv.gz").read_bytes()) == b'id,name\n1,"a,b"\n'
