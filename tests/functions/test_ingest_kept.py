"""Records and staged objects of `ingest`, and how long they are kept, with records and objects in memory."""

from datetime import timedelta
from math import nan

import msgspec
import pytest
from served_model import Served

from functions.ingest.handler import LARGEST_BYTES, Ingest
from shared.adapters.memory import MemoryObjects, MemoryRecords
from shared.errors import InvalidInput, RejectedMessage, Unavailable
from shared.messaging.push import Message
from shared.ports import Record
from shared.record_kinds import HANDLED_MESSAGES, LISTENERS, PLAYLIST_KEPT, PLAYLISTS
from shared.records.deleted_listeners import mark_deleted
from shared.records.personal_data import delete, records_of
from shared.records.playlist_keys import contributor_of, playlist_key
from shared.records.staged_erasure import erase_staged
from shared.records.staging_paths import ERASED_PLAYLISTS, STAGED_PLAYLISTS, StagedName

SECRET = "a secret of tests, of 32 characters or more"
UNKNOWN = "spotify:track:" + "9" * 22


class Features:
    """Knows that an unknown song's features are one half, and not the last."""

    def __init__(self):
        self.asked = []

    def features(self, track_ids):
        self.asked.append(tuple(track_ids))
        return dict.fromkeys(track_ids, (*(0.5,) * 12, nan))


class Down:
    def features(self, track_ids):
        raise Unavailable("The source does not answer")


@pytest.fixture
def records(clock):
    records = MemoryRecords(clock)
    for listener in ("ada", "bo", "mallory"):
        records.create(LISTENERS.name, Record(listener, {"address": f"{listener}@mail.example"}))
    return records


@pytest.fixture
def objects():
    return MemoryObjects()


@pytest.fixture
def ingest(model, records, objects, clock):
    def built(features=None) -> Ingest:
        return Ingest(Served(model), records, objects, features, secret=lambda: SECRET, now=clock)

    return built


@pytest.fixture
def ids(model):
    return [track.id for track in model.tracks(range(6))]


def message(id="m", /, published_at="2026-11-23T12:00:00Z", **content) -> Message:
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


def test_a_playlist_is_kept_as_its_listeners_by_its_id_and_with_its_times(ingest, records, clock, ids):
    data = msgspec.json.encode({"id": "mine", "tracks": ids, "listener": "ada", "agreed": True})
    ingest().handle(Message("m", data, {}, "", "2026-11-23T11:59:58Z", 1))
    fields = records.get(PLAYLISTS.name, playlist_key("ada", "mine")).fields
    assert fields["listener"] == "ada"
    assert fields["published_at"] == "2026-11-23T11:59:58Z"
    assert fields["ingested_at"] == clock().isoformat()
    assert fields["staged"].startswith(STAGED_PLAYLISTS)


def test_a_deleted_listeners_playlist_is_dropped(ingest, records, objects, clock, ids):
    mark_deleted(records, objects, "ada", clock())
    ingest().handle(message(tracks=ids, listener="ada", agreed=True))
    ingest().handle(message("m2", tracks=ids[:2], listener="bo"))
    assert [record.fields["listener"] for record in records.page(PLAYLISTS.name).records] == ["bo"]
    assert staged(objects) == []


class LeavesAfter(MemoryObjects):
    """Objects of which the listener leaves as soon as their playlist is staged."""

    def __init__(self, records, clock):
        super().__init__()
        self.leave = lambda: mark_deleted(records, MemoryObjects(), "ada", clock())

    def put(self, name, data, if_generation=None):
        stored = super().put(name, data, if_generation)
        if name.startswith(STAGED_PLAYLISTS):
            self.leave()
        return stored


def test_a_listener_who_leaves_while_their_playlist_is_stored_leaves_nothing(model, records, clock, ids):
    objects = LeavesAfter(records, clock)
    ingest = Ingest(Served(model), records, objects, None, secret=lambda: SECRET, now=clock)
    ingest.handle(message(tracks=ids, listener="ada", agreed=True))
    assert records.page(PLAYLISTS.name).records == ()
    assert staged(objects) == []


class Falls(Exception):
    pass


class FallsBefore(MemoryObjects):
    """Objects whose process ends before the first put."""

    def put(self, name, data, if_generation=None):
        raise Falls


