"""Several lists in one request, over HTTP."""

import pytest


@pytest.fixture(scope="module")
def lists(playlists):
    """Two playlists of the demo, half of one and half of the other."""
    first, second = sorted(playlists, key=len)[-2:]
    return [{"name": "Ann", "tracks": first[:6]}, {"name": "Bob", "tracks": second[:6]}]


def test_each_song_has_its_reasons_by_list(recommend, lists):
    body = recommend(lists=lists).body
    assert len(body["recommendations"]) == 10
    named = {reason["list"] for song in body["recommendations"] for reason in song["because"]}
    assert named == {"Ann", "Bob"}


def test_the_answer_tells_each_lists_part(recommend, lists):
    blend = recommend(lists=lists).body["blend"]
    assert [(each["name"], each["seeds"]) for each in blend["lists"]] == [
        (each["name"], each["tracks"]) for each in lists
    ]
    assert min(each["share"] for each in blend["lists"]) >= 0.35
    assert (blend["note"] is None) == (blend["in_common"] == 10)


def test_a_list_without_a_name_has_its_number(recommend, lists):
    blend = recommend(lists=[{"tracks": each["tracks"]} for each in lists]).body["blend"]
    assert [each["name"] for each in blend["lists"]] == ["the first list", "the second list"]


def test_lists_may_be_text_and_files(recommend, known_names):
    body = recommend(
        lists=[
            {"text": "\n".join(known_names[:3])},
            {"file": {"name": "b.txt", "content": known_names[8]}, "text": known_names[9]},
        ]
    ).body
    assert [len(each["seeds"]) for each in body["blend"]["lists"]] == [3, 2]
    assert len(body["matched"]) == 5


def test_a_single_list_is_no_blend(recommend, known_names):
    body = recommend(text=known_names[0]).body
    assert body["blend"] is None
    assert body["recommendations"][0]["because"][0]["list"] is None


def test_what_is_not_known_of_a_list_is_reported(recommend, known_names):
    body = recommend(lists=[{"text": known_names[0]}, {"text": f"{known_names[5]}\nqqqq wwww zzzz"}]).body
    assert [each["source"] for each in body["unmatched"]] == ["qqqq wwww zzzz"]


def test_lists_are_not_shared_for_learning(recommend, lists):
    shared = recommend(lists=lists, share=True).body["shared"]
    assert not shared["kept"]
    assert "blend" in shared["because"]


TWO = [{"text": "x"}, {"text": "y"}]


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        pytest.param({"lists": [{"text": "x"}]}, ["2 to 5", "1"], id="one list"),
        pytest.param({"lists": []}, ["2 to 5", "0"], id="no list"),
        pytest.param({"lists": [{"text": "x"}] * 6}, ["lists"], id="six lists"),
        pytest.param({"lists": TWO, "tracks": ["x"]}, ["beside lists", "tracks"], id="tracks"),
        pytest.param({"lists": TWO, "text": "x"}, ["beside lists", "text"], id="text"),
        pytest.param({"lists": TWO, "focus": 0}, ["beside lists", "focus"], id="focus"),
        pytest.param({"lists": TWO, "from": "x", "to": "y"}, ["from", "to"], id="a path"),
        pytest.param({"lists": [{"name": "A", "text": "x"}, {"name": "A "}]}, ["one name", "“A”"], id="one name"),
        pytest.param({"lists": [{"name": "Ann", "text": "x"}, {"name": "Bob"}]}, ["“Bob”"], id="an empty list"),
        pytest.param({"lists": [{"songs": []}, {}]}, ["songs"], id="an unknown field"),
    ],
)  # fmt: skip
def test_lists_that_are_no_blend_are_refused(recommend, request_, words):
    answer = recommend(**request_)
    assert answer.status == 400
    told = " ".join(str(answer.body.get(name, "")) for name in ("title", "detail", "expected", "found", "cure"))
    assert all(word in told for word in words), told


def test_a_list_of_which_nothing_is_known_is_refused_by_name(recommend, known_names):
    answer = recommend(lists=[{"text": known_names[0]}, {"name": "Bob", "text": "qqqq wwww zzzz"}])
    assert answer.status == 400
    assert "“Bob”" in answer.body["title"] + answer.body["detail"]
