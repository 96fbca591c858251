"""`insights` over HTTP, after searches and ratings."""

import base64
import gzip
from copy import copy
from dataclasses import replace

import numpy as np
import pytest
from over_http import fetch

from functions.insights.music_map import tracks_of
from shared.domain.names import credited_artists
from shared.model.model import Model


def test_one_who_has_done_nothing_is_shown_nothing(listener):
    mine = listener.ask("insights/me").body
    assert (mine["searches"], mine["genres"], mine["past"], mine["features"]) == (0, [], [], None)
    assert (mine["ratings"]["love"], mine["ratings"]["average"]) == (0, None)
    assert mine["last_activity_at"] is None


def test_a_listener_is_shown_what_they_asked_and_rated(listener, known, delivered, model):
    search, songs = listener.list_of(*known[:3])
    listener.list_of(*known[3:5])
    listener.rate(search, "love", songs[0])
    listener.rate(search, "hate", songs[1])
    delivered()
    mine = listener.ask("insights/me").body
    assert mine["model"] == model.version
    assert mine["searches"] == 2
    assert sum(week["count"] for week in mine["searches_by_week"]) == 2
    assert mine["ratings"] == {"love": 1, "like": 0, "okay": 0, "hate": 1, "average": 2.5, "like_rate": 0.5}
    assert [len(past["songs"]) for past in mine["past"]] == [2, 3]
    assert mine["last_activity_at"] == max(past["asked_at"] for past in mine["past"]) or mine["last_activity_at"]


def test_a_listeners_genres_are_those_of_the_songs_they_named(listener, known, delivered, model):
    seeds = known[:4]
    listener.list_of(*seeds)
    delivered()
    genres = {
        genre
        for track in model.catalogue.tracks(model.retrieval.tracks.indices(seeds).tolist())
        for genre in track.genres
    }
    mine = listener.ask("insights/me").body
    assert mine["genres"]
    assert {each["name"] for each in mine["genres"]} <= genres
    assert [week["genres"] for week in mine["genres_by_week"]] == [mine["genres"]]


def test_a_listener_stands_where_their_answer_says_and_their_sound_is_compared_with_their_cluster(listener, known):
    answer = listener.ask("recommend", tracks=known[:3], n=5).body
    mine = listener.ask("insights/me").body
    assert mine["place"] == pytest.approx(answer["position"], abs=1e-3)
    assert mine["past"][0]["place"] == pytest.approx(answer["position"], abs=1e-3)
    assert mine["cluster"]["id"] == answer["cluster"]["id"]
    assert len(mine["features"]["mine"]) == len(mine["features"]["cluster"]) == len(mine["features"]["features"])
    assert all(0 <= level <= 1 for level in mine["features"]["mine"] + mine["features"]["cluster"])


def test_a_listeners_playlists_are_counted_by_the_words_of_their_names(listener, known, delivered):
    file = {"name": "Rainy Sunday.m3u", "content": "#EXTM3U\n" + "\n".join(known[:5])}
    assert listener.ask("recommend", file=file, share=True).status == 200
    assert listener.ask("recommend", text="\n".join(known[5:9]), share=True).status == 200
    delivered()
    words = {each["name"]: each["count"] for each in listener.ask("insights/me").body["playlist_words"]}
    assert set(words) <= {"rainy", "sunday"}


@pytest.mark.parametrize("path", ["everyone", "listeners", "models"])
def test_figures_of_others_are_for_admins(path, listener, local_cloud_url):
    assert listener.ask(f"insights/{path}").status == 403
    assert fetch(f"{local_cloud_url}/api/insights/{path}").status == 401


def test_an_admin_is_shown_everyones(admin, listener, known, delivered):
    before = admin.ask("insights/everyone").body
    search, songs = listener.list_of(*known[:3])
    admin.rate(search, "love", songs[0])
    delivered()
    after = admin.ask("insights/everyone").body
    assert after["searches"] == before["searches"] + 1
    assert after["ratings"]["love"] == before["ratings"]["love"] + 1
    assert songs[0] in [song["uri"] for song in after["loved"]]
    assert after["last_activity_at"] >= (before["last_activity_at"] or "")
    (own,) = [each for each in after["ratings_by_model"] if each["model"] == after["model"]]
    assert own["ratings"]["love"] >= 1
    assert after["coverage"]["distinct"] <= after["coverage"]["recommended"]
    assert after["coverage"]["answers"] <= 500


def test_an_admin_sees_who_uses_it_how_much_page_by_page(admin, listener, known, delivered):
    listener.list_of(*known[:2])
    listener.list_of(*known[2:4])
    delivered()
    shown, cursor = [], ""
    while True:
        page = admin.ask(f"insights/listeners?cursor={cursor}").body
        shown += page["listeners"]
        if not (cursor := page["cursor"]):
            break
    (own,) = [each for each in shown if each["id"] == listener.id]
    assert (own["searches"], own["ratings"], own["address"]) == (2, 0, None)
    assert [each["searches"] for each in shown] == sorted((each["searches"] for each in shown), reverse=True)


def test_a_cursor_of_nobodys_is_refused(admin):
    assert admin.ask("insights/listeners?cursor=x").status == 400


def test_an_admin_sees_the_models_and_how_good_they_are(admin, model):
    models = admin.ask("insights/models").body["models"]
    (served,) = [each for each in models if each["served"]]
    assert served["version"] == model.version
    assert served["metrics"] == model.manifest.metrics
    assert served["promoted_at"]


