"""Artists on the music map: each at its best-known song, so that a map without them stays small."""

import numpy as np

from shared.domain.names import credited_artists
from shared.model.model import Model

from .contract_public import MapArtist

MOST_ARTISTS = 1_000
"""As many as a screen can name between the whole map and a close look; more would double the map's size."""


def artists_of(model: Model) -> list[MapArtist]:
    """Return the leading artists of the map's songs, the one on most playlists first, MOST_ARTISTS at most."""
    drawn = model.music_map.tracks
    leading = model.retrieval.tracks.artists[drawn]
    credited = np.flatnonzero(leading >= 0)
    _, first, of = np.unique(leading[credited], return_index=True, return_inverse=True)
    listed = np.bincount(of, weights=model.retrieval.tracks.counts[drawn[credited]])
    songs = np.bincount(of)
    most = np.argsort(-listed, kind="stable")[:MOST_ARTISTS]
    points = credited[first[most]]  # the map's songs are in the order of popularity
    return [
        MapArtist(credited_artists(track.artist)[0], int(point), int(count))
        for track, point, count in zip(model.tracks(drawn[points]), points, songs[most], strict=True)
    ]
