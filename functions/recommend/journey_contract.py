"""The order of an answer's songs in the response of `recommend`, as JSON."""

from msgspec import Struct

from shared.domain.song_order import Curve


class JourneyStop(Struct, gc=False):
    """One song of a journey; null is not known."""

    uri: str
    name: str
    artist: str
    key: str | None
    """On the Camelot wheel: “8A” is A minor, “8B” C major."""
    tempo: int | None
    """Beats a minute."""
    energy: float | None
    """0 to 1."""
    step: float | None
    """Distance from the song before, 0 to 1; null for the first."""
    position: float | None
    """Of a path: how far along the way the song is, 0 to 1; null in a list that flows."""


class JourneyHole(Struct, gc=False):
    """A step of a path that is more than twice the mean, with no song of the catalogue in between."""

    before: str
    """URI of the song before it."""
    after: str
    text: str


class JourneyPlaces(Struct):
    """The songs in the order in which they are to be heard; those of a path with both its ends."""

    stops: list[JourneyStop]
    curve: Curve | None
    """The curve that is followed; null without one, and where too little is known of the songs' energy."""
    holes: list[JourneyHole]
    """Largest steps of a path that cannot be smaller; empty otherwise."""
    note: str
    """The part of the wish that could not be met; empty if all of it was."""
