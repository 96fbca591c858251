"""Ids of artists at their providers, and a song by each, by which links to artists are understood."""

from collections.abc import Iterable

from shared.domain.track_ids import pack_id
from shared.model.catalogue.database import ReadOnlyDatabase

MOST_LOOKED_UP = 10_000
"""Ids that are looked up at once, the first ones."""


class ArtistIds:
    """The table `artist_ids` of a catalogue; it is not read before somebody gives an artist's link."""

    def __init__(self, database: ReadOnlyDatabase) -> None:
        self._database = database

    def songs(self, ids: Iterable[str]) -> dict[str, int]:
        """Return id -> index of the most popular track the artist leads; unknown ids are absent."""
        packed = {pack_id(id): id for id in list(dict.fromkeys(ids))[:MOST_LOOKED_UP]}
        if not packed:
            return {}
        marks = ", ".join("?" * len(packed))
        rows = self._database.rows(
            f"SELECT id, place - 1 FROM artist_ids WHERE id IN ({marks})",  # noqa: S608
            tuple(packed),
        )
        return {packed[each]: index for each, index in rows}
