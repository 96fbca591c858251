"""Records and staged objects of `ingest`, and how long they are kept, with records and objects in memory."""

from datetime import timedelta

import msgspec
import pytest
from served_model import Served

from functions.ingest.handler import LARGEST_BYTES, Ingest
from shared.adapters.memory import MemoryObjects, MemoryRecords
from shared.errors import InvalidInput, RejectedMessage, Unavailable
from shared.messaging.push import Message
from shared.record_kinds import HANDLED_MESSAGES, PLAYLISTS
from shared.records.deleted_listeners import mark_deleted
from shared.records.staging_paths import STAGED_FEATURES, STAGED_PLAYLISTS

UNKNOWN = "spotify:track:" + "9" * 22


class Features:
    """Knows that all of an unknown song's features are one half."""

    def __init__(self):
        self.asked = []

    def features(self, track_ids):
        self.asked.append(tuple(track_ids))
        return dict.fromkeys(track_ids, (0.5,) * 13)


class Down:
    def features(self, track_ids):
        raise Unavailable("The source does not answer")


@pytest.fixture
def records(clock):
    return MemoryRecords(clock)


@pytest.fixture
def objects():
    return MemoryObjects()


@pytest.fixture
def ingest(model, records, objects, clock):
    def built(features=None) -> Ingest:
        return Ingest(Served(model), records, objects, features, now=clock)

    return built


@pytest.fixture
def ids(model):
    return [track.id for track in model.tracks(range(6))]


def message(id="m", published_at="2026-11-23T12:00:00Z", **content) -> Message:
    return Message(id, msgspec.json.encode(content), {}, "", published_at, 1)


def staged(objects, prefix=STAGED_PLAYLISTS) -> list[str]:
    return [stored.name for stored in objects.list(prefix)]


@pytest.mark.parametrize(("source", "days"), [("upload", 400), ("another-system", 400), ("spotify", 30)])
def test_a_playlist_is_kept_as_long_as_its_source_allows(ingest, records, clock, ids, source, days):
    ingest().handle(message(tracks=ids, source=source))
    (record,) = records.page(PLAYLISTS.name).records
    assert record.expires_at == clock() + timedelta(days=days)
    assert record.fields["source"] == source


def test_a_handled_message_is_remembered_longer_than_it_can_be_on_its_way(ingest, records, clock, ids):
    ingest().handle(message("m7", tracks=ids))
    note = records.get(HANDLED_MESSAGES.name, "ingest.m7")
    assert note.expires_at == clock() + timedelta(days=10)
    (record,) = records.page(PLAYLISTS.name).records
    assert note.fields["content"] == record.fields["content"] == record.key


def test_a_playlist_is_kept_under_its_id_with_its_listener_and_its_times(ingest, records, clock, ids):
    data = msgspec.json.encode({"id": "mine", "tracks": ids, "listener": "ada", "agreed": True})
    ingest().handle(Message("m", data, {}, "", "2026-11-23T11:59:58Z", 1))
    fields = records.get(PLAYLISTS.name, "mine").fields
    assert fields["listener"] == "ada"
    assert fields["published_at"] == "2026-11-23T11:59:58Z"
    assert fields["ingested_at"] == clock().isoformat()
    assert fields["staged"].startswith(STAGED_PLAYLISTS)


def test_a_deleted_listeners_playlist_is_nobodys(ingest, records, objects, clock, ids):
    mark_deleted(records, objects, "ada", clock())
    ingest().handle(message(tracks=ids, listener="ada"))
    ingest().handle(message("m2", tracks=ids[:2], listener="bo"))
    listeners = {record.fields["listener"] for record in records.page(PLAYLISTS.name).records}
    assert listeners == {None, "bo"}


@pytest.mark.parametrize(
    ("agreed", "source", "count"),
    [(True, "upload", 1), (False, "upload", 0), (True, "spotify", 0), (False, "spotify", 0)],
)
def test_only_what_is_agreed_to_and_not_spotifys_is_staged(ingest, records, objects, ids, agreed, source, count):
    ingest().handle(message(tracks=ids, agreed=agreed, source=source))
    assert len(staged(objects)) == count
    (record,) = records.page(PLAYLISTS.name).records
    assert (record.fields["staged"] is not None) == bool(count)


def test_features_are_asked_of_unknown_tracks_alone_and_staged(ingest, objects, ids):
    source = Features()
    ingest(source).handle(message(tracks=[*ids[:2], UNKNOWN], agreed=True))
    ingest(source).handle(message("m2", tracks=ids[:2], agreed=True))
    assert source.asked == [(UNKNOWN,)]
    (name,) = staged(objects, STAGED_FEATURES)
    assert f"{UNKNOWN},0.5" in objects.get(name).decode()


def test_a_source_of_features_that_is_down_holds_no_playlist_up(ingest, objects, ids):
    ingest(Down()).handle(message(tracks=[ids[0], UNKNOWN], agreed=True))
    assert len(staged(objects)) == 1
    assert staged(objects, STAGED_FEATURES) == []


def test_a_message_as_large_as_allowed_is_read_and_a_larger_one_rejected(ingest, records, ids):
    content = msgspec.json.encode({"tracks": ids})
    padded = content + b" " * (LARGEST_BYTES - len(content))
    assert len(padded) == 10_000_000
    ingest().handle(Message("m", padded, {}, "", "", 1))
    assert len(records.page(PLAYLISTS.name).records) == 1
    with pytest.raises(RejectedMessage, match="too large") as rejected:
        ingest().handle(Message("m2", padded + b" ", {}, "", "", 1))
    assert rejected.value.found == "10000001"


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z", 2),  # of equal moments the one that comes last
        ("2026-11-23T12:00:00", "2026-11-23T11:59:59Z", 6),  # without a zone it is UTC
        ("2026-11-23T12:00:00", "2026-11-23T12:00:01Z", 2),
        ("2026-11-23T13:00:00+02:00", "2026-11-23T11:30:00Z", 2),
        ("2026-11-23T11:30:00Z", "2026-11-23T13:00:00+02:00", 6),
        ("", "2026-11-23T12:00:00Z", 2),  # nobody knows when: anything dated is later
        ("2026-11-23T12:00:00Z", "", 6),
    ],
)
def test_of_two_messages_the_one_published_last_stays(ingest, records, ids, first, second, kept):
    for place, (published_at, tracks) in enumerate(((first, ids), (second, ids[:2]))):
        data = msgspec.json.encode({"id": "same", "tracks": tracks})
        ingest().handle(Message(f"m{place}", data, {}, "", published_at, 1))
    assert len(records.get(PLAYLISTS.name, "same").fields["tracks"]) == kept


def test_the_same_message_is_handled_once(ingest, records, objects, ids):
    ingest().handle(message("m1", tracks=ids))
    ingest().handle(message("m1", tracks=ids[:2]))
    assert len(records.page(PLAYLISTS.name).records) == 1


def test_what_is_no_playlist_is_invalid_and_the_reason_told(ingest):
    with pytest.raises(InvalidInput, match="tracks") as refused:
        ingest().handle(Message("m", b'{"tracks": []}', {}, "", "", 1))
    assert refused.value.expected
    assert refused.value.found
