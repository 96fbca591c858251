"""`search/reading` over HTTP: how a text is read before it is asked by."""

import json

import pytest
from over_http import fetch

PLAYLIST = "https://open.spotify.com/playlist/" + "1" * 22
JSON_TYPE = {"Content-Type": "application/json"}


@pytest.fixture
def read(local_cloud_url):
    def ask(text):
        return fetch(f"{local_cloud_url}/api/search/reading", json.dumps({"text": text}).encode(), JSON_TYPE)

    return ask


def test_lines_are_counted_and_what_names_nothing_is_told(read, known_names):
    answer = read("\n".join([*known_names[:3], "qqqq wwww zzzz xxxx"])).body
    assert (answer["pieces"], answer["songs"]) == (4, 3)
    assert [each["source"] for each in answer["missed"]] == ["qqqq wwww zzzz xxxx"]


def test_a_song_is_named(read, model):
    track = model.catalogue.tracks([0])[0]
    assert read(f"{track.artist} - {track.name}").body["first"] == {"name": track.name, "artist": track.artist}


def test_an_artist_is_named(read, model):
    track = model.catalogue.tracks([0])[0]
    assert read(track.artist).body["artists"] == [track.artist]


def test_a_sentence_is_told_by_its_parts(read):
    answer = read("10 sad songs, no remixes").body
    assert {"sad", "no remixes"} <= set(answer["words"])
    assert (answer["songs"], answer["missed"]) == (0, [])


def test_a_link_of_a_playlist_is_counted(read):
    assert read(PLAYLIST).body["playlists"] == 1


def test_a_link_that_cannot_be_followed_is_told_with_what_helps(read):
    (missed,) = read("https://www.youtube.com/playlist?list=PL123").body["missed"]
    assert "paste the titles" in missed["why"]


def test_a_text_is_read_as_its_answer_reads_it(read, local_cloud_url, known_names):
    text = "\n".join([*known_names[:5], "qqqq wwww zzzz xxxx"])
    answer = fetch(f"{local_cloud_url}/api/recommend", json.dumps({"text": text}).encode(), JSON_TYPE).body
    told = read(text).body
    assert told["songs"] == len([each for each in answer["matched"] if each["kind"] == "song"])
    assert [each["source"] for each in told["missed"]] == [each["source"] for each in answer["unmatched"]]


def test_a_reading_is_kept_nowhere(read):
    assert read("the").headers["Cache-Control"] == "no-store"


def test_a_longer_text_than_is_read_while_typing_is_refused(read):
    assert read("x" * 10_001).status == 400


def test_genres_are_suggested_by_their_beginning(local_cloud_url, model):
    genre = max(model.catalogue.genres.sizes, key=model.catalogue.genres.sizes.get)
    answer = fetch(f"{local_cloud_url}/api/search?q={genre[:3].replace(' ', '%20')}&kind=song,artist,genre").body
    assert genre in answer["genres"]
