"""Response of `insights` with a listener's own statistics, as JSON."""

from msgspec import Struct

from shared.domain.offers import Offers
from shared.model.colours import Colours

from .contract import Counted, Opinions, Place, WeekCount


class GenreWeek(Struct):
    """The genres of a week's searches."""

    week: str
    genres: list[Counted]


class ClusterCount(Struct):
    """A cluster of the served model, and the number of searches in it."""

    id: int
    name: str
    count: int


class ClusterWords(Struct):
    """The cluster of a listener's songs, and words for them."""

    id: int
    name: str
    """Genres that most of the songs have; where none is known, the name of the cluster."""
    words: list[str]
    """Words of the names and genres of the cluster's playlists, the most characteristic first."""
    sound: list[str]
    """Adjectives that fit at least half of the songs, as far as their sound is known."""


class PastSearch(Struct):
    """A search of the listener's, and its point on the map."""

    id: str
    asked_at: str
    songs: list[str]
    place: Place | None


class Radar(Struct):
    """Mean audio features, each 0 to 1 within the catalogue (a percentile)."""

    features: list[str]
    mine: list[float]
    cluster: list[float]


class LovedSong(Struct, gc=False):
    """A song that the listener loves or likes."""

    uri: str
    name: str
    artist: str
    listen: Offers
    colours: Colours | None
    search: str
    """The id of the answer it was rated in."""


class MineResponse(Struct):
    """A listener's own statistics."""

    model: str
    searches: int
    searches_by_week: list[WeekCount]
    ratings: Opinions
    genres: list[Counted]
    genres_by_week: list[GenreWeek]
    clusters: list[ClusterCount]
    cluster: ClusterWords | None
    """The cluster that most of the listener's latest searches are in; null where they are of many."""
    playlist_words: list[Counted]
    """Words in the names of the listener's playlists."""
    known_features: list[str]
    """Audio features that the songs' sound is known by; empty if it is unknown."""
    features: Radar | None
    """null without searches, and where no sound is known."""
    place: Place | None
    """The listener's point on the map."""
    past: list[PastSearch]
    loved: list[LovedSong]
    """The latest ones, the latest first."""
    last_activity_at: str | None
