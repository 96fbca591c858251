"""Shards of a song's counts: one until many people bring the song in, then several, and nothing counted twice."""

from collections import Counter
from datetime import UTC, datetime

import msgspec
import pytest

from functions.tally.handler import TallyActivity
from shared.adapters.memory import MemoryRecords
from shared.domain.rating import Opinion, Rating, Target, rated
from shared.domain.search import Search
from shared.messaging.messages import RatingChanged
from shared.messaging.push import Message
from shared.ports import Record
from shared.record_kinds import RATINGS, WEEK_TRACKS
from shared.records.charts import HOT, SPREAD, most_counted, song_shard
from shared.records.counter_names import EVER, EVERYONE
from shared.records.counters import SHARDS, ShardedCounter, counts_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WEEK = "2026-W48"
HOT_SONG, COLD_SONG = (f"spotify:track:{place:022d}" for place in range(2))


@pytest.fixture
def records():
    return MemoryRecords(lambda: NOW)


def love(records, listener, song, opinion=Opinion.LOVE):
    """Store an opinion, and return the message that it waits to be counted."""
    search, target = Search("s", NOW, "v1", (), (song,), None, None, None), Target("track", song)
    key = target.key(listener)

    def change(before):
        earlier = None if before is None else Rating.of(before)
        return rated(earlier, listener, target, search, opinion, NOW, charted=True).to_fields()

    records.update(RATINGS.name, key, change)
    return Message("m", msgspec.json.encode(RatingChanged(key=key)), {}, "", "", 1)


def shards_of(records, song, week=WEEK):
    found = records.page(WEEK_TRACKS.name, limit=1_000).records
    return {
        each.key: counts_of(each.fields).get("loved", 0) for each in found if each.key.startswith(f"{week}.{song}")
    }


def loved_by(records, song, count, start=0):
    tally = TallyActivity(records, now=lambda: NOW)
    for number in range(start, start + count):
        tally.handle(love(records, f"listener{number}", song))


def test_a_song_of_few_listeners_is_one_document(records):
    loved_by(records, COLD_SONG, 50)
    assert shards_of(records, COLD_SONG) == {f"{WEEK}.{COLD_SONG}.0": 50}


def test_a_song_of_many_is_spread_over_several_and_none_takes_most_of_what_comes(records):
    loved_by(records, HOT_SONG, HOT + 400)
    shards = shards_of(records, HOT_SONG)
    assert len(shards) == SPREAD
    later = {key: count - (HOT if key.endswith(".0") else 0) for key, count in shards.items()}
    assert sum(later.values()) == 400
    assert max(later.values()) < 2 * 400 / SPREAD


def test_the_charts_add_up_what_is_spread_and_keep_their_order(records):
    loved_by(records, HOT_SONG, HOT + 60)
    loved_by(records, COLD_SONG, HOT, start=1_000)
    for week in (WEEK, EVER):
        assert list(most_counted(records, week, "loved", 2).items()) == [(HOT_SONG, HOT + 60), (COLD_SONG, HOT)]
        assert most_counted(records, week, "loved", 1) == {HOT_SONG: HOT + 60}


def test_a_hot_song_whose_first_document_counts_less_than_anothers_sum_is_placed_by_its_sum(records):
    for song, first, others in ((HOT_SONG, 110, 20), (COLD_SONG, 120, 0)):
        for place, count in enumerate([first, *[others] * (SPREAD - 1)]):
            label = "further" if place else "week"
            fields = {label: WEEK, "track": song, "counts": {"loved": count}, "loved": count}
            records.create(WEEK_TRACKS.name, Record(f"{WEEK}.{song}.{place}", fields))
    assert most_counted(records, WEEK, "loved", 5) == {HOT_SONG: 250, COLD_SONG: 120}
    assert next(iter(most_counted(records, WEEK, "loved", 5))) == HOT_SONG


def test_loves_taken_back_are_taken_from_the_sum_wherever_they_were_counted(records):
    loved_by(records, HOT_SONG, HOT + 40)
    tally = TallyActivity(records, now=lambda: NOW)
    for number in range(HOT + 40):
        tally.handle(love(records, f"listener{number}", HOT_SONG, None))
    assert sum(shards_of(records, HOT_SONG).values()) == 0
    assert most_counted(records, WEEK, "loved", 5, least=1) == {}


def test_a_message_that_comes_again_once_its_song_is_hot_is_not_counted_in_another_shard(records):
    messages = [love(records, f"listener{number}", HOT_SONG) for number in range(HOT + 20)]
    tally = TallyActivity(records, now=lambda: NOW)
    for _ in range(3):
        for each in messages:
            tally.handle(each)
    assert sum(shards_of(records, HOT_SONG).values()) == HOT + 20


def test_only_the_first_document_of_a_song_is_in_the_order_of_the_charts(records):
    loved_by(records, HOT_SONG, HOT + 100)
    ordered = records.page(WEEK_TRACKS.name, where={"week": WEEK}, order_by="loved", descending=True)
    assert [each.key for each in ordered.records] == [f"{WEEK}.{HOT_SONG}.0"]


def test_what_is_searched_for_much_is_not_spread_where_it_is_loved(records):
    fields = {"week": WEEK, "track": HOT_SONG, "counts": {"searched": HOT, "loved": HOT - 1}}
    records.create(WEEK_TRACKS.name, Record(f"{WEEK}.{HOT_SONG}.0", fields))
    places = {song_shard(records, WEEK, HOT_SONG, "searched", f"e{number}")[0] for number in range(100)}
    assert len(places) == SPREAD
    assert {song_shard(records, WEEK, HOT_SONG, "loved", f"e{number}")[0] for number in range(100)} == {
        (WEEK_TRACKS.name, f"{WEEK}.{HOT_SONG}.0")
    }


def test_the_services_own_counter_is_spread_and_still_reads_the_ten_shards_of_before(records):
    counter = ShardedCounter(records, "figures")
    assert SHARDS == 30
    used = Counter(counter.shard_of(EVERYONE, f"search.{number}")[1] for number in range(3_000))
    assert len(used) == SHARDS
    assert max(used.values()) < 2 * 3_000 / SHARDS
    for place in range(10):
        records.create("figures", Record(f"{EVERYONE}.{place}", {"counts": {"searches": 1}}))
    assert counter.read(EVERYONE) == {"searches": 10}
