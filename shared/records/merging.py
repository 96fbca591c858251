"""Records of a visitor that become an account's, one in a transaction: a merge can stop and go on anywhere."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from shared.domain.given import GivenSongs
from shared.domain.rating import Rating, taken_over
from shared.domain.share import shared_key
from shared.errors import InvalidInput
from shared.ports import Record, RecordKey, Records
from shared.record_kinds import (
    COUNTERS,
    GIVEN_SONGS,
    NEVER_ARTISTS,
    RATINGS,
    SHARED_SEARCHES,
    ByField,
    Moves,
    RecordKind,
    Stays,
)
from shared.records.counter_names import LAST_AT, LISTENER, of_listener
from shared.records.counters import Addition, ShardedCounter, counts_of
from shared.records.model_counts import ModelAddition, listed_models
from shared.records.never_artists import never_again, never_artists
from shared.records.personal_data import ACTIVITY

MERGED = tuple(kind for kind in ACTIVITY if not isinstance(kind.merge, Stays))
"""Kinds that take part in a merge; counters come last, as nothing is counted for the visitor any more by then."""

Join = Callable[[Records, Record, str, datetime], None]
"""Takes one of a visitor's records to an account, by its id; the visitor's is gone then."""

Joined = Callable[[Record, Record | None], Record]
"""The visitor's record as it is now, and the account's or None -> the account's from then on."""


def move(records: Records, kind: RecordKind, record: Record, account: str, now: datetime) -> None:
    """Take a visitor's record to an account. Once more changes nothing, as the visitor has no such record then."""
    if isinstance(kind.merge, Moves) and isinstance(kind.owner, ByField):
        field = kind.owner.field
        records.update_together([(kind.name, record.key)], lambda found: _owned(found, field, account))
    else:
        JOINS[kind.name](records, record, account, now)


def _owned(found: Sequence[Record | None], field: str, account: str) -> Sequence[Record] | None:
    (record,) = found
    return None if record is None else [replace(record, fields={**record.fields, field: account})]


def _into(records: Records, collection: str, keys: tuple[str, str], joined: Joined, now: datetime) -> None:
    """Replace two records by one in one transaction: the visitor's expires, and is deleted when that is done."""

    def change(found: Sequence[Record | None]) -> Sequence[Record] | None:
        mine, theirs = found
        return None if mine is None else [replace(mine, expires_at=now), joined(mine, theirs)]

    old, new = keys
    both: list[RecordKey] = [(collection, old), (collection, new)]
    records.update_together(both, change)
    records.delete(collection, old)


def _join_pointer(records: Records, record: Record, account: str, now: datetime) -> None:
    """Lead from the account's search to the page; where they shared that list themselves, to the page of that."""
    key = shared_key(account, str(record.fields["search"]))

    def joined(mine: Record, theirs: Record | None) -> Record:
        return theirs or Record(key, {**mine.fields, "owner": account}, mine.expires_at)

    _into(records, SHARED_SEARCHES.name, (record.key, key), joined, now)


def _join_rating(records: Records, record: Record, account: str, now: datetime) -> None:
    key = Rating.of(record.fields).target.key(account)

    def joined(mine: Record, theirs: Record | None) -> Record:
        other = Rating.of(theirs.fields) if theirs else None
        return Record(key, taken_over(Rating.of(mine.fields), account, other).to_fields())

    _into(records, RATINGS.name, (record.key, key), joined, now)


def _join_given(records: Records, record: Record, account: str, now: datetime) -> None:
    def joined(mine: Record, theirs: Record | None) -> Record:
        others = GivenSongs.of(theirs.fields) if theirs else GivenSongs()
        until = max(filter(None, (mine.expires_at, theirs.expires_at if theirs else None)), default=None)
        return Record(account, GivenSongs.of(mine.fields).joined(others).to_fields(), until)

    _into(records, GIVEN_SONGS.name, (record.key, account), joined, now)


def _join_never(records: Records, record: Record, account: str, _: datetime) -> None:
    """Add the visitor's artists as far as there is room."""
    with suppress(InvalidInput):
        for artist in never_artists(records, record.key):
            never_again(records, account, artist)
    records.delete(NEVER_ARTISTS.name, record.key)


def _join_counter(records: Records, record: Record, account: str, now: datetime) -> None:
    name = of_listener(account)
    shard = ShardedCounter(records, COUNTERS.name, shards=1).shard_of(name, "")

    def joined(mine: Record, theirs: Record | None) -> Record:
        labels = {"kind": LISTENER, "listener": account}
        latest = {LAST_AT: str(mine.fields.get(LAST_AT, ""))}
        added = Addition(shard, name, counts_of(mine.fields), labels, ("searches",), latest)
        return ModelAddition(added, listed_models(mine.fields)).applied(theirs)

    _into(records, COUNTERS.name, (record.key, shard[1]), joined, now)


JOINS: Mapping[str, Join] = {
    SHARED_SEARCHES.name: _join_pointer,
    RATINGS.name: _join_rating,
    GIVEN_SONGS.name: _join_given,
    NEVER_ARTISTS.name: _join_never,
    COUNTERS.name: _join_counter,
}
"""The rule of each kind that joins."""
