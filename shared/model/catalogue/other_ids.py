"""Ids of tracks besides their own, looked up in both directions: ids at other providers and ISRCs."""

import json
from collections.abc import Iterable, Sequence

from shared.domain.track_ids import pack_id, unpack_id
from shared.model.catalogue.database import ReadOnlyDatabase

MOST_PARAMETERS = 10_000
"""Values in one statement; SQLite's own limit is 32,766."""


class OtherIds:
    """The table `other_ids` of a catalogue; nothing is read where it is empty."""

    def __init__(self, database: ReadOnlyDatabase) -> None:
        """Read whether there are any. Raises sqlite3.Error if the table is missing."""
        self._database = database
        (self._any,) = database.row("SELECT EXISTS (SELECT 1 FROM other_ids)")

    def of(self, indices: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Return track index -> its other ids, Spotify's first, for the tracks that have any."""
        if not self._any:
            return {}
        found: dict[int, tuple[str, ...]] = {}
        for index, packed in self._database.rows(
            "SELECT o.place - 1, o.id FROM json_each(?) w CROSS JOIN other_ids o ON o.place = w.value + 1"
            " ORDER BY o.place, o.id",
            (json.dumps([int(index) for index in indices]),),
        ):
            found[index] = (*found.get(index, ()), unpack_id(packed))
        return found

    def indices(self, ids: Iterable[str]) -> dict[str, int]:
        """Return id -> index of the most popular track that has it; unknown ids are absent."""
        if not self._any:
            return {}
        packed = [(pack_id(id), id) for id in ids]
        found: dict[str, int] = {}
        for start in range(0, len(packed), MOST_PARAMETERS):
            part = dict(packed[start : start + MOST_PARAMETERS])
            marks = ", ".join("?" * len(part))
            rows = self._database.rows(
                f"SELECT id, min(place) - 1 FROM other_ids WHERE id IN ({marks}) GROUP BY id",  # noqa: S608
                tuple(part),
            )
            found |= {part[each]: index for each, index in rows}
        return found
