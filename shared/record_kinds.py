"""The registry of record kinds: owner, retention, and the indexes of their pages.

`records/personal_data.py`, backups, SQLite's indexes and the tests of Terraform's data and of the privacy texts
read it; no other file lists kinds. A constant may be renamed, its collection may not: deployments have it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class ByField:
    """The owner of records that name their listener in a field."""

    field: str = "listener"


@dataclass(frozen=True, slots=True)
class ByKey:
    """The owner of a kind with one record a listener: its key is their id between a prefix and a suffix."""

    prefix: str = ""
    suffix: str = ""

    def key(self, listener: str) -> str:
        """Return the key of a listener's record."""
        return f"{self.prefix}{listener}{self.suffix}"

    def listener(self, key: str) -> str:
        """Return the listener of a record's key, "" for an impersonal record."""
        is_theirs = key.startswith(self.prefix) and key.endswith(self.suffix)
        return key.removeprefix(self.prefix).removesuffix(self.suffix) if is_theirs else ""


@dataclass(frozen=True, slots=True)
class Impersonal:
    """The owner of records without personal data, with the reason."""

    because: str


@dataclass(frozen=True, slots=True)
class Moves:
    """A visitor's records become the account's by their owner's field alone."""


@dataclass(frozen=True, slots=True)
class Joins:
    """A visitor's records are put together with the account's by a rule of `records/merging.py`."""


@dataclass(frozen=True, slots=True)
class Stays:
    """A visitor's records are no part of a merge, with the reason."""

    because: str


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a page that is filtered by the fields `where` and ordered by another one."""

    where: tuple[str, ...]
    """No field: a page of the whole collection, for which Firestore needs no composite index."""
    order_by: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record."""

    name: str
    """Name of its collection."""
    owner: ByField | ByKey | Impersonal
    merge: Moves | Joins | Stays | None = None
    """Its part when a visitor is merged into an account; None for an impersonal kind, and for no other."""
    object_field: str = ""
    """The field with the name of an object of the record's owner, deleted with the record."""
    objects_by_key: tuple[str, ...] = ()
    """Names of objects that are made anew when they are missing, `{key}` being the record's; deleted with it."""
    takes_along: "RecordKind | None" = None
    """The kind of the record of the same key that is deleted with it, whoever its owner is."""
    kept: Mapping[str, timedelta] = field(default_factory=dict)
    """Retention after the last write, by case; empty: until it is deleted."""
    indexes: tuple[Index, ...] = ()


def newest_of_listener(moment: str) -> tuple[Index, ...]:
    """Return the index of a listener's own records, newest first."""
    return (Index(("listener",), moment, descending=True),)


# A listener's records, in the order in which they are deleted: the mail stops first.

UNCONFIRMED_KEPT = timedelta(days=7)

SUBSCRIPTIONS = RecordKind(
    "subscriptions",
    ByKey(),
    Stays("a visitor has no address"),
    kept={"unconfirmed": UNCONFIRMED_KEPT},
    indexes=(Index(("state",), "due_at"), Index(("state",), "due_at", descending=True)),
)
"""Subscriptions to the weekly mail, by listener."""

CONSENT_KEPT = timedelta(days=3 * 365)
"""Time after the end of a subscription in which its consent can be shown."""

CONSENTS = RecordKind(
    "consents",
    ByField(),
    Stays("a visitor gets no mail"),
    kept={"unconfirmed": UNCONFIRMED_KEPT, "consent": CONSENT_KEPT},
)
"""Consents to the weekly mail, by their number."""

SENT_DIGEST_KEPT = timedelta(days=400)
"""As long as searches: a song mailed within it is not mailed again, and its mail's rating links work."""

SENT_DIGESTS = RecordKind(
    "mailed",
    ByField(),
    Stays("a visitor gets no mail"),
    kept={"mailed": SENT_DIGEST_KEPT},
    indexes=newest_of_listener("due_at"),
)
"""Weekly mails, by listener and due time."""

