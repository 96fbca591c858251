"""Reasons for a recommendation: facts about it and the seeds that can be checked against the data."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from shared.domain.track import FEATURES, Track, join_names
from shared.model.candidates.artists import ArtistTable
from shared.model.candidates.audio import AudioTable
from shared.model.candidates.retrieval import Retrieval
from shared.model.candidates.tracks import Indices

Value = TypeVar("Value", int, str)

Kind = Literal["artist", "playlists", "near_artist", "genre", "sound", "popular"]

SOUND: dict[str, tuple[str, str]] = {
    "energy": ("calm", "energetic"),
    "valence": ("sad", "cheerful"),
    "acousticness": ("electric", "acoustic"),
    "danceability": ("free in rhythm", "danceable"),
    "tempo": ("slow", "fast"),
    "instrumentalness": ("sung", "instrumental"),
    "speechiness": ("melodic", "wordy"),
}
"""Feature -> the adjectives for tracks far below and far above the catalogue's mean."""

_SOUND_WORDS = tuple(word for pair in SOUND.values() for word in pair)

_QUARTER = 0.25
_FAR = 0.75
"""Standard deviations from the mean: in a skewed feature the outer quarter may still be ordinary."""
_MOST_SEEDS_NAMED = 2
_LEAST_IN_COMMON = 2
_MOST_SEEDS_WEIGHED = 50


class Reason(Struct, frozen=True, gc=False):
    """One true sentence about a recommendation."""

    kind: Kind
    seeds: tuple[str, ...]
    """Ids of the seeds it is about."""
    text: str


class Reasons:
    """Reasons for the tracks of one answer; counts for all of them are computed at once."""

    def __init__(
        self, retrieval: Retrieval, seeds: Indices, seed_tracks: Sequence[Track], answered: Indices
    ) -> None:
        """Count for `seeds`, whose tracks are `seed_tracks` in the same order, and the `answered` indices."""
        self._retrieval = retrieval
        self._seeds = seeds[:_MOST_SEEDS_WEIGHED]
        self._tracks = seed_tracks[:_MOST_SEEDS_WEIGHED]
        self._titles = [f"“{track.name}”" for track in self._tracks]
        self._answered = answered
        leading = retrieval.tracks.artists[self._seeds].tolist()
        self._by_artist = _places_of(enumerate(leading))
        self._by_genre = _places_of(
            (place, genre) for place, seed in enumerate(self._tracks) for genre in dict.fromkeys(seed.genres)
        )
        self._by_near_artist = _places_of_near(retrieval.artists, leading)
        shared = retrieval.playlists.shared(answered, self._seeds)
        self._shared: list[list[int]] = shared.tolist()
        self._sharing_most: list[list[int]] = _greatest(shared, _MOST_SEEDS_NAMED).tolist()
        estimated = retrieval.playlists.pair_sampling_weights(answered, self._seeds) > 1
        self._estimated: list[list[bool]] = estimated.tolist()
        self._artists: list[int] = retrieval.tracks.artists[answered].tolist()
        both = sounds(retrieval.audio, np.concatenate([answered, self._seeds]))
        self._sounding = _sounding_alike(both[: len(answered)], both[len(answered) :])

    def of(self, place: int, track: Track) -> list[Reason]:
        """Return one to three reasons for the track answered at `place`, the most specific first.

        Its popularity is a reason only if there is no other.
        """
        found = (
            self._same_artist(place),
            self._shared_playlists(place) or self._near_artist(place, track),
            self._shared_genre(track),
            self._shared_sound(place),
        )
        reasons = [reason for reason in found if reason is not None]
        return reasons[:3] or [self._popular(int(self._answered[place]))]

    def _same_artist(self, place: int) -> Reason | None:
        artist = self._artists[place]
        named = self._by_artist.get(artist, [])[:_MOST_SEEDS_NAMED]
        if artist < 0 or not named:
            return None
        return self._reason("artist", named, f"By the same artist as {self._names(named)}")

    def _shared_playlists(self, place: int) -> Reason | None:
        shared = self._shared[place]
        named = [seed for seed in self._sharing_most[place] if shared[seed]]
        if not named:
            return None
        counts = [_playlists(shared[seed], about=self._estimated[place][seed]) for seed in named]
        parts = [f"{count} with {self._titles[seed]}" for count, seed in zip(counts, named, strict=True)]
        return self._reason("playlists", named, f"On {join_names(parts)}")

    def _near_artist(self, place: int, track: Track) -> Reason | None:
        seed = self._by_near_artist.get(self._artists[place])
        if seed is None:
            return None
        text = f"Who lists {self._tracks[seed].artist} often lists {track.artist} too"
        return self._reason("near_artist", [seed], text)

    def _shared_genre(self, track: Track) -> Reason | None:
        for genre in track.genres:
            if named := self._by_genre.get(genre, [])[:_MOST_SEEDS_NAMED]:
                return self._reason("genre", named, f"{genre.capitalize()}, like {self._names(named)}")
        return None

    def _shared_sound(self, place: int) -> Reason | None:
        seed, words = self._sounding[place]
        if len(words) < _LEAST_IN_COMMON:
            return None
        text = f"{join_names(words[:3]).capitalize()}, like {self._titles[seed]}"
        return self._reason("sound", [seed], text)

    def _popular(self, index: int) -> Reason:
        count = int(self._retrieval.tracks.counts[index])
        if not count:
            return Reason("popular", (), "Little known: no playlist we learned from holds it yet")
        return Reason("popular", (), f"Popular: on {_playlists(count)} we learned from")

    def _names(self, places: list[int]) -> str:
        return join_names([self._titles[place] for place in places])

    def _reason(self, kind: Kind, places: list[int], text: str) -> Reason:
        return Reason(kind, tuple([self._tracks[place].id for place in places]), text)


