"""Answers about songs of MusicBrainz and of the demo: their ids, and where each can be heard."""

import msgspec
import pytest

from functions.insights.music_map import tracks_at
from functions.recommend.contract import RecommendResponse
from functions.recommend.response import to_response
from functions.search.handler import catalogue_of
from functions.share.page import Pages
from functions.share.snapshot import songs_of
from shared.domain.search import Search
from shared.domain.share import Share
from shared.intake import read_text
from shared.model.answer import answer
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules
from shared.web.addresses import Addresses


def recommended(model: Model) -> RecommendResponse:
    """Return the response for the most popular song, as a caller reads it."""
    found = answer(model, read_text(model.tracks([0])[0].id), RecommendationQuery(rules=Rules(n=20)))
    return msgspec.json.decode(
        msgspec.json.encode(to_response("a-search", found, model.known_features, 0)), type=RecommendResponse
    )


def page(model: Model, clock) -> str:
    """Return the page of a shared list of the model's first songs."""
    ids = tuple(track.id for track in model.tracks([1, 2]))
    search = Search("s", clock(), model.version, (model.tracks([0])[0].id,), ids, None, None)
    share = Share("l", "ada", "s", "Mine", songs_of(search, model, named=True), model.version, clock())
    listed = Share.of("l", share.to_fields())
    return Pages(Addresses()).list(listed, "https://segue.example/s/l").get_data(as_text=True)


def test_a_recording_is_recommended_under_its_own_id(recordings):
    songs = recommended(recordings).recommendations
    assert all(song.uri.startswith("musicbrainz:recording:") for song in songs)
    assert all(
        seed.startswith("musicbrainz:recording:") for song in songs for each in song.because for seed in each.seeds
    )


def test_a_recording_has_a_player_exactly_where_its_spotify_id_is_known(recordings):
    songs = recommended(recordings).recommendations
    known = [bool(recordings.tracks(recordings.indices_of([song.uri]))[0].other_ids) for song in songs]
    assert [bool(song.listen.player) for song in songs] == known
    assert len(set(known)) == 2


def test_a_song_of_the_map_says_where_it_is_heard(recordings):
    (track,) = tracks_at(recordings, [0]).tracks
    assert any(link.url.startswith("https://musicbrainz.org/recording/") for link in track.listen.links)


def test_invented_songs_offer_nothing(invented):
    songs = recommended(invented).recommendations
    assert {(song.listen.spotify, song.listen.player, len(song.listen.links)) for song in songs} == {("", "", 0)}


@pytest.mark.parametrize(("name", "said"), [("invented", True), ("recordings", False), ("model", False)])
def test_the_catalogue_says_whether_its_songs_are_invented(request, name, said):
    assert catalogue_of(request.getfixturevalue(name)).invented is said


def test_a_shared_page_of_recordings_has_a_player_where_it_can_and_places_for_each(recordings, clock):
    html = page(recordings, clock)
    assert html.count('data-spotify="spotify:track:') == 1
    assert html.count('<p class="places">') == 2
    assert "https://musicbrainz.org/recording/" in html


def test_a_shared_page_of_invented_songs_says_so_and_has_no_links(invented, clock):
    html = page(invented, clock)
    assert "These songs are invented" in html
    assert "data-spotify" not in html
    assert "spotify.com" not in html


def test_an_isrc_is_answered_exactly_where_it_is_known(recordings):
    songs = recommended(recordings).recommendations
    known = [recordings.tracks(recordings.indices_of([song.uri]))[0].other_ids for song in songs]
    assert [song.isrc for song in songs] == [ids[-1].removeprefix("isrc:") if ids else "" for ids in known]
