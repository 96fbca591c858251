"""Known songs that stand for an unknown one of an unknown artist, by the genres and sound that a file tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.domain.described import SongFacts
from shared.domain.track import join_names
from shared.intake import TrackReference
from shared.model.candidates.audio import FEATURE_WEIGHTS
from shared.model.candidates.retrieval import Retrieval
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.model.naming import spoken

ALIKE = 200
"""Songs most like an unknown one by genre, of which those nearest in sound are chosen."""

NEAREST = 300
"""Songs nearest in sound, where no genre is known, of which the most listed are chosen."""

LEAST_FEATURES = 4
"""Known features, key, mode and metre aside, that tell how a song sounds."""

_GENRES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Described:
    """Unknown songs of which a file tells the same, and the known songs that stand for them."""

    unknown: tuple[TrackReference, ...]
    songs: Indices
    """The likeliest first; at least one."""
    stands_for: str
    """Name for reasons in place of the songs."""
    why: str
    """The songs in words: "songs of its genre, techno"."""


def described_songs(references: Sequence[TrackReference], model: Model, most: int) -> Iterator[Described]:
    """Yield up to `most` songs for the references that tell genres or sound, once for those of the same facts."""
    unknown: dict[SongFacts, list[TrackReference]] = {}
    for reference in references:
        if reference.facts:
            unknown.setdefault(reference.facts, []).append(reference)
    for facts, group in unknown.items():
        genres = model.catalogue.genres.known(facts.genres) if facts.genres else []
        features = model.standardised(facts.features) if facts.features else None
        sound = features if features is not None and _tells_sound(features) else None
        songs = songs_like(model.catalogue.genres.songs_of(genres), sound, model.retrieval, most)
        if len(songs):
            yield Described(tuple(group), songs, _stands_for(genres, group[0]), _in_words(genres))


def songs_like(
    of_genres: Indices, features: NDArray[np.float32] | None, retrieval: Retrieval, most: int
) -> Indices:
    """Return up to `most` songs that stand for an unknown one, one release of each: int32.

    `of_genres` are songs of its genres, those likest first; where it has none, all songs count by their sound.
    `features` are its standardised features, (f,) with NaN where unknown; None if too few are known.
    """
    if len(of_genres):
        songs = _songs(of_genres, retrieval)[:ALIKE]
        return (songs if features is None else songs[retrieval.audio.order(songs, features)])[:most]
    if features is None:
        return of_genres
    return _songs(np.sort(retrieval.audio.nearest_to(features, NEAREST)), retrieval)[:most]


def _songs(tracks: Indices, retrieval: Retrieval) -> Indices:
    """Return the first release of each song that is on playlists, in their order."""
    return retrieval.tracks.first_releases(tracks[retrieval.tracks.counts[tracks] > 0])


def _tells_sound(features: NDArray[np.float32]) -> bool:
    return int((~np.isnan(features) & (FEATURE_WEIGHTS == 1.0)).sum()) >= LEAST_FEATURES


def _stands_for(genres: Sequence[str], unknown: TrackReference) -> str:
    return f"songs of “{spoken(genres[:_GENRES_NAMED])}”" if genres else f"songs that sound like “{unknown.title}”"


def _in_words(genres: Sequence[str]) -> str:
    if not genres:
        return "songs that sound like it"
    named = genres[:_GENRES_NAMED]
    return f"songs of its {'genre' if len(named) == 1 else 'genres'}, {join_names(named)}"
