"""The sound of fetched songs, out of tables of gigabytes, also by their beginnings."""

import gzip
import hashlib
import random

import polars as pl
import pytest
from fetched import bytes_left
from invented_listens import friends, member, recording, uuid

from shared.adapters.file_host import FileHost
from shared.errors import InvalidData
from training.fetch.acousticbrainz import AcousticBrainz, Found
from training.fetch.canonical import MusicBrainzCanonical

RHYTHM = "mbid,submission_offset,bpm,bpm_histogram_first_peak_bpm_mean,danceability,onset_rate\n"
TONAL = "mbid,submission_offset,key_key,key_scale,tuning_frequency\n"
LOWLEVEL = "mbid,submission_offset,average_loudness,dynamic_complexity,mfcc_zero_mean\n"
ALL = AcousticBrainz(None)
SOURCE = {"source": "acousticbrainz"}


@pytest.fixture
def host(server):
    return FileHost(server.url, sleep=lambda _: None)


@pytest.fixture
def songs(server, fetch, out):
    server.add_day({"0.parquet": member(*friends(3))})
    fetch()
    return out


@pytest.fixture
def sound(server, host, songs):
    def found(source=ALL, *, rhythm="", tonal="", lowlevel="") -> dict[str, dict[str, object]]:
        server.add_acousticbrainz(rhythm=RHYTHM + rhythm, tonal=TONAL + tonal, lowlevel=LOWLEVEL + lowlevel)
        source.fetch(host, songs, lambda _: None)
        table = pl.read_csv(gzip.decompress((songs / "features.csv.gz").read_bytes()))
        return {row.pop("id"): row for row in table.rows(named=True)}

    return found


def id_of(song: int) -> str:
    return uuid("recording", song)


def test_a_song_gets_the_values_of_the_three_tables(sound):
    found = sound(
        rhythm=f"{id_of(2)},0,120.5,120,1.25,2.8\n",
        tonal=f"{id_of(2)},0,A,minor,440\n",
        lowlevel=f"{id_of(2)},0,0.75,3,1\n",
    )
    assert found == {
        recording(2): SOURCE | {"danceability": 1.25, "key": 9, "loudness": 0.75, "mode": 0, "tempo": 120.5}
    }


def test_of_several_submissions_the_median_is_taken(sound):
    rows = "".join(f"{id_of(2)},{offset},{bpm},1,1,1\n" for offset, bpm in enumerate((60, 121, 120)))
    assert sound(rhythm=rows)[recording(2)]["tempo"] == 120


def test_of_several_keys_the_most_frequent_is_taken(sound):
    rows = "".join(f"{id_of(2)},0,{key}\n" for key in ("C,major,1", "D,minor,1", "D,minor,1"))
    found = sound(tonal=rows)[recording(2)]
    assert (found["key"], found["mode"]) == (2, 0)


@pytest.mark.parametrize(
    ("name", "number"), [("C", 0), ("C#", 1), ("Db", 1), ("Eb", 3), ("A#", 10), ("Bb", 10), ("B", 11)]
)
def test_keys_with_sharps_and_flats_are_numbers_from_c_on(sound, name, number):
    assert sound(tonal=f"{id_of(2)},0,{name},major,440\n")[recording(2)]["key"] == number


def test_missing_and_senseless_values_are_blank(sound):
    rhythm = f"{id_of(2)},0,,1,0.5,1\n{id_of(3)},0,nan,1,x,1\n"
    found = sound(rhythm=rhythm, tonal=f"{id_of(2)},0,H,major,440\n")
    blank = dict.fromkeys(("key", "loudness", "mode", "tempo"))
    assert found[recording(2)] == SOURCE | blank | {"danceability": 0.5}
    assert recording(3) not in found


def test_a_song_that_was_not_fetched_is_left_out(sound):
    assert sound(rhythm=f"{id_of(999)},0,120,1,1,1\n{id_of(2)},0,120,1,1,1\n").keys() == {recording(2)}


def test_the_share_that_was_found_is_known(server, host, songs, sound):
    sound(rhythm=f"{id_of(2)},0,120,1,1,1\n{id_of(3)},0,120,1,1,1\n")
    assert ALL.fetch(host, songs, lambda _: None) == Found(2, 6)


