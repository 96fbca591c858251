"""A listener's preferences from their newest ratings: which opinion does what, and how far back they go."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.domain.rating import Opinion, Rating, Target, rated
from shared.domain.search import Search
from shared.ports import Record
from shared.record_kinds import RATINGS, SEARCHES
from shared.records.ratings import Preferences, RatingLog, preferences_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def records():
    return MemoryRecords()


def search(id, *recommended):
    return Search(id, NOW, "v1", (), recommended, None, None)


def rating(kind, id, opinion, minutes=0, listener="ada"):
    return rated(None, listener, Target(kind, id), search("s"), opinion, NOW + timedelta(minutes=minutes))


def keep(records, *ratings):
    for each in ratings:
        records.create(RATINGS.name, Record(each.key, each.to_fields()))


def test_a_listener_who_rated_nothing_has_no_preferences(records):
    assert preferences_of(records, "ada") == Preferences()


def test_a_loved_and_a_liked_song_attract_the_oldest_first(records):
    keep(records, rating("track", "new", Opinion.LOVE, 2), rating("track", "old", Opinion.LIKE, 1))
    assert preferences_of(records, "ada") == Preferences(loved=("old", "new"))


def test_a_hated_song_repels(records):
    keep(records, rating("track", "x", Opinion.HATE))
    assert preferences_of(records, "ada") == Preferences(hated=("x",))


def test_an_okay_song_is_left_out_and_neither_attracts_nor_repels(records):
    keep(records, rating("track", "x", Opinion.OKAY))
    assert preferences_of(records, "ada") == Preferences(unwanted=("x",))


def test_the_songs_of_a_hated_list_are_left_out_after_those_that_are_okay(records):
    records.create(SEARCHES.name, Record("s1", search("s1", "a", "b").to_fields()))
    keep(records, rating("list", "s1", Opinion.HATE), rating("track", "x", Opinion.OKAY, 1))
    assert preferences_of(records, "ada") == Preferences(unwanted=("x", "a", "b"))


@pytest.mark.parametrize("opinion", [Opinion.LOVE, Opinion.LIKE, Opinion.OKAY])
def test_any_other_opinion_of_a_list_changes_nothing(records, opinion):
    records.create(SEARCHES.name, Record("s1", search("s1", "a").to_fields()))
    keep(records, rating("list", "s1", opinion))
    assert preferences_of(records, "ada") == Preferences()


def test_a_hated_list_that_is_kept_no_more_leaves_nothing_out(records):
    keep(records, rating("list", "gone", Opinion.HATE))
    assert preferences_of(records, "ada") == Preferences()


def test_the_ten_hated_lists_of_late_are_heeded(records):
    for number in range(11):
        records.create(SEARCHES.name, Record(f"s{number}", search("s", f"song {number}").to_fields()))
        keep(records, rating("list", f"s{number}", Opinion.HATE, number))
    assert preferences_of(records, "ada").unwanted == tuple(f"song {number}" for number in range(1, 11))


def test_the_five_hundred_newest_ratings_are_heeded(records):
    keep(records, *(rating("track", str(number), Opinion.LOVE, number) for number in range(501)))
    assert preferences_of(records, "ada").loved == tuple(map(str, range(1, 501)))


def test_an_opinion_that_was_taken_back_is_none(records):
    loved = rating("track", "x", Opinion.LOVE)
    keep(records, rated(loved, "ada", loved.target, search("s"), None, NOW))
    assert preferences_of(records, "ada") == Preferences()


def test_what_another_thinks_does_not_matter(records):
    keep(records, rating("track", "x", Opinion.LOVE, listener="bo"))
    assert preferences_of(records, "ada") == Preferences()


def test_a_rating_that_is_not_there_is_none(records):
    assert RatingLog(records, MemoryBus).get("ada.track.x") is None


def test_a_change_is_published_by_the_key_of_its_rating(records):
    bus = MemoryBus()
    RatingLog(records, lambda: bus).change("ada.track.x", lambda _: rating("track", "x", Opinion.LOVE))
    (message,) = bus.published
    assert (message.topic, message.data) == ("activity", b'{"kind":"rating","key":"ada.track.x"}')


def test_a_change_starts_from_the_rating_that_is_stored(records):
    loved = rating("track", "x", Opinion.LOVE)
    keep(records, loved)
    found: list[Rating | None] = []
    RatingLog(records, MemoryBus).change(loved.key, lambda before: found.append(before) or loved)
    assert found == [loved]


def test_a_rating_without_uncounted_changes_is_not_published(records):
    bus = MemoryBus()
    RatingLog(records, lambda: bus).publish(rating("track", "x", Opinion.LOVE).counted({1}))
    assert bus.published == []
