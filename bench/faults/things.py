"""What people see of a deployment, as things that can be counted: each must be there once, whatever went wrong."""

from collections import Counter
from pathlib import PurePosixPath

import msgspec

from bench.faults.process import Stores
from functions.recommend.contract import RecommendResponse
from shared.adapters.spooled_bus import SPOOL, UNDELIVERED
from shared.domain.rating import RATINGS
from shared.domain.search import SEARCHES
from shared.messaging.playlist_message import PLAYLISTS
from shared.messaging.push import REJECTED, Rejected
from shared.ports import Record
from shared.records.counter_names import EVERYONE, FIGURES, WEEK_TRACKS
from shared.records.counters import ShardedCounter, counts_of, remembered_as
from shared.records.staging_paths import STAGED_PLAYLISTS

Things = Counter[str]


def answers(stores: Stores) -> Things:
    """Count the answers that were given: each kept once, counted once, and counted in the figure of searches."""
    given = [each for each in stores.answered.values() if isinstance(each, RecommendResponse)]
    marks = {remembered_as(f"search.{record.key}") for record in _all(stores, SEARCHES)}
    events = Counter(event for event in _events(stores) if event in marks)
    found: Things = Counter()
    for place, each in enumerate(given):
        record = stores.records.get(SEARCHES, each.id)
        songs = [song.uri[-22:] for song in each.recommendations]
        found[f"answer {place} is kept"] = int(record is not None and record.fields["recommended"] == songs)
        found[f"answer {place} is counted"] = events.pop(remembered_as(f"search.{each.id}"), 0)
    # What is left are searches whose askers heard nothing, as the process died: they asked again.
    found["searches"] = ShardedCounter(stores.records, FIGURES).read(EVERYONE).get("searches", 0) - events.total()
    return found


def unanswered(stores: Stores) -> int:
    """Count the searches that are kept though their asker got no answer and had to ask again."""
    given = {each.id for each in stores.answered.values() if isinstance(each, RecommendResponse)}
    return sum(record.key not in given and record.key.startswith("search-") for record in _all(stores, SEARCHES))


def figures(stores: Stores) -> Things:
    """Count what the dashboards show: everyone's figures, each listener's, and the songs of the week."""
    found: Things = Counter()
    for record in (*_all(stores, FIGURES), *_all(stores, WEEK_TRACKS)):
        tally = str(record.fields["tally"])
        for name, amount in counts_of(record.fields).items():
            found[f"{tally} {name}"] += amount
    return found


def ratings(stores: Stores) -> Things:
    """Count the opinions that are kept, and the changes that nobody has counted."""
    found: Things = Counter()
    for record in _all(stores, RATINGS):
        found[f"{record.key} is {record.fields['opinion']}"] += 1
        waiting = record.fields["uncounted"]
        found["changes that are not counted"] += len(waiting) if isinstance(waiting, list) else 1
    return found


def playlists(stores: Stores) -> Things:
    """Count what is kept of playlists, what waits for training, what was rejected and what was not delivered."""
    found: Things = Counter()
    for record in _all(stores, PLAYLISTS):
        tracks, lasts = record.fields["tracks"], record.expires_at is not None
        found[f"playlist {record.key} of {tracks}, lasting {lasts}, staged {bool(record.fields['staged'])}"] += 1
    for staged in stores.objects.list(STAGED_PLAYLISTS):
        found[f"staged {PurePosixPath(staged.name).name}"] += 1
    found += _rejected(stores)
    for left in (*stores.objects.list(SPOOL), *stores.objects.list(UNDELIVERED)):
        found[f"not delivered: {left.name}"] += 1
    return found


def _rejected(stores: Stores) -> Things:
    """Count how often each message is kept; one whose publisher was killed and published it again is another."""
    kept = [
        msgspec.json.decode(stores.objects.get(each.name), type=Rejected) for each in stores.objects.list(REJECTED)
    ]
    found: Things = Counter()
    for (_, data), often in Counter((each.id, each.data) for each in kept).items():
        found[f"rejected {data[:80]!r}"] = max(often, found[f"rejected {data[:80]!r}"])
    return found


def _events(stores: Stores) -> list[str]:
    """Give the events that everyone's figures have counted."""
    shards = [each for each in _all(stores, FIGURES) if each.fields["tally"] == EVERYONE]
    noted = [shard.fields.get("events") for shard in shards]
    return [str(event) for events in noted if isinstance(events, list) for event in events]


def _all(stores: Stores, collection: str) -> tuple[Record, ...]:
    return stores.records.page(collection, limit=1000).records
