"""Requests with a known answer: a playlist gives some of its tracks as seeds and hides the rest."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from training.read.dataset import Dataset

KINDS: tuple[str, ...] = ("1 seed", "5 seeds", "half")
"""How requests arrive: one song, a few, or a playlist to go on with."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request and its answer."""

    kind: str
    seeds: NDArray[np.int32]
    hidden: NDArray[np.int32]
    """Tracks of the playlist that are not seeds, at least one, in no order."""
    playlist: str = ""
    """Key of the playlist; empty where playlists are not told apart."""


def requests_from(playlists: Iterable[NDArray[np.int32]], rng: np.random.Generator) -> list[Request]:
    """Make one request of each kind from each playlist that is long enough for it."""
    return [
        request
        for playlist in playlists
        for kind in KINDS
        if (request := _request(kind, rng.permutation(playlist))) is not None
    ]


def _request(kind: str, shuffled: NDArray[np.int32]) -> Request | None:
    seeds = {"1 seed": 1, "5 seeds": 5, "half": len(shuffled) // 2}[kind]
    if not 0 < seeds < len(shuffled):
        return None
    return Request(kind, shuffled[:seeds], shuffled[seeds:])


@dataclass(frozen=True, slots=True)
class JudgingSplit:
    """The playlists to judge on, and those to learn from."""

    judged: dict[str, NDArray[np.int32]]
    """Key of a playlist -> its tracks in the order of their ids; at least two."""
    known: NDArray[np.int64]
    """Rows of all playlists that are no copy of a judged one."""


def judging_split(dataset: Dataset, share: float, most: int) -> JudgingSplit:
    """Hold out the playlists with the lowest keys: `share` of those of two tracks or more, `most` at the most.

    A playlist's key depends on its own tracks alone, so two trainings on overlapping data judge largely the same
    playlists, whatever else there is and in whatever order. Copies of a judged playlist are held out with it.
    """
    keys = np.array([playlist_key(dataset.tracks.ids[dataset.playlist(row)]) for row in range(len(dataset))])
    askable = np.flatnonzero(np.diff(dataset.indptr) > 1)
    distinct, first = np.unique(keys[askable], return_index=True)
    lowest = distinct[: min(round(len(distinct) * share), most)].tolist()
    judged = {
        key: _by_id(dataset, dataset.playlist(int(row))) for key, row in zip(lowest, askable[first], strict=False)
    }
    return JudgingSplit(judged, np.flatnonzero(~np.isin(keys, lowest)))


def playlist_key(track_ids: NDArray[np.bytes_]) -> str:
    """Give the BLAKE2b hash of a playlist's track ids, in the order of the ids, as 32 hex digits."""
    return hashlib.blake2b(np.sort(track_ids).tobytes(), digest_size=16).hexdigest()


def requests_about(judged: Mapping[str, NDArray[np.int32]]) -> list[Request]:
    """Make the requests of each judged playlist; which tracks are seeds depends on the playlist's key alone.

    `judged` is that of a JudgingSplit: the tracks must be in the order of their ids, for indices differ from one
    training to the next.
    """
    return [
        replace(request, playlist=key)
        for key, tracks in judged.items()
        for request in requests_from([tracks], np.random.default_rng(int(key, 16)))
    ]


def _by_id(dataset: Dataset, tracks: NDArray[np.int32]) -> NDArray[np.int32]:
    return tracks[np.argsort(dataset.tracks.ids[tracks])]
