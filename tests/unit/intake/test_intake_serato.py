"""Serato's crates and its database, which name songs by the paths of their files."""

import pytest

from shared.errors import InvalidInput
from shared.intake.files import read_file
from tests.unit.intake.given_serato import serato, song, tag

CRATE, DATABASE = "/Serato ScratchLive Crate", "/Serato Scratch LIVE Database"


def names(name, content):
    """Return artist and title of each song of a file."""
    return [(each.artist, each.title) for each in read_file(name, content).references]


def test_a_crate_names_songs_by_the_paths_of_their_files():
    paths = ("Users/mia/Music/Sigur Rós/( )/03 Svefn-g-englar.mp3", "Users/mia/Music/Queen - Innuendo.flac")
    crate = serato(CRATE, *(song(ptrk=path) for path in paths))
    assert names("Road.crate", crate) == [("Sigur Rós", "Svefn-g-englar"), ("Queen", "Innuendo")]


def test_the_database_names_songs_by_title_and_artist():
    library = serato(
        DATABASE, song(ttyp="mp3", pfil="Music/0001.mp3", tsng="Innuendo", tart="Queen", tbpm="92.00")
    )
    assert names("database V2", library) == [("Queen", "Innuendo")]


def test_a_crate_inside_another_has_its_own_name():
    assert read_file("Parties%%Road.crate", serato(CRATE, song(ptrk="Queen/x/1 Innuendo.mp3"))).name == "Road"


def test_a_crate_that_is_cut_off_is_refused():
    with pytest.raises(InvalidInput, match="cut off"):
        read_file("Road.crate", serato(CRATE, song(ptrk="Queen/x/1 Innuendo.mp3"))[:-3])


def test_a_smart_crate_is_refused_as_it_holds_rules():
    with pytest.raises(InvalidInput, match="smart crate"):
        read_file("Road.scrate", serato("/Serato ScratchLive Smart Crate", tag("rurt", b"")))