def test_a_playlist_cut_off_before_it_was_staged_is_dropped_once_its_listener_left(model, records, clock, ids):
    """Its record names the object, so that none is left behind whenever the call was cut off."""
    given = message(tracks=ids, listener="ada", agreed=True)
    with pytest.raises(Falls):
        Ingest(Served(model), records, FallsBefore(), None, secret=lambda: SECRET, now=clock).handle(given)
    (cut_off,) = records.page(PLAYLISTS.name).records
    assert cut_off.fields["staged"].startswith(STAGED_PLAYLISTS)
    mark_deleted(records, MemoryObjects(), "ada", clock())
    Ingest(Served(model), records, MemoryObjects(), None, secret=lambda: SECRET, now=clock).handle(given)
    assert records.page(PLAYLISTS.name).records == ()


# Several owners of one playlist


def owned(records, listener) -> list[Record]:
    return list(records_of(PLAYLISTS, records, listener))


def give(ingest, message_id, ids, listener, **more):
    ingest().handle(message(message_id, tracks=ids, agreed=True, listener=listener, **more))


def test_one_playlist_of_two_listeners_has_two_owners_and_two_staged_objects(ingest, records, objects, ids):
    give(ingest, "m1", ids, "ada")
    give(ingest, "m2", ids, "bo")
    assert [len(owned(records, listener)) for listener in ("ada", "bo")] == [1, 1]
    assert len({StagedName.of(name).contributor for name in staged(objects)}) == 2


@pytest.mark.parametrize("leaver", ["ada", "bo"])
def test_when_one_owner_leaves_the_other_keeps_record_and_staged_object(ingest, records, objects, ids, leaver):
    give(ingest, "m1", ids, "ada")
    give(ingest, "m2", ids, "bo")
    for record in owned(records, leaver):
        delete(records, objects, PLAYLISTS, record)
    (left,) = records.page(PLAYLISTS.name).records
    assert left.fields["listener"] != leaver
    assert staged(objects) == [left.fields["staged"]]


def test_when_the_last_owner_leaves_nothing_of_the_playlist_is_left(ingest, records, objects, ids):
    for listener in ("ada", "bo"):
        give(ingest, listener, [*ids, UNKNOWN], listener)
    for listener in ("ada", "bo"):
        for record in owned(records, listener):
            delete(records, objects, PLAYLISTS, record)
    assert {stored.name.rpartition("/date=")[0] + "/" for stored in objects.list("")} == {ERASED_PLAYLISTS}


@pytest.mark.parametrize("agreed", [True, False])
def test_a_playlist_of_nobody_takes_none_from_its_owner(ingest, records, objects, ids, agreed):
    give(ingest, "m1", ids, "ada")
    ingest().handle(message("m2", tracks=ids, agreed=agreed))
    (record,) = owned(records, "ada")
    assert staged(objects) == [record.fields["staged"]]


def test_a_playlist_of_nobody_takes_none_that_was_stored_by_its_content(ingest, records, ids):
    """Records of before had the content as their key, whoever owned them."""
    ingest().handle(message("m1", tracks=ids))
    (record,) = records.page(PLAYLISTS.name).records
    records.update(PLAYLISTS.name, record.key, lambda fields: {**fields, "listener": "ada"})
    ingest().handle(message("m2", tracks=ids))
    assert [each.key for each in owned(records, "ada")] == [record.key]


def test_one_owner_on_two_devices_has_the_playlist_once(ingest, records, objects, ids):
    give(ingest, "from the phone", ids, "ada")
    give(ingest, "from the laptop", ids, "ada")
    assert len(owned(records, "ada")) == len(staged(objects)) == 1


@pytest.mark.parametrize("stranger", ["mallory", None])
def test_a_stranger_does_not_replace_what_a_listener_gave_by_a_playlists_id(ingest, records, ids, stranger):
    give(ingest, "m1", ids[:3], "ada", id="37i9dQZF1DXcBWIGoYBM5M")
    ingest().handle(message("m2", tracks=ids[3:], listener=stranger, id="37i9dQZF1DXcBWIGoYBM5M"))
    (record,) = owned(records, "ada")
    assert record.fields["tracks"] == ids[:3]


def test_a_listener_does_not_replace_what_the_operator_gave_by_a_playlists_id(ingest, records, ids):
    ingest().handle(message("m1", tracks=ids[:3], id="37i9dQZF1DXcBWIGoYBM5M"))
    give(ingest, "m2", ids[3:], "mallory", id="37i9dQZF1DXcBWIGoYBM5M")
    assert records.get(PLAYLISTS.name, "37i9dQZF1DXcBWIGoYBM5M").fields["tracks"] == ids[:3]


def test_a_playlist_that_its_owner_changed_is_staged_as_it_is_now_and_no_more_as_it_was(
    ingest, records, objects, ids
):
    give(ingest, "m1", ids[:3], "ada", id="mine")
    give(ingest, "m2", ids[3:], "ada", id="mine")
    (record,) = owned(records, "ada")
    assert staged(objects) == [record.fields["staged"]]
    assert record.fields["tracks"] == ids[3:]


