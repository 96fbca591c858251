"""Public responses of `insights`: the week's charts and the map, as JSON."""

from msgspec import Struct

from shared.domain.offers import Offers
from shared.model.colours import Colours

from .contract import Counted, Place, SongCount


class Chart(Struct):
    """The most searched and the most loved songs."""

    searched: list[SongCount]
    loved: list[SongCount]


class ArtistChart(Struct):
    """The most searched and the most loved artists, summed over a longer list of songs than the chart's."""

    searched: list[Counted]
    loved: list[Counted]


class WeekResponse(Struct):
    """The charts of a week."""

    model: str
    week: str
    songs: Chart
    artists: ArtistChart


class MapCluster(Struct):
    """A cluster's label on the map, at the median point of its songs."""

    id: int
    name: str
    words: list[str]
    place: Place
    colours: Colours


class MapArtist(Struct):
    """An artist on the map, at the best-known of its songs there."""

    name: str
    point: int
    songs: int
    """Number of its songs on the map."""


class MapResponse(Struct):
    """The music map: point i is at (x[i], y[i]) and belongs to cluster[i]; better-known songs come first."""

    model: str
    points: int
    x: str
    """Base64 of little-endian int16: -32767 to 32767 for -1 to 1."""
    y: str
    cluster: str
    """Base64 of little-endian uint16."""
    clusters: list[MapCluster]
    artists: list[MapArtist]
    """The one on most playlists first."""


class MapTrack(Struct):
    """A song and its place on the map."""

    point: int | None
    """null for a song that is not drawn."""
    place: Place | None
    """Of a song that is not drawn, the place between the songs it is like; null if none is known."""
    uri: str
    name: str
    artist: str
    listen: Offers


class MapTracksResponse(Struct):
    """Some songs of the map, or of the catalogue, in the order they were asked for."""

    model: str
    tracks: list[MapTrack]
