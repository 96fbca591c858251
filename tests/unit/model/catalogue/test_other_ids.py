"""Other ids of tracks: found from either side, many at once, and cheap where there are none."""

import numpy as np
import pytest

from shared.domain.track import Track
from shared.model.catalogue.catalogue import Catalogue
from shared.model.catalogue.other_ids import MOST_PARAMETERS, OtherIds
from training.catalogue import write_catalogue

FIRST, SECOND = (f"musicbrainz:recording:{digit * 8}-0000-4000-8000-000000000000" for digit in "12")
SPOTIFY_A, SPOTIFY_B = (f"spotify:track:{letter * 22}" for letter in "ab")
CODE = "isrc:USRC17607839"


@pytest.fixture
def catalogue(tmp_path):
    def write(*tracks: Track) -> Catalogue:
        write_catalogue(tmp_path / "catalogue.sqlite", tracks)
        return Catalogue(tmp_path / "catalogue.sqlite", np.array([track.popularity for track in tracks]))

    return write


def test_a_track_is_read_back_with_its_other_ids_spotify_s_first(catalogue):
    track = Track(FIRST, "Hurt", "Cash", other_ids=(CODE, SPOTIFY_B, SPOTIFY_A))
    (found,) = catalogue(track, Track(SECOND, "One", "Cash")).tracks([0])
    assert found.other_ids == (SPOTIFY_A, SPOTIFY_B, CODE)


def test_a_track_without_other_ids_has_none(catalogue):
    tracks = catalogue(Track(FIRST, "Hurt", "Cash", other_ids=(CODE,)), Track(SECOND, "One", "Cash")).tracks([1])
    assert tracks[0].other_ids == ()


def test_a_track_is_found_by_each_of_its_other_ids(catalogue):
    found = catalogue(Track(SECOND, "One", "Cash"), Track(FIRST, "Hurt", "Cash", other_ids=(SPOTIFY_A, CODE)))
    assert found.other_ids.indices([CODE, SPOTIFY_A, SPOTIFY_B]) == {CODE: 1, SPOTIFY_A: 1}


def test_of_tracks_that_share_an_id_the_most_popular_has_it(catalogue):
    found = catalogue(*(Track(each, "Hurt", "Cash", other_ids=(CODE,)) for each in (FIRST, SECOND)))
    assert found.other_ids.indices([CODE]) == {CODE: 0}


def test_more_ids_than_a_statement_takes_are_looked_up(catalogue):
    found = catalogue(Track(FIRST, "Hurt", "Cash", other_ids=(SPOTIFY_A,)))
    many = [f"spotify:track:{number:022d}" for number in range(2 * MOST_PARAMETERS)]
    assert found.other_ids.indices([*many, SPOTIFY_A]) == {SPOTIFY_A: 0}


class NoRows:
    """A database whose table of other ids is empty, and that fails if it is read further."""

    def row(self, _: str) -> tuple[int]:
        return (0,)

    def rows(self, *_: object) -> None:
        raise AssertionError("the empty table was read")


def test_an_empty_table_is_not_read():
    empty = OtherIds(NoRows())
    assert (empty.of([0, 1]), empty.indices([CODE])) == ({}, {})
