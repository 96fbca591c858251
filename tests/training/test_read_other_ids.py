"""Spotify ids and ISRCs beside a track's own id, and playlists that name a track by one of them."""

import json

import pytest

from shared.domain.track import FEATURES
from shared.errors import InvalidData
from training.read.corpus import read_dataset

RECORDING, SECOND = (f"musicbrainz:recording:{digit * 8}-0000-4000-8000-000000000000" for digit in "12")
SPOTIFY_A, SPOTIFY_B = (f"spotify:track:{letter * 22}" for letter in "ab")


@pytest.fixture
def read(tmp_path):
    """Read playlists of ids and rows of (id, energy, spotify_ids, isrcs); return the dataset."""

    def read(playlists, rows, **options):
        listed = [[{"track_uri": each, "track_name": "x"} for each in ids] for ids in playlists]
        lines = [json.dumps({"pid": pid, "tracks": tracks}) for pid, tracks in enumerate(listed)]
        (tmp_path / "playlists.jsonl").write_text("\n".join(lines))
        table = [",".join(["id", "spotify_ids", "isrcs", *FEATURES])]
        for own, energy, spotify_ids, isrcs in rows:
            values = [str(energy) if name == "energy" else "" for name in FEATURES]
            table.append(",".join([own, spotify_ids, isrcs, *values]))
        (tmp_path / "tracks.csv").write_text("\n".join(table) + "\n")
        return read_dataset([tmp_path / "playlists.jsonl"], [tmp_path / "tracks.csv"], min_coverage=0, **options)[
            0
        ]

    return read


def ids(dataset) -> list[str]:
    return [each.decode() for each in dataset.tracks.ids.tolist()]


def test_playlists_of_recordings_are_read(read):
    dataset = read([[RECORDING, SECOND]], [])
    assert ids(dataset) == [RECORDING, SECOND]


def test_a_bare_mbid_is_the_recording_s_id(read):
    dataset = read([[RECORDING.rpartition(":")[2].upper()]], [])
    assert ids(dataset) == [RECORDING]


def test_other_ids_are_kept_as_uris_spotify_s_first(read):
    dataset = read([[RECORDING]], [(RECORDING, 0.5, f"{'a' * 22}|{SPOTIFY_B}", "US-RC1-76-07839| GBAYE0000001")])
    assert dataset.tracks.other_ids == [(SPOTIFY_A, SPOTIFY_B, "isrc:USRC17607839", "isrc:GBAYE0000001")]


def test_a_track_that_is_in_no_table_has_no_other_ids(read):
    assert read([[RECORDING, SECOND]], [(RECORDING, 0.5, SPOTIFY_A, "")]).tracks.other_ids == [(SPOTIFY_A,), ()]


def test_a_playlist_s_entry_by_another_id_is_the_same_track(read):
    dataset = read(
        [[SPOTIFY_A, SECOND], [RECORDING, SPOTIFY_B]], [(RECORDING, 0.5, f"{SPOTIFY_A}|{SPOTIFY_B}", "")]
    )
    assert ids(dataset) == [RECORDING, SECOND]
    assert [dataset.playlist(row).tolist() for row in (0, 1)] == [[0, 1], [0]]


def test_a_row_by_another_id_adds_its_features_to_the_track(read):
    rows = [(RECORDING, "", SPOTIFY_A, ""), (SPOTIFY_A, 0.25, "", "")]
    dataset = read([[RECORDING]], rows)
    assert ids(dataset) == [RECORDING]
    assert dataset.tracks.features[0, FEATURES.index("energy")] == 0.25
    assert dataset.tracks.other_ids == [(SPOTIFY_A,)]


def test_a_spotify_id_of_two_recordings_is_the_first_one_s(read):
    dataset = read([[SPOTIFY_A]], [(RECORDING, 1, SPOTIFY_A, ""), (SECOND, 1, SPOTIFY_A, "")])
    assert ids(dataset) == [RECORDING, SECOND]


def test_recordings_that_share_an_isrc_stay_two_tracks(read):
    dataset = read([[RECORDING, SECOND]], [(each, 1, "", "USRC17607839") for each in (RECORDING, SECOND)])
    assert dataset.tracks.other_ids == [("isrc:USRC17607839",)] * 2


def test_a_cell_that_holds_no_ids_is_named_with_its_line(read):
    with pytest.raises(InvalidData, match=r"line 3, column 'isrcs' is unusable: expected isrcs with \| between"):
        read([[RECORDING]], [(RECORDING, 1, "", "USRC17607839"), (SECOND, 1, "", "unknown")])


def test_a_bad_id_is_left_out_on_request(read):
    dataset = read([[RECORDING]], [(RECORDING, 1, "", "USRC17607839|unknown")], skip_bad=True)
    assert dataset.tracks.other_ids == [("isrc:USRC17607839",)]
