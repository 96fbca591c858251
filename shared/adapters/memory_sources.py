"""Outside sources in plain memory, for tests: their knowledge and their refusals are set by the test."""

from collections.abc import Mapping, Sequence

from shared.errors import SegueError


class MemoryFeatures:
    """A FeatureSource of given features; `refusal`, if set, is what every call raises."""

    def __init__(self, known: Mapping[str, tuple[float, ...]], refusal: SegueError | None = None) -> None:
        self.known = dict(known)
        self.refusal = refusal

    def features(self, track_ids: Sequence[str]) -> Mapping[str, tuple[float, ...]]:
        """Give the features of each track that is known."""
        if self.refusal is not None:
            raise self.refusal
        return {track_id: self.known[track_id] for track_id in track_ids if track_id in self.known}
