"""Songs that listeners were given, in the records: one record a listener, read and written with each answer."""

from collections.abc import Collection, Iterable
from datetime import datetime

from shared.domain.given import LATELY, GivenList, GivenSongs
from shared.ports import Fields, Records
from shared.record_kinds import GIVEN_SONGS, SEARCH_KEPT, SENT_DIGESTS
from shared.records.sent_digests import Progress, SentDigest

MOST_MAILS = LATELY.days // 7 + 1
"""Weekly mails within LATELY."""


def answered_to(records: Records, listener: str) -> GivenSongs:
    """Read the songs that answers gave a listener: one read."""
    record = records.get(GIVEN_SONGS.name, listener)
    return GivenSongs.of(record.fields) if record else GivenSongs()


def given_to(records: Records, listener: str) -> GivenSongs:
    """Read the songs that answers and the latest weekly mails gave a listener: one read, and one a mail."""
    mails = records.page(
        SENT_DIGESTS.name, where={"listener": listener}, order_by="due_at", descending=True, limit=MOST_MAILS
    )
    digests = [SentDigest.of(record.fields) for record in reversed(mails.records)]
    mailed = tuple(_as_given(each) for each in digests if each.progress is not Progress.GIVEN_UP)
    return GivenSongs((*mailed, *answered_to(records, listener).lists))


def remember_given(
    records: Records,
    listener: str,
    seeds: Iterable[str],
    songs: Iterable[str],
    unwanted: Collection[str],
    now: datetime,
) -> None:
    """Add an answer to the songs that a listener was given: one read and one write.

    Lists whose search has expired are dropped. Raises Unavailable if the records do not answer.
    """

    def added(before: Fields | None) -> Fields:
        known = GivenSongs.of(before) if before is not None else GivenSongs()
        return known.since(now - SEARCH_KEPT).with_answer(seeds, songs, unwanted, now).to_fields()

    records.update(GIVEN_SONGS.name, listener, added, now + SEARCH_KEPT)


def _as_given(digest: SentDigest) -> GivenList:
    songs = tuple(song.id for song in digest.songs)
    return GivenList(digest.claimed_at, digest.claimed_at, "", songs)
