"""Export of all data, and deletion without remains."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from post_box import new_address

from functions.account.leaving import Leaving
from shared.adapters.memory import MemoryObjects, MemoryRecords
from shared.adapters.sqlite_bus import SqliteBus
from shared.adapters.sqlite_records import SqliteRecords
from shared.errors import Unavailable
from shared.messaging.playlist_message import PlaylistMessage
from shared.messaging.topics import PLAYLISTS
from shared.ports import Record
from shared.record_kinds import COUNTERS
from shared.records.counter_names import EVERYONE
from shared.records.counters import ShardedCounter
from shared.records.deleted_listeners import is_deleted, mark_deleted
from shared.records.personal_data import ACTIVITY, IDENTITY, page_of
from shared.records.staging_paths import STAGED_PLAYLISTS

COLLECTIONS = [kind.name for kind in (*IDENTITY, *ACTIVITY)]


@pytest.fixture
def lived(door, address, records, known, delivered):
    """A listener with every kind of data."""
    visitor = door.visitor()
    search, songs = visitor.list_of(*known[:3])
    visitor.rate(search, "love")
    visitor.rate(search, "hate", songs[0])
    door.sign_in(address, visitor)
    listener = door.subscribed(address)
    listener.send("POST", "recommend", {"text": "\n".join(known[5:9]), "share": True})
    listener.rate(search, "like", songs[1])
    listener.list_of(*known[:3])
    listener.send("PUT", "feedback/artists", {"artist": "Nobody In Particular"})
    records.create("mailed", Record(f"{listener.id}.x", {"listener": listener.id, "due_at": "2026-11-23"}))
    records.create("shares", Record(f"share-{listener.id}", {"owner": listener.id, "title": "Mine"}))
    for kind in ("invitations", "blends"):
        records.create(kind, Record(f"{kind}-{listener.id}", {"owner": listener.id, "name": "Me"}))
    records.create("shared_searches", Record(f"{listener.id}.{search}", {"owner": listener.id}))
    delivered()
    return listener


def staged(records, listener):
    (playlist,) = records.page("playlists", where={"listener": listener.id}).records
    return playlist.fields["staged"]


def test_an_export_holds_all_there_is(lived, address):
    answer = lived.send("GET", "account/export")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="segue.json"'
    assert answer.body["listener"] == lived.id
    found = answer.body["records"]
    assert set(found) == set(COLLECTIONS)
    assert {name: len(each) for name, each in found.items()} == {
        "addresses": 1, "listeners": 1, "subscriptions": 1, "consents": 1, "mailed": 1, "shares": 1,
        "invitations": 1, "blends": 1,
        "shared_searches": 1, "ratings": 3, "searches": 3, "given": 1, "never_artists": 1, "playlists": 1,
        "figures": 1,
    }  # fmt: skip
    assert found["listeners"][0]["address"] == address


def test_an_export_holds_nothing_of_another(lived, another, known):
    search, _ = another.list_of(*known[:2])
    another.rate(search, "love")
    assert search not in str(lived.send("GET", "account/export").body)
    assert lived.id not in str(another.send("GET", "account/export").body)


def test_a_visitor_may_take_along_what_is_theirs(another, known):
    search, _ = another.list_of(*known[:2])
    (kept,) = another.send("GET", "account/export").body["records"]["searches"]
    assert kept["key"] == search


def test_an_export_names_songs_beside_their_ids_and_keeps_nothing_packed(another, known):
    answer = another.ask("recommend", tracks=list(known[:2]), text="qqqq wwww").body
    another.rate(answer["id"], "love", answer["recommendations"][0]["uri"])

    found = another.send("GET", "account/export").body

    (search,) = found["records"]["searches"]
    songs = [
        {"id": each["uri"], "name": each["name"], "artist": each["artist"]} for each in answer["recommendations"]
    ]
    assert search["songs"] == songs
    assert [each["id"] for each in search["typed"]] == list(known[:2])
    assert search["not_found"] == ["qqqq wwww"]
    assert "answer" not in search
    (rating,) = found["records"]["ratings"]
    assert found["songs"][rating["target"]] == {key: songs[0][key] for key in ("name", "artist")}


def test_nothing_is_left_of_who_left(lived, address, traces, delivered):
    assert traces(lived.id)
    assert traces(address)
    assert lived.send("DELETE", "account/me").status == 204
    delivered()
    assert traces(lived.id) == []
    assert traces(address) == []


def test_the_playlist_a_listener_agreed_to_share_leaves_the_staging(lived, records, embedded):
    name = staged(records, lived)
    objects = Path(embedded["SEGUE_OBJECTS"].removeprefix("file:///")) / "names"
    assert name.startswith(STAGED_PLAYLISTS)
    assert (objects / name).exists()
    lived.send("DELETE", "account/me")
    assert not (objects / name).exists()


def test_what_another_shared_too_stays_theirs_and_is_still_learned_from(
    lived, door, records, store, known, delivered
):
    other = door.sign_in(new_address())
    answer = other.send("POST", "recommend", {"text": "\n".join(known[5:9]), "share": True})
    assert answer.status == 200
    delivered()
    names = [staged(records, each) for each in (lived, other)]
    assert [store.stat(name) is not None for name in names] == [True, True]
    lived.send("DELETE", "account/me")
    assert len(other.send("GET", "account/export").body["records"]["playlists"]) == 1
    assert [store.stat(name) is not None for name in names] == [False, True]


def test_pictures_of_shared_lists_leave_with_their_owner(lived, store):
    for name in (f"pictures/share-{lived.id}/card", f"pictures/share-{lived.id}/story"):
        store.put(name, b"PNG")
    lived.send("DELETE", "account/me")
    assert list(store.list(f"pictures/share-{lived.id}/")) == []


def test_statistics_of_all_still_count_what_a_deleted_listener_did(lived, records):
    counter = ShardedCounter(records, COUNTERS.name)
    before = counter.read(EVERYONE)
    assert before
    lived.send("DELETE", "account/me")
    assert counter.read(EVERYONE) == before


def test_a_token_ends_with_its_listener(lived):
    lived.send("DELETE", "account/me")
    assert lived.send("GET", "account/me").status == 401


def test_who_comes_back_is_somebody_new(lived, door, address):
    lived.send("DELETE", "account/me")
    assert door.sign_in(address).id != lived.id


def test_a_visitor_may_leave_too(another, known, traces, delivered):
    another.list_of(*known[:2])
    delivered()
    assert another.send("DELETE", "account/me").status == 204
    assert traces(another.id) == []


def test_another_listener_keeps_what_is_theirs(lived, another, known):
    search, _ = another.list_of(*known[:2])
    another.rate(search, "love")
    lived.send("DELETE", "account/me")
    assert another.opinions(search) == {search: "love"}


# Interruptions


class FallingRecords(SqliteRecords):
    """Records that fail from the nth delete on."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.deletes = 0
        self.falls_after: int | None = None

    def delete(self, collection: str, key: str) -> None:
        if self.falls_after is not None and self.deletes >= self.falls_after:
            raise Unavailable("The records do not answer")
        self.deletes += 1
        super().delete(collection, key)


