"""A visitor's history taken to a known account: all of it, once, and by nobody but the browser that asked."""

import uuid
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from signed_in import Listener

from functions.account.merging import MOST_MOVED, Merging
from functions.tally.handler import TallyActivity
from shared.adapters.memory import MemoryObjects, MemoryRecords
from shared.domain.given import GivenSongs
from shared.domain.rating import Opinion, Rating, Target, rated
from shared.domain.search import Search
from shared.domain.share import shared_key
from shared.errors import Conflict, NotSignedIn, Unavailable
from shared.messaging.messages import Tick
from shared.messaging.push import Message
from shared.ports import Record
from shared.record_kinds import (
    BLENDS,
    COUNTERS,
    GIVEN_SONGS,
    INVITATIONS,
    KINDS,
    LISTENERS,
    NEVER_ARTISTS,
    RATINGS,
    SEARCHES,
    SHARED_SEARCHES,
    SHARES,
    Impersonal,
    Joins,
    Moves,
    Stays,
)
from shared.records.counter_names import of_listener
from shared.records.counters import ShardedCounter
from shared.records.deleted_listeners import is_deleted, mark_deleted
from shared.records.merging import JOINS
from shared.records.personal_data import ACTIVITY, records_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
VISITOR, ACCOUNT = "vera", "anna"
SONGS = tuple(f"spotify:track:{place:022d}" for place in range(30))


class StoppingRecords(MemoryRecords):
    """Records whose writes fail from some write on."""

    writes = 0
    stops_after: int | None = None

    def update_together(self, keys, change):
        if self.stops_after is not None and self.writes >= self.stops_after:
            raise Unavailable("The records do not answer")
        self.writes += 1
        return super().update_together(keys, change)


@pytest.fixture
def records():
    return StoppingRecords(lambda: NOW)


@pytest.fixture
def merging(records):
    objects = MemoryObjects()
    return Merging(records, lambda: objects, lambda: None, now=lambda: NOW)


def searched(records, listener, id, minutes=0, seeds=SONGS[:2]):
    made = Search(id, NOW - timedelta(days=1, minutes=-minutes), "v1", seeds, SONGS[10:20], 2, None, listener)
    records.create(SEARCHES.name, Record(id, made.to_uncounted_fields(), NOW + timedelta(days=399)))
    return made


def say(records, listener, opinion, song=SONGS[10], minutes=0):
    target, at = Target("track", song), NOW - timedelta(days=1, minutes=-minutes)
    made = Search("s", at, "v1", (), SONGS[10:20], 2, None, listener)

    def change(before):
        return rated(before and Rating.of(before), listener, target, made, opinion, at).to_fields()

    records.update(RATINGS.name, target.key(listener), change)


def count(records):
    """Count all that waits."""
    tick = Message(uuid.uuid4().hex, msgspec.json.encode(Tick()), {}, "", "", 1)
    TallyActivity(records, now=lambda: NOW).handle(tick)


def counts(records, listener):
    return ShardedCounter(records, COUNTERS.name, shards=1).read(of_listener(listener))


def opinion(records, listener, song=SONGS[10]):
    record = records.get(RATINGS.name, Target("track", song).key(listener))
    return record and record.fields["opinion"]


def live(records):
    """Store a record of each kind that is merged for the visitor, and some for the account."""
    searched(records, VISITOR, "v1")
    searched(records, VISITOR, "v2", minutes=1, seeds=SONGS[3:5])
    searched(records, ACCOUNT, "a1")
    say(records, VISITOR, Opinion.LOVE)
    say(records, VISITOR, Opinion.LOVE, SONGS[11], minutes=5)
    say(records, ACCOUNT, Opinion.HATE, SONGS[11])
    say(records, VISITOR, Opinion.HATE, SONGS[12])
    say(records, ACCOUNT, Opinion.LIKE, SONGS[12], minutes=5)
    shared = {"owner": VISITOR, "search": "v1", "share": "page1"}
    records.create(SHARED_SEARCHES.name, Record(shared_key(VISITOR, "v1"), shared))
    records.create(SHARES.name, Record("page1", {"owner": VISITOR, "search": "v1"}))
    for kind in (INVITATIONS, BLENDS):
        records.create(kind.name, Record(f"of {kind.name}", {"owner": VISITOR, "search": "v1"}))
    for listener, songs in ((VISITOR, SONGS[:3]), (ACCOUNT, SONGS[3:5])):
        given = GivenSongs().with_answer([listener], songs, (), NOW).to_fields()
        records.create(GIVEN_SONGS.name, Record(listener, given, NOW + timedelta(days=400)))
    for listener, artists in ((VISITOR, ["Drake", "Kenny G"]), (ACCOUNT, ["drake"])):
        records.create(NEVER_ARTISTS.name, Record(listener, {"listener": listener, "artists": artists}))
    count(records)


