"""Members of ListenBrainz' own tests, where they are beside the project."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from fetched import playlists, tracks

from training.fetch.listenbrainz import ListenBrainz
from training.fetch.listens import Member, listens_of
from training.fetch.sessions import SessionRules

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "listenbrainz"
MEMBERS = sorted(FOLDER.glob("*.parquet"))

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not MEMBERS, reason="there is no ../shared/data/listenbrainz"),
]


@pytest.mark.parametrize("path", MEMBERS, ids=lambda path: path.name)
def test_every_listen_of_a_member_is_read(path):
    listens = listens_of(Member(path.name, path, 0, path.stat().st_size))
    raw = pl.read_parquet(path)
    times = raw["listened_at"].dt.replace_time_zone("UTC")
    assert listens["user"].to_list() == raw["user_id"].to_list()
    assert listens["second"].to_list() == [int(time.timestamp()) for time in times]
    assert listens["recording"].cast(pl.String).to_list() == raw["recording_mbid"].to_list()


def test_they_become_playlists_with_their_names(server, fetch, out):
    server.add_day({path.name: path.read_bytes() for path in MEMBERS})
    every = SessionRules(silence_minutes=600_000, shortest=2, listeners_per_song=1, one_release_share=1)
    fetch(ListenBrainz(rules=replace(every)))
    known = pl.concat([pl.read_parquet(path) for path in MEMBERS]).drop_nulls("recording_mbid")
    assert {uri.rpartition(":")[2] for each in playlists(out) for uri in each} == set(known["recording_mbid"])
    assert set(tracks(out)["name"]) <= set(known["recording_name"])
