"""Every event is counted once, despite duplicates, reordering, concurrency and interruptions."""

import random
import sys
import uuid
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.adapters.memory import MemoryRecords
from shared.adapters.sqlite_records import SqliteRecords
from shared.domain.rating import Opinion, Rating, Target, rated
from shared.domain.search import Search
from shared.errors import InvalidInput, Unavailable
from shared.messaging.messages import RatingChanged, SearchMade
from shared.messaging.push import Message
from shared.ports import Record
from shared.record_kinds import COUNTERS, RATINGS, SEARCHES, WEEK_KEPT, WEEK_TRACKS
from shared.records.counter_names import EVERYONE, LAST_AT, of_listener
from shared.records.counters import ShardedCounter

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WEEK = "2026-W48"
TRACKS = tuple(f"{place:022d}" for place in range(30))


def loaded_handler():
    path = Path(__file__).parents[2] / "functions" / "tally" / "handler.py"
    spec = spec_from_file_location("tally_handler", path)
    module = module_from_spec(spec)
    sys.modules["tally_handler"] = module
    spec.loader.exec_module(module)
    return module


TallyActivity = loaded_handler().TallyActivity


def search(id, listener=None, seeds=TRACKS[:3], cluster=2, fallback=None):
    return Search(id, NOW, "v1", seeds, TRACKS[10:20], cluster, fallback, listener)


def keep(records, made):
    records.create(SEARCHES.name, Record(made.id, made.to_fields(), NOW + timedelta(days=4_000)))


def message(activity):
    return Message(uuid.uuid4().hex, msgspec.json.encode(activity), {}, "", "", 1)


def rate(records, listener, opinion, made, track=TRACKS[10], at=NOW):
    target = Target("track", track)
    key = target.key(listener)

    def change(before):
        return rated(before and Rating.of(before), listener, target, made, opinion, at).to_fields()

    records.update(RATINGS.name, key, change)
    return message(RatingChanged(key=key))


def everyone(records):
    return ShardedCounter(records, COUNTERS.name).read(EVERYONE)


def own(records, listener):
    return ShardedCounter(records, COUNTERS.name, shards=1).read(of_listener(listener))


@pytest.fixture
def records():
    return MemoryRecords()


def test_a_search_is_counted_for_everyone_its_listener_its_week_and_its_cluster(records):
    keep(records, search("s1", "ada"))
    TallyActivity(records).handle(message(SearchMade(id="s1")))
    counts = {
        "searches": 1,
        f"searches.week.{WEEK}": 1,
        "searches.model.v1": 1,
        "searches.cluster.v1.2": 1,
    }
    assert everyone(records) == counts
    assert own(records, "ada") == counts


def test_a_strangers_search_is_counted_for_everyone_alone(records):
    keep(records, search("s1", fallback="nothing matched", cluster=None))
    TallyActivity(records).handle(message(SearchMade(id="s1")))
    assert everyone(records)["searches.fallback"] == 1


def test_a_search_that_is_forgotten_is_not_counted_and_not_an_error(records):
    TallyActivity(records).handle(message(SearchMade(id="gone")))
    assert everyone(records) == {}


@pytest.mark.parametrize("data", [b"", b"{", b"{}", b'{"kind": "dance"}', b'{"kind": "search", "id": 3}'])
def test_what_is_no_activity_is_rejected(records, data):
    with pytest.raises(InvalidInput):
        TallyActivity(records).handle(Message("m", data, {}, "", "", 1))


def test_a_change_of_mind_moves_the_count(records):
    made = search("s1")
    activity = TallyActivity(records)
    activity.handle(rate(records, "ada", Opinion.HATE, made))
    activity.handle(rate(records, "ada", Opinion.LOVE, made))
    assert everyone(records) == {
        "ratings.track.love": 1,
        "ratings.model.v1.love": 1,
        f"ratings.week.v1.{WEEK}.love": 1,
        "ratings.cluster.v1.2.love": 1,
    }


def test_an_opinion_taken_back_leaves_nothing(records):
    activity = TallyActivity(records)
    activity.handle(rate(records, "ada", Opinion.LOVE, search("s1")))
    activity.handle(rate(records, "ada", None, search("s1")))
    assert everyone(records) == {}
    assert records.get(WEEK_TRACKS.name, f"{WEEK}.{TRACKS[10]}.0").fields["loved"] == 0


class DeletingRecords(MemoryRecords):
    """Records whose listener deletes their ratings while one is counted."""

    def update(self, collection, key, change, expires_at=None):
        if collection == RATINGS.name:
            self.delete(collection, key)
        return super().update(collection, key, change, expires_at)


