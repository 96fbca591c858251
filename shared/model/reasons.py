"""Why a track is recommended: facts about it and the seeds that anyone can check against the data."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from shared.domain.track import FEATURES, Track, join_names
from shared.model.audio import AudioTable
from shared.model.retrieval import Retrieval
from shared.model.tracks import Indices

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
"""Feature -> the words for its lowest and highest quarter of the catalogue."""

_QUARTER = 0.25
_MOST_SEEDS_NAMED = 2
_MOST_SEEDS_WEIGHED = 50


@dataclass(frozen=True, slots=True)
class Reason:
    """One true sentence about a recommendation."""

    kind: Kind
    seeds: tuple[str, ...]
    """Ids of the seeds it goes with."""
    text: str


class Reasons:
    """Find reasons for the tracks of one answer."""

    def __init__(self, retrieval: Retrieval, seeds: Indices, seed_tracks: list[Track]) -> None:
        """Prepare for `seeds`; `seed_tracks` are the same tracks, in the same order."""
        self._retrieval = retrieval
        self._seeds = seeds[:_MOST_SEEDS_WEIGHED]
        self._titles = [f"“{track.name}”" for track in seed_tracks]
        self._tracks = seed_tracks
        self._sounds = [sound(retrieval.audio, int(seed)) for seed in self._seeds]

    def of(self, index: int, track: Track) -> list[Reason]:
        """Give one to three reasons for a track, the most telling first; popularity only if there is no other."""
        found = [
            reason
            for reason in (
                self._same_artist(index),
                self._shared_playlists(index) or self._near_artist(index, track),
                self._shared_genre(track),
                self._shared_sound(index),
            )
            if reason is not None
        ]
        return found[:3] or [self._popular(index)]

    def _same_artist(self, index: int) -> Reason | None:
        tracks = self._retrieval.tracks
        artist = int(tracks.artists[index])
        same = np.flatnonzero(tracks.artists[self._seeds] == artist)[:_MOST_SEEDS_NAMED] if artist >= 0 else ()
        if not len(same):
            return None
        return self._reason("artist", list(same), f"By the same artist as {self._names(list(same))}")

    def _shared_playlists(self, index: int) -> Reason | None:
        shared = [self._retrieval.playlists.shared_by(index, int(seed)) for seed in self._seeds]
        best = [place for place in np.argsort([-count for count in shared], kind="stable") if shared[place]]
        if not best:
            return None
        named = [int(place) for place in best[:_MOST_SEEDS_NAMED]]
        parts = [f"{_playlists(shared[place])} with {self._titles[place]}" for place in named]
        return self._reason("playlists", named, f"On {join_names(parts)}")

    def _near_artist(self, index: int, track: Track) -> Reason | None:
        ours = self._leading(index)
        for place, seed in enumerate(self._seeds):
            theirs = self._leading(int(seed))
            if ours is not None and theirs is not None and self._retrieval.artists.are_near(theirs, ours):
                text = f"Who lists {self._tracks[place].artist} often lists {track.artist} too"
                return self._reason("near_artist", [place], text)
        return None

    def _leading(self, index: int) -> int | None:
        """Give the first artist credited on a track."""
        artists, _ = self._retrieval.artists.credited(np.array([index], dtype=np.int32))
        return int(artists[0]) if len(artists) else None

    def _shared_genre(self, track: Track) -> Reason | None:
        for genre in track.genres:
            same = [place for place, seed in enumerate(self._tracks[: len(self._seeds)]) if genre in seed.genres]
            if same:
                named = same[:_MOST_SEEDS_NAMED]
                return self._reason("genre", named, f"{genre.capitalize()}, like {self._names(named)}")
        return None

    def _shared_sound(self, index: int) -> Reason | None:
        ours = sound(self._retrieval.audio, index)
        common = [[word for word in ours if word in theirs] for theirs in self._sounds]
        best = max(range(len(common)), key=lambda place: len(common[place]), default=None)
        if best is None or len(common[best]) < 2:
            return None
        return self._reason(
            "sound", [best], f"{join_names(common[best][:3]).capitalize()}, like {self._titles[best]}"
        )

    def _popular(self, index: int) -> Reason:
        count = int(self._retrieval.tracks.counts[index])
        if not count:
            return Reason("popular", (), "Little known: no playlist we learned from holds it yet")
        return Reason("popular", (), f"Popular: on {_playlists(count)} we learned from")

    def _names(self, places: list[int]) -> str:
        return join_names([self._titles[place] for place in places])

    def _reason(self, kind: Kind, places: list[int], text: str) -> Reason:
        return Reason(kind, tuple(self._tracks[place].id for place in places), text)


def sound(audio: AudioTable, index: int) -> list[str]:
    """Describe a track by the words for features in which it is in the catalogue's outer quarters."""
    track: NDArray[np.int32] = np.array([index], dtype=np.int32)
    words: list[str] = []
    for feature, (low, high) in SOUND.items():
        if np.isnan(audio.scaled[index, FEATURES.index(feature)]):
            continue
        level = float(audio.percentiles(track, feature)[0])
        if level <= _QUARTER or level >= 1 - _QUARTER:
            words.append(low if level <= _QUARTER else high)
    return words


def _playlists(count: int) -> str:
    return f"{count} playlist" if count == 1 else f"{count:,} playlists"
