"""A listener counts once a song and week, for a bounded number of songs, from an account's second day on."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.charts import MOST_SONGS_A_WEEK, SETTLED_AFTER, ChartedSongs, has_settled

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WEEK, NEXT, LATER = "2026-W48", "2026-W49", "2027-W01"
SONGS = [f"spotify:track:{place:022d}" for place in range(MOST_SONGS_A_WEEK + 5)]


@pytest.mark.parametrize(
    ("age", "settled"),
    [(SETTLED_AFTER, True), (SETTLED_AFTER - timedelta(seconds=1), False), (timedelta(0), False)],
)
def test_an_account_counts_from_its_second_day_on(age, settled):
    assert has_settled(NOW - age, NOW) is settled


def test_an_account_from_before_its_beginning_was_kept_counts():
    assert has_settled(None, NOW)


def test_a_song_is_new_once_a_week():
    charted = ChartedSongs().with_songs(WEEK, SONGS[:2])
    assert charted.new_of(WEEK, SONGS[1:3]) == (SONGS[2],)
    assert charted.new_of(NEXT, SONGS[1:3]) == (SONGS[1], SONGS[2])


def test_a_song_that_is_given_twice_is_new_once():
    assert ChartedSongs().new_of(WEEK, [SONGS[0], SONGS[1], SONGS[0]]) == (SONGS[0], SONGS[1])


def test_one_listener_brings_in_a_bounded_number_of_songs_a_week():
    full = ChartedSongs().with_songs(WEEK, SONGS[: MOST_SONGS_A_WEEK - 1])
    assert full.new_of(WEEK, SONGS[-3:]) == (SONGS[-3],)
    assert full.with_songs(WEEK, SONGS[-3:-2]).new_of(WEEK, SONGS[-2:]) == ()
    assert ChartedSongs().new_of(WEEK, SONGS) == tuple(SONGS[:MOST_SONGS_A_WEEK])


def test_of_a_week_that_is_too_long_ago_to_know_no_song_counts():
    charted = ChartedSongs().with_songs(WEEK, SONGS[:1]).with_songs(NEXT, SONGS[:1]).with_songs(LATER, SONGS[:1])
    assert set(charted.weeks) == {NEXT, LATER}
    assert charted.new_of(WEEK, SONGS[:3]) == ()
    assert charted.new_of(NEXT, SONGS[:3]) == tuple(SONGS[1:3])


def test_what_is_stored_is_read_back():
    charted = ChartedSongs().with_songs(WEEK, SONGS[:9]).with_songs(NEXT, SONGS[3:5])
    assert ChartedSongs.of(charted.to_json()) == charted


@pytest.mark.parametrize("value", [None, [], "x", 3, {}])
def test_a_record_without_it_charted_nothing(value):
    assert ChartedSongs.of(value) == ChartedSongs()


def test_all_songs_of_a_week_are_one_short_text():
    full = ChartedSongs().with_songs(WEEK, SONGS[:MOST_SONGS_A_WEEK]).to_json()
    assert len(full[WEEK]) < 2_000
