"""An extract to hand on: small, with its licence, and what training reads."""

import zipfile

import pytest
from invented_listens import Listener, friends, member, recording
from metabrainz import CC0

from shared.errors import InvalidData
from training.fetch import writing
from training.fetch.listenbrainz import ListenBrainz
from training.read.mpd import read_playlists


@pytest.fixture
def extracted(server, fetch, tmp_path):
    def made(*listeners: Listener, **tar: object):
        server.add_day({"0.parquet": member(*listeners)}, **tar)
        (tmp_path / "handed").mkdir(exist_ok=True)
        path = tmp_path / "handed" / "extract.zip"
        return path, fetch(ListenBrainz(extract=path)).extract

    return made


def test_it_holds_playlists_tracks_and_the_licence_that_came_with_the_dump(extracted):
    path, counts = extracted(*friends(3))
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["COPYING", "playlists.jsonl", "tracks.csv"]
        assert archive.read("COPYING").decode() == CC0.strip()
    assert counts == (3, 6)


def test_training_reads_its_playlists(extracted):
    path, _ = extracted(*friends(3))
    read = list(read_playlists([path]))
    assert [[track.track_uri for track in each.tracks] for each in read] == [[recording(n) for n in range(6)]] * 3


def test_songs_with_few_listeners_give_way(extracted, monkeypatch):
    monkeypatch.setattr(writing, "EXTRACT_SONGS", 5)
    _, counts = extracted(*friends(3), *(Listener(n).hears(*range(5)) for n in range(3)))
    assert counts == (6, 5)


def test_playlists_are_left_out_until_it_is_small_enough(extracted, monkeypatch):
    monkeypatch.setattr(writing, "EXTRACT_BYTES", 20_000)
    path, (playlists, _) = extracted(
        *(Listener(n).hears(*((n * 7 + k * k) % 500 for k in range(60))) for n in range(300))
    )
    assert path.stat().st_size <= 20_000
    assert 0 < playlists < 300


def test_the_same_listens_give_the_same_bytes(extracted):
    first = extracted(*friends(3))[0].read_bytes()
    assert extracted(*reversed(friends(3)))[0].read_bytes() == first


@pytest.mark.parametrize(("licence", "found"), [("", "none"), ("All rights reserved", "'All rights reserved'")])
def test_a_dump_that_may_not_be_passed_on_gives_no_extract(extracted, out, tmp_path, licence, found):
    with pytest.raises(
        InvalidData, match=f"expected a COPYING with the text of CC0, found {found}; fetch without"
    ):
        extracted(*friends(3), licence=licence)
    assert list((tmp_path / "handed").iterdir()) == []
    assert not out.exists()
