"""The catalogue file: tracks by index, title and word, the same bytes every time."""

import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.track import Track
from shared.errors import InvalidData, NotFound, RefusedModel
from shared.model.catalogue.catalogue import MOST_LISTED, Catalogue
from shared.model.catalogue.vocabulary import MOST_POSTINGS
from training.catalogue import write_catalogue

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)

MBID = "musicbrainz:recording:b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"

TRACKS = [
    Track(
        "spotify:track:" + "0" * 21 + "a", "Glass Harbour", "The Paper Lions", "Tides", ("indie", "dream pop"), 900
    ),
    Track("spotify:track:" + "0" * 21 + "b", "Harbour Lights (Live)", "Mira Voss", "", ("folk",), 700),
    Track("spotify:track:" + "0" * 21 + "c", "Night Ferry", "The Paper Lions", "Tides", (), 500),
    Track(MBID, "Harbour Lights", "Odd Numbers", other_ids=("spotify:track:" + "z" * 22, "isrc:USRC17607839")),
    Track("spotify:track:" + "0" * 21 + "e", "!!!", ""),
]


def opened(path, tracks):
    return Catalogue(path, np.array([track.popularity for track in tracks], dtype=np.int32))


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "catalogue.sqlite"
    write_catalogue(path, TRACKS)
    return path


@pytest.fixture
def catalogue(path):
    catalogue = opened(path, TRACKS)
    yield catalogue
    catalogue.close()


def test_every_track_is_read_back_as_it_was_written(catalogue):
    assert catalogue.tracks(range(len(TRACKS))) == TRACKS


def test_tracks_come_in_the_order_asked_for_and_as_often(catalogue):
    assert [track.name for track in catalogue.tracks([2, 0, 2])] == ["Night Ferry", "Glass Harbour", "Night Ferry"]


def test_a_track_asked_for_again_is_the_same_one(catalogue):
    (first,) = catalogue.tracks([0])
    assert catalogue.tracks([1, 0])[1] is first


def test_however_many_tracks_are_read_only_so_many_are_kept_at_hand(path, monkeypatch):
    monkeypatch.setattr("shared.model.catalogue.catalogue.MOST_RECENT", 3)
    catalogue = opened(path, TRACKS)
    assert catalogue.tracks(range(5)) == TRACKS
    assert all(catalogue.tracks([index]) == [TRACKS[index]] for index in (0, 1, 2, 3, 4, 0))
    assert len(catalogue._recent) <= 3
    catalogue.close()


def test_no_index_gives_no_track(catalogue):
    assert catalogue.tracks([]) == []


@pytest.mark.parametrize("index", [-1, len(TRACKS)])
def test_an_index_outside_the_catalogue_is_not_found(catalogue, index):
    with pytest.raises(NotFound, match=f"no track {index}: expected indices from 0 to 4"):
        catalogue.tracks([0, index])


def test_the_catalogue_knows_its_size(catalogue):
    assert len(catalogue) == len(TRACKS)


def test_a_title_lists_its_versions_most_popular_first(catalogue):
    assert [entry.track for entry in catalogue.with_title("harbour lights", 10)] == [1, 3]


def test_an_unknown_title_lists_nothing(catalogue):
    assert catalogue.with_title("harbour", 10) == []


def test_a_title_is_told_from_longer_ones_that_hold_its_words_and_from_words_of_the_artist(tmp_path):
    tracks = [
        Track(f"spotify:track:{place:022d}", name, artist)
        for place, (name, artist) in enumerate([("Tide", "Harbour"), ("Harbour Lights", "A"), ("Harbour", "B")])
    ]
    write_catalogue(tmp_path / "catalogue.sqlite", tracks)
    catalogue = opened(tmp_path / "catalogue.sqlite", tracks)
    assert [entry.artist for entry in catalogue.with_title("harbour", 1)] == ["B"]
    catalogue.close()


def test_a_title_whose_version_stands_inside_it_is_listed_as_the_plain_one(tmp_path):
    tracks = [Track("spotify:track:" + "0" * 22, "Harbour(Live)lights", "A")]
    write_catalogue(tmp_path / "catalogue.sqlite", tracks)
    catalogue = opened(tmp_path / "catalogue.sqlite", tracks)
    assert len(catalogue.with_title("harbourlights", 1)) == 1
    catalogue.close()


def test_a_title_without_a_word_is_listed_nowhere(catalogue):
    assert catalogue.with_title("", 10) == []


def test_words_are_found_in_titles_and_artists_most_popular_first(catalogue):
    assert [entry.track for entry in catalogue.matching('"harbour"', 10)] == [0, 1, 3]
    assert [entry.track for entry in catalogue.matching('"paper" AND "night"', 10)] == [2]


def test_the_beginning_of_a_word_is_found(catalogue):
    assert [entry.track for entry in catalogue.matching('"har"*', 2)] == [0, 1]


