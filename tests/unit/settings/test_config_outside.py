"""The settings of outside sources: off unless set, whole or not at all, and silent about the secret."""

import pytest

from shared.adapters.reccobeats import ReccoBeats
from shared.adapters.spotify import SpotifyPlaylists
from shared.errors import InvalidSettings
from shared.settings.config import Settings

SPOTIFY = {"SEGUE_SPOTIFY_ID": "0123456789abcdef", "SEGUE_SPOTIFY_SECRET": "fedcba9876543210"}


def refusal(**environ: str) -> str:
    with pytest.raises(InvalidSettings) as raised:
        Settings.from_environment(environ)
    return str(raised.value)


def test_outside_sources_are_off_unless_set():
    settings = Settings.from_environment({})
    assert (settings.playlist_source(), settings.feature_source()) == (None, None)


def test_spotify_is_on_with_both_credentials():
    assert isinstance(Settings.from_environment(SPOTIFY).playlist_source(), SpotifyPlaylists)


def test_spotify_may_be_asked_for_a_listener():
    assert isinstance(Settings.from_environment(SPOTIFY).playlist_source("her-token"), SpotifyPlaylists)


@pytest.mark.parametrize("name", SPOTIFY)
@pytest.mark.parametrize("empty", [False, True])
def test_half_of_the_credentials_is_refused_by_the_name_of_the_other(name, empty):
    missing = next(half for half in SPOTIFY if half != name)
    environ = {name: SPOTIFY[name], **({missing: ""} if empty else {})}
    assert f"{missing}: expected a value, as its other half is set" in refusal(**environ)


def test_credentials_are_letters_and_digits():
    assert "SEGUE_SPOTIFY_ID: expected an app's client id" in refusal(**SPOTIFY | {"SEGUE_SPOTIFY_ID": "a b"})


def test_a_wrong_secret_is_not_repeated():
    assert "hunter 2" not in refusal(**SPOTIFY | {"SEGUE_SPOTIFY_SECRET": "hunter 2"})


def test_settings_do_not_show_the_secret():
    assert SPOTIFY["SEGUE_SPOTIFY_SECRET"] not in repr(Settings.from_environment(SPOTIFY))


def test_features_come_from_reccobeats_when_asked_for():
    assert isinstance(Settings.from_environment({"SEGUE_FEATURES": "reccobeats:"}).feature_source(), ReccoBeats)


@pytest.mark.parametrize("url", ["spotify:", "reccobeats", "reccobeats://host", "yes"])
def test_another_source_of_features_is_refused(url):
    assert f"SEGUE_FEATURES: expected reccobeats: or nothing, found {url!r}" in refusal(SEGUE_FEATURES=url)
