"""External sources in memory, for tests, which set their data and their errors."""

from collections.abc import Mapping, Sequence

from shared.domain.listening import HeardSong, Span, is_listener_name
from shared.errors import InvalidInput, NotFound, SegueError


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


class MemoryHistory:
    """A ListeningHistory of given songs by name and span; every call raises `refusal`, if set."""

    def __init__(
        self, known: Mapping[tuple[str, Span], Sequence[HeardSong]], refusal: SegueError | None = None
    ) -> None:
        self.known = dict(known)
        self.refusal = refusal

    def songs(self, name: str, span: Span) -> Sequence[HeardSong]:
        """Return a listener's songs of a span; a name with songs of another span has none of this."""
        if not is_listener_name(name):
            raise InvalidInput("This is no listener's name")
        if self.refusal is not None:
            raise self.refusal
        if all(known != name for known, _ in self.known):
            raise NotFound("There is no such listener")
        return tuple(self.known.get((name, span), ()))
