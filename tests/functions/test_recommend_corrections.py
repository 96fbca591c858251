"""Corrections of an answer by its listener: another song for a line, one for a line not found, or none."""

from functions.recommend import corrections
from functions.recommend.contract import Correction
from shared.intake import Intake
from shared.intake.reference import Unread

LINES = "\n".join(["spotify:track:0000000000000000000000", "https://example.org/elsewhere", "{known}"])


def corrected(recommend, known, **correction):
    """Return the sources with their songs, and the sources without, after one correction."""
    answer = recommend(text=LINES.format(known=known[0]), corrections=[correction])
    assert answer.status == 200, answer.body
    matched = {(each["source"], each["uri"]) for each in answer.body["matched"]}
    return matched, [each["source"] for each in answer.body["unmatched"]]


def test_a_match_gets_another_song(recommend, known):
    matched, _ = corrected(recommend, known, source=known[0], line=3, track=known[1])
    assert matched == {(known[0], known[1])}


def test_a_match_is_left_out(recommend, known):
    answer = recommend(tracks=known[:2], corrections=[{"source": known[0], "line": 1}])
    assert [each["uri"] for each in answer.body["matched"]] == [known[1]]


def test_a_song_the_catalogue_lacks_gets_one_that_it_has(recommend, known):
    lacking, elsewhere, _ = LINES.split("\n")
    matched, unmatched = corrected(recommend, known, source=lacking, line=1, track=known[1])
    assert (lacking, known[1]) in matched
    assert unmatched == [elsewhere]


def test_a_line_that_was_no_song_gets_one(recommend, known):
    lacking, elsewhere, _ = LINES.split("\n")
    matched, unmatched = corrected(recommend, known, source=elsewhere, line=2, track=known[1])
    assert (elsewhere, known[1]) in matched
    assert unmatched == [lacking]


def test_a_line_that_was_no_song_is_no_longer_reported_once_left_out(recommend, known):
    lacking, elsewhere, _ = LINES.split("\n")
    _, unmatched = corrected(recommend, known, source=elsewhere, line=2)
    assert unmatched == [lacking]


def test_a_correction_of_another_line_changes_nothing(recommend, known):
    matched, _ = corrected(recommend, known, source=known[0], line=4, track=known[1])
    assert matched == {(known[0], known[0])}


def test_an_answer_of_which_nothing_is_left_is_one_of_popular_songs(recommend, known):
    answer = recommend(tracks=known[:1], corrections=[{"source": known[0], "line": 1}])
    assert answer.status == 200
    assert "popular" in answer.body["fallback"]


def test_a_correction_to_no_track_is_refused(recommend, known):
    wrong = {"source": known[0], "line": 1, "track": "https://example.org"}
    answer = recommend(tracks=known[:1], corrections=[wrong])
    assert answer.status == 400
    assert "corrections[0]" in answer.body["detail"]


class Incomparable(Unread):
    """A piece that fails the test when it is compared with another."""

    __hash__ = None

    def __eq__(self, other):
        raise AssertionError("compared")


def test_ten_thousand_corrections_of_as_many_lines_are_no_hundred_million_comparisons():
    given = Intake(unread=tuple(Incomparable("-", line, "no word") for line in range(1, 10_001)))
    made = [Correction("-", line) for line in range(1, 10_000)]
    assert [each.line for each in corrections.corrected(given, made).unread] == [10_000]
