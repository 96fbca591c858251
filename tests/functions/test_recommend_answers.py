"""Answers of `recommend`, checked against the demo's data."""

import re
from collections import defaultdict

import numpy as np
from exportify import exported

from shared.model.candidates.vectors import unit
from shared.model.sound_words import SOUND
from training.evaluate.metrics import intra_list_distance


def songs(answer):
    assert answer.status == 200, answer.body
    return [song["uri"] for song in answer.body["recommendations"]]


def seeds_of_genre(truth, known, genre, count=5):
    """The most popular tracks of one hidden genre."""
    return [uri for uri in known if truth[uri]["genre"] == genre][:count]


def common_genre(truth, known):
    genres = [truth[uri]["genre"] for uri in known]
    return max(sorted(set(genres)), key=genres.count)


def test_ten_songs_come_back_unless_asked_otherwise(recommend, known):
    assert len(songs(recommend(tracks=known[:3]))) == 10
    assert len(songs(recommend(tracks=known[:3], n=100))) == 100
    assert len(songs(recommend(tracks=known[:3], n=1))) == 1


def test_songs_come_best_first_and_once_each(recommend, known):
    answer = recommend(tracks=known[:3], n=50)
    scores = [song["score"] for song in answer.body["recommendations"]]
    assert scores == sorted(scores, reverse=True)
    assert len(set(songs(answer))) == 50
    assert all(0 <= score <= 1 for score in scores)


def test_a_seed_never_comes_back(recommend, playlists):
    for playlist in playlists[:10]:
        assert not set(songs(recommend(tracks=playlist, n=100))) & set(playlist)


def test_what_is_excluded_never_comes_back(recommend, known):
    first = songs(recommend(tracks=known[:3]))
    again = songs(recommend(tracks=known[:3], exclude=[first[0], first[1][14:]]))
    assert not {first[0], first[1]} & set(again)


def test_the_order_of_seeds_and_repeats_do_not_matter(recommend, known):
    once = songs(recommend(tracks=known[:6]))
    assert songs(recommend(tracks=known[5::-1] + known[:2])) == once


def test_no_artist_has_more_songs_than_allowed(recommend, known):
    for cap in (1, 2, 3):
        artists = [
            song["artist"]
            for song in recommend(tracks=known[:2], n=60, max_per_artist=cap).body["recommendations"]
        ]
        assert max(map(artists.count, artists)) <= cap
    uncapped = [
        song["artist"] for song in recommend(tracks=known[:2], n=60, max_per_artist=0).body["recommendations"]
    ]
    assert max(map(uncapped.count, uncapped)) > 3


def test_another_release_of_a_song_does_not_come_back(recommend, known):
    names = [song["name"] for song in recommend(tracks=known[:4], n=100).body["recommendations"]]
    plain = [re.sub(r" \(Live\)| - Remastered \d+", "", name) for name in names]
    artists = [song["artist"] for song in recommend(tracks=known[:4], n=100).body["recommendations"]]
    assert len(set(zip(plain, artists, strict=True))) == 100


def test_asking_for_more_energy_raises_the_mean_energy_step_by_step(recommend, known, features):
    means = []
    for target in (0.1, 0.5, 0.9):
        found = songs(recommend(tracks=known[:5], n=50, tune={"targets": {"energy": target}}))
        means.append(
            np.mean([float(features[uri]["energy"]) for uri in found if features.get(uri, {}).get("energy")])
        )
    assert means[0] + 0.1 < means[1] < means[2] - 0.1


def test_the_dial_moves_from_what_many_know_to_what_few_know(recommend, known, model):
    known_by = []
    for adventurous in (-1, 0, 1):
        found = songs(recommend(tracks=known[:5], n=50, tune={"adventurous": adventurous}))
        counts = model.retrieval.tracks.counts[model.retrieval.tracks.indices(found)]
        known_by.append(np.median(counts))
    assert known_by[0] > known_by[1] > known_by[2]


def test_seeds_of_one_hidden_genre_bring_that_genre(recommend, known, truth):
    genre = common_genre(truth, known)
    found = songs(recommend(tracks=seeds_of_genre(truth, known, genre), n=20))
    by_chance = sum(row["genre"] == genre for row in truth.values()) / len(truth)
    assert np.mean([truth[uri]["genre"] == genre for uri in found]) >= 4 * by_chance


def test_every_song_says_why_and_each_reason_names_true_seeds(recommend, known):
    answer = recommend(tracks=known[:5], n=30)
    for song in answer.body["recommendations"]:
        assert song["because"]
        for reason in song["because"]:
            assert reason["text"]
            assert set(reason["seeds"]) <= set(known[:5])