def of(records, listener):
    return {kind.name: len(list(records_of(kind, records, listener))) for kind in ACTIVITY}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_a_listeners_tells_how_it_is_merged(kind):
    match kind.merge:
        case None:
            assert isinstance(kind.owner, Impersonal)
        case Joins():
            assert kind.name in JOINS
        case Moves():
            assert kind.name not in JOINS
        case Stays(because):
            assert len(because.split()) >= 3


def test_a_merge_takes_all_there_is_and_leaves_nothing(records, merging):
    live(records)

    assert merging.merge(VISITOR, ACCOUNT)

    assert set(of(records, VISITOR).values()) == {0}
    assert of(records, ACCOUNT) == {
        "subscriptions": 0, "consents": 0, "mailed": 0, "shares": 1, "shared_searches": 1, "ratings": 3,
        "invitations": 1, "blends": 1,
        "searches": 3, "given": 1, "never_artists": 1, "playlists": 0, "figures": 1,
    }  # fmt: skip
    assert records.get(SHARED_SEARCHES.name, shared_key(ACCOUNT, "v1")).fields["share"] == "page1"
    assert records.get(NEVER_ARTISTS.name, ACCOUNT).fields["artists"] == ["drake", "Kenny G"]
    assert len(GivenSongs.of(records.get(GIVEN_SONGS.name, ACCOUNT).fields).lists) == 2
    assert is_deleted(records, VISITOR)


def test_the_newer_of_two_opinions_stays(records, merging):
    live(records)
    merging.merge(VISITOR, ACCOUNT)

    assert [opinion(records, ACCOUNT, song) for song in SONGS[10:13]] == ["love", "love", "like"]


def test_counts_agree_with_what_there_is(records, merging):
    live(records)
    merging.merge(VISITOR, ACCOUNT)
    count(records)

    found = counts(records, ACCOUNT)
    assert found["searches"] == 3
    assert {name: each for name, each in found.items() if name.startswith("ratings.track.")} == {
        "ratings.track.love": 2, "ratings.track.like": 1,
    }  # fmt: skip
    assert counts(records, VISITOR) == {}


def test_what_was_not_counted_yet_is_counted_once_for_the_account(records, merging):
    searched(records, VISITOR, "v1")
    say(records, VISITOR, Opinion.LOVE)
    merging.merge(VISITOR, ACCOUNT)
    count(records)
    count(records)

    found = counts(records, ACCOUNT)
    assert (found["searches"], found["ratings.track.love"]) == (1, 1)


@pytest.mark.parametrize("after", range(11))
def test_wherever_a_merge_is_cut_off_the_same_call_finishes_it(records, merging, after):
    live(records)
    records.writes, records.stops_after = 0, after
    if after < 9:
        with pytest.raises(Unavailable):
            merging.merge(VISITOR, ACCOUNT)
    records.stops_after = None

    assert merging.merge(VISITOR, ACCOUNT)
    assert merging.merge(VISITOR, ACCOUNT)

    count(records)
    assert set(of(records, VISITOR).values()) == {0}
    found = counts(records, ACCOUNT)
    assert (found["searches"], found["ratings.track.love"]) == (3, 2)


def test_a_long_history_goes_a_part_at_a_time(records, merging):
    for number in range(MOST_MOVED + 1):
        searched(records, VISITOR, f"v{number}")

    assert [merging.merge(VISITOR, ACCOUNT) for _ in range(2)] == [False, True]
    assert of(records, ACCOUNT)["searches"] == MOST_MOVED + 1


