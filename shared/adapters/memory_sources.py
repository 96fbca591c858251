"""External sources in memory, for tests, which set their data and their errors."""

from collections.abc import Mapping, Sequence

from shared.errors import SegueError


class MemoryFeatures:
    """A FeatureSource of given features; every call raises `refusal`, if set."""

    def __init__(self, known: Mapping[str, tuple[float, ...]], refusal: SegueError | None = None) -> None:
        self.known = dict(known)
        self.refusal = refusal

    def features(self, track_ids: Sequence[str]) -> Mapping[str, tuple[float, ...]]:
        """Return the features of each known track."""
        if self.refusal is not None:
            raise self.refusal
        return {track_id: self.known[track_id] for track_id in track_ids if track_id in self.known}
