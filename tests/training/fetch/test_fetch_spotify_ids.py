"""Spotify ids and ISRCs from the listens as they were submitted."""

import re

import polars as pl
import pytest
from fetched import bytes_left, playlists, tracks
from invented_listens import friends, member
from metabrainz import submitted

from shared.errors import InvalidData
from training.fetch.listenbrainz import ListenBrainz

WITH_IDS = ListenBrainz(spotify_ids=True)
ID = "{:022d}".format
URL = "https://open.spotify.com/track/"


@pytest.fixture
def ids(server, fetch, out):
    def fetched(*lines: bytes) -> dict[str, tuple[str, str]]:
        server.add_submitted(server.add_day({"0.parquet": member(*friends(3))}), list(lines))
        fetch(WITH_IDS)
        known = tracks(out).filter(pl.col("spotify_ids").is_not_null() | pl.col("isrcs").is_not_null())
        return {
            name: (spotify, isrcs) for name, spotify, isrcs in known.select("name", "spotify_ids", "isrcs").rows()
        }

    return fetched


def test_a_song_gets_the_ids_submitted_with_it(ids):
    assert ids(submitted(1, 2, spotify_id=URL + ID(7), isrc="GBAYE0000001")) == {"Song 2": (ID(7), "GBAYE0000001")}


@pytest.mark.parametrize(
    "form",
    [URL, "http://open.spotify.com/track/", "https://open.spotify.com/intl-de/track/", "spotify:track:", ""],
)
def test_every_form_of_an_id_is_read(ids, form):
    assert ids(submitted(1, 2, spotify_id=form + ID(7))) == {"Song 2": (ID(7), None)}


@pytest.mark.parametrize(
    "nonsense", [7, ["x"], {"id": 1}, None, "", "https://open.spotify.com/album/" + ID(7), "x"]
)
def test_what_is_no_id_of_a_song_is_passed_over(ids, nonsense):
    assert ids(submitted(1, 2, spotify_id=nonsense, isrc="GBAYE0000001")) == {"Song 2": (None, "GBAYE0000001")}


@pytest.mark.parametrize("text", ["gb-aye-00-00001", "GBAYE0000001"])
def test_an_isrc_is_read_with_and_without_hyphens(ids, text):
    assert ids(submitted(1, 2, isrc=text)) == {"Song 2": (None, "GBAYE0000001")}


def test_the_id_of_most_listeners_comes_first_however_often_one_listens(ids):
    bot = [submitted(9, 2, spotify_id=URL + ID(1))] * 50
    assert ids(*bot, submitted(1, 2, spotify_id=URL + ID(2)), submitted(2, 2, spotify_id=URL + ID(2))) == {
        "Song 2": (f"{ID(2)}|{ID(1)}", None)
    }


def test_four_ids_of_a_song_are_kept(ids):
    found = ids(*(submitted(1, 2, spotify_id=URL + ID(n)) for n in range(9)))
    assert found["Song 2"][0].split("|") == [ID(n) for n in range(4)]


def test_a_song_that_is_not_in_the_table_adds_nothing(ids):
    assert ids(submitted(1, 999, spotify_id=URL + ID(7))) == {}


def test_no_name_of_a_listener_is_in_any_byte_that_is_left(ids, out):
    ids(submitted(900_001, 2, spotify_id=URL + ID(7)))
    assert not re.search(rb"90000[0-2]|user", bytes_left(out.parent))


def test_a_line_that_is_no_listen_is_named(ids):
    with pytest.raises(InvalidData, match=r"9\.listens, line 2 is no listen: expected user_id, .*; update Segue"):
        ids(submitted(1, 2), b"{}\n")


def test_a_day_without_submitted_listens_is_passed_over_for_one_with_them(server, fetch, out):
    server.add_submitted(server.add_day({"0.parquet": member(*friends(3))}, 2652), [])
    server.add_day({"0.parquet": member(*friends(4))}, 2653)
    fetch(WITH_IDS)
    assert len(playlists(out)) == 3


def test_a_damaged_archive_is_one_line(server, fetch):
    path = server.add_submitted(server.add_day({"0.parquet": member(*friends(3))}), [submitted(1, 2)] * 1_000)
    server.add(path, server.files[path][:100])
    with pytest.raises(InvalidData, match=r"tar\.zst cannot be read: expected a whole tar\.zst"):
        fetch(WITH_IDS)
