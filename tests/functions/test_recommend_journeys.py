"""Lists that flow and paths from one song to another, over HTTP."""

import pytest


@pytest.fixture(scope="module")
def seeds(known):
    return known[:3]


@pytest.fixture(scope="module")
def ends(known):
    """Two songs of different artists."""
    return {"from": known[0], "to": known[40]}


def songs(answer) -> list[str]:
    return [song["uri"] for song in answer.body["recommendations"]]


def scores(answer) -> dict[str, float]:
    return {song["uri"]: song["score"] for song in answer.body["recommendations"]}


def stops(answer) -> list[str]:
    return [stop["uri"] for stop in answer.body["journey"]["stops"]]


def test_a_ranked_list_is_no_journey(recommend, seeds):
    assert recommend(tracks=seeds).body["journey"] is None


@pytest.mark.parametrize("curve", [None, "rising", "falling", "arch", "calm_ending"])
def test_a_flow_has_the_ranked_songs_with_their_scores(recommend, seeds, curve):
    flow = recommend(tracks=seeds, n=30, order="flow", curve=curve)
    assert scores(flow) == scores(recommend(tracks=seeds, n=30))
    assert stops(flow) == songs(flow)
    assert flow.body["journey"]["curve"] == curve


def test_a_flow_begins_with_the_best_song_and_takes_smaller_steps(recommend, seeds):
    ranked, flow = recommend(tracks=seeds, n=30), recommend(tracks=seeds, n=30, order="flow")
    assert songs(flow)[0] == songs(ranked)[0]
    assert songs(flow) != songs(ranked)


def test_each_stop_tells_key_tempo_and_energy(recommend, seeds):
    for stop in recommend(tracks=seeds, order="flow").body["journey"]["stops"]:
        assert stop["key"] is None or stop["key"][-1] in "AB"
        assert stop["tempo"] is None or 20 <= stop["tempo"] <= 250
        assert stop["energy"] is None or 0 <= stop["energy"] <= 1


@pytest.mark.parametrize("n", [1, 100])
def test_a_flow_may_have_one_song_or_a_hundred(recommend, seeds, n):
    assert len(songs(recommend(tracks=seeds, n=n, order="flow"))) == n


@pytest.mark.parametrize("order", [{}, {"order": "ranked"}])
def test_a_curve_without_a_flow_is_refused(recommend, seeds, order):
    refused = recommend(tracks=seeds, curve="rising", **order)
    assert refused.status == 400
    assert refused.body["cure"] == "ask for the order flow, or leave the curve out"


@pytest.mark.parametrize("n", [1, 7, 100])
def test_a_path_leads_from_one_song_to_the_other(recommend, ends, n):
    path = recommend(**ends, n=n)
    assert stops(path) == [ends["from"], *songs(path), ends["to"]]
    assert len({*songs(path)}) == n
    assert not {*ends.values()} & {*songs(path)}


def test_the_ends_of_a_path_are_matched_and_its_first_reasons_are_its_steps(recommend, ends):
    path = recommend(**ends, n=5).body
    assert [match["uri"] for match in path["matched"]] == [*ends.values()]
    for song, stop in zip(path["recommendations"], path["journey"]["stops"][1:], strict=False):
        assert song["because"][0]["kind"] == "step"
        if 0.03 <= stop["position"] <= 0.97:
            assert f"{round(100 * stop['position'])} % of the way" in song["because"][0]["text"]
        else:
            assert song["because"][0]["text"].startswith("Beside “")


def test_the_ends_may_be_named_as_any_song(recommend, known_names, known):
    assert stops(recommend(**{"from": known_names[0], "to": known_names[15]}, n=2))[::3] == [known[0], known[15]]


def test_an_artist_stands_for_their_best_known_song(recommend, model, known):
    artist = model.tracks([0])[0].artist
    path = recommend(**{"from": artist, "to": known[40]}, n=2).body
    assert path["matched"][0]["kind"] == "artist"
    assert path["matched"][0]["note"] == f"the best known song of {artist} here"


def test_what_a_listener_excludes_is_on_no_path(recommend, ends):
    usual = songs(recommend(**ends, n=6))
    assert not {*usual} & {*songs(recommend(**ends, n=6, exclude=usual[:3], hated=usual[3:]))}


def test_each_song_of_a_path_keeps_to_its_bounds(recommend, ends):
    usual = recommend(**ends, n=6).body["journey"]["stops"][1:-1]
    tempo = sorted(stop["tempo"] for stop in usual if stop["tempo"])[2] + 2
    bounded = recommend(**ends, n=6, within={"tempo": {"to": tempo}}).body
    assert len(bounded["recommendations"]) == 6
    assert all(stop["tempo"] <= tempo + 1 for stop in bounded["journey"]["stops"][1:-1])
    assert bounded["bounds"][0]["kept"] > 0


def test_a_path_is_kept_as_a_search(recommend, ends, records):
    path = recommend(**ends, n=3)
    kept = records.get("searches", path.body["id"])
    assert kept.fields["seeds"] == [*ends.values()]
    assert kept.fields["recommended"] == songs(path)


def test_an_unknown_song_is_refused_by_name(recommend, known):
    refused = recommend(**{"from": known[0], "to": "qqqq wwww"})
    assert (refused.status, refused.body["title"]) == (422, "Unclear song")
    assert "to is not known" in refused.body["detail"]


def test_a_song_that_may_be_several_is_refused_with_these(recommend, model, known):
    artists: dict[str, set[str]] = {}
    for track in model.tracks(range(model.track_count)):
        artists.setdefault(track.name, set()).add(track.artist)
    title = next(name for name, credited in artists.items() if len(credited) > 1)
    refused = recommend(**{"from": title, "to": known[0]})
    assert refused.status == 422
    assert {song["artist"] for song in refused.body["songs"]} >= artists[title]


@pytest.mark.parametrize(
    "other",
    [{"text": "a song"}, {"title": "Rain"}, {"order": "flow"}, {"tune": {"diverse": 1}}, {"share": True}],
    ids=lambda other: next(iter(other)),
)
def test_a_path_goes_by_its_ends_alone(recommend, ends, other):
    refused = recommend(**ends, **other)
    assert refused.status == 400
    assert refused.body["found"] == next(iter(other))


@pytest.mark.parametrize(
    "ends",
    [
        {"from": "spotify:track:0q7LGcVSpsIoSbjChtZ8lI"},
        {"to": "a song"},
        {"from": "", "to": "a song"},
        {"from": " ", "to": " "},
        {"from": "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M", "to": "a song"},
        {"from": "one song\nanother song", "to": "a song"},
        {"from": "# a comment", "to": "\u200f"},
    ],
    ids=["no to", "no from", "empty", "blank", "a playlist", "two songs", "nothing"],
)
def test_what_is_no_song_is_no_end(recommend, ends):
    refused = recommend(**ends)
    assert refused.status in (400, 422)
    assert refused.body["cure"]


def test_a_song_is_no_path_to_itself(recommend, known):
    refused = recommend(**{"from": known[0], "to": known[0]})
    assert refused.status == 400
    assert "different songs" in refused.body["expected"]
