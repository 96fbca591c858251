"""Every event is counted once, despite duplicates, reordering, concurrency and interruptions."""

import random
import threading
import uuid
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.tally import handler
from functions.tally.handler import LEFT_OVER, TallyActivity
from shared.adapters.memory import MemoryRecords
from shared.adapters.sqlite_bus import SqliteBus
from shared.adapters.sqlite_records import SqliteRecords
from shared.domain.rating import Opinion, Rating, Target, rated
from shared.domain.search import Search
from shared.errors import InvalidInput, Unavailable
from shared.messaging.messages import RatingChanged, SearchMade, Tick
from shared.messaging.outbox import StoreThenPublish
from shared.messaging.push import Message
from shared.ports import Record
from shared.record_kinds import COUNTERS, GIVEN_SONGS, RATINGS, SEARCHES, WEEK_KEPT, WEEK_TRACKS
from shared.records.counter_names import EVERYONE, LAST_AT, of_listener
from shared.records.counters import ShardedCounter
from shared.records.deleted_listeners import mark_deleted
from shared.records.ratings import RatingLog

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WEEK = "2026-W48"
TRACKS = tuple(f"spotify:track:{place:022d}" for place in range(30))


def search(id, listener=None, seeds=TRACKS[:3], cluster=2, fallback=None, at=NOW, charted=True):
    return Search(id, at, "v1", seeds, TRACKS[10:20], cluster, fallback, listener, charted=charted)


def keep(records, made):
    records.create(SEARCHES.name, Record(made.id, made.to_uncounted_fields(), NOW + timedelta(days=4_000)))


def message(activity):
    return Message(uuid.uuid4().hex, msgspec.json.encode(activity), {}, "", "", 1)


def rate(records, listener, opinion, made, track=TRACKS[10], at=NOW, charted=True):
    target = Target("track", track)
    key = target.key(listener)

    def change(before):
        given = rated(before and Rating.of(before), listener, target, made, opinion, at, charted=charted)
        return given.to_fields()

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
    """Records in which something is deleted just before others are written together."""

    def __init__(self, collection):
        super().__init__()
        self._deleted = collection

    def update_together(self, keys, change):
        for collection, key in keys:
            if collection == self._deleted:
                self.delete(collection, key)
        return super().update_together(keys, change)


def test_a_rating_that_is_deleted_while_it_is_counted_is_not_brought_back_and_neither_is_a_counter():
    records, made = DeletingRecords(RATINGS.name), search("s1")
    TallyActivity(records).handle(rate(records, "ada", Opinion.LOVE, made))
    assert [records.page(kind.name).records for kind in (RATINGS, COUNTERS, WEEK_TRACKS)] == [()] * 3


def test_a_search_that_is_deleted_while_it_is_counted_is_not_brought_back_and_neither_is_a_counter():
    records = DeletingRecords(SEARCHES.name)
    keep(records, search("s1", "ada"))
    TallyActivity(records).handle(message(SearchMade(id="s1")))
    assert [records.page(kind.name).records for kind in (SEARCHES, COUNTERS, WEEK_TRACKS)] == [()] * 3


def test_what_a_deleted_listener_does_at_last_counts_for_everyone_and_not_for_them(records, store):
    mark_deleted(records, store, "ada", NOW)
    keep(records, search("s1", "ada"))
    activity = TallyActivity(records)
    activity.handle(message(SearchMade(id="s1")))
    activity.handle(rate(records, "ada", Opinion.LOVE, search("s1")))
    assert (everyone(records)["searches"], everyone(records)["ratings.track.love"]) == (1, 1)
    assert own(records, "ada") == {}
    assert records.get(COUNTERS.name, "listener.ada.0") is None


def test_what_is_stored_of_a_listener_after_they_were_deleted_is_erased_when_it_was_counted(records, store):
    mark_deleted(records, store, "ada", NOW)
    activity = TallyActivity(records)
    for listener in ("ada", "bea"):
        records.create(GIVEN_SONGS.name, Record(listener, {}))
        keep(records, search(f"of {listener}", listener))
        activity.handle(message(SearchMade(id=f"of {listener}")))
        activity.handle(rate(records, listener, Opinion.LOVE, search(f"of {listener}")))
    kinds = (SEARCHES, RATINGS, GIVEN_SONGS)
    assert [len(records.page(kind.name).records) for kind in kinds] == [1, 1, 1]
    assert records.get(SEARCHES.name, "of bea")


def test_counted_changes_leave_the_rating(records):
    sent = rate(records, "ada", Opinion.LOVE, search("s1"))
    TallyActivity(records).handle(sent)
    (rating,) = records.page(RATINGS.name).records
    assert rating.fields["uncounted"] == []
    assert rating.fields["opinion"] == "love"


