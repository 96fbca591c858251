"""A rating is stored as it always was, numbers its changes, and forgets only those that are counted."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from shared.domain.rating import Change, CountedOpinion, Opinion, Rating, Target, rated
from shared.domain.search import Search

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
SEARCH = Search("s", AT, "v1", (), ("t",), 3, None)
TRACK = Target("track", "t")
FIRST = {"opinion": "love", "model": "v1", "cluster": 3, "week": "2026-W48"}
LOVED = {**FIRST, "charted": True}
STORED = {
    "listener": "anna",
    "kind": "track",
    "target": "t",
    "search": "s",
    "rated_at": "2026-11-23T12:00:00+00:00",
    "opinion": "love",
    "given": LOVED,
    "revision": 1,
    "uncounted": [{"revision": 1, "before": None, "after": LOVED}],
}
FIRST_STORED = {**STORED, "given": FIRST, "uncounted": [{"revision": 1, "before": None, "after": FIRST}]}
"""A record as the first version of Segue wrote it."""


def rate(before, opinion, at=AT):
    return rated(before, "anna", TRACK, SEARCH, opinion, at, charted=True)


def test_a_rating_is_stored_with_whether_it_counts_in_the_charts_and_since_when_it_waits():
    assert rate(None, Opinion.LOVE).to_fields() == {**STORED, "uncounted_since": AT.isoformat()}


def test_a_counted_rating_is_stored_as_one_that_does_not_wait():
    assert rate(None, Opinion.LOVE).counted([1]).to_fields() == {**STORED, "uncounted": []}


def test_a_record_of_the_first_version_is_read_as_one_that_counted_in_the_charts():
    assert Rating.of(FIRST_STORED) == rate(None, Opinion.LOVE)
    assert Rating.of(FIRST_STORED).key == "anna.track.t"


def test_an_opinion_does_not_count_in_the_charts_unless_that_is_said():
    rating = rated(None, "anna", TRACK, SEARCH, Opinion.LOVE, AT)
    assert (rating.given.charted, Rating.of(rating.to_fields()).given.charted) == (False, False)


@pytest.mark.parametrize(
    "opinions", [[], [None], [Opinion.HATE, None], [Opinion.OKAY, Opinion.LIKE, Opinion.LOVE]]
)
def test_what_is_stored_is_read_back(opinions):
    rating = rate(None, Opinion.LOVE)
    for opinion in opinions:
        rating = rate(rating, opinion)
    assert Rating.of(rating.to_fields()) == rating


def test_a_rating_without_a_cluster_is_read_back():
    without = Search("s", AT, "v1", (), ("t",), None, "popular")
    rating = rated(None, "anna", Target("list", "s"), without, Opinion.HATE, AT)
    assert Rating.of(rating.to_fields()) == rating
    assert rating.given.cluster is None


def test_the_moment_is_stored_in_utc():
    there = AT.astimezone(timezone(timedelta(hours=9)))
    assert rate(None, Opinion.LOVE, there).to_fields() == rate(None, Opinion.LOVE).to_fields()


def test_the_same_opinion_again_changes_nothing():
    before = rate(None, Opinion.LOVE)
    assert rate(before, Opinion.LOVE, AT + timedelta(days=1)) is before


def test_each_change_has_the_next_number_and_starts_from_the_one_before():
    rating = rate(rate(rate(None, Opinion.LOVE), None), Opinion.HATE)
    love, hate = (CountedOpinion(each, "v1", 3, "2026-W48", charted=True) for each in (Opinion.LOVE, Opinion.HATE))
    assert rating.uncounted == (Change(1, None, love), Change(2, love, None), Change(3, None, hate))
    assert (rating.opinion, rating.revision) == (Opinion.HATE, 3)


def test_only_counted_changes_are_forgotten():
    rating = rate(rate(None, Opinion.LOVE), Opinion.HATE)
    assert [change.revision for change in rating.counted({1}).uncounted] == [2]
    assert rating.counted({1}).opinion is Opinion.HATE


def test_a_change_after_all_were_counted_goes_on_numbering():
    rating = rate(rate(None, Opinion.LOVE).counted({1}), None)
    assert [change.revision for change in rating.uncounted] == [2]