PICTURES = "pictures/"
"""Folder of the pictures of shared lists, which can be drawn anew: in no backup, and expired by the bucket."""


def picture_name(key: str, kind: str) -> str:
    """Return the name of the object that keeps a picture of a shared list."""
    return f"{PICTURES}{key}/{kind}"


_PICTURES = (picture_name("{key}", "card"), picture_name("{key}", "story"))

SHARES = RecordKind("shares", ByField("owner"), Moves(), objects_by_key=_PICTURES)
"""Shared lists, by the id in their address; only the owner may take one down."""

SEARCH_KEPT = timedelta(days=400)
"""Somewhat more than a year of history."""

SHARED_SEARCHES = RecordKind("shared_searches", ByField("owner"), Joins(), kept={"search": SEARCH_KEPT})
"""The list that a search was shared as, by `shared_key`; it expires with the search."""

BLENDS = RecordKind("blends", ByField("owner"), Moves(), objects_by_key=_PICTURES, kept={"blend": SEARCH_KEPT})
"""Lists that go with two people's songs, by the id of their invitation; the owner is who came by it."""

INVITATION_KEPT = timedelta(days=30)
"""From the day on which its link was made, unless somebody comes."""

INVITATIONS = RecordKind(
    "invitations",
    ByField("owner"),
    Moves(),
    objects_by_key=_PICTURES,
    takes_along=BLENDS,
    kept={"invitation": INVITATION_KEPT, "blend": SEARCH_KEPT},
)
"""Invitations to a blend, by the id in their link. The blend names songs of theirs, so that it goes with them."""

LONGEST_UNCOUNTED = Index((), "uncounted_since")
"""The index of the records that wait to be counted; the others lack the field, and are not in it."""

RATINGS = RecordKind("ratings", ByField(), Joins(), indexes=(*newest_of_listener("rated_at"), LONGEST_UNCOUNTED))
"""Ratings, by listener and target."""

SEARCHES = RecordKind(
    "searches",
    ByField(),
    Moves(),
    kept={"search": SEARCH_KEPT},
    indexes=(
        *newest_of_listener("asked_at"),
        Index((), "asked_at", descending=True),
        LONGEST_UNCOUNTED,
    ),
)
"""Searches with their answers, by their id."""

GIVEN_SONGS = RecordKind("given", ByKey(), Joins(), kept={"given songs": SEARCH_KEPT})
"""Songs that a signed-in listener was given, by listener; each list in it as long as its search."""

NEVER_ARTISTS = RecordKind("never_artists", ByKey(), Joins())
"""Artists who are never recommended to a signed-in listener, by listener."""

PLAYLIST_KEPT = timedelta(days=400)

SPOTIFY_KEPT = timedelta(days=30)
"""Spotify's terms allow to store data of its API for as long as it is needed, and no longer."""

PLAYLISTS = RecordKind(
    "playlists",
    ByField(),
    Stays("a visitor shares none for learning"),
    object_field="staged",
    kept={"playlist": PLAYLIST_KEPT, "spotify": SPOTIFY_KEPT},
    indexes=newest_of_listener("ingested_at"),
)
"""Playlists, by `playlist_key`: an owner's are their own, the operator's are found by their id at their source."""

COUNTERS = RecordKind(
    "figures", ByKey("listener.", ".0"), Joins(), indexes=(Index(("kind",), "searches", descending=True),)
)
"""Shards of counters, by counter and shard: one for the service, and one of a single shard for each listener."""

# The identity of a listener is deleted last: their token works as long as it is there.

ADDRESSES = RecordKind("addresses", ByField(), Stays("a visitor has no address"))
"""The listener of an address, by the address's hash."""

LISTENERS = RecordKind("listeners", ByKey(), Stays("a visitor has no address"))
"""Listeners who signed in, by their id, with their mail `address` and the `generation` of their tokens."""

# Impersonal records.

WEEK_KEPT = timedelta(days=60)

