"""One of several names of a song is chosen: the same one, however its listens are ordered."""

import polars as pl
import pytest

from training.fetch.listens import RECORDING
from training.fetch.tracks import tracks_from

ID = "00000000-0000-0000-0000-000000000001"
SONGS = pl.DataFrame({"recording": [ID], "listeners": [9]}, schema_overrides={"recording": RECORDING})


def named(*names: str | None, listens: int = 1) -> pl.DataFrame:
    """Return listens of one song under some names, each given `listens` times."""
    other = {"artists": "A", "album": None, "artist_ids": None, "release_id": None}
    rows = [{"recording": ID, "name": name, **other, "listens": listens} for name in names]
    texts = dict.fromkeys(("name", *other), pl.String)
    return pl.DataFrame(rows, schema={"recording": RECORDING, **texts, "listens": pl.UInt32})


def name_of(*parts: pl.DataFrame) -> str:
    return tracks_from(parts, SONGS)["name"].item()


def test_the_name_given_most_often_is_taken():
    assert name_of(named("A", "B"), named("B")) == "B"


def test_a_name_that_came_first_in_one_member_gives_way_to_the_sum_of_all():
    assert name_of(named("A", listens=5), named("B", listens=3), named("B", listens=3)) == "B"


@pytest.mark.parametrize("names", [("A", "B"), ("B", "A")])
def test_of_names_given_equally_often_the_first_in_the_alphabet_is_taken(names):
    assert name_of(named(*names)) == "A"


def test_what_is_unknown_is_blank_and_spaces_around_it_are_gone():
    track = tracks_from([named(" Song ")], SONGS).row(0, named=True)
    assert (track["name"], track["album"], track["release_id"]) == ("Song", "", None)