def test_the_songs_of_a_week_are_found_by_how_often_they_were_searched(records):
    activity = TallyActivity(records)
    for place, seeds in enumerate([TRACKS[:3], TRACKS[1:3], TRACKS[2:3]]):
        keep(records, search(f"s{place}", f"listener {place}", seeds=seeds))
        activity.handle(message(SearchMade(id=f"s{place}")))
    page = records.page(WEEK_TRACKS.name, where={"week": WEEK}, order_by="searched", descending=True)
    assert [(each.fields["track"], each.fields["searched"]) for each in page.records] == [
        (TRACKS[2], 3),
        (TRACKS[1], 2),
        (TRACKS[0], 1),
    ]


def test_of_a_pasted_playlist_only_the_first_ten_songs_count_as_searched(records):
    keep(records, search("s1", "ada", seeds=TRACKS))
    TallyActivity(records).handle(message(SearchMade(id="s1")))
    assert len(records.page(WEEK_TRACKS.name).records) == 10


def test_what_is_counted_of_a_week_is_forgotten_after_it_and_of_all_weeks_never(records):
    keep(records, search("s1", "ada", seeds=TRACKS[:1]))
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
    """Return all counters."""
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


def a_few(records):
    """Create a search and a rating whose opinion was changed; return the messages about them, and a late tick."""
    made = search("s1", "ada")
    keep(records, made)
    first = rate(records, "ada", Opinion.HATE, made)
    return [message(SearchMade(id="s1")), first, rate(records, "ada", Opinion.LOVE, made), message(Tick())]


def figures_of_a_few():
    """Return the figures after `a_few` were handled without a crash."""
    records = MemoryRecords()
    for each in a_few(records):
        late(records).handle(each)
    return figures(records)


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_a_crash_at_any_call_and_another_delivery_leave_what_none_would(after):
    whole, crashes = figures_of_a_few(), 0
    for call in range(1, 30):
        records = MemoryRecords()
        sent, crashing = a_few(records), late(Crashing(records, call, after))
        for each in sent:
            try:
                crashing.handle(each)
            except Unavailable:
                crashes += 1
                late(records).handle(each)
        assert figures(records) == whole
    assert 8 <= crashes < 29


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_a_crash_at_any_call_of_a_tick_and_the_next_tick_leave_what_none_would(after):
    whole, crashes = figures_of_a_few(), 0
    for call in range(1, 30):
        records = MemoryRecords()
        a_few(records)
        try:
            late(Crashing(records, call, after)).handle(message(Tick()))
        except Unavailable:
            crashes += 1
            late(records).handle(message(Tick()))
        assert figures(records) == whole
    assert 8 <= crashes < 29


def test_a_redelivery_after_twelve_thousand_other_events_counts_once(records):
    keep(records, search("s0", "ada"))
    activity, first = TallyActivity(records), message(SearchMade(id="s0"))
    rating = rate(records, "ada", Opinion.LOVE, search("s0"))
    for each in (first, rating):
        activity.handle(each)
    for place in range(12_000):
        made = Search(f"s{place + 1}", NOW, "v1", (), (), None, None)
        keep(records, made)
        activity.handle(message(SearchMade(id=made.id)))
    before = figures(records)
    for each in (first, rating):
        activity.handle(each)
    assert figures(records) == before
    assert everyone(records)["searches"] == 12_001


def test_a_counter_that_had_a_memory_of_events_has_none_any_more(records):
    shard = ("figures", "listener.ada.0")
    records.create(shard[0], Record(shard[1], {"counts": {"searches": 2}, "events": ["a", "b"], "tally": "x"}))
    keep(records, search("s1", "ada"))
    TallyActivity(records).handle(message(SearchMade(id="s1")))
    assert own(records, "ada")["searches"] == 3
    assert "events" not in records.get(*shard).fields


def test_a_search_from_before_it_knew_whether_it_is_counted_is_counted_once_by_its_message(records):
    records.create(SEARCHES.name, Record("old", search("old").to_fields()))
    for each in (message(Tick()), message(SearchMade(id="old")), message(SearchMade(id="old"))):
        late(records).handle(each)
    assert everyone(records)["searches"] == 1


def test_a_counted_search_keeps_its_answer_and_its_expiry(records):
    made = search("s1", "ada")
    keep(records, made)
    TallyActivity(records).handle(message(SearchMade(id="s1")))
    assert records.get(SEARCHES.name, "s1") == Record(
        "s1", {**made.to_fields(), "counted": True}, NOW + timedelta(days=4_000)
    )


# Left over: kept, and its message was never published


def late(records):
    """A tally when all that was kept at NOW has waited for its message long enough."""
    return TallyActivity(records, now=lambda: NOW + LEFT_OVER)


def cut_off():
    raise Unavailable("The caller was cut off before it could publish")


def test_a_search_whose_caller_was_cut_off_is_counted_by_the_next_tick(records):
    made = search("s1", "ada")
    record = Record(made.id, made.to_uncounted_fields())
    with pytest.raises(Unavailable):
        StoreThenPublish(records, cut_off).store(SEARCHES.name, record, "activity", b"{}")
    assert everyone(records) == {}
    late(records).handle(message(Tick()))
    assert (everyone(records)["searches"], own(records, "ada")["searches"]) == (1, 1)


