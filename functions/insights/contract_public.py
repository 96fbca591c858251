"""Public responses of `insights`: the week's charts and the map, as JSON."""

from msgspec import Struct

from shared.domain.offers import Offers

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


class MapResponse(Struct):
    """The music map: point i is at (x[i], y[i]) and belongs to cluster[i]."""

    model: str
    points: int
    x: str
    """Base64 of little-endian int16: -32767 to 32767 for -1 to 1."""
    y: str
    cluster: str
    """Base64 of little-endian uint16."""
    clusters: list[MapCluster]


class MapTrack(Struct):
    """The song at a point of the map."""

    point: int
    uri: str
    name: str
    artist: str
    listen: Offers


class MapTracksResponse(Struct):
    """The songs at some points of the map."""

    model: str
    tracks: list[MapTrack]
