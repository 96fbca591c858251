"""Concurrent ratings and failures: the last opinion stays, each change has one number, all are published."""

import itertools
import threading
from datetime import UTC, datetime

import msgspec
import pytest

from functions.feedback.contract import RateRequest
from functions.feedback.handler import Feedback
from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.adapters.sqlite_records import SqliteRecords
from shared.domain.rating import Opinion, Rating, Target
from shared.domain.search import Search
from shared.errors import InvalidInput, NotFound, Unavailable
from shared.messaging.messages import Activity
from shared.ports import Record
from shared.record_kinds import RATINGS, SEARCHES
from shared.records.rating_csv import COLUMNS, import_ratings
from shared.records.ratings import RatingLog

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SONGS = tuple(f"spotify:track:{digit * 22}" for digit in "01")
SEARCH = Search("a-search", NOW, "a-model", (), SONGS, 3, None)
KEY = Target("list", SEARCH.id).key("anna")
OPINIONS = [*Opinion, None]


class FailingBus(MemoryBus):
    """A bus that fails for the next `down` publishes."""

    def __init__(self) -> None:
        super().__init__()
        self.down = 0

    def publish(self, *arguments, **named):
        if self.down:
            self.down -= 1
            raise Unavailable("The bus does not answer")
        return super().publish(*arguments, **named)


@pytest.fixture
def bus():
    return FailingBus()


@pytest.fixture(params=["memory", "sqlite"])
def records(request, tmp_path):
    store = MemoryRecords() if request.param == "memory" else SqliteRecords(tmp_path / "segue.db")
    store.create(SEARCHES.name, Record(SEARCH.id, SEARCH.to_fields()))
    return store


@pytest.fixture
def feedback(records, bus):
    return Feedback(records, lambda: bus, now=lambda: NOW)


def rate(feedback, opinion, listener="anna", track=""):
    return feedback.rate(listener, RateRequest(search=SEARCH.id, opinion=opinion, track=track))


def rating(records, key=KEY):
    return records.get(RATINGS.name, key).fields


def in_threads(*works):
    errors = []

    def run(work):
        try:
            work()
        except Exception as error:
            errors.append(error)
            raise

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def assert_whole(fields):
    """Check that revisions are gapless from 1, each from the state before it, up to the stored state."""
    changes = Rating.of(fields).uncounted
    assert [change.revision for change in changes] == list(range(1, fields["revision"] + 1))
    for earlier, later in itertools.pairwise(changes):
        assert later.before == earlier.after
    last = changes[-1].after
    assert fields["opinion"] == (last.opinion if last else None)


def test_eight_at_once_lose_no_change_of_one_rating(feedback, records):
    def talk(start):
        for place in range(15):
            rate(feedback, OPINIONS[(start + place) % len(OPINIONS)])

    in_threads(*(lambda start=start: talk(start) for start in range(8)))
    assert_whole(rating(records))


def test_eight_who_say_the_same_at_once_change_it_once(feedback, records):
    in_threads(*(lambda: rate(feedback, Opinion.LOVE) for _ in range(8)))
    assert rating(records)["revision"] == 1


def test_the_word_after_the_crowd_is_the_last(feedback, records):
    in_threads(*(lambda opinion=opinion: rate(feedback, opinion) for opinion in OPINIONS))
    rate(feedback, Opinion.OKAY)
    assert rating(records)["opinion"] == "okay"
    assert_whole(rating(records))


def test_eight_listeners_at_once_do_not_disturb_each_other(feedback, records):
    def talk(name):
        for opinion in (Opinion.HATE, Opinion.LOVE):
            for track in SEARCH.recommended:
                rate(feedback, opinion, name, track)

    names = [f"listener{place}" for place in range(8)]
    in_threads(*(lambda name=name: talk(name) for name in names))
    for name in names:
        for track in SEARCH.recommended:
            fields = rating(records, Target("track", track).key(name))
            assert (fields["opinion"], fields["revision"]) == ("love", 2)


def test_every_change_is_told(feedback, bus):
    rate(feedback, Opinion.LOVE)
    (message,) = bus.published
    assert message.topic == "activity"
    assert msgspec.json.decode(message.data, type=Activity).key == KEY


def test_what_could_not_be_told_is_an_error_and_told_when_it_is_said_again(feedback, records, bus):
    bus.down = 1
    with pytest.raises(Unavailable):
        rate(feedback, Opinion.LOVE)
    assert bus.published == []
    rate(feedback, Opinion.LOVE)
    assert (len(bus.published), rating(records)["revision"]) == (1, 1)


def test_a_change_back_does_not_hide_that_nothing_was_told(feedback, records, bus):
    bus.down = 1
    with pytest.raises(Unavailable):
        rate(feedback, Opinion.LOVE)
    rate(feedback, None)
    assert len(bus.published) == 1
    assert [change.revision for change in Rating.of(rating(records)).uncounted] == [1, 2]


def test_an_import_that_was_cut_off_is_told_by_the_next(records, bus):
    log = RatingLog(records, lambda: bus)
    cells = "list", "s", "s", "love", "m", "", "2026-11-20T10:00:00+00:00"
    table = [",".join(COLUMNS).encode(), *(",".join((name, *cells)).encode() for name in ("anna", "berta"))]
    bus.down = 1
    with pytest.raises(Unavailable):
        import_ratings(log, table)
    done = import_ratings(log, table)
    assert (done.imported, done.unchanged, len(bus.published)) == (1, 1, 2)


def test_taking_back_what_was_never_said_writes_and_publishes_nothing(feedback, records, bus):
    response = rate(feedback, None)
    assert (response.kind, response.target, response.opinion) == ("list", SEARCH.id, None)
    assert records.get(RATINGS.name, KEY) is None
    assert bus.published == []


def test_opinions_of_a_list_and_its_songs_are_shown_without_those_taken_back(feedback):
    rate(feedback, Opinion.LOVE)
    rate(feedback, Opinion.HATE, track="1" * 22)
    rate(feedback, Opinion.OKAY, track="0" * 22)
    rate(feedback, None, track="0" * 22)
    shown = feedback.ratings("anna", SEARCH.id).ratings
    assert [each.opinion for each in shown] == [Opinion.LOVE, Opinion.HATE]
    assert shown[1] == rate(feedback, Opinion.HATE, track=f"spotify:track:{'1' * 22}")
    assert feedback.ratings("bo", SEARCH.id).ratings == []


@pytest.mark.parametrize("track", ["2" * 22, "no track", "x" * 100])
def test_a_song_that_is_not_on_the_list_is_refused_and_eighty_characters_of_it_told(feedback, track):
    with pytest.raises(InvalidInput, match="track") as refused:
        rate(feedback, Opinion.LOVE, track=track)
    assert refused.value.found == track[:80]


def test_an_unknown_list_is_told_by_its_id(feedback):
    for asked in (
        lambda: feedback.ratings("anna", "b"),
        lambda: feedback.rate("anna", RateRequest("b", Opinion.LOVE)),
    ):
        with pytest.raises(NotFound) as missing:
            asked()
        assert missing.value.found == "b"
