"""Songs of several kinds in one request: each kind has its share of the answer, and one of them can be chosen."""

import itertools

import pytest


@pytest.fixture(scope="module")
def unlike(model):
    """Return six songs in two crowds of three by the tests' model, as URIs."""
    catalogue = model.tracks(range(400))
    genres = {
        genre: [t.id for t in catalogue if t.genres[:1] == (genre,)] for t in catalogue for genre in t.genres
    }
    for one, other in itertools.combinations([songs[:3] for songs in genres.values() if len(songs) >= 3], 2):
        crowds = model.crowds_of(model.indices_of([*one, *other]))
        if [len(crowd) for crowd in crowds] == [3, 3]:
            return [track.id for crowd in crowds for track in model.tracks(crowd)]
    raise AssertionError("no two genres of the demo are crowds")


def crowds(answer) -> list[dict]:
    return answer.body["crowds"]


def songs(answer) -> list[str]:
    return [song["uri"] for song in answer.body["recommendations"]]


def test_songs_of_two_kinds_are_named_as_two_crowds_with_half_of_the_answer_each(recommend, unlike):
    found = crowds(recommend(tracks=unlike))
    assert [set(crowd["seeds"]) for crowd in found] == [set(unlike[:3]), set(unlike[3:])]
    assert [crowd["share"] for crowd in found] == [0.5, 0.5]
    assert all(crowd["name"] for crowd in found)


def test_songs_of_one_kind_are_no_crowds(recommend, unlike):
    assert crowds(recommend(tracks=unlike[:3])) == []


def test_a_focus_answers_one_crowd_as_if_it_were_given_alone(recommend, unlike):
    focused = recommend(tracks=unlike, focus=1)
    assert songs(focused) == songs(recommend(tracks=unlike[3:], exclude=unlike[:3]))
    assert songs(focused) != songs(recommend(tracks=unlike))
    assert len(crowds(focused)) == 2


def test_each_crowd_has_songs_among_the_first_ten(recommend, unlike):
    both = set(songs(recommend(tracks=unlike)))
    for focus in (0, 1):
        assert both & set(songs(recommend(tracks=unlike, focus=focus, n=50)))


@pytest.mark.parametrize("wish", [{"focus": 1}, {"n": 1}, {"tune": {"diverse": 1}}, {"tune": {"adventurous": 1}}])
def test_crowds_keep_their_names_whatever_else_is_asked(recommend, unlike, wish):
    named = [[crowd["name"] for crowd in crowds(recommend(tracks=unlike, **more))] for more in ({}, wish)]
    assert named[0] == named[1]


@pytest.mark.parametrize("focus", [2, 9])
def test_a_focus_on_a_crowd_that_is_not_there_is_refused_with_what_there_is(recommend, unlike, focus):
    refused = recommend(tracks=unlike, focus=focus)
    assert refused.status == 422
    assert refused.body["type"].endswith("/no-such-crowd")
    assert "0 to 1" in str(refused.body)
    assert f"'found': '{focus}'" in str(refused.body)


def test_a_focus_where_all_songs_are_of_one_kind_is_refused(recommend, unlike):
    refused = recommend(tracks=unlike[:3], focus=0)
    assert refused.status == 422
    assert "all are of one kind" in str(refused.body)