def life(records, listener: str, searches: int = 3) -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC).isoformat()
    for number in range(searches):
        fields = {"listener": listener, "asked_at": at}
        records.create("searches", Record(f"s{number}", fields))
    records.create("ratings", Record(f"{listener}.list.s0", {"listener": listener, "rated_at": at}))
    records.create("subscriptions", Record(listener, {"listener": listener}))
    records.create("addresses", Record("hash", {"listener": listener}))
    records.create("listeners", Record(listener, {"address": "a@b.c", "generation": 1}))


def left(records, listener: str) -> int:
    return sum(len(page_of(kind, records, listener).records) for kind in (*IDENTITY, *ACTIVITY))


def leaving(records) -> Leaving:
    return Leaving(records, MemoryObjects, now=lambda: datetime.now(UTC))


@pytest.mark.parametrize("after", range(8))
def test_wherever_it_is_cut_off_the_same_call_finishes_it(tmp_path, after):
    records = FallingRecords(tmp_path / "segue.db")
    life(records, "anna")
    records.falls_after = after
    if after < 7:
        with pytest.raises(Unavailable):
            leaving(records).leave("anna")
        assert records.get("listeners", "anna") is not None
    records.falls_after = None
    assert leaving(records).leave("anna") is True
    assert left(records, "anna") == 0


def test_a_long_life_goes_a_part_at_a_time():
    records = MemoryRecords()
    life(records, "anna", searches=4_100)
    answers = []
    while not answers or not answers[-1]:
        answers.append(leaving(records).leave("anna"))
    assert answers == [False, False, True]
    assert left(records, "anna") == 0


def test_the_mail_stops_first(tmp_path):
    records = FallingRecords(tmp_path / "segue.db")
    life(records, "anna")
    records.falls_after = 1
    with pytest.raises(Unavailable):
        leaving(records).leave("anna")
    assert records.get("subscriptions", "anna") is None


def test_who_left_is_known_to_have_left_and_by_no_name(door, address, records):
    listener = door.sign_in(address)
    listener.send("DELETE", "account/me")
    assert is_deleted(records, listener.id)
    assert listener.id not in str(records.page("departures", limit=1_000))


@pytest.mark.parametrize("days", [0, 7 + 90], ids=["at once", "replayed on its last day"])
def test_a_playlist_that_comes_after_its_listener_left_is_dropped(
    another, records, store, embedded, known, delivered, days
):
    mark_deleted(records, store, another.id, datetime.now(UTC) - timedelta(days=days))
    message = PlaylistMessage(tracks=known[10:14], id=f"late-{another.id[:8]}", listener=another.id)
    SqliteBus(Path(embedded["SEGUE_RECORDS"].removeprefix("sqlite:///"))).publish(
        PLAYLISTS, msgspec.json.encode(message)
    )
    delivered()
    assert records.get("playlists", message.id) is None
    assert records.page("playlists", where={"listener": another.id}).records == ()