def test_a_preview_tells_what_there_is_and_changes_nothing(records, merging):
    live(records)
    before = of(records, VISITOR)

    assert merging.preview(VISITOR) == (2, 2, True)
    assert of(records, VISITOR) == before
    assert merging.preview("nobody") == (0, 0, False)


# Over HTTP


def enter(door, address, visitor, *, asked_here=True):
    """Sign a visitor in at a known address; return the account and the answer."""
    nonce = uuid.uuid4().hex
    answer = door.enter(door.link(address, nonce), visitor, nonce if asked_here else None)
    return Listener(visitor.url, "", answer.body["token"]), answer.body


@pytest.fixture
def visitor(door, known):
    found = door.visitor()
    search, songs = found.list_of(*known[:2])
    found.rate(search, "love", songs[0])
    return found


def test_signing_in_offers_to_merge_and_a_yes_takes_all_along(door, address, visitor, delivered, traces):
    first = door.sign_in(address)
    delivered()
    account, session = enter(door, address, visitor)
    body = {"visitor": visitor.token, "ticket": session["merge"]}

    assert account.send("POST", "account/merge/preview", body).body == {"loved": 1, "lists": 1, "anything": True}
    assert [account.send("POST", "account/merge", body).body for _ in range(2)] == [{"done": True}] * 2

    (kept,) = account.send("GET", "recommend").body["lists"]
    assert "love" in account.opinions(kept["id"]).values()
    assert visitor.send("GET", "recommend").status == 401
    assert account.send("DELETE", "account/me").status == 204
    delivered()
    assert [traces(visitor.id), traces(first.id)] == [[], []]


def test_a_link_that_another_asked_for_brings_no_ticket(door, address, visitor):
    door.sign_in(address)
    _, session = enter(door, address, visitor, asked_here=False)

    assert (session["apart"], session["merge"]) == (True, None)


def test_a_ticket_is_for_one_visitor_and_one_account(door, address, visitor):
    door.sign_in(address)
    account, session = enter(door, address, visitor)
    other = door.visitor()

    stolen = {"visitor": other.token, "ticket": session["merge"]}
    assert account.send("POST", "account/merge", stolen).status == 403
    own = {"visitor": visitor.token, "ticket": session["merge"]}
    assert other.send("POST", "account/merge", own).status == 403
    assert visitor.send("GET", "recommend").body["lists"]


def test_two_accounts_are_never_merged(door, address, visitor):
    door.sign_in(address)
    account, session = enter(door, address, visitor)
    other = door.sign_in(f"b-{address}")

    body = {"visitor": other.token, "ticket": session["merge"]}
    assert account.send("POST", "account/merge", body).status == 403


@pytest.mark.parametrize("field", ["visitor", "ticket"])
def test_a_made_up_token_merges_nothing(door, address, visitor, field):
    door.sign_in(address)
    account, session = enter(door, address, visitor)

    body = {"visitor": visitor.token, "ticket": session["merge"], field: "x.y.z"}
    assert account.send("POST", "account/merge", body).status == 401


def test_an_account_that_is_deleted_meanwhile_gets_nothing(records, merging):
    """Records moved after its deletion had looked would be left for nobody to delete, and public if shared."""
    searched(records, VISITOR, "s")
    mark_deleted(records, MemoryObjects(), ACCOUNT, NOW)  # the merge was let in before
    with pytest.raises(NotSignedIn, match="deleted"):
        merging.merge(VISITOR, ACCOUNT)
    assert [kind.name for kind in ACTIVITY if any(records_of(kind, records, ACCOUNT))] == []


def test_a_visitor_who_became_an_account_meanwhile_is_not_marked_as_deleted(records, merging):
    """Else all that the account does from then on would be erased as a deleted listener's."""
    searched(records, VISITOR, "s")
    records.create(LISTENERS.name, Record(VISITOR, {"address": "vera@mail.example"}))  # after they were let in
    with pytest.raises(Conflict, match="account of their own"):
        merging.merge(VISITOR, ACCOUNT)
    assert not is_deleted(records, VISITOR)
