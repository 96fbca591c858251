"""The settings for Spotify: names by an app, which is set whole or not at all, and short links."""

import pytest
from spotify_server import CLIENT_ID, CLIENT_SECRET, SpotifyServer

from shared.adapters.spotify_links import SpotifyLinks
from shared.domain.named_song import NamedSong
from shared.errors import InvalidSettings
from shared.settings.config import Settings

APP = {"SEGUE_SPOTIFY_ID": CLIENT_ID, "SEGUE_SPOTIFY_SECRET": CLIENT_SECRET}


def test_names_are_off_unless_an_app_is_set():
    assert Settings.from_environment({}).track_names() is None


@pytest.mark.parametrize(("given", "missing"), [tuple(APP), tuple(reversed(APP))])
def test_half_an_app_is_refused_with_the_name_of_the_other_half(given, missing):
    with pytest.raises(InvalidSettings, match=f"{missing}: expected a value, as {given} is set, found none"):
        Settings.from_environment({given: APP[given]})


def test_names_come_from_the_host_that_is_set_and_are_cached():
    with SpotifyServer() as server:
        track_id, song = "spotify:track:" + "0" * 22, NamedSong("So What", "Miles Davis")
        server.known[track_id] = song
        names = Settings.from_environment(APP | {"SEGUE_SPOTIFY": server.url}).track_names()
        for _ in range(2):
            assert names.names([track_id]) == {track_id: song}
        assert server.tracks_asked()[track_id] == 1


def test_neither_the_id_nor_the_secret_shows_in_the_settings():
    shown = repr(Settings.from_environment(APP))
    assert CLIENT_ID not in shown
    assert CLIENT_SECRET not in shown


def test_short_links_are_followed_unless_switched_off():
    assert isinstance(Settings.from_environment({}).short_links(), SpotifyLinks)
    assert Settings.from_environment({"SEGUE_SHORT_LINKS": "off"}).short_links() is None