def test_one_content_under_two_ids_is_staged_for_each_and_erased_alone(ingest, records, objects, ids):
    give(ingest, "m1", ids, "ada", id="one")
    give(ingest, "m2", ids, "ada", id="two")
    assert len(staged(objects)) == 2
    give(ingest, "m3", ids[:2], "ada", id="one")
    (other,) = [each.fields["staged"] for each in owned(records, "ada") if len(each.fields["tracks"]) == len(ids)]
    assert other in staged(objects)


def test_a_playlist_that_is_not_to_be_learned_from_any_more_is_staged_no_more(ingest, records, objects, ids):
    give(ingest, "m1", ids, "ada")
    ingest().handle(message("m2", tracks=ids, listener="ada"))
    assert owned(records, "ada")[0].fields["staged"] is None
    assert staged(objects) == []


def test_a_message_that_comes_again_on_another_day_leaves_one_staged_object(ingest, objects, clock, ids):
    give(ingest, "m1", ids, "ada")
    clock.advance(timedelta(days=1))
    give(ingest, "m2", ids, "ada")
    assert len(staged(objects)) == 1


def test_a_playlist_that_is_shared_again_much_later_is_staged_once_and_as_of_then(
    ingest, records, objects, clock, ids
):
    give(ingest, "m1", ids, "ada")
    clock.advance(PLAYLIST_KEPT - timedelta(days=1))
    give(ingest, "m2", ids, "ada")
    (name,) = staged(objects)
    assert StagedName.of(name).day == f"{clock():%Y-%m-%d}"
    assert owned(records, "ada")[0].fields["staged"] == name


def test_a_playlist_that_is_shared_again_after_its_erasure_counts_again(ingest, records, objects, ids):
    give(ingest, "m1", ids, "ada")
    erase_staged(objects, owned(records, "ada")[0].fields["staged"])
    assert len(list(objects.list(ERASED_PLAYLISTS))) == 1
    give(ingest, "m2", ids, "ada")
    assert len(staged(objects)) == 1
    assert list(objects.list(ERASED_PLAYLISTS)) == []


def test_a_staged_playlist_names_its_contributor_by_a_keyed_hash_and_its_day(ingest, objects, clock, ids):
    give(ingest, "m1", ids, "ada")
    (name,) = staged(objects)
    line = msgspec.json.decode(objects.get(name))
    assert line["contributor"] == StagedName.of(name).contributor == contributor_of("ada", SECRET)
    assert (line["pid"], line["day"]) == (StagedName.of(name).content, f"{clock():%Y-%m-%d}")
    assert "ada" not in objects.get(name).decode()
    assert contributor_of("ada", SECRET[::-1]) != contributor_of("ada", SECRET) != contributor_of("bo", SECRET)


@pytest.mark.parametrize(
    ("agreed", "source", "count"),
    [(True, "upload", 1), (False, "upload", 0), (True, "spotify", 0), (False, "spotify", 0)],
)
def test_only_what_is_agreed_to_and_not_spotifys_is_staged(ingest, records, objects, ids, agreed, source, count):
    ingest().handle(message(tracks=ids, agreed=agreed, source=source, listener="ada"))
    assert len(staged(objects)) == count
    (record,) = records.page(PLAYLISTS.name).records
    assert (record.fields["staged"] is not None) == bool(count)


@pytest.mark.parametrize("listener", [{}, {"listener": "a visitor"}], ids=["nobody", "a visitor"])
def test_what_no_signed_in_listener_agreed_to_is_not_staged(ingest, records, objects, ids, listener):
    ingest().handle(message(tracks=ids, agreed=True, **listener))
    assert staged(objects) == []
    assert len(records.page(PLAYLISTS.name).records) == 1


def test_features_are_asked_of_unknown_tracks_alone_and_staged(ingest, objects, ids):
    source = Features()
    give(lambda: ingest(source), "m1", [*ids[:2], UNKNOWN], "ada")
    give(lambda: ingest(source), "m2", ids[:2], "ada")
    assert source.asked == [(UNKNOWN,)]
    found = [msgspec.json.decode(objects.get(name))["features"] for name in staged(objects)]
    assert sorted(found, key=len) == [{}, {UNKNOWN: [0.5] * 12 + [None]}]


def test_a_source_of_features_that_is_down_holds_no_playlist_up(ingest, objects, ids):
    give(lambda: ingest(Down()), "m1", [ids[0], UNKNOWN], "ada")
    (name,) = staged(objects)
    assert msgspec.json.decode(objects.get(name))["features"] == {}


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