def sounds(audio: AudioTable, tracks: Indices) -> NDArray[np.bool_]:
    """Return whether each word of SOUND, in their order, fits each track, as its feature is far from the mean.

    (len(tracks), 2 * len(SOUND)) bool.
    """
    columns = []
    standardised = audio.standardised(tracks)
    for feature in SOUND:
        levels = audio.percentiles(tracks, feature)  # 0.5, in neither quarter, where unknown
        deviations = standardised[:, FEATURES.index(feature)]
        columns.append((levels <= _QUARTER) & (deviations <= -_FAR))
        columns.append((levels >= 1 - _QUARTER) & (deviations >= _FAR))
    return np.stack(columns, axis=1)


def _sounding_alike(ours: NDArray[np.bool_], theirs: NDArray[np.bool_]) -> list[tuple[int, list[str]]]:
    """Return, for each row of ours, the first of theirs with most words of SOUND in common, and these words."""
    if not len(theirs):
        return [(0, [])] * len(ours)
    most = (ours.astype(np.int32) @ theirs.T).argmax(axis=1)
    alike: list[tuple[int, list[str]]] = [(seed, []) for seed in most.tolist()]
    for place, word in zip(*(each.tolist() for each in np.nonzero(ours & theirs[most])), strict=True):
        alike[place][1].append(_SOUND_WORDS[word])
    return alike


def _places_of(pairs: Iterable[tuple[int, Value]]) -> dict[Value, list[int]]:
    """Return the places of each value, in the order given."""
    places: dict[Value, list[int]] = {}
    for place, value in pairs:
        places.setdefault(value, []).append(place)
    return places


def _places_of_near(artists: ArtistTable, leading: list[int]) -> dict[int, int]:
    """Return, for each artist near the leading artist of a seed, the place of the first such seed."""
    return {
        near: place
        for place in reversed(range(len(leading)))
        if leading[place] >= 0
        for near in artists.near(leading[place])
    }


def _greatest(values: NDArray[np.integer[Any]], count: int) -> NDArray[np.int64]:
    """Return the columns of the `count` greatest values of each row, greatest first; of equals the first."""
    return np.argsort(-values, axis=1, kind="stable")[:, :count]


def _playlists(count: int, *, about: bool = False) -> str:
    """Return a count of playlists in words; an estimate is rounded to two digits."""
    if about:
        count = round(count, 2 - len(str(count)))
    return f"{'about ' * about}{count:,} {'playlist' if count == 1 else 'playlists'}"