def test_the_playlists_in_a_reason_are_counted_right(recommend, known, playlists):
    sets = [set(playlist) for playlist in playlists]
    checked = 0
    for song in recommend(tracks=known[:5], n=30).body["recommendations"]:
        for reason in song["because"]:
            if reason["kind"] == "playlists":
                said = [int(number) for number in re.findall(r"(\d+) playlists? with", reason["text"])]
                counted = [sum(song["uri"] in held and seed in held for held in sets) for seed in reason["seeds"]]
                assert said == counted
                checked += 1
    assert checked > 10


def test_a_reason_of_the_same_artist_or_genre_is_true(recommend, playlists, features):
    checked = 0
    for playlist in playlists[:8]:
        for song in recommend(tracks=playlist[:5], n=20).body["recommendations"]:
            for reason in song["because"]:
                if reason["kind"] == "artist":
                    assert {features[seed]["artist"] for seed in reason["seeds"] if seed in features} <= {
                        song["artist"]
                    }
                    checked += 1
                elif reason["kind"] == "genre":
                    genre = reason["text"].split(",")[0].lower()
                    for uri in (song["uri"], *reason["seeds"]):
                        assert genre in features[uri]["genres"].lower().split("|")
                    checked += 1
    assert checked > 20


def test_who_lists_one_of_two_near_artists_does_list_the_other_oftener_than_most(recommend, playlists, features):
    by_artist = defaultdict(set)
    for place, playlist in enumerate(playlists):
        for uri in playlist:
            by_artist[features[uri]["artist"] if uri in features else ""].add(place)
    checked = 0
    for playlist in playlists[:20]:
        for song in recommend(tracks=playlist[:3], n=50).body["recommendations"]:
            for reason in (each for each in song["because"] if each["kind"] == "near_artist"):
                one, other = re.fullmatch("People who list (.+) often list (.+) too", reason["text"]).groups()
                assert {features[seed]["artist"] for seed in reason["seeds"] if seed in features} <= {one}
                assert other == song["artist"]
                together = len(by_artist[one] & by_artist[other]) / len(by_artist[one])
                assert together > len(by_artist[other]) / len(playlists)
                checked += 1
    assert checked > 10


def test_a_song_is_called_popular_by_its_true_count(recommend, playlists):
    checked = 0
    for song in recommend(tracks=["0" * 22], n=50).body["recommendations"]:
        (reason,) = song["because"]
        (said,) = re.findall(r"on ([\d,]+) playlists? we learned from", reason["text"])
        assert int(said.replace(",", "")) == sum(song["uri"] in held for held in playlists)
        checked += 1
    assert checked == 50


def test_a_reason_of_sound_holds_for_both_songs(recommend, playlists, features):
    levels = {
        name: np.percentile([float(row[name]) for row in features.values() if row[name]], [26, 74])
        for name in SOUND
    }
    words = {word: (name, high) for name, pair in SOUND.items() for high, word in enumerate(pair)}
    checked = 0
    for playlist in playlists[:8]:
        for song in recommend(tracks=playlist[:1], n=100).body["recommendations"]:
            for reason in (each for each in song["because"] if each["kind"] == "sound"):
                said = [
                    word
                    for word in words
                    if re.search(rf"\b{word}\b", reason["text"].split(", like")[0], re.IGNORECASE)
                ]
                assert len(said) >= 2
                for word in said:
                    name, high = words[word]
                    for uri in (song["uri"], *reason["seeds"]):
                        value = float(features[uri][name])
                        assert value >= levels[name][1] if high else value <= levels[name][0]
                checked += 1
    assert checked > 5


def test_the_answer_says_what_it_is_based_on(recommend, known, model):
    answer = recommend(tracks=known[:2])
    body = answer.body
    assert body["model"] == answer.headers["Segue-Model"] == model.version
    assert body["position"]["x"] ** 2 + body["position"]["y"] ** 2 <= 1
    assert body["fallback"] is None


def test_the_answer_goes_by_genres_of_the_songs_given(recommend, known, model):
    name = recommend(tracks=known[:2]).body["cluster"]["name"].casefold()
    given = {genre for track in model.tracks(model.indices_of(known[:2])) for genre in track.genres}
    assert set(name.split(" · ")) <= given


def test_songs_nobody_knows_give_what_is_popular_and_say_so(recommend, known):
    answer = recommend(tracks=["0" * 22])
    assert "popular" in answer.body["fallback"]
    assert set(songs(answer)) & set(known)
    assert answer.body["cluster"] is None
    assert answer.body["position"] is None


def test_an_unknown_song_of_a_known_artist_is_answered_by_others_of_the_artist_and_says_so(recommend, model):
    artist = model.tracks([0])[0].artist
    body = recommend(text=f"{artist} - qqqq wwww").body
    assert body["fallback"] is None
    assert {match["kind"] for match in body["matched"]} == {"stand_in"}
    assert body["matched"][0]["artist"] == artist
    assert "this song is not in our catalogue; we go on with" in body["unmatched"][0]["why"]


