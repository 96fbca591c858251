"""`segue recommend --order` and `segue path`."""

import json

import pytest
from command_line import called

from ops.answer_lines import as_json, as_text
from shared.domain.track import Track
from shared.model.answer import Answer
from shared.model.ordering.journey import Hole, Journey, Stop

ONE, OTHER = Track("spotify:track:1", "One", "X"), Track("spotify:track:2", "Other", "Y")


@pytest.fixture
def run(embedded, model_folder, tmp_path):
    def call(command, *arguments):
        return called(command, "--model", model_folder, *arguments, environment=embedded, folder=tmp_path)

    return call


def told(journey: Journey) -> Answer:
    return Answer("m", (), (), None, None, None, (), None, journey=journey)


def test_a_flow_has_the_ranked_songs_in_another_order(run, known_names):
    ranked, flow = (
        json.loads(run("recommend", "--track", known_names[0], "-n", 20, "--json", *order).stdout)
        for order in ([], ["--order", "flow", "--curve", "falling"])
    )
    songs = [[song["uri"] for song in each["recommendations"]] for each in (ranked, flow)]
    assert sorted(songs[0]) == sorted(songs[1])
    assert songs[0] != songs[1]
    assert (ranked["journey"], flow["journey"]["curve"]) == (None, "falling")


def test_a_path_is_told_with_its_steps(run, known_names):
    lines = run("path", known_names[0], known_names[15], "-n", 4).stdout.splitlines()
    assert "From the one to the other:" in lines
    assert sum("of the way" in line or "the way from" in line or "the way to" in line for line in lines) == 4


def test_a_path_in_json_has_its_ends_among_the_stops(run, known_names, model):
    first, last = (track.id for track in model.tracks([0, 15]))
    found = json.loads(run("path", known_names[0], known_names[15], "-n", 3, "--json").stdout)
    assert [stop["uri"] for stop in found["journey"]["stops"]] == [
        first,
        *(song["uri"] for song in found["recommendations"]),
        last,
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--curve", "rising"], "--order flow"),
        (["--order", "flow", "-n", 101], "up to 100 songs"),
    ],
    ids=["a curve alone", "too many songs"],
)
def test_what_does_not_flow_is_refused_in_one_line(run, known_names, arguments, words):
    refused = run("recommend", "--track", known_names[0], *arguments)
    assert refused.returncode == 2
    assert words in refused.stderr.splitlines()[-1]


def test_an_end_that_is_not_known_is_refused_in_one_line(run, known_names):
    refused = run("path", known_names[0], "qqqq wwww")
    assert refused.returncode == 2
    assert refused.stderr.startswith("segue: The song to go to is not known here")


def test_a_hole_and_a_note_are_told_below_the_songs():
    journey = Journey((), holes=(Hole(ONE, OTHER),), note="so it is")
    assert as_text(told(journey)).splitlines()[-2:] == [
        "  Between “One” and “Other” there is nothing nearer.",
        "  Note: so it is.",
    ]
    assert json.loads(as_json(told(journey)))["journey"]["holes"] == [
        "Between “One” and “Other” there is nothing nearer"
    ]


def test_what_is_unknown_of_a_song_is_left_out():
    stops = (Stop(ONE, "8A", None, 0.5, None), Stop(OTHER, None, None, None, 0.5))
    assert [stop["key"] for stop in json.loads(as_json(told(Journey(stops))))["journey"]["stops"]] == ["8A", None]
