"""An answer on the command line: strays with their reason, and kinds of songs counted from 1."""

import json

from ops.answer_lines import as_json, as_text
from shared.domain.track import Track
from shared.intake import TrackReference
from shared.model.answer import Answer
from shared.model.described_crowds import Crowd
from shared.model.resolve import Match

ONE, OTHER = Track("spotify:track:1", "One", "X"), Track("spotify:track:2", "Other", "Y")
STRAY = Match(TrackReference("line 2", 2, title="Other"), 1, OTHER, 0.5)


def an_answer(**more) -> Answer:
    nothing = {"matched": (), "unmatched": (), "cluster": None, "name": None, "position": None}
    return Answer(**nothing | {"model": "m", "recommendations": (), "fallback": None} | more)


def test_a_stray_is_told_with_its_reason():
    lines = as_text(an_answer(strays=(STRAY,))).splitlines()
    assert lines[0] == f"  left out: line 2 ({OTHER.title} fits none of your other songs, so we left it out)"


def test_a_stray_is_among_the_unmatched_in_json():
    assert [each["source"] for each in json.loads(as_json(an_answer(strays=(STRAY,))))["unmatched"]] == ["line 2"]


def test_kinds_are_counted_from_1_as_the_option_counts_them():
    lines = as_text(an_answer(crowds=(Crowd("Jazz", 0.5, (ONE,)), Crowd(None, 0.5, (OTHER,))))).splitlines()
    assert f"  1. Jazz: {ONE.title}" in lines
    assert f"  2. others: {OTHER.title}" in lines


def test_a_kind_of_unknown_songs_is_named_by_their_lines():
    crowds = (
        Crowd("Jazz", 0.5, (ONE,), ("Ada - Lost",)),
        Crowd("Rap", 0.5, (), ("B - C", "D - E", "F - G", "H - I")),
    )
    lines = as_text(an_answer(crowds=crowds)).splitlines()
    assert f"  1. Jazz: {ONE.title} and Ada - Lost" in lines
    assert "  2. Rap: B - C, D - E and F - G" in lines
    assert [each["unknown"] for each in json.loads(as_json(an_answer(crowds=crowds)))["crowds"]] == [
        ["Ada - Lost"],
        ["B - C", "D - E", "F - G", "H - I"],
    ]
