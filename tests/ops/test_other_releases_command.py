"""`segue recommend` with a link to another release, or a short link, and `segue doctor` with an app at Spotify."""

import pytest
from click.testing import CliRunner
from spotify_server import CLIENT_ID, CLIENT_SECRET, SpotifyServer

from ops.commands.recommend import recommend
from ops.doctor.inside import try_names
from shared.adapters.spotify_names import SpotifyNames
from shared.domain.named_song import NamedSong
from shared.errors import InvalidSettings

OTHER = "spotify:track:" + "9" * 22


@pytest.fixture
def spotify(monkeypatch):
    with SpotifyServer() as server:
        monkeypatch.setenv("SEGUE_SPOTIFY", server.url)
        monkeypatch.setenv("SEGUE_SPOTIFY_ID", CLIENT_ID)
        monkeypatch.setenv("SEGUE_SPOTIFY_SECRET", CLIENT_SECRET)
        yield server


def run(model_folder, *arguments):
    command = ["--model", str(model_folder), *arguments]
    return CliRunner().invoke(recommend, command, catch_exceptions=False)


def test_a_link_to_another_release_is_taken_for_the_song_and_says_so(spotify, model, model_folder):
    track = model.tracks([0])[0]
    spotify.known[OTHER] = NamedSong(track.name, track.artist)
    printed = run(model_folder, "--track", OTHER).output
    assert f"  {track.title}\n       Spotify calls it “{track.name}” by {track.artist}; it is taken as" in printed


def test_a_short_link_that_is_not_followed_is_told(model, model_folder, monkeypatch, tmp_path):
    monkeypatch.setenv("SEGUE_SHORT_LINKS", "off")
    (tmp_path / "list.txt").write_text(f"{model.tracks([0])[0].id}\nhttps://spotify.link/x\n")
    printed = run(model_folder, "--playlist", str(tmp_path / "list.txt")).output
    assert "not found: https://spotify.link/x (short links are not followed here" in printed


def test_the_doctor_tells_credentials_that_are_accepted(spotify):
    assert try_names(SpotifyNames(CLIENT_ID, CLIENT_SECRET, spotify.url)) == "answers the app"


def test_the_doctor_tells_credentials_that_are_refused(spotify):
    with pytest.raises(InvalidSettings, match="SEGUE_SPOTIFY_ID and SEGUE_SPOTIFY_SECRET"):
        try_names(SpotifyNames(CLIENT_ID, "another", spotify.url))
