"""The app's token: how it is fetched, that it is kept nowhere, and what becomes of every way it can fail."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from outside_servers import APP_ID, APP_SECRET, APP_TOKEN, Reply, SpotifyServer

from shared.adapters.spotify import SpotifyPlaylists
from shared.adapters.spotify_tokens import AppToken
from shared.errors import InvalidSettings, LimitReached, Unavailable, UnreadablePlaylist

ID = "37i9dQZF1DXcBWIGoYBM5M"


@pytest.fixture
def server() -> Iterator[SpotifyServer]:
    with SpotifyServer() as server:
        server.playlists[ID] = "Morning", []
        yield server


def token(server: SpotifyServer, secret: str = APP_SECRET, **options) -> AppToken:
    return AppToken(APP_ID, secret, accounts_url=server.url, **options)


def test_a_token_is_fetched_with_id_and_secret(server):
    assert token(server).text() == APP_TOKEN
    assert [(asked.method, asked.path) for asked in server.asked] == [("POST", "/api/token")]


def test_a_token_serves_until_it_ends(server):
    app = token(server)
    assert [app.text() for _ in range(3)] == [APP_TOKEN] * 3
    assert len(server.asked) == 1


def test_a_token_that_ends_within_a_minute_is_fetched_anew(server):
    server.scripted.append(Reply({"access_token": "old", "token_type": "Bearer", "expires_in": 30}))
    app = token(server)
    assert [app.text(), app.text()] == ["old", APP_TOKEN]


def test_a_token_is_written_to_no_file(server, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    token(server).text()
    assert list(Path().iterdir()) == []


def test_the_app_alone_is_shown_no_songs(server):
    with pytest.raises(UnreadablePlaylist):
        SpotifyPlaylists(token(server), api_url=f"{server.url}/v1").playlist(ID)


def test_a_token_that_ended_before_its_time_is_a_matter_of_waiting(server):
    server.scripted.append(Reply({"access_token": "withdrawn", "token_type": "Bearer", "expires_in": 3600}))
    with pytest.raises(Unavailable, match="refuses the token it gave us"):
        SpotifyPlaylists(token(server), api_url=f"{server.url}/v1").playlist(ID)


def test_wrong_credentials_are_ours_to_mend(server):
    with pytest.raises(InvalidSettings, match="SEGUE_SPOTIFY_ID and SEGUE_SPOTIFY_SECRET"):
        token(server, secret="wrong").text()


def test_a_limit_on_tokens_says_how_long_to_wait(server):
    server.scripted.append(Reply(status=429, headers={"Retry-After": "12"}))
    with pytest.raises(LimitReached) as raised:
        token(server).text()
    assert raised.value.retry_after_seconds == 12


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"<html>"),
        Reply([]),
        Reply({}),
        Reply({"access_token": "x"}),
        Reply({"expires_in": 3600}),
        Reply({"access_token": 7, "expires_in": 3600}),
        Reply({"access_token": "x", "expires_in": "soon"}),
        Reply({"access_token": "x", "expires_in": 3600}, cut=5),
        Reply([], status=503),
        Reply(status=302, headers={"Location": "http://127.0.0.1:9/"}),
    ],
    ids=str,
)
def test_an_answer_without_a_token_is_unavailable(server, reply):
    server.scripted.append(reply)
    with pytest.raises(Unavailable):
        token(server).text()


def test_a_service_that_gives_no_token_in_time_is_given_up_on(server):
    server.scripted.append(Reply(stalls=True))
    with pytest.raises(Unavailable, match="too slow"):
        token(server, timeout_seconds=0.2).text()


def test_neither_secret_nor_token_is_logged(server, caplog):
    caplog.set_level(logging.DEBUG)
    token(server).text()
    assert APP_TOKEN not in caplog.text
    assert "Basic" not in caplog.text
