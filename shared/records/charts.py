"""The charts in the records: the songs that most listeners searched or loved in a week, and whose."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shared.domain.charts import LEAST_LISTENERS, ChartedSongs
from shared.ports import Fields, Record, RecordKey, Records
from shared.record_kinds import WEEK_TRACKS
from shared.records.counter_names import of_week_track
from shared.records.counters import ShardChange, ShardedCounter, counts_of
from shared.records.paging import every_record

HOT = 100
"""Count of a song from which on more than one document counts it."""

SPREAD = 8
"""Documents that count a hot song: each takes about one write a second."""

PAGE = 100

CHARTED = "charted"
"""The field of a listener's counter with the songs that they brought into the charts."""


def most_counted(
    records: Records, week: str, name: str, most: int, *, least: int = LEAST_LISTENERS
) -> dict[str, int]:
    """Read a week's most `searched` or `loved` tracks and the listeners of each by id, the greatest first.

    A song of fewer than `least` listeners is left out. Among more than `most` hot songs those are chosen that lead
    in their first shards, which have about the same share of each.
    """
    page = records.page(WEEK_TRACKS.name, where={"week": week}, order_by=name, descending=True, limit=most)
    counts = {str(record.fields["track"]): counts_of(record.fields).get(name, 0) for record in page.records}
    for record in _further_shards(records, week):
        track = str(record.fields["track"])
        if track in counts:
            counts[track] += counts_of(record.fields).get(name, 0)
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    return {track: count for track, count in ranked if count >= max(1, least)}


def _further_shards(records: Records, week: str) -> Iterator[Record]:
    return every_record(
        lambda cursor: records.page(WEEK_TRACKS.name, where={"further": week}, limit=PAGE, cursor=cursor)
    )


def song_shard(
    records: Records, week: str, track: str, counted: str, event: str
) -> tuple[RecordKey, dict[str, str]]:
    """Return the shard that an event adds to a song's `searched` or `loved`, and its labels: one read.

    It is the first until that has counted HOT, then one of SPREAD: a song's documents are few until many people
    write them. An event is counted once in whichever shard, as it is marked in the same transaction. The charts
    are in the order of first shards: as these count HOT before there is another, hot songs come before all others.
    """
    name = of_week_track(week, track)
    first = records.get(WEEK_TRACKS.name, f"{name}.0")
    is_hot = first is not None and counts_of(first.fields).get(counted, 0) >= HOT
    key = ShardedCounter(records, WEEK_TRACKS.name, shards=SPREAD if is_hot else 1).shard_of(name, event)
    return key, {"week" if key[1] == f"{name}.0" else "further": week, "track": track}


def songs_to_chart(counter: Fields, week: str, tracks: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some songs that the listener of a counter brings into a week's charts for the first time."""
    return ChartedSongs.of(counter.get(CHARTED)).new_of(week, tracks)


@dataclass(frozen=True, slots=True)
class ChartingAddition:
    """An addition to a listener's counter that also notes which songs they bring into a week's charts."""

    addition: ShardChange
    week: str
    songs: tuple[str, ...]

    @property
    def shard(self) -> RecordKey:
        """The shard of the listener's counter."""
        return self.addition.shard

    def applied(self, before: Record | None) -> Record | None:
        """Return the record after this addition, or None if one of the songs was counted since it was built."""
        charted = ChartedSongs.of(before.fields.get(CHARTED) if before else None)
        if charted.new_of(self.week, self.songs) != self.songs:
            return None
        after = self.addition.applied(before)
        if after is None:
            return None
        noted = charted.with_songs(self.week, self.songs).to_json()
        return replace(after, fields={**after.fields, CHARTED: noted})