def test_other_versions_of_a_song_are_matched_where_redirects_were_fetched(server, host, songs, sound):
    server.add_canonical(f"{id_of(999)},{id_of(2)},{uuid('release', 1)}\n{id_of(998)},{id_of(997)},x\n")
    assert MusicBrainzCanonical().fetch(host, songs, lambda _: None) == 1
    assert sound(rhythm=f"{id_of(999)},0,120,1,1,1\n")[recording(2)]["tempo"] == 120


def many_rows(found: range) -> str:
    """Return rows of which those numbered by `found` are of songs 0, 1, ..."""
    drawn = random.Random(1)
    songs = {row: id_of(song) for song, row in enumerate(found)}
    return "".join(f"{songs.get(row) or uuid('x', row)},0,{drawn.random()},1,1,1\n" for row in range(20_000))


def test_the_beginnings_of_the_tables_are_enough_for_what_is_in_them(server, sound):
    found = sound(
        AcousticBrainz(300_000), rhythm=many_rows(range(0, 20_000, 4_000)), tonal=TONAL, lowlevel=LOWLEVEL
    )
    assert set(found) == {recording(song) for song in range(2)}
    rhythm = [asked for asked in server.asked if asked.path.endswith("-rhythm.tar.zst") and asked.method == "GET"]
    assert [asked.headers["Range"] for asked in rhythm] == ["bytes=0-299999"]


def test_all_of_a_table_is_verified(server, host, songs, sound):
    sound()
    server.files = {
        path: b"0" * 64 + path.encode()[-4:] if path.endswith("sha256sums") else data
        for path, data in server.files.items()
    }
    with pytest.raises(InvalidData, match=r"sha256sums lacks acousticbrainz-.*-rhythm\.tar\.zst"):
        ALL.fetch(host, songs, lambda _: None)


def test_a_table_with_other_columns_is_refused(server, host, songs):
    server.add_acousticbrainz(rhythm="mbid,tempo\n", tonal=TONAL, lowlevel=LOWLEVEL)
    with pytest.raises(InvalidData, match=r"another layout: expected a table \.\.\.-rhythm\.csv with mbid, bpm"):
        ALL.fetch(host, songs, lambda _: None)
    assert not (songs / "features.csv.gz").exists()


def test_a_damaged_table_is_one_line(server, host, songs, sound):
    sound(rhythm=many_rows(range(0)))
    (path,) = [path for path in server.files if path.endswith("-rhythm.tar.zst")]
    server.files[path] = server.files[path][:100_000]
    name = path.rpartition("/")[2]
    server.files[f"{path.rpartition('/')[0]}/sha256sums"] = (
        f"{hashlib.sha256(server.files[path]).hexdigest()}  {name}".encode()
    )
    with pytest.raises(InvalidData, match=r"rhythm\.tar\.zst is damaged: expected a whole tar\.zst"):
        ALL.fetch(host, songs, lambda _: None)


def test_without_fetched_songs_it_is_said_what_to_do_first(host, tmp_path):
    with pytest.raises(InvalidData, match=r"has no songs yet: .*; fetch listenbrainz first"):
        ALL.fetch(host, tmp_path / "none", lambda _: None)


def test_the_newest_canonical_dump_with_a_digest_is_taken(server, host, songs):
    server.add_canonical(f"{id_of(999)},{id_of(2)},x\n", 15)
    newest = server.add_canonical(f"{id_of(999)},{id_of(2)},x\n{id_of(998)},{id_of(2)},x\n", 16)
    del server.files[f"{newest}.sha256"]
    assert MusicBrainzCanonical().fetch(host, songs, lambda _: None) == 1


def test_nothing_of_the_downloads_is_left(sound, songs):
    sound(rhythm=f"{id_of(2)},0,120,1,1,1\n")
    assert b".tar" not in bytes_left(songs.parent).rpartition(b"playlists.jsonl")[2]
    assert {path.name for path in songs.parent.iterdir()} == {songs.name}