WEEK_TRACKS = RecordKind(
    "week_tracks",
    Impersonal("counts of all listeners"),
    kept={"week": WEEK_KEPT},
    indexes=(Index(("week",), "loved", descending=True), Index(("week",), "searched", descending=True)),
)
"""Counts of searches and loves by week and track; the counts of all time do not expire."""

DAYS_KEPT = timedelta(days=800)
"""Somewhat more than two years, so that a year can be compared with the one before."""

DAYS = RecordKind("days", Impersonal("counts of all listeners by day"), kept={"days": DAYS_KEPT})
"""Counts of each day, by month and shard: activity, mails, shared lists, answers."""

SUPPRESSIONS = RecordKind("suppressions", Impersonal("the hash of an address that must never be written to again"))
"""Suppressed addresses, by their hash."""

DELETED_LISTENER_KEPT = timedelta(days=402)
"""Longer than a token of the listener can be valid: 400 days, and one for a clock ahead of ours. Also longer than
a message can be in flight: Pub/Sub keeps one for 7 days at most, a dead letter for 31, and a rejected one can be
replayed for 90 days."""

DELETED_LISTENERS = RecordKind(
    "departures", Impersonal("the hash of a listener's id"), kept={"deleted": DELETED_LISTENER_KEPT}
)
"""Tombstones of listeners who deleted themselves, by the hash of their id."""


def tombstone_of(listener: str) -> str:
    """Return the key of a listener's tombstone, from which nobody can tell the id."""
    return hashlib.sha256(listener.encode()).hexdigest()


LIMIT_KEPT = timedelta(hours=1)

CODE_LIMIT_KEPT = timedelta(days=1)

SHARE_LIMIT_KEPT = timedelta(days=2)
"""From the beginning of its day: the clocks of two instances may differ."""

LIMITS = RecordKind(
    "limits",
    Impersonal("a count under a hash that tells nothing"),
    kept={"limit": LIMIT_KEPT, "wrong codes": CODE_LIMIT_KEPT, "shared playlists": SHARE_LIMIT_KEPT},
)
"""Number of requested mails, by the hash of the limit, of the address or client, and of the hour; of wrong
codes to sign in, too; and of playlists shared for learning, by the hash of the listener and the day."""

SIGN_IN_CODE_KEPT = timedelta(minutes=15)
"""As long as the link beside it works."""

SIGN_IN_CODES = RecordKind(
    "sign_in_codes",
    Impersonal("the keyed hash of six digits, under a random number"),
    kept={"code": SIGN_IN_CODE_KEPT},
)
"""Codes that were mailed beside a link to sign in, by the link's number, and how often another was typed."""

USED_LINK_KEPT = timedelta(hours=25)
"""Longer than a sign-in link is valid, also one that was issued by a clock ahead of ours."""

USED_LINKS = RecordKind("used_links", Impersonal("a random number"), kept={"link": USED_LINK_KEPT})
"""Links that opened a session, by their number."""

MAIL_EVENT_KEPT = timedelta(days=10)
"""Longer than SendGrid retries an event."""

MAIL_EVENTS = RecordKind(
    "mail_events", Impersonal("the hash of an event's number"), kept={"mail event": MAIL_EVENT_KEPT}
)
"""Applied mail events, by the hash of the event's id."""

HANDLED_MESSAGE_KEPT = timedelta(days=10)
"""Longer than a message can be in flight: Pub/Sub keeps one for 7 days at most."""

HANDLED_MESSAGES = RecordKind("seen", Impersonal("a message's id"), kept={"message": HANDLED_MESSAGE_KEPT})
"""Handled messages, by function and message id."""

CHECK_KEPT = timedelta(minutes=5)

CHECKS = RecordKind("doctor", Impersonal("a random number"), kept={"check": CHECK_KEPT})
"""Test records that `segue doctor` writes, reads and deletes."""

KINDS: tuple[RecordKind, ...] = tuple(each for each in list(vars().values()) if isinstance(each, RecordKind))
"""Every kind of record, in the order above."""

BACKUPS_KEPT = timedelta(days=28)
"""Retention of backups, which hold all of these."""
