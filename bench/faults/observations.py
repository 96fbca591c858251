"""Observable state of a deployment as a multiset; with no fault and with any, it must be the same.

Beside what was asked for there are contradictions, such as a stored search that no counter counts.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

import msgspec

from bench.faults.world import World
from functions.recommend.contract import RecommendResponse
from shared.domain.rating import Opinion, Rating, week_of
from shared.domain.search import Search
from shared.messaging.push import REJECTED, Rejected
from shared.ports import Record, Records
from shared.record_kinds import COUNTERS, PLAYLISTS, RATINGS, SEARCHES, WEEK_TRACKS
from shared.records.counter_names import EVERYONE, of_listener
from shared.records.counters import ShardedCounter, counts_of
from shared.records.paging import every_record
from shared.records.staging_paths import STAGED_PLAYLISTS

Observations = Counter[str]

MISSING = "missing: "
"""Begins the observation of something that is lost, such as a search that no counter counts."""


def answers(world: World) -> Observations:
    """Return the answers to searches that are stored as they were given."""
    found: Observations = Counter()
    for place, each in _answered(world):
        record = world.ports.records.get(SEARCHES.name, each.id)
        songs = [song.uri for song in each.recommendations]
        found[f"answer {place} is kept"] = int(record is not None and record.fields["recommended"] == songs)
    return found


def unanswered(world: World) -> int:
    """Return the number of stored searches whose caller got no answer."""
    answered = {each.id for _, each in _answered(world)}
    return sum(record.key not in answered for record in every(world.ports.records, SEARCHES.name))


def search_counts(world: World) -> Observations:
    """Return the contradictions between the stored searches and what counters say of them."""
    records = world.ports.records
    searches = [Search.of(record.key, record.fields) for record in every(records, SEARCHES.name)]
    counter = ShardedCounter(records, COUNTERS.name)
    found = _differing("searches", len(searches), counter.read(EVERYONE).get("searches", 0))
    for listener, stored in Counter(each.listener for each in searches if each.listener).items():
        counts = ShardedCounter(records, COUNTERS.name, shards=1).read(of_listener(listener))
        found += _differing(f"searches of {listener}", stored, counts.get("searches", 0))
    tracks = [counts_of(record.fields).get("searched", 0) for record in every(records, WEEK_TRACKS.name)]
    charted = {
        (each.listener, week_of(each.asked_at), seed)
        for each in searches
        if each.charted and each.listener
        for seed in each.counted_seeds
    }
    return found + _differing("searched songs", len(charted), sum(tracks))


def rating_counts(world: World) -> Observations:
    """Return the contradictions between the stored ratings and what counters say of them."""
    records = world.ports.records
    ratings = [Rating.of(record.fields) for record in every(records, RATINGS.name)]
    counts = ShardedCounter(records, COUNTERS.name).read(EVERYONE)
    stored = Counter((each.target.kind, each.opinion) for each in ratings)
    found: Observations = Counter()
    for opinion in Opinion:
        for kind in ("list", "track"):
            name = f"ratings.{kind}.{opinion.value}"
            found += _differing(name, stored[kind, opinion], counts.get(name, 0))
    found[f"{MISSING}changes of ratings in the counters"] = sum(len(each.uncounted) for each in ratings)
    return +found


def figures(world: World) -> Observations:
    """Return the counters behind the statistics: the service's, each listener's, and those of the week's songs."""
    found: Observations = Counter()
    records = world.ports.records
    for record in (*every(records, COUNTERS.name), *every(records, WEEK_TRACKS.name)):
        tally = str(record.fields["tally"])
        for name, amount in counts_of(record.fields).items():
            found[f"{tally} {name}"] += amount
    return found


def ratings(world: World) -> Observations:
    """Return the stored opinions."""
    rated = [Rating.of(record.fields) for record in every(world.ports.records, RATINGS.name)]
    return Counter(f"{each.key} is {each.opinion}" for each in rated)


def playlists(world: World) -> Observations:
    """Return the playlists stored, staged for training, and rejected."""
    found: Observations = Counter()
    for record in every(world.ports.records, PLAYLISTS.name):
        tracks, lasts = record.fields["tracks"], record.expires_at is not None
        found[f"playlist {record.key} of {tracks}, lasting {lasts}, staged {bool(record.fields['staged'])}"] += 1
    for staged in world.ports.objects.list(STAGED_PLAYLISTS):
        found[f"staged {PurePosixPath(staged.name).name}"] += 1
    return found


def rejections(bodies: Sequence[bytes], world: World) -> Observations:
    """Return which of these messages were rejected, and how often; one that was published again is another."""
    found: Observations = Counter()
    for (_, data), often in Counter((each.id, each.data) for each in _rejected(world)).items():
        if data in bodies:
            found[f"rejected {data[:80]!r}"] = max(often, found[f"rejected {data[:80]!r}"])
    return found


def messages_set_aside(world: World) -> int:
    """Return the messages that were rejected or given up."""
    return world.given_up() + sum(1 for _ in _rejected(world))


def _rejected(world: World) -> Iterator[Rejected]:
    for stored in world.ports.objects.list(REJECTED):
        yield msgspec.json.decode(world.ports.objects.get(stored.name), type=Rejected)


def _answered(world: World) -> Iterator[tuple[int, RecommendResponse]]:
    for place, each in world.answers.items():
        if isinstance(each, RecommendResponse):
            yield place, each


def _differing(what: str, stored: int, counted: int) -> Observations:
    """Return how many are stored and not counted, or counted and not stored."""
    missing = {f"{MISSING}{what} in the counters": stored - counted}
    return +Counter(missing | {f"{what} counted too often": counted - stored})


def every(records: Records, collection: str) -> Iterator[Record]:
    """Yield every record of a collection."""
    return every_record(lambda cursor: records.page(collection, limit=1000, cursor=cursor))