def test_unknown_songs_of_an_exportify_file_are_answered_by_songs_of_their_genre_and_say_so(recommend, model):
    genre = model.tracks([0])[0].genres[0]
    body = recommend(file={"name": "list.csv", "content": exported(([genre], {}))}).body
    assert body["fallback"] is None
    assert {match["kind"] for match in body["matched"]} == {"stand_in"}
    why = f"this song is not in our catalogue; we go on with songs of its genre, {genre}"
    assert body["unmatched"][0]["why"] == why


def test_the_search_is_kept_before_the_answer_is_sent(recommend, records, known):
    answer = recommend(tracks=known[:2])
    kept = records.get("searches", answer.body["id"])
    assert kept is not None
    assert kept.fields["seeds"] == known[:2]
    assert kept.fields["recommended"] == songs(answer)
    assert kept.fields["model"] == answer.body["model"]
    assert kept.expires_at is not None


def test_neither_loved_nor_hated_songs_come_back(recommend, known):
    first = songs(recommend(tracks=known[:3]))
    again = songs(recommend(tracks=known[:3], loved=first[:2], hated=[first[2], first[3][14:]]))
    assert not set(again) & set(first[:4])


def test_what_is_like_a_hated_song_goes_down(recommend, known, model):
    first = songs(recommend(tracks=known[:3], n=30))
    again = songs(recommend(tracks=known[:3], n=30, hated=first[:3]))

    def likeness(uris):
        rows, hated = (model.retrieval.tracks.indices(group) for group in (uris, first[:3]))
        return model.retrieval.factors.mean_cosine(rows, hated).mean()

    assert likeness(again) < likeness(first[3:])


def test_loved_songs_like_the_seed_pull_as_seeds_do(recommend, known):
    loved = songs(recommend(tracks=known[:1]))[:3]
    pulled = songs(recommend(tracks=known[:1], loved=loved, max_per_artist=0))
    assert pulled == songs(recommend(tracks=[known[0], *loved], max_per_artist=0))
    assert pulled != songs(recommend(tracks=known[:1], exclude=loved, max_per_artist=0))


def test_a_diverse_list_has_songs_less_like_each_other(recommend, known, model):
    distances = []
    for diverse in (0, 1):
        found = songs(recommend(tracks=known[:5], n=20, tune={"diverse": diverse}))
        rows = model.retrieval.tracks.indices(found)
        distances.append(intra_list_distance(unit(model.retrieval.factors.of(rows))))
    assert distances[0] < distances[1]


def test_what_is_loved_or_hated_must_be_a_track(recommend, known):
    for field in ("loved", "hated"):
        refused = recommend(tracks=known[:1], **{field: ["Yesterday"]})
        assert refused.status == 400
        assert f"{field}[0]" in refused.body["detail"]


def test_a_title_alone_brings_songs_of_the_genre_it_names(recommend, known, truth):
    genre = common_genre(truth, known)
    answer = recommend(title=f"{genre} for the road")
    genres = [truth[uri]["genre"] for uri in songs(answer)]
    assert genres.count(genre) >= 7
    assert answer.body["fallback"] is None


def test_the_reasons_of_a_title_alone_are_about_the_title(recommend, known, truth):
    answer = recommend(title=common_genre(truth, known))
    for song in answer.body["recommendations"]:
        assert {reason["kind"] for reason in song["because"]} <= {"title", "popular"}


def test_a_title_beside_songs_draws_them_to_its_genre(recommend, known, truth):
    genre = common_genre(truth, known)
    other = next(uri for uri in known if truth[uri]["genre"] != genre)

    def share(**given):
        return sum(truth[uri]["genre"] == genre for uri in songs(recommend(tracks=[other], n=50, **given)))

    assert share(title=genre) > share()


def test_a_title_that_says_nothing_is_reported_and_changes_no_song(recommend, known):
    answer = recommend(tracks=known[:2], title="zzyzx qqq")
    assert songs(answer) == songs(recommend(tracks=known[:2]))
    assert [each["source"] for each in answer.body["unmatched"]] == ["zzyzx qqq"]


def test_a_title_alone_that_says_nothing_is_refused_and_told_what_to_add(recommend):
    answer = recommend(title="zzyzx qqq")
    assert answer.status == 400
    assert "add a song" in answer.body["cure"]


def test_the_title_may_have_two_hundred_characters(recommend, known):
    assert recommend(tracks=known[:1], title="x" * 200).status == 200
    assert recommend(tracks=known[:1], title="x" * 201).status == 400


def test_the_name_of_a_lone_list_counts_as_its_title(recommend, known, truth):
    genre = common_genre(truth, known)
    text = "\n".join(["#EXTM3U", f"#PLAYLIST:{genre}", *known[:2]])
    named = recommend(file={"name": "list.m3u", "content": text}, n=30)
    assert songs(named) == songs(recommend(tracks=known[:2], title=genre, n=30))
