"""Search of artists by a name as it is typed, and what is told of each."""

import numpy as np
import pytest

from shared.domain.names import fold, leading_name
from shared.model.artists.names import names_of_credit
from shared.model.artists.search import LEAST_CONFIDENCE, name_confidence


@pytest.fixture(scope="module")
def artist(model):
    """The leading artist of the most popular song: number and name."""
    first = model.tracks([0])[0]
    return int(model.retrieval.tracks.artists[0]), leading_name(first.artist)


def found(model, text):
    return [hit.name for hit in model.search_artists(text, 10)]


def swapped(name):
    """Return a name with two letters in the middle that have changed places."""
    place = next(at for at in range(2, len(name) - 1) if name[at : at + 2].isalpha() and name[at] != name[at + 1])
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


@pytest.mark.parametrize(
    "spell",
    [
        pytest.param(str, id="as it is"),
        pytest.param(str.upper, id="in capitals"),
        pytest.param(lambda name: name[:-2], id="unfinished"),
        pytest.param(swapped, id="with a slip"),
    ],
)
def test_an_artist_is_found_as_the_name_is_typed(model, artist, spell):
    assert found(model, spell(artist[1]))[0] == artist[1]


def test_a_whole_name_comes_first_and_is_sure(model, artist):
    (first, *_) = model.search_artists(artist[1], 10)
    assert (first.number, first.confidence) == (artist[0], 1.0)


@pytest.mark.parametrize("text", ["", "  ", "!?", "zzzzqqqqxxxx", '"', "a AND", "NEAR(a b)", "*", "name:love"])
def test_any_text_may_be_searched(model, text):
    assert all(hit.confidence >= LEAST_CONFIDENCE for hit in model.search_artists(text, 5))


def test_each_artist_is_found_once(model, artist):
    names = [fold(name) for name in found(model, artist[1][:2])]
    assert len(names) == len(set(names))


def test_an_artists_songs_are_counted_with_those_as_a_guest(model, artist):
    number, _ = artist
    (described,) = model.artists_of([number], songs=3, near=5)
    every = np.arange(model.track_count, dtype=np.int32)
    credited, places = model.retrieval.artists.credited(every)
    songs = model.retrieval.tracks.songs[places[credited == number]]
    assert described.songs == len(set(songs.tolist()))


def test_the_most_listed_songs_are_told_in_order_and_each_once(model, artist):
    (described,) = model.artists_of([artist[0]], songs=20, near=5)
    counts = [track.popularity for track in described.listed]
    assert counts == sorted(counts, reverse=True)
    assert all(fold(artist[1]) in fold(f"{track.artist} {track.name}") for track in described.listed)
    assert len({track.name for track in described.listed}) == len(described.listed)


def test_the_nearest_artists_are_told_by_name(model, artist):
    number, name = artist
    (described,) = model.artists_of([number], songs=3, near=5)
    nearest = int(model.retrieval.artists.near(number, 1)[0])
    assert described.near[0] == model.artists.names([nearest])[nearest]
    assert name not in described.near
    assert len(described.near) == 5


def test_genres_are_those_of_the_songs(model, artist):
    (described,) = model.artists_of([artist[0]], songs=20, near=0)
    assert set(described.genres) <= {genre for track in described.listed for genre in track.genres}
    assert described.genres


def test_an_artist_is_known_by_id_and_by_whole_name(model, trained, artist):
    number, name = artist
    (id,) = trained.dataset.tracks.artist_ids[0]
    assert model.artist_search.with_id(id) == number
    assert model.artist_search.with_id(f"spotify:artist:{'0' * 22}") is None
    assert model.artist_search.named(name.upper()) == number
    assert model.artist_search.named(name[:-1]) is None


@pytest.mark.parametrize(
    ("text", "name", "least", "most"),
    [
        pytest.param("radiohead", "radiohead", 1, 1, id="the same"),
        pytest.param("beatles", "the beatles", 1, 1, id="without the"),
        pytest.param("radioh", "radiohead", 0.95, 0.99, id="begun"),
        pytest.param("ra", "radiohead", 0.95, 0.99, id="begun with two letters"),
        pytest.param("stripes", "the white stripes", 0.9, 0.95, id="a later word"),
        pytest.param("radoihead", "radiohead", 0.8, 0.95, id="two letters changed"),
        pytest.param("radiohead", "ramhead", 0, 0.8, id="another name"),
        pytest.param("abc", "abd", 0, 0, id="too short for a slip"),
    ],
)
def test_a_name_is_sure_as_far_as_it_is_typed(text, name, least, most):
    assert least <= name_confidence(text, name) <= most


@pytest.mark.parametrize(
    ("credit", "artists", "names"),
    [
        ("Ada", [4], {4: "Ada"}),
        ("Bo Featuring Ada & Cy", [1, 4, 2], {1: "Bo", 4: "Ada", 2: "Cy"}),
        ("Bo, Ada, BO", [1, 4], {1: "Bo", 4: "Ada"}),
        ("Salt, Sand & Stone", [7, 8], {7: "Salt, Sand & Stone", 8: "Salt, Sand & Stone"}),
        ("", [], {}),
    ],
)
def test_artists_have_the_names_of_their_credit(credit, artists, names):
    assert names_of_credit(credit, artists) == names