def test_a_rating_whose_caller_was_cut_off_is_counted_by_the_next_tick(records):
    target, made = Target("track", TRACKS[10]), search("s1")
    with pytest.raises(Unavailable):
        RatingLog(records, cut_off).change(
            target.key("ada"), lambda before: rated(before, "ada", target, made, Opinion.LOVE, NOW, charted=True)
        )
    assert everyone(records) == {}
    late(records).handle(message(Tick()))
    assert everyone(records)["ratings.track.love"] == 1
    assert loved(records) == {(WEEK, TRACKS[10]): 1, ("ever", TRACKS[10]): 1}
    assert "uncounted_since" not in records.get(RATINGS.name, target.key("ada")).fields


def test_what_was_kept_just_now_is_left_to_its_message(records):
    a_few(records)
    TallyActivity(records, now=lambda: NOW + LEFT_OVER - timedelta(seconds=1)).handle(message(Tick()))
    assert everyone(records) == {}


def test_what_a_clock_ahead_by_500_days_left_over_is_counted_by_the_next_tick(records):
    made = replace(search("s1", "ada"), asked_at=NOW + timedelta(days=500))
    records.create(SEARCHES.name, Record(made.id, made.to_uncounted_fields()))
    TallyActivity(records, now=lambda: NOW).handle(message(Tick()))
    assert (everyone(records)["searches"], own(records, "ada")["searches"]) == (1, 1)


def test_ticks_one_after_another_and_the_messages_after_them_count_once(records):
    sent = a_few(records)
    for each in (message(Tick()), message(Tick()), *sent):
        late(records).handle(each)
    whole = MemoryRecords()
    for each in a_few(whole):
        TallyActivity(whole).handle(each)
    assert figures(records) == figures(whole)


def test_ticks_at_the_same_time_count_once(records, expected):
    sent, start = activities(records), threading.Barrier(4)

    def tick(_):
        start.wait()
        late(records).handle(message(Tick()))

    with ThreadPoolExecutor(8) as threads:
        ticks = [threads.submit(tick, place) for place in range(4)]
        list(threads.map(TallyActivity(records).handle, sent))
        assert [each.result() for each in ticks] == [None] * 4
    assert figures(records) == expected


def test_a_tick_counts_so_many_from_the_oldest_on_and_the_next_goes_on(records, monkeypatch):
    monkeypatch.setattr(handler, "MOST_LEFT_OVER", 4)
    monkeypatch.setattr(handler, "_PAGE", 2)
    for place in range(6):
        made = Search(f"s{place}", NOW - timedelta(minutes=place), "v1", (), (), None, None)
        keep(records, made)
    counted = []
    for _ in range(3):
        late(records).handle(message(Tick()))
        counted.append([each.key for each in records.page(SEARCHES.name).records if each.fields.get("counted")])
    assert counted == [["s2", "s3", "s4", "s5"], [f"s{place}" for place in range(6)], counted[1]]
    assert everyone(records)["searches"] == 6


def test_a_search_that_can_never_be_counted_does_not_stop_those_behind_it(records, caplog):
    keep(records, search("s1", "ada/lovelace"))  # no key can hold this name
    keep(records, search("s2", "bo"))
    late(records).handle(message(Tick()))
    assert everyone(records)["searches"] == 1
    assert "tally cannot count what is left over" in caplog.text
    assert "ada" not in caplog.text


@pytest.mark.parametrize(
    "damage",
    [
        {"cluster": ...},
        {"asked_at": "gibberish"},
        {"asked_at": "2026-11-23T12:00:00"},
        {"asked_at": "9999-12-31T23:59:59+00:00"},
    ],
)
def test_what_is_left_over_and_damaged_does_not_stop_those_behind_it(records, damage, caplog):
    fields = {**search("s1", "ada").to_uncounted_fields(), **damage}
    fields = {name: value for name, value in fields.items() if value is not ...}
    records.create(SEARCHES.name, Record("s1", fields, None))
    records.create(RATINGS.name, Record("r1", {"uncounted_since": fields["uncounted_since"]}, None))
    keep(records, search("s2"))
    late(records).handle(message(Tick()))
    assert everyone(records)["searches"] == 1
    assert caplog.text.count("tally cannot count what is left over") == 2


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


def test_a_search_laid_aside_and_counted_by_the_tick_is_counted_once_after_a_replay(tmp_path):
    records, bus = SqliteRecords(tmp_path / "segue.db"), SqliteBus(tmp_path / "segue.db")
    keep(records, search("s1"))
    bus.publish("activity", msgspec.json.encode(SearchMade(id="s1")))
    (waiting,) = bus.queue().due([], others=True)
    bus.queue().lay_aside(waiting.turn, "every delivery failed")
    assert bus.backlog().undelivered == 1
    late(records).handle(message(Tick()))
    assert everyone(records)["searches"] == 1
    with closing(bus.held()) as letters:
        (letter,) = letters
        TallyActivity(records).handle(Message("again", letter.data, {}, "", "", 1))
    assert everyone(records)["searches"] == 1
