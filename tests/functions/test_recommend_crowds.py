"""Songs of several kinds in one request: each kind has its share of the answer, and one of them can be chosen."""

import itertools

import pytest
from exportify import exported


@pytest.fixture(scope="module")
def unlike(model):
    """Return six songs of as many artists in two crowds of three by the tests' model, as URIs."""
    genres: dict[str, dict[str, str]] = {}
    for track in model.tracks(range(400)):
        genres.setdefault("".join(track.genres[:1]), {}).setdefault(track.artist, track.id)
    several = [list(songs.values())[:3] for genre, songs in genres.items() if genre and len(songs) >= 3]
    for one, other in itertools.combinations(several, 2):
        crowds = model.crowds_of(model.indices_of([*one, *other]))
        if [crowd.size for crowd in crowds] == [3, 3]:
            return [track.id for crowd in crowds for track in model.tracks(crowd.seeds)]
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
    assert refused.body["type"].endswith("#no-such-crowd")
    assert "0 to 1" in str(refused.body)
    assert f"'found': '{focus}'" in str(refused.body)


def test_a_focus_where_all_songs_are_of_one_kind_is_refused(recommend, unlike):
    refused = recommend(tracks=unlike[:3], focus=0)
    assert refused.status == 422
    assert "all are of one kind" in str(refused.body)


@pytest.fixture(scope="module")
def lines(model, unlike):
    """Return a line for each of the songs in two crowds: an unknown song of its artist."""
    return [f"{track.artist} - Qqqq Wwww" for track in model.tracks(model.indices_of(unlike))]


def test_unknown_songs_of_two_kinds_are_two_crowds_of_their_lines_with_half_of_the_answer_each(recommend, lines):
    found = crowds(recommend(text="\n".join(lines)))
    assert [set(crowd["unknown"]) for crowd in found] == [set(lines[:3]), set(lines[3:])]
    assert [(crowd["share"], crowd["seeds"]) for crowd in found] == [(0.5, []), (0.5, [])]
    assert all(crowd["name"] for crowd in found)
    assert found[0]["name"] != found[1]["name"]


def test_each_kind_of_unknown_songs_has_its_part_of_the_first_ten(recommend, lines):
    both = set(songs(recommend(text="\n".join(lines))))
    for focus in (0, 1):
        assert len(both & set(songs(recommend(text="\n".join(lines), focus=focus, n=50)))) >= 3


def test_a_focus_on_unknown_songs_answers_them_as_if_they_were_given_alone(recommend, lines):
    both = recommend(text="\n".join(lines))
    for focus, alone in enumerate((lines[:3], lines[3:])):
        focused = recommend(text="\n".join(lines), focus=focus)
        assert songs(focused) == songs(recommend(text="\n".join(alone)))
        assert crowds(focused) == crowds(both)
        assert songs(focused) != songs(both)


def test_known_and_unknown_songs_of_two_kinds_are_two_crowds(recommend, lines, unlike):
    found = crowds(recommend(tracks=unlike[:3], text="\n".join(lines[3:])))
    assert [(set(crowd["seeds"]), set(crowd["unknown"])) for crowd in found] == [
        (set(unlike[:3]), set()),
        (set(), set(lines[3:])),
    ]


def test_unknown_songs_of_one_kind_are_no_crowds(recommend, lines):
    assert crowds(recommend(text="\n".join(lines[:3]))) == []


def test_songs_in_a_file_by_unknown_artists_are_crowds_by_their_genres(recommend):
    listed = {"name": "list.csv", "content": exported((["hard rock"], {}), (["neo soul"], {}))}
    found = crowds(recommend(file=listed))
    assert [(crowd["name"].casefold(), len(crowd["unknown"])) for crowd in found] == [
        ("classic rock", 1),
        ("r&b", 1),
    ]
    focused = recommend(file=listed, focus=1)
    assert focused.body["cluster"]["name"].casefold().startswith("r&b")
