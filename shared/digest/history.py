"""Read the history that a digest is made of from the records; the rules are in `digest.py`."""

from collections.abc import Sequence

from shared.digest.digest import History, Love
from shared.domain.rating import Opinion, Rating
from shared.domain.search import Search
from shared.domain.subscription import StartList
from shared.ports import Records
from shared.record_kinds import RATINGS, SEARCHES, SENT_DIGESTS
from shared.records.given import answered_to
from shared.records.never_artists import never_artists
from shared.records.ratings import preferences_of
from shared.records.sent_digests import Progress, SentDigest

MOST_SEARCHES = 50
MOST_RATINGS = 50
MOST_MAILED = 120
"""Digests whose songs are not repeated: more than there are weeks in the time that they are kept."""


def history_of(records: Records, listener: str, lists: Sequence[StartList] = ()) -> History:
    """Read a listener's searches, ratings and earlier digests, beside the lists their mail starts from.

    Raises Unavailable if the records do not answer.
    """
    own = {"listener": listener}
    searches = records.page(SEARCHES.name, where=own, order_by="asked_at", descending=True, limit=MOST_SEARCHES)
    ratings = records.page(RATINGS.name, where=own, order_by="rated_at", descending=True, limit=MOST_RATINGS)
    mailed = records.page(SENT_DIGESTS.name, where=own, order_by="due_at", descending=True, limit=MOST_MAILED)
    return History(
        searches=tuple(Search.of(record.key, record.fields) for record in searches.records),
        loves=tuple(
            Love(rating.target.id, rating.rated_at)
            for rating in (Rating.of(record.fields) for record in ratings.records)
            if rating.target.kind == "track" and rating.opinion in (Opinion.LOVE, Opinion.LIKE)
        ),
        preferences=preferences_of(records, listener),
        mailed=frozenset(
            song.id
            for digest in (SentDigest.of(record.fields) for record in mailed.records)
            if digest.progress is not Progress.GIVEN_UP
            for song in digest.songs
        ),
        given=answered_to(records, listener),
        never=never_artists(records, listener),
        lists=tuple(lists),
    )
