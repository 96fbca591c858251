"""Observable state of a deployment as a multiset: each observation must be there exactly once, whatever failed."""

from collections import Counter
from pathlib import PurePosixPath

import msgspec
from shared.adapters.spooled_bus import SPOOL, UNDELIVERED

from bench.faults.process import Stores
from functions.recommend.contract import RecommendResponse
from shared.domain.rating import Rating
from shared.domain.search import COUNTED
from shared.messaging.push import REJECTED, Rejected
from shared.ports import Record
from shared.record_kinds import COUNTERS, PLAYLISTS, RATINGS, SEARCHES, WEEK_TRACKS
from shared.records.counter_names import EVERYONE
from shared.records.counters import ShardedCounter, counts_of
from shared.records.staging_paths import STAGED_PLAYLISTS

Observations = Counter[str]


def answers(stores: Stores) -> Observations:
    """Return the answers: each must be stored once, counted once, and included in the number of searches."""
    answered = [each for each in stores.answered.values() if isinstance(each, RecommendResponse)]
    counted = {record.key for record in _all(stores, SEARCHES.name) if record.fields.get(COUNTED) is True}
    found: Observations = Counter()
    for place, each in enumerate(answered):
        record = stores.records.get(SEARCHES.name, each.id)
        songs = [song.uri[-22:] for song in each.recommendations]
        found[f"answer {place} is kept"] = int(record is not None and record.fields["recommended"] == songs)
        found[f"answer {place} is counted"] = int(each.id in counted)
    # The others that are counted are searches whose callers got no answer, as the process died; they retried.
    others = counted - {each.id for each in answered}
    total = ShardedCounter(stores.records, COUNTERS.name).read(EVERYONE).get("searches", 0)
    found["searches"] = total - len(others)
    return found


def unanswered(stores: Stores) -> int:
    """Return the number of stored searches whose caller got no answer and had to retry."""
    answered = {each.id for each in stores.answered.values() if isinstance(each, RecommendResponse)}
    return sum(
        record.key not in answered and record.key.startswith("search-") for record in _all(stores, SEARCHES.name)
    )


def figures(stores: Stores) -> Observations:
    """Return the counters behind the statistics: the service's, each listener's, and those of the week's songs."""
    found: Observations = Counter()
    for record in (*_all(stores, COUNTERS.name), *_all(stores, WEEK_TRACKS.name)):
        tally = str(record.fields["tally"])
        for name, amount in counts_of(record.fields).items():
            found[f"{tally} {name}"] += amount
    return found


def ratings(stores: Stores) -> Observations:
    """Return the stored opinions, and the changes that are not counted yet."""
    found: Observations = Counter()
    for record in _all(stores, RATINGS.name):
        rating = Rating.of(record.fields)
        found[f"{record.key} is {rating.opinion}"] += 1
        found["changes that are not counted"] += len(rating.uncounted)
    return found


def playlists(stores: Stores) -> Observations:
    """Return the playlists stored, staged for training, rejected and not delivered."""
    found: Observations = Counter()
    for record in _all(stores, PLAYLISTS.name):
        tracks, lasts = record.fields["tracks"], record.expires_at is not None
        found[f"playlist {record.key} of {tracks}, lasting {lasts}, staged {bool(record.fields['staged'])}"] += 1
    for staged in stores.objects.list(STAGED_PLAYLISTS):
        found[f"staged {PurePosixPath(staged.name).name}"] += 1
    found += _rejected(stores)
    for left in (*stores.objects.list(SPOOL), *stores.objects.list(UNDELIVERED)):
        found[f"not delivered: {left.name}"] += 1
    return found


def _rejected(stores: Stores) -> Observations:
    """Return how often each message was rejected; one that a killed publisher published again is another."""
    kept = [
        msgspec.json.decode(stores.objects.get(each.name), type=Rejected) for each in stores.objects.list(REJECTED)
    ]
    found: Observations = Counter()
    for (_, data), often in Counter((each.id, each.data) for each in kept).items():
        found[f"rejected {data[:80]!r}"] = max(often, found[f"rejected {data[:80]!r}"])
    return found


def _all(stores: Stores, collection: str) -> tuple[Record, ...]:
    return stores.records.page(collection, limit=1000).records
