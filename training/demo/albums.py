"""Generate albums; each has an artist, a release date and some of the artist's tracks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.demo.artists import Artists
from training.demo.draws import Numbers, draw_ids
from training.demo.genres import ERAS
from training.demo.names import Namer

LAST_YEAR = 2025
_TRACKS = 9
"""Approximate number of an album's tracks in the catalogue."""
_TITLE_TRACK, _SELF_TITLED = 0.2, 0.07


@dataclass(frozen=True, slots=True)
class Albums:
    """Columns over the albums; `of_track` is over the tracks."""

    of_track: Numbers
    artist: Numbers
    names: list[str]
    ids: list[str]
    released: NDArray[np.datetime64]
    """Days."""

    @property
    def years(self) -> Numbers:
        """The year of each release."""
        return self.released.astype("datetime64[Y]").astype(np.int64) + 1970


def make_albums(
    rng: np.random.Generator, namer: Namer, artists: Artists, artist: Numbers, songs: Sequence[str]
) -> Albums:
    """Assign tracks, sorted by artist, to albums of their artists."""
    counts = -(-np.bincount(artist, minlength=len(artists)) // _TRACKS)
    first = counts.cumsum() - counts
    of_track = first[artist] + (rng.random(len(artist)) * counts[artist]).astype(np.int64)
    makers = np.repeat(np.arange(len(artists)), counts)
    years = _years(rng, artists, makers, np.arange(len(makers)) - first[makers])
    january = (years - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    return Albums(
        of_track=of_track,
        artist=makers,
        names=_names(rng, namer, artists, makers, dict(zip(of_track.tolist(), songs, strict=True))),
        ids=draw_ids(rng, len(makers), "demo:album:"),
        released=january + rng.integers(0, 365, len(makers)).astype("timedelta64[D]"),
    )


def _years(rng: np.random.Generator, artists: Artists, makers: Numbers, nth: Numbers) -> Numbers:
    """Draw release years: a debut in the artist's era, then an album every 1 to 4 years."""
    starts = np.array(ERAS)[artists.eras]
    debut = starts + (rng.random(len(artists)) * np.minimum(10, LAST_YEAR + 1 - starts)).astype(np.int64)
    pace = rng.integers(1, 5, len(artists))
    return np.asarray(np.minimum(debut[makers] + nth * pace[makers], LAST_YEAR), dtype=np.int64)


def _names(
    rng: np.random.Generator, namer: Namer, artists: Artists, makers: Numbers, title_tracks: dict[int, str]
) -> list[str]:
    """Draw album names: the title of one of its songs, the artist's name, or a new title."""
    names = []
    for album, (maker, draw) in enumerate(zip(makers.tolist(), rng.random(len(makers)).tolist(), strict=True)):
        if draw < _TITLE_TRACK and album in title_tracks:
            names.append(title_tracks[album])
        elif draw > 1 - _SELF_TITLED:
            names.append(artists.names[maker])
        else:
            names.append(namer.album(int(artists.genres[maker]), artists.languages[maker]))
    return names
