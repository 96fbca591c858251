"""Searches and ratings that are counted at the same moment, in every adapter of Records."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import msgspec

from functions.tally.handler import LEFT_OVER, TallyActivity
from shared.domain.rating import Opinion, Target, rated
from shared.domain.search import Search
from shared.messaging.messages import RatingChanged, SearchMade, Tick
from shared.messaging.push import Message
from shared.ports import Record
from shared.record_kinds import COUNTERS, RATINGS, SEARCHES, WEEK_TRACKS
from shared.records.counter_names import EVERYONE
from shared.records.counters import ShardedCounter

SONG = "spotify:track:" + "x" * 22


def message(activity):
    return Message("m", msgspec.json.encode(activity), {}, "", "", 1)


def keep(records, clock, count=8):
    """Create searches of one song by one listener, and loves of it by as many; return their messages."""
    for place in range(count):
        search = Search(f"s{place}", clock(), "v1", (SONG,), (SONG,), 2, None, "ada", charted=True)
        records.create(SEARCHES.name, Record(search.id, search.to_uncounted_fields()))
        rating = rated(
            None, f"listener{place}", Target("track", SONG), search, Opinion.LOVE, clock(), charted=True
        )
        records.create(RATINGS.name, Record(rating.key, rating.to_fields()))
        yield message(SearchMade(id=search.id))
        yield message(RatingChanged(key=rating.key))


def at_once(calls: list[Callable[[], object]]) -> None:
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> None:
        start.wait()
        call()

    with ThreadPoolExecutor(len(calls)) as pool:
        list(pool.map(run, calls))


def counted(records):
    """Return how often the song was searched and loved, by every counter of it."""
    everyone = ShardedCounter(records, COUNTERS.name).read(EVERYONE)
    tracks = [(each.fields["searched"], each.fields["loved"]) for each in records.page(WEEK_TRACKS.name).records]
    ada = ShardedCounter(records, COUNTERS.name, shards=1).read("listener.ada")
    return everyone["searches"], everyone["ratings.track.love"], ada["searches"], sorted(tracks)


ALL = (8, 8, 8, [(0, 8), (1, 8)])
"""All searches count; in the week's chart the listener counts once, whichever of them comes first."""


def test_eight_searches_and_loves_of_one_song_at_the_same_moment_are_all_counted(records, clock):
    tally = TallyActivity(records, now=clock)
    at_once([lambda each=each: tally.handle(each) for each in keep(records, clock)])
    assert counted(records) == ALL


def test_ticks_at_the_same_moment_count_what_is_left_over_once(records, clock):
    sent = list(keep(records, clock))
    clock.advance(LEFT_OVER)
    tally = TallyActivity(records, now=clock)
    at_once([lambda: tally.handle(message(Tick())) for _ in range(3)])
    assert counted(records) == ALL
    for each in sent:
        tally.handle(each)
    assert counted(records) == ALL


def test_what_is_counted_is_no_longer_found_by_a_tick(records, clock):
    for each in keep(records, clock, 1):
        TallyActivity(records, now=clock).handle(each)
    clock.advance(timedelta(days=1))
    found = [records.page(kind.name, order_by="uncounted_since").records for kind in (SEARCHES, RATINGS)]
    assert found == [(), ()]
