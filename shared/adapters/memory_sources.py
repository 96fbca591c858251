"""External sources in memory, for tests, which set their data and their errors."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from shared.domain.listening import HeardSong, Span, is_listener_name
from shared.domain.named_song import NamedSong
from shared.errors import InvalidInput, NotFound, SegueError, TooLarge
from shared.ports import MOST_NAMED, MOST_SHORT_LINKS, FollowedLinks, FoundNames

T = TypeVar("T")


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


class MemoryNames:
    """A TrackNames of given names; every id has the error `refusal`, if set. `asked` are the ids of each call."""

    def __init__(self, known: Mapping[str, NamedSong], refusal: SegueError | None = None) -> None:
        self.known = dict(known)
        self.refusal = refusal
        self.asked: list[Sequence[str]] = []

    def names(self, track_ids: Sequence[str]) -> FoundNames:
        """Return the names of the first MOST_NAMED ids that are known."""
        self.asked.append(track_ids)
        known = {} if self.refusal else self.known
        return _found(track_ids, known, self.refusal or NotFound("There is no such track"), MOST_NAMED)


class MemoryShortLinks:
    """A ShortLinks of given targets; every link has the error `refusal`, if set."""

    def __init__(self, known: Mapping[str, str], refusal: SegueError | None = None) -> None:
        self.known = dict(known)
        self.refusal = refusal

    def follow(self, links: Sequence[str]) -> FollowedLinks:
        """Return the targets of the first MOST_SHORT_LINKS links that are known."""
        known = {} if self.refusal else self.known
        nowhere = self.refusal or NotFound("The short link leads nowhere")
        return _found(links, known, nowhere, MOST_SHORT_LINKS)


def _found(
    items: Sequence[str], known: Mapping[str, T], missing: SegueError, most: int
) -> dict[str, T | SegueError]:
    """Return what is known of the first `most` items, `missing` for unknown ones, and TooLarge for the others."""
    distinct = list(dict.fromkeys(items))
    found: dict[str, T | SegueError] = {each: known.get(each, missing) for each in distinct[:most]}
    return found | {each: TooLarge("There are too many") for each in distinct[most:]}
