"""Matching of a whole paste: artists alone, alternatives of what is not sure, and agreement with search."""

import pytest
from searched_model import searched_model

from shared.domain.track import Track
from shared.intake import TrackReference, read_text
from shared.model.resolve import SONGS_OF_ARTIST, _named, resolve

SONGS = [
    ("Intro", "Kestrel"),
    ("Glass Harbour", "Mira Voss"),
    ("Lanterns", "Kestrel"),
    ("Intro", "Nika"),
    ("Amber Parade", "Kestrel"),
    ("Kestrel", "Nine Clerks"),
    ("Paper Boats", "Kestrel"),
    ("Intro - Live", "Kestrel"),
]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    with searched_model(tmp_path_factory.mktemp("model"), SONGS) as model:
        yield model


def matches(model, text):
    return resolve(read_text(text).references, model).matched


def test_an_artist_alone_stands_for_the_artists_most_popular_songs(model):
    found = matches(model, "Kestrel")
    assert [(match.kind, match.track.name) for match in found] == [
        ("artist", "Intro"),
        ("artist", "Lanterns"),
        ("artist", "Amber Parade"),
    ][:SONGS_OF_ARTIST]


def test_songs_that_stand_for_an_artist_are_known_by_that_name():
    first = TrackReference("kestrel", 0, title="kestrel")
    assert [
        _named(first, Track("x", "Intro", credit)) for credit in ("Kestrel", "Nika feat. Kestrel", "Nika")
    ] == [
        "Kestrel",
        "Kestrel",
        "Nika",
    ]


def test_a_song_that_is_named_too_stands_for_nobody(model):
    resolution = resolve(read_text("Kestrel\nKestrel - Lanterns").references, model)
    standing = {match.track.name for match in resolution.matched if match.track.id in resolution.stands_for}
    assert standing == {"Intro", "Amber Parade"}
    assert set(resolution.stands_for.values()) == {"Kestrel"}


def test_a_title_alone_is_the_best_known_song_of_that_name_and_names_the_others(model):
    (match,) = matches(model, "Intro")
    assert (match.track.artist, [other.artist for other in match.alternatives]) == ("Kestrel", ["Nika"])


def test_a_sure_match_has_no_alternatives(model):
    (match,) = matches(model, "Nika - Intro")
    assert (match.index, match.confidence, match.alternatives) == (3, 1.0, ())


def test_a_title_alone_is_less_sure_than_title_and_artist(model):
    assert matches(model, "Intro")[0].confidence < matches(model, "Intro - Kestrel")[0].confidence


@pytest.mark.parametrize(
    "text", [*sorted({title for title, _ in SONGS}), "Mira Voss", "Kestrel Lanterns", "Intro Nika"]
)
def test_a_line_is_answered_by_the_song_that_search_suggests_first(model, text):
    assert matches(model, text)[0].index == model.search.search(text)[0].index


@pytest.mark.parametrize("text", ["the evening I never told you about", "my top 5", "Nobody - Intro"])
def test_what_names_no_song_is_told(model, text):
    resolution = resolve(read_text(text).references, model)
    assert (resolution.matched, [each.source for each in resolution.unmatched]) == ((), [text])


def test_slips_in_title_and_artist_are_forgiven_though_other_songs_have_such_words(tmp_path):
    songs = [("Blinding Lights", "The Weeknd"), ("Weekend", "Nika"), ("Sites", "Kestrel")]
    with searched_model(tmp_path, songs) as model:
        found = matches(model, "The Weekend - Blinding Lites")
    assert [match.track.name for match in found] == ["Blinding Lights"]