def test_a_rating_that_is_deleted_while_it_is_counted_is_not_brought_back():
    records, made = DeletingRecords(), search("s1")
    rating = rated(None, "ada", Target("track", TRACKS[10]), made, Opinion.LOVE, NOW)
    records.create(RATINGS.name, Record(rating.key, rating.to_fields()))
    TallyActivity(records).handle(message(RatingChanged(key=rating.key)))
    assert everyone(records)["ratings.track.love"] == 1
    assert records.page(RATINGS.name).records == ()


def test_counted_changes_leave_the_rating(records):
    sent = rate(records, "ada", Opinion.LOVE, search("s1"))
    TallyActivity(records).handle(sent)
    (rating,) = records.page(RATINGS.name).records
    assert rating.fields["uncounted"] == []
    assert rating.fields["opinion"] == "love"


def test_the_songs_of_a_week_are_found_by_how_often_they_were_searched(records):
    activity = TallyActivity(records)
    for place, seeds in enumerate([TRACKS[:3], TRACKS[1:3], TRACKS[2:3]]):
        keep(records, search(f"s{place}", seeds=seeds))
        activity.handle(message(SearchMade(id=f"s{place}")))
    page = records.page(WEEK_TRACKS.name, where={"week": WEEK}, order_by="searched", descending=True)
    assert [(each.fields["track"], each.fields["searched"]) for each in page.records] == [
        (TRACKS[2], 3),
        (TRACKS[1], 2),
        (TRACKS[0], 1),
    ]


def test_of_a_pasted_playlist_only_the_first_ten_songs_count_as_searched(records):
    keep(records, search("s1", seeds=TRACKS))
    TallyActivity(records).handle(message(SearchMade(id="s1")))
    assert len(records.page(WEEK_TRACKS.name).records) == 10


def test_what_is_counted_of_a_week_is_forgotten_after_it_and_of_all_weeks_never(records):
    keep(records, search("s1", seeds=TRACKS[:1]))
    TallyActivity(records).handle(message(SearchMade(id="s1")))
    TallyActivity(records).handle(rate(records, "ada", Opinion.LOVE, search("s1"), at=NOW + timedelta(hours=1)))
    expires = {record.key: record.expires_at for record in records.page(WEEK_TRACKS.name).records}
    by_track = {(key.split(".")[0], key.split(".")[1].partition("#")[0]): at for key, at in expires.items()}
    assert len(by_track) == 3
    assert by_track["ever", TRACKS[10]] is None
    assert by_track[WEEK, TRACKS[0]] == NOW + WEEK_KEPT
    assert by_track[WEEK, TRACKS[10]] == NOW + timedelta(hours=1) + WEEK_KEPT


def loved(records):
    """Return how often each track is loved, by week and track."""
    found = records.page(WEEK_TRACKS.name, limit=100).records
    return {(each.fields["week"], each.fields["track"]): each.fields["loved"] for each in found}


def test_loving_a_song_counts_for_its_week_and_for_all_and_taking_it_back_uncounts_it(records):
    activity, made = TallyActivity(records), search("s1")
    activity.handle(rate(records, "ada", Opinion.LOVE, made))
    activity.handle(rate(records, "bo", Opinion.LOVE, made))
    assert loved(records) == {(WEEK, TRACKS[10]): 2, ("ever", TRACKS[10]): 2}
    activity.handle(rate(records, "bo", Opinion.LIKE, made))
    assert loved(records) == {(WEEK, TRACKS[10]): 1, ("ever", TRACKS[10]): 1}


def test_a_list_that_is_loved_is_no_loved_track(records):
    target = Target("list", "s1")
    given = rated(None, "ada", target, search("s1"), Opinion.LOVE, NOW)
    records.create(RATINGS.name, Record(given.key, given.to_fields()))
    TallyActivity(records).handle(message(RatingChanged(key=given.key)))
    assert records.page(WEEK_TRACKS.name).records == ()
    assert everyone(records)["ratings.list.love"] == 1


def test_the_genres_of_a_search_are_counted(records):
    made = Search("s1", NOW, "v1", (), (), None, None, genres=("dub", "ska"))
    keep(records, made)
    TallyActivity(records).handle(message(SearchMade(id="s1")))
    assert {"genres.dub": 1, "genres.ska": 1}.items() <= everyone(records).items()
    assert "searches.fallback" not in everyone(records)


def test_counters_know_the_moment_of_their_latest_event(records):
    keep(records, search("s1", "ada"))
    TallyActivity(records).handle(message(SearchMade(id="s1")))
    counter = ShardedCounter(records, COUNTERS.name)
    assert counter.read_with(EVERYONE, LAST_AT)[1] == NOW.isoformat()


