"""The charts in the records: the songs that most listeners searched or loved in a week, and whose."""

from dataclasses import dataclass, replace

from shared.domain.charts import LEAST_LISTENERS, ChartedSongs
from shared.ports import Record, RecordKey, Records
from shared.record_kinds import COUNTERS, WEEK_TRACKS
from shared.records.counter_names import of_listener
from shared.records.counters import Addition, ShardedCounter, counts_of

CHARTED = "charted"
"""The field of a listener's counter with the songs that they brought into the charts."""


def most_counted(
    records: Records, week: str, name: str, most: int, *, least: int = LEAST_LISTENERS
) -> dict[str, int]:
    """Read a week's most `searched` or `loved` tracks and the listeners of each by id, the greatest first.

    A song of fewer than `least` listeners is left out.
    """
    page = records.page(WEEK_TRACKS.name, where={"week": week}, order_by=name, descending=True, limit=most)
    counts = {str(record.fields["track"]): counts_of(record.fields).get(name, 0) for record in page.records}
    return {track: count for track, count in counts.items() if count >= max(1, least)}


def songs_to_chart(records: Records, listener: str, week: str, tracks: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some songs that this listener brings into a week's charts for the first time: one read."""
    collection, key = ShardedCounter(records, COUNTERS.name, shards=1).shard_of(of_listener(listener), "")
    record = records.get(collection, key)
    return ChartedSongs.of(record.fields.get(CHARTED) if record else None).new_of(week, tracks)


@dataclass(frozen=True, slots=True)
class ChartingAddition:
    """An addition to a listener's counter that also notes which songs they bring into a week's charts."""

    addition: Addition
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
        noted = charted.with_songs(self.week, self.songs).to_json()
        return replace(after, fields={**after.fields, CHARTED: noted})
