"""Bounds, a collection, and songs to leave out, over HTTP."""

import json
import re

import pytest

from shared.domain.title_versions import versions_named


@pytest.fixture(scope="module")
def facts(model):
    """Return the year of each song by its URI."""
    tracks = model.tracks(range(model.track_count))
    return dict(zip([track.id for track in tracks], model.retrieval.facts.years.tolist(), strict=True))


def uris(answer) -> list[str]:
    return [each["uri"] for each in answer.body["recommendations"]]


def test_all_songs_keep_to_all_bounds(recommend, known, facts):
    answer = recommend(
        tracks=known[:3],
        within={"years": {"from": 1990, "to": 2009}, "not_versions": ["live"], "length": {"to": 260}},
    )
    songs = answer.body["recommendations"]
    assert len(songs) == 10
    assert all(1990 <= facts[each["uri"]] <= 2009 and not versions_named(each["name"]) for each in songs)


def test_an_answer_says_what_each_bound_leaves(recommend, known):
    answer = recommend(tracks=known[:3], within={"years": {"from": 1990}, "genres": ["techno"]}, n=1).body
    assert [each["words"] for each in answer["bounds"]] == ["of “techno”", "from 1990 on"]
    assert 0 < answer["bounds"][0]["kept"] < answer["bounds"][1]["kept"]
    assert answer["few"] is None


def test_an_answer_without_bounds_says_nothing_of_them(recommend, known):
    answer = recommend(tracks=known[:3]).body
    assert (answer["bounds"], answer["few"]) == ([], None)


def test_an_answer_of_fewer_songs_says_why(recommend, known):
    answer = recommend(tracks=known[:3], within={"genres": ["techno"]}, n=100).body
    count = len(answer["recommendations"])
    assert count < 100
    assert (
        answer["few"]
        == f"Only {count} of 100 songs keep to all you asked for, the fewest to this: songs of “techno”."
    )


REFUSED = {
    "a genre of none": ({"genres": ["polka"]}, "No song is left: of .* songs, none is “polka”"),
    "a year of none": ({"years": {"to": 1900}}, "No song is left: of .* songs, none is up to 1900"),
    "a contradiction": ({"years": {"from": 2000, "to": 1990}}, "contradict each other"),
    "a version that is none": ({"not_versions": ["loud"]}, "not_versions"),
    "a field that is none": ({"year": 1990}, "year"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bounds_that_cannot_be_kept_are_refused_with_the_reason(recommend, known, case):
    within, words = REFUSED[case]
    answer = recommend(tracks=known[:3], within=within)
    assert (answer.status, answer.body["type"].rpartition("#")[2]) == (400, "invalid-input")
    assert re.search(words, str(answer.body))


def test_only_songs_of_a_collection_come(recommend, known):
    own = known[10:60]
    assert set(uris(recommend(tracks=known[:3], only={"tracks": own}))) <= set(own)


def test_a_collection_may_be_a_text_and_several_lists_of_a_file(recommend, known, known_names):
    lists = [{"pid": pid, "name": f"list {pid}", "tracks": [{"track_uri": known[pid]}]} for pid in (20, 21)]
    files = [{"name": "lists.json", "content": json.dumps({"playlists": lists})}]
    answer = recommend(tracks=known[:1], only={"files": files, "text": known_names[-1]}, n=3)
    assert answer.body["bounds"][0]["words"] == "of the 3 of your collection that we know"
    assert {*known[20:22]} <= {*uris(answer), known[0]}


def test_a_collection_that_the_catalogue_has_nothing_of_is_refused(recommend, known):
    answer = recommend(tracks=known[:3], only={"tracks": ["spotify:track:" + "0" * 22]})
    assert answer.status == 400
    assert "None of the songs in your collection" in answer.body["title"] + answer.body.get("detail", "")


def test_an_empty_collection_is_refused(recommend, known):
    assert recommend(tracks=known[:3], only={}).status == 400


def test_songs_to_leave_out_do_not_come(recommend, known, known_names):
    freely = uris(recommend(tracks=known[:3]))
    assert not set(freely) & set(uris(recommend(tracks=known[:3], leave_out={"tracks": freely})))


def test_songs_that_a_listener_rated_are_left_out_beside_others(listener, known):
    search, songs = listener.list_of(*known[:3])
    listener.rate(search, "love", songs[0])
    leave_out = {"rated": True, "tracks": songs[1:2]}
    answer = listener.ask("recommend", tracks=known[:3], n=30, leave_out=leave_out, repeat=True)
    assert len(uris(answer)) == 30
    assert not set(songs[:2]) & set(uris(answer))


def test_ratings_of_nobody_leave_nothing_out(recommend, known):
    answer = recommend(tracks=known[:3], leave_out={"rated": True})
    assert uris(answer) == uris(recommend(tracks=known[:3]))
