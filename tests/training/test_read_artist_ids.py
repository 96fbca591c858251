"""Ids of artists in playlists and tables."""

import json

import pytest

from shared.domain.track import FEATURES
from training.read.corpus import read_dataset
from training.train import songs_of_artists

A, B = (f"spotify:track:{letter * 22}" for letter in "ab")
ARTIST, OTHER = (f"spotify:artist:{letter * 22}" for letter in "xy")
MBID = "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"


@pytest.fixture
def ids(tmp_path):
    """Read playlist entries, and rows of a table with artists' ids under a header; return the ids by track."""

    def read(entries, rows=(), header="artist_ids"):
        listed = [{"track_name": "x", "artist_name": "Ann", **entry} for entry in entries]
        (tmp_path / "p.json").write_text(json.dumps({"playlists": [{"pid": 0, "tracks": listed}]}))
        lines = [",".join(["id", header, *FEATURES])]
        lines += [",".join([id, f'"{cell}"', *["1"] * len(FEATURES)]) for id, cell in rows]
        (tmp_path / "f.csv").write_text("\n".join(lines))
        return read_dataset([tmp_path / "p.json"], [tmp_path / "f.csv"], min_coverage=0)[0].tracks.artist_ids

    return read


def test_playlists_tell_the_leading_artists_id(ids):
    assert ids([{"track_uri": A, "artist_uri": ARTIST}, {"track_uri": B}]) == [(ARTIST,), ()]


def test_text_that_is_no_artists_id_counts_as_none(ids):
    assert ids([{"track_uri": A, "artist_uri": "spotify:album:x"}]) == [()]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("artist_mbids", MBID),
        ("Artist MBIDs", f"{MBID}|{MBID[:-1]}0"),
        ("artist_mbid", f"{{{MBID}}}".strip("{}")),
        ("artist_ids", f"['{MBID}', '{MBID[:-1]}0']"),
        ("artist_uri", f"musicbrainz:artist:{MBID}"),
    ],
)
def test_a_table_tells_the_id_of_the_first_artist(ids, header, cell):
    assert ids([{"track_uri": A}], [(A, cell)], header) == [(f"musicbrainz:artist:{MBID}",)]


def test_ids_of_playlists_and_of_a_table_are_both_kept(ids):
    assert ids([{"track_uri": A, "artist_uri": ARTIST}], [(A, OTHER)]) == [(ARTIST, OTHER)]


def test_an_artist_is_known_by_the_first_of_their_songs(tmp_path):
    tracks = [
        {"track_uri": A, "track_name": "x", "artist_uri": ARTIST},
        {"track_uri": B, "track_name": "y", "artist_uri": ARTIST},
    ]
    (tmp_path / "p.json").write_text(json.dumps({"playlists": [{"pid": 0, "tracks": tracks}]}))
    dataset, _ = read_dataset([tmp_path / "p.json"])
    assert songs_of_artists(dataset) == {ARTIST: 0}
