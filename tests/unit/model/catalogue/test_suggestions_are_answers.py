"""A pasted title leads to the song that search suggests first for it."""

import numpy as np
import pytest
from suggested import differing

from shared.domain.track import Track
from shared.intake import read_text
from shared.model.catalogue.catalogue import Catalogue
from shared.model.catalogue.search import SongSearch
from training.catalogue import write_catalogue


@pytest.fixture
def search_of(tmp_path):
    """Return a function that opens the search over some tracks."""
    opened = []

    def made(tracks):
        path = tmp_path / "catalogue.sqlite"
        write_catalogue(path, tracks)
        opened.append(Catalogue(path, np.zeros(len(tracks), dtype=np.int32)))
        return SongSearch(opened[-1])

    yield made
    for catalogue in opened:
        catalogue.close()


def test_titles_of_the_demo_are_answered_as_suggested(model):
    assert differing(model.search, model.tracks(range(model.track_count))) == []


@pytest.mark.parametrize(
    ("songs", "text"),
    [
        pytest.param([("Fall Apart", "Kestrel And I"), ("I Fall Apart", "Nika")], "I Fall Apart", id="a cut"),
        pytest.param([("Your Oar", "Nika"), ("Listen To Your Oar", "Kestrel")], "Listen To Your Oar", id="a part"),
        pytest.param([("Sail", "Nika, Sea"), ("Sail (Sea / Mix)", "Kestrel")], "Sail (Sea / Mix)", id="a pair"),
    ],
)
def test_a_line_that_is_a_whole_title_is_that_song(search_of, songs, text):
    tracks = [Track(f"spotify:track:{place:022d}", *song) for place, song in enumerate(songs)]
    (found,) = search_of(tracks).match_each([read_text(text).references[0].ways])
    assert found.tracks[0][0].track == 1


def test_a_line_of_a_title_and_the_whole_credit_is_that_song_though_it_is_a_title_too(search_of):
    songs = [("Fall Apart", "Nika"), ("Nika Fall Apart", "Kestrel")]
    tracks = [Track(f"spotify:track:{place:022d}", *song) for place, song in enumerate(songs)]
    (found,) = search_of(tracks).match_each([read_text("Nika Fall Apart").references[0].ways])
    assert (found.tracks[0][0].track, found.confidence) == (0, 1.0)


@pytest.mark.parametrize(
    ("songs", "track"),
    [
        pytest.param(
            [("Wall - Remastered", "Oasis"), ("Wall", "Lucky")], 0, id="the remaster of one better known"
        ),
        pytest.param([("Wall (feat. Nika)", "Oasis"), ("Wall", "Lucky")], 0, id="with a guest in its title"),
        pytest.param([("Wall - Live", "Oasis"), ("Wall", "Lucky")], 1, id="no live take"),
        pytest.param([("Wall - Radio Edit", "Oasis"), ("Wall", "Lucky")], 1, id="no other cut"),
        pytest.param([("Wall", "Lucky"), ("Wall - Remastered", "Oasis")], 0, id="no remaster of one less known"),
        pytest.param(
            [("Wall - Remastered", "Oasis"), ("Wall", "Lucky"), ("Wall", "Oasis")],
            2,
            id="its plain title first",
        ),
    ],
)
def test_a_title_alone_is_the_best_known_song_of_that_name(search_of, songs, track):
    others = [(f"Other {place}", "Kestrel") for place in range(40)]
    tracks = [
        Track(f"spotify:track:{place:022d}", *song)
        for place, song in enumerate([*others[:20], *songs, *others[20:]])
    ]
    search = search_of(tracks)
    (found,) = search.match_each([read_text("Wall").references[0].ways])
    assert found.tracks[0][0].track == search.search("Wall", 1)[0].index == 20 + track