def activities(records, count=40):
    """Create searches and ratings of a few listeners, some changed; return the messages about them."""
    draw = random.Random(7)
    messages = []
    for place in range(count):
        listener = draw.choice(["ada", "bob", "cy"])
        made = search(f"s{place}", listener, seeds=tuple(draw.sample(TRACKS, 3)))
        keep(records, made)
        messages.append(message(SearchMade(id=made.id)))
        opinion = draw.choice([*Opinion, None])
        messages.append(rate(records, listener, opinion, made, draw.choice(TRACKS[10:14])))
    return messages


def figures(records):
    """Return all counters, without the deduplication window."""
    stored = [
        record
        for collection in (COUNTERS.name, WEEK_TRACKS.name)
        for record in records.page(collection, limit=1000).records
    ]
    return everyone(records), {
        record.key: record.fields["counts"] for record in stored if not record.key.startswith(EVERYONE)
    }


@pytest.fixture
def expected():
    records = MemoryRecords()
    for each in activities(records):
        TallyActivity(records).handle(each)
    return figures(records)


def test_messages_that_come_three_times_in_any_order_count_once(records, expected):
    sent = activities(records) * 3
    random.Random(3).shuffle(sent)
    for each in sent:
        TallyActivity(records).handle(each)
    assert figures(records) == expected


def test_messages_that_come_fifty_at_once_count_once(records, expected):
    sent = activities(records) * 2
    with ThreadPoolExecutor(50) as threads:
        list(threads.map(TallyActivity(records).handle, sent))
    assert figures(records) == expected


class Crashing:
    """Records that fail at one call, before or after its work."""

    def __init__(self, records, call, after):
        self._records, self._left, self._after = records, call, after

    def __getattr__(self, name):
        method = getattr(self._records, name)

        def call(*arguments, **named):
            self._left -= 1
            if self._left == 0 and not self._after:
                raise Unavailable("The process was killed")
            result = method(*arguments, **named)
            if self._left == 0:
                raise Unavailable("The process was killed")
            return result

        return call


@pytest.mark.parametrize("after", [False, True], ids=["before the write", "after the write"])
def test_a_crash_at_any_call_and_another_delivery_leave_what_none_would(expected, after):
    crashes = 0
    for call in range(1, 400):
        records = MemoryRecords()
        sent = activities(records)
        crashing = TallyActivity(Crashing(records, call, after))
        for each in sent:
            try:
                crashing.handle(each)
            except Unavailable:
                crashes += 1
                TallyActivity(records).handle(each)
        assert figures(records) == expected
    assert crashes > 300


@given(st.lists(st.sampled_from([*Opinion, None]), max_size=12), st.integers(0, 5))
@settings(deadline=None)
def test_whatever_a_listener_thinks_in_turn_only_the_last_word_is_in_the_counts(opinions, late):
    records, made = MemoryRecords(), search("s1")
    sent = [rate(records, "ada", opinion, made) for opinion in opinions]
    for each in sent[late:] + sent[:late]:
        TallyActivity(records).handle(each)
    last = opinions[-1] if opinions else None
    named = {name: count for name, count in everyone(records).items() if name.startswith("ratings.track")}
    assert named == ({f"ratings.track.{last}": 1} if last else {})


@given(st.lists(st.text(max_size=40), min_size=1, max_size=60))
@settings(deadline=None)
def test_a_tally_remembers_no_more_events_than_it_may(events):
    records = MemoryRecords()
    counter = ShardedCounter(records, "some", shards=1, remembered=10)
    for event in events:
        counter.count("t", event, {"n": 1})
    assert len(records.get("some", "t.0").fields["events"]) <= 10
    assert len(set(events)) <= counter.read("t")["n"] <= len(events)


def test_the_function_counts_what_is_pushed(function_app, embedded):
    kept = SqliteRecords(Path(embedded["SEGUE_RECORDS"].removeprefix("sqlite:///")))
    keep(kept, search("pushed", "dora"))
    data = b64encode(msgspec.json.encode(SearchMade(id="pushed"))).decode()
    for _ in range(2):
        answer = function_app("tally").post("/", json={"message": {"messageId": "m", "data": data}})
        assert answer.status_code == 204
    assert own(kept, "dora")["searches"] == 1


@pytest.mark.parametrize("activity", [SearchMade(id="a/b"), SearchMade(id=""), RatingChanged(key="__x__")])
def test_what_no_store_could_hold_is_kept_aside_and_acknowledged(function_app, store, activity):
    id = uuid.uuid4().hex
    data = b64encode(msgspec.json.encode(activity)).decode()
    message = {"messageId": id, "data": data, "publishTime": "2026-11-23T12:00:00Z"}
    assert function_app("tally").post("/", json={"message": message}).status_code == 204
    assert store.stat(f"rejected/tally/2026-11-23/{id}.json")