def test_anybody_sees_the_weeks_charts(accounts, listener, known, delivered, local_cloud_url):
    search, songs = listener.list_of(known[40])
    for account in accounts:
        assert account.list_of(known[40])
        account.rate(search, "love", songs[0])
    delivered()
    week = fetch(f"{local_cloud_url}/api/insights/week")
    assert week.headers["Cache-Control"] == "public, max-age=60"
    searched = {song["uri"]: song for song in week.body["songs"]["searched"]}
    assert searched[known[40]]["count"] == len(accounts)
    artists = {each["name"]: each["count"] for each in week.body["artists"]["searched"]}
    assert artists[searched[known[40]]["artist"]] >= len(accounts)
    assert songs[0] in [song["uri"] for song in week.body["songs"]["loved"]]
    counts = [song["count"] for song in week.body["songs"]["searched"]]
    assert counts == sorted(counts, reverse=True)


def test_the_map_has_every_point_that_training_drew(local_cloud_url, model: Model):
    answer = fetch(f"{local_cloud_url}/api/insights/map").body
    x, y = (np.frombuffer(base64.b64decode(answer[axis]), "<i2") / 32_767 for axis in "xy")
    assert answer["points"] == len(x) == len(model.music_map.tracks)
    assert np.abs(np.stack([x, y], axis=1) - model.music_map.points).max() < 1e-4
    clusters = np.frombuffer(base64.b64decode(answer["cluster"]), "<u2")
    assert (clusters == model.music_map.clusters).all()
    assert {each["id"] for each in answer["clusters"]} == set(clusters.tolist())


def test_a_map_that_is_known_is_not_sent_again(local_cloud_url, function_app):
    first = function_app("insights").get("/map")
    again = function_app("insights").get("/map", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")


def test_a_map_is_compressed_for_who_reads_that(function_app):
    plain = function_app("insights").get("/map")
    packed = function_app("insights").get("/map", headers={"Accept-Encoding": "gzip"})
    assert (plain.content_encoding, packed.content_encoding) == (None, "gzip")
    assert gzip.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.vary


def test_songs_are_named_by_their_points(local_cloud_url, model: Model):
    tracks = fetch(f"{local_cloud_url}/api/insights/map/tracks?points=3,0").body["tracks"]
    expected = model.tracks(model.music_map.tracks[[3, 0]])
    assert [(each["point"], each["uri"], each["name"]) for each in tracks] == [
        (point, track.id, track.name) for point, track in zip((3, 0), expected, strict=True)
    ]


@pytest.mark.parametrize("points", ["", "x", "-1", "1,", "99999999", ",".join(["1"] * 201), "١"])
def test_points_that_are_none_are_refused(points, function_app):
    answer = function_app("insights").get("/map/tracks", query_string={"points": points})
    assert answer.status_code == 400
    assert "commas" in answer.get_json()["expected"]


def test_artists_of_the_map_stand_at_their_best_known_songs_the_most_listed_first(local_cloud_url, model: Model):
    artists = fetch(f"{local_cloud_url}/api/insights/map").body["artists"]
    drawn = model.tracks(model.music_map.tracks)
    listed: dict[str, int] = {}
    for track in drawn:
        name = credited_artists(track.artist)[0]
        listed[name] = listed.get(name, 0) + track.popularity
    assert [listed[each["name"]] for each in artists] == sorted(listed.values(), reverse=True)[:1000]
    for each in artists:
        songs = [point for point, track in enumerate(drawn) if credited_artists(track.artist)[0] == each["name"]]
        assert (each["point"], each["songs"]) == (songs[0], len(songs))


def test_a_song_is_found_on_the_map_by_its_id(local_cloud_url, model: Model):
    (wanted,) = model.tracks(model.music_map.tracks[[3]])
    (found,) = fetch(f"{local_cloud_url}/api/insights/map/tracks?ids={wanted.id}").body["tracks"]
    assert (found["point"], found["uri"]) == (3, wanted.id)
    assert list(found["place"].values()) == pytest.approx(model.music_map.points[3].tolist(), abs=1e-4)


def test_a_song_that_is_not_drawn_stands_between_those_it_is_like(model: Model):
    drawn = model.music_map
    fewer = copy(model)
    fewer.atlas = copy(model.atlas)
    fewer.atlas.music_map = replace(drawn, tracks=drawn.tracks[:-1])
    (found,) = tracks_of(fewer, [model.tracks(drawn.tracks[-1:])[0].id]).tracks
    position = model.position_of(drawn.tracks[-1:])
    assert found.point is None
    assert (found.place.x, found.place.y) == pytest.approx((position.x, position.y), abs=1e-4)


def test_ids_that_the_catalogue_does_not_have_are_left_out(function_app):
    answer = function_app("insights").get("/map/tracks", query_string={"ids": "spotify:track:x,y"})
    assert (answer.status_code, answer.get_json()["tracks"]) == (200, [])


@pytest.mark.parametrize("ids", [",".join(["a"] * 201), "a" * 101, "a,,b"], ids=["too many", "too long", "empty"])
def test_ids_that_are_none_are_refused(ids, function_app):
    answer = function_app("insights").get("/map/tracks", query_string={"ids": ids})
    assert answer.status_code == 400
    assert "ids" in answer.get_json()["expected"]
