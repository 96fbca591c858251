"""The order of an answer's songs, as a listener is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.song_order import Curve
from shared.domain.track import Track
from shared.model.ordering.camelot import code
from shared.model.ordering.distance import steps_of
from shared.model.ordering.songs import Songs


@dataclass(frozen=True, slots=True)
class Stop:
    """A song of a journey; what is None is not known."""

    track: Track
    key: str | None
    """On the Camelot wheel, such as "8A" for A minor."""
    tempo: float | None
    """Beats a minute."""
    energy: float | None
    """0 to 1."""
    step: float | None
    """Distance from the song before it, 0 to 1; None for the first."""
    position: float | None = None
    """How far along the way from A to B it is, 0 to 1; None where there are no such ends."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A step that is more than twice the mean, and between whose songs the catalogue has none that is allowed."""

    before: Track
    after: Track

    @property
    def text(self) -> str:
        """Return what is said of it."""
        return f"Between “{self.before.name}” and “{self.after.name}” there is nothing nearer"


@dataclass(frozen=True, slots=True)
class Journey:
    """Songs in the order in which they are to be heard; those of a path with its ends."""

    stops: tuple[Stop, ...]
    curve: Curve | None = None
    """The course of energy that is followed."""
    holes: tuple[Hole, ...] = ()
    note: str = ""
    """The part of the wish that could not be met; empty if all of it was."""

    @property
    def is_path(self) -> bool:
        """Whether the first and the last stop are the ends of a path, which are not recommended."""
        return any(stop.position is not None for stop in self.stops)

    @property
    def steps(self) -> tuple[float, ...]:
        """The distances from each song to the next."""
        return tuple(stop.step for stop in self.stops if stop.step is not None)


def stops_of(tracks: Sequence[Track], songs: Songs, positions: Sequence[float | None] = ()) -> tuple[Stop, ...]:
    """Return the stops of a journey through some tracks in their order."""
    steps = [None, *steps_of(songs).tolist()]
    places = positions or [None] * len(tracks)
    known = zip(tracks, steps, places, songs.hour.tolist(), songs.major.tolist(), strict=True)
    return tuple(
        Stop(
            track,
            code(hour, major=major),
            _known(songs.tempo[place]),
            _known(songs.energy[place]),
            step,
            position,
        )
        for place, (track, step, position, hour, major) in enumerate(known)
    )


def _known(value: float) -> float | None:
    return None if value != value else float(value)