@pytest.fixture(scope="module")
def common_beginning(tmp_path_factory):
    """A catalogue in which every word starts with "har", and a rare one with "hab" too."""
    path = tmp_path_factory.mktemp("common") / "catalogue.sqlite"
    tracks = [
        Track(f"spotify:track:{place:022d}", f"Har{place % 50}", "Habour" * (place == 7))
        for place in range(MOST_POSTINGS + 1)
    ]
    write_catalogue(path, tracks)
    catalogue = opened(path, tracks)
    yield catalogue
    catalogue.close()


@pytest.mark.parametrize("start", ["h", "ha", "har"])
def test_a_common_beginning_of_few_letters_lists_the_most_popular_tracks(common_beginning, start):
    assert [entry.track for entry in common_beginning.with_prefix(start, 1_000)] == list(range(MOST_LISTED))


@pytest.mark.parametrize("start", ["hab", "har4"])
def test_a_rare_or_longer_beginning_is_left_to_the_full_text_index(common_beginning, start):
    assert common_beginning.with_prefix(start, 1_000) == []
    assert common_beginning.matching(f'"{start}"*', 1) != []


def test_an_entry_names_the_track_and_its_artist(catalogue):
    assert catalogue.matching('"mira"', 1) == [(1, "Harbour Lights (Live)", "Mira Voss")]


def test_the_vocabulary_counts_the_tracks_of_a_word(catalogue):
    assert [catalogue.vocabulary.count(word) for word in ("harbour", "lions", "unheard")] == [3, 2, 0]


def test_the_same_tracks_give_the_same_bytes(path, tmp_path):
    write_catalogue(tmp_path / "again.sqlite", iter(TRACKS))
    assert (tmp_path / "again.sqlite").read_bytes() == path.read_bytes()


def test_a_file_that_is_there_is_replaced(tmp_path):
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, TRACKS)
    write_catalogue(path, TRACKS[:2])
    catalogue = opened(path, TRACKS[:2])
    assert len(catalogue) == 2
    catalogue.close()


def test_a_catalogue_of_nothing_can_be_read(tmp_path):
    write_catalogue(tmp_path / "catalogue.sqlite", [])
    catalogue = opened(tmp_path / "catalogue.sqlite", [])
    assert (len(catalogue), catalogue.matching('"a"*', 5), catalogue.with_title("a", 5)) == (0, [], [])
    catalogue.close()


def test_a_track_of_no_known_provider_is_refused(tmp_path):
    with pytest.raises(InvalidData, match=r"Track 2 of the catalogue has no usable id: .*found 'short'"):
        write_catalogue(tmp_path / "catalogue.sqlite", [TRACKS[0], Track("short", "Name", "Artist")])


@given(name=NAMES, artist=NAMES, genres=st.lists(st.sampled_from(["rock", "hip hop", "r&b"]), unique=True))
def test_any_name_survives_writing(tmp_path_factory, name, artist, genres):
    path = tmp_path_factory.mktemp("any") / "catalogue.sqlite"
    track = Track("spotify:track:" + "0" * 22, name, artist, name, tuple(genres), 3)
    write_catalogue(path, [track])
    catalogue = opened(path, [track])
    assert catalogue.tracks([0]) == [track]
    catalogue.close()


def test_many_threads_read_at_once(catalogue):
    wrong = []

    def read(index):
        for _ in range(50):
            if catalogue.tracks([index]) != [TRACKS[index]] or not catalogue.matching('"harbour"', 3):
                wrong.append(index)

    threads = [threading.Thread(target=read, args=(index % len(TRACKS),)) for index in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_closing_twice_is_harmless(path):
    catalogue = opened(path, TRACKS)
    catalogue.close()
    catalogue.close()


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(RefusedModel, match=r"no catalogue that can be served: .*unable to open"):
        opened(tmp_path / "none.sqlite", TRACKS)


def test_a_file_of_another_kind_is_refused(tmp_path):
    path = tmp_path / "catalogue.sqlite"
    path.write_text("not a database, however long this text may be " * 50)
    with pytest.raises(RefusedModel, match="file is not a database"):
        opened(path, TRACKS)


def test_a_database_of_something_else_is_refused(tmp_path):
    path = Path(tmp_path, "catalogue.sqlite")
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE tracks (place INTEGER PRIMARY KEY)")
    connection.close()
    with pytest.raises(RefusedModel, match="application 0x0, layout 0"):
        opened(path, TRACKS)


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE vocabulary",
        "DELETE FROM vocabulary",
        "UPDATE vocabulary SET counts = x'00'",
        "DELETE FROM tracks WHERE place = 5",
    ],
)
def test_a_catalogue_that_lacks_a_part_is_refused(path, tmp_path, damage):
    copy = tmp_path / "catalogue.sqlite"
    copy.write_bytes(path.read_bytes())
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.execute(damage)
    connection.close()
    with pytest.raises(RefusedModel):
        opened(copy, TRACKS)
