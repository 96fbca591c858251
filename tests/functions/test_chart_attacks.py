"""A song gets into the charts by people: not by requests, by visitors, or by one listener's repeats."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from functions.tally.handler import TallyActivity
from shared.adapters.memory import MemoryRecords
from shared.domain.charts import LEAST_LISTENERS, MOST_SONGS_A_WEEK
from shared.domain.rating import Opinion, Rating, Target, rated
from shared.domain.search import Search
from shared.messaging.messages import RatingChanged, SearchMade
from shared.messaging.push import Message
from shared.ports import Record
from shared.record_kinds import COUNTERS, RATINGS, SEARCHES, WEEK_TRACKS
from shared.records.charts import most_counted
from shared.records.counter_names import EVER, EVERYONE
from shared.records.counters import ShardedCounter
from shared.records.personal_data import delete, records_of

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
WEEK = "2026-W48"
SONG, OTHER = "spotify:track:" + "x" * 22, "spotify:track:" + "y" * 22


class Deployment:
    """Records, and events that are counted as they come."""

    def __init__(self) -> None:
        self.records = MemoryRecords(lambda: NOW)
        self.tally = TallyActivity(self.records, now=lambda: NOW)

    def stored_search(self, listener, songs=(SONG,), *, charted=True, at=NOW):
        made = Search(uuid.uuid4().hex, at, "v1", songs, (), None, None, listener, charted=charted)
        self.records.create(SEARCHES.name, Record(made.id, made.to_uncounted_fields()))
        return Message(uuid.uuid4().hex, msgspec.json.encode(SearchMade(id=made.id)), {}, "", "", 1)

    def search(self, listener, songs=(SONG,), *, charted=True, at=NOW):
        self.tally.handle(self.stored_search(listener, songs, charted=charted, at=at))

    def rate(self, listener, opinion=Opinion.LOVE, *, charted=True):
        made = Search("s", NOW, "v1", (), (SONG,), None, None)
        target = Target("track", SONG)

        def change(before):
            known = Rating.of(before) if before else None
            return rated(known, listener, target, made, opinion, NOW, charted=charted).to_fields()

        self.records.update(RATINGS.name, target.key(listener), change)
        message = RatingChanged(key=target.key(listener))
        self.tally.handle(Message(uuid.uuid4().hex, msgspec.json.encode(message), {}, "", "", 1))

    def searched(self):
        return most_counted(self.records, WEEK, "searched", 50, least=1)

    def loved(self, week=WEEK):
        return most_counted(self.records, week, "loved", 50, least=1)

    def everyone(self):
        return ShardedCounter(self.records, COUNTERS.name).read(EVERYONE)


@pytest.fixture
def deployment():
    return Deployment()


def test_250_anonymous_searches_of_a_song_leave_the_chart_as_it_is(deployment):
    for listener in ("ada", "bo", "cy"):
        deployment.search(listener, (OTHER,))
    for _ in range(250):
        deployment.search(None, charted=False)
    assert deployment.searched() == {OTHER: 3}
    assert deployment.everyone()["searches"] == 253


def test_anonymous_searches_write_no_count_of_a_song(deployment):
    deployment.search(None, (SONG, OTHER), charted=False)
    assert deployment.records.page(WEEK_TRACKS.name).records == ()


def test_searches_of_50_visitors_do_not_count_either(deployment):
    for place in range(50):
        deployment.search(f"visitor {place}", charted=False)
    assert deployment.searched() == {}


def test_60_repeats_of_one_listener_count_once(deployment):
    for _ in range(60):
        deployment.search("ada", (SONG, OTHER, SONG))
    assert deployment.searched() == {SONG: 1, OTHER: 1}
    assert most_counted(deployment.records, WEEK, "searched", 50) == {}


def test_60_repeats_at_the_same_moment_count_once(deployment):
    sent = [deployment.stored_search("ada") for _ in range(60)]
    with ThreadPoolExecutor(20) as threads:
        list(threads.map(deployment.tally.handle, sent * 2))
    assert deployment.searched() == {SONG: 1}
    assert deployment.everyone()["searches"] == 60


def test_a_search_of_last_week_that_comes_late_counts_there_once(deployment):
    deployment.search("ada")
    for _ in range(3):
        deployment.search("ada", at=NOW - timedelta(days=7))
    assert (
        most_counted(deployment.records, "2026-W47", "searched", 5, least=1) == deployment.searched() == {SONG: 1}
    )


def test_one_listener_does_not_bring_in_the_whole_catalogue(deployment):
    for start in range(0, MOST_SONGS_A_WEEK + 50, 10):
        deployment.search("ada", tuple(f"spotify:track:{start + place:022d}" for place in range(10)))
    assert len(deployment.records.page(WEEK_TRACKS.name, limit=1000).records) == MOST_SONGS_A_WEEK


def test_so_many_people_as_a_chart_needs_bring_a_song_in(deployment):
    for place in range(LEAST_LISTENERS):
        assert most_counted(deployment.records, WEEK, "searched", 50) == {}
        deployment.search(f"listener {place}")
    assert most_counted(deployment.records, WEEK, "searched", 50) == {SONG: LEAST_LISTENERS}


def test_15_visitors_who_love_a_song_do_not_bring_it_into_the_chart(deployment):
    for place in range(15):
        deployment.rate(f"visitor {place}", charted=False)
    assert deployment.loved() == deployment.loved(EVER) == {}
    assert deployment.everyone()["ratings.track.love"] == 15


def test_a_love_that_is_given_and_taken_back_60_times_counts_as_it_ends(deployment):
    for place in range(60):
        deployment.rate("ada", None if place % 2 else Opinion.LOVE)
    assert deployment.loved() == {}
    deployment.rate("ada")
    assert deployment.loved() == deployment.loved(EVER) == {SONG: 1}


def test_a_love_of_a_visitor_that_is_taken_back_with_an_account_takes_none_of_anothers(deployment):
    deployment.rate("bo")
    deployment.rate("ada", charted=False)
    deployment.rate("ada", None)
    assert deployment.loved() == {SONG: 1}


def test_a_love_with_an_account_that_is_taken_back_counts_no_more_whoever_takes_it(deployment):
    deployment.rate("ada")
    deployment.rate("ada", None, charted=False)
    assert deployment.loved() == deployment.loved(EVER) == {}


def test_what_a_listener_brought_in_is_forgotten_with_them_and_the_count_stays(deployment):
    deployment.search("ada")
    (counter,) = records_of(COUNTERS, deployment.records, "ada")
    assert counter.fields["charted"][WEEK]
    delete(deployment.records, None, COUNTERS, counter)
    assert list(records_of(COUNTERS, deployment.records, "ada")) == []
    assert deployment.searched() == {SONG: 1}
