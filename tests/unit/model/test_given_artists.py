"""Artists given in place of songs: several in a line, by their links, and with as many songs each."""

from collections import Counter

import pytest
from searched_model import searched_model

from shared.intake import read_text
from shared.model.given_artists import NO_ARTIST, UNKNOWN_ARTIST
from shared.model.resolve import SONGS_OF_ARTIST, resolve

SONGS = [
    ("Paper Boats", "Kestrel"),
    ("Copper", "Mira Voss"),
    ("Paper Boats - Live", "Kestrel"),
    ("Lanterns", "Kestrel"),
    ("Amber Parade", "Kestrel"),
    ("Harbour", "Mira Voss"),
    ("Snow", "Mira Voss feat. Kestrel"),
    ("Quartz", "Salt, Sand & Stone"),
    ("Tide", "Salt, Sand & Stone"),
    ("Ebb", "Salt, Sand & Stone"),
    ("Kestrel and Mira Voss", "Nine Clerks"),
    ("Only One", "Loner"),
]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    with searched_model(tmp_path_factory.mktemp("model"), SONGS) as model:
        yield model


def named(catalogue, text):
    """Return what each piece of the text was taken for, with the number of its songs."""
    matched = resolve(read_text(text).references, catalogue).matched
    return dict(Counter((match.kind, match.stands_for or match.track.name) for match in matched))


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel, Mira Voss and Salt, Sand & Stone",
        "mira voss; KESTREL; salt, sand and stone",
        "Kestrel / Mira Voss / Salt, Sand & Stone",
        "Kestrel\nMira Voss\nSalt, Sand & Stone",
        "I love Kestrel, Mira Voss, and Salt, Sand & Stone",
    ],
)
def test_each_of_several_artists_has_the_same_share_of_the_seeds(catalogue, text):
    artists = ("Kestrel", "Mira Voss", "Salt, Sand & Stone")
    assert named(catalogue, text) == {("artist", name): SONGS_OF_ARTIST for name in artists}


def test_an_artist_of_fewer_songs_lowers_the_number_of_all(catalogue):
    assert named(catalogue, "Loner, Kestrel and Mira Voss") == {
        ("artist", "Loner"): 1,
        ("artist", "Kestrel"): 1,
        ("artist", "Mira Voss"): 1,
    }


def test_songs_of_one_artist_are_different_songs(catalogue):
    matched = resolve(read_text("Kestrel").references, catalogue).matched
    assert [match.track.name for match in matched] == ["Paper Boats", "Lanterns", "Amber Parade"]


def test_a_name_of_several_words_is_one_artist(catalogue):
    assert named(catalogue, "Salt, Sand & Stone") == {("artist", "Salt, Sand & Stone"): SONGS_OF_ARTIST}


def test_a_title_that_names_two_artists_is_a_song(catalogue):
    assert named(catalogue, "Kestrel and Mira Voss") == {("song", "Kestrel and Mira Voss"): 1}


def test_a_song_beside_artists_is_a_song(catalogue):
    assert named(catalogue, "Harbour by Mira Voss\nLoner") == {("song", "Harbour"): 1, ("artist", "Loner"): 1}


def test_a_name_that_is_not_known_is_reported_beside_the_artists(catalogue):
    found = resolve(read_text("Kestrel, Mira Voss and Qwertz").references, catalogue)
    assert {match.stands_for for match in found.matched} == {"Kestrel", "Mira Voss"}
    assert [(each.source, each.why) for each in found.unmatched] == [("Qwertz", NO_ARTIST)]


@pytest.mark.parametrize("text", ["Kestrel and Qwertz", "Kestrel, Loner and some sad songs", "Qwertz, Asdf"])
def test_a_line_of_hardly_any_artists_is_left_whole(catalogue, text):
    found = resolve(read_text(text).references, catalogue)
    assert NO_ARTIST not in [each.why for each in found.unmatched]


def test_a_link_stands_for_the_songs_of_its_artist(model, trained):
    tracks = trained.dataset.tracks
    id = tracks.artist_ids[0][0]
    by_link = resolve(read_text(f"see {id}").references, model)
    by_name = resolve(read_text(tracks.artists[0]).references, model)
    assert [match.track.id for match in by_link.matched] == [match.track.id for match in by_name.matched]
    assert set(by_link.stands_for.values()) == {tracks.artists[0]}
    assert all(match.confidence == 1 for match in by_link.matched)


def test_a_link_that_is_not_known_says_what_to_do(model):
    found = resolve(read_text(f"spotify:artist:{'0' * 22}").references, model)
    assert not found.matched
    assert [each.why for each in found.unmatched] == [UNKNOWN_ARTIST]
