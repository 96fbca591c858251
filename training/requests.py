"""Build requests with known answers from held-out playlists: some tracks are seeds, the others are hidden."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shared.domain.track_ids import PROVIDERS
from training.read.dataset import Dataset

KINDS: tuple[str, ...] = ("1 seed", "5 seeds", "half")
"""Kinds of requests: one seed, a few, or half a playlist to continue."""

TITLE_ALONE = "title alone"
"""The kind of a request without seeds."""

TITLED_SHARE = 0.5
"""Share of the ranker's requests with seeds that carry their playlist's title too."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request with its answer."""

    kind: str
    seeds: NDArray[np.int32]
    hidden: NDArray[np.int32]
    """Rows of the playlist's other tracks, at least one, in no particular order."""
    playlist: str = ""
    """Key of the playlist; empty if scores are not kept by playlist."""
    title: str = ""


def requests_from(playlists: Iterable[NDArray[np.int32]], rng: np.random.Generator) -> list[Request]:
    """Build one request of each kind from each playlist that is long enough for it."""
    return [
        request
        for playlist in playlists
        for kind in KINDS
        if (request := _request(kind, rng.permutation(playlist))) is not None
    ]


def titled(
    requests: list[Request], title: str, playlist: NDArray[np.int32], rng: np.random.Generator
) -> list[Request]:
    """Add a playlist's title to its requests, each with even chances, and a request of the title alone.

    So a ranker learns from requests with and without a title. Without a title, returns the requests as they are.
    """
    if not title or not requests:
        return requests
    alone = Request(TITLE_ALONE, playlist[:0], playlist, title=title)
    return [replace(each, title=title) if rng.random() < TITLED_SHARE else each for each in requests] + [alone]


def _request(kind: str, shuffled: NDArray[np.int32]) -> Request | None:
    seeds = {"1 seed": 1, "5 seeds": 5, "half": len(shuffled) // 2}[kind]
    if not 0 < seeds < len(shuffled):
        return None
    return Request(kind, shuffled[:seeds], shuffled[seeds:])


@dataclass(frozen=True, slots=True)
class HoldoutSplit:
    """The held-out playlists for evaluation, and the training playlists."""

    held_out: dict[str, NDArray[np.int32]]
    """Key of a held-out playlist -> its tracks in the order of their ids; at least two."""
    known: NDArray[np.int64]
    """Rows of the training playlists: all but the held-out ones and their copies."""
    titles: dict[str, str]
    """Key of a held-out playlist -> its title."""


def holdout_split(dataset: Dataset, share: float, most: int, *, key: bytes = b"") -> HoldoutSplit:
    """Split off the held-out playlists: `share` of the operator's distinct ones of two tracks, at most `most`.

    The playlists with the lowest digests by `key` are held out, never one that a listener shared: nobody else
    judges a model. A digest depends only on the playlist's own tracks, so two trainings by one key on overlapping
    data hold out largely the same playlists, regardless of the other playlists and of their order, and without the
    key nobody can tell which. Copies of a held-out playlist are held out with it, whoever's they are.
    """
    keys = np.array([playlist_key(dataset.tracks.ids[dataset.playlist(row)], key) for row in range(len(dataset))])
    operators = dataset.operators
    askable = operators[np.diff(dataset.indptr)[operators] > 1]
    distinct, first = np.unique(keys[askable], return_index=True)
    lowest = distinct[: min(round(len(distinct) * share), most)].tolist()
    held_out = {
        key: _by_id(dataset, dataset.playlist(int(row))) for key, row in zip(lowest, askable[first], strict=False)
    }
    titles = {key: dataset.playlist_names[askable[row]] for key, row in zip(lowest, first, strict=False)}
    return HoldoutSplit(held_out, np.flatnonzero(~np.isin(keys, lowest)), titles)


def playlist_key(track_ids: NDArray[np.bytes_], key: bytes = b"") -> str:
    """Return the BLAKE2b hash of a playlist's sorted track ids by `key`, at most 64 bytes, as 32 hex digits.

    Prefixes and padding are left out: the key is that of models from before ids named their provider, and does not
    depend on the longest id of the data.
    """
    ids = np.sort(track_ids).tobytes().replace(b"\0", b"")
    for provider in PROVIDERS:
        ids = ids.replace(provider.prefix.encode(), b"")
    return hashlib.blake2b(ids, digest_size=16, key=key).hexdigest()


def holdout_key(secret: str) -> bytes:
    """Return the key of the held-out playlists' digests by a secret of any length; without a secret, no key."""
    return hashlib.blake2b(secret.encode(), digest_size=32, person=b"segue holdout").digest() if secret else b""


def requests_about(held_out: Mapping[str, NDArray[np.int32]]) -> list[Request]:
    """Build the requests of each held-out playlist; the choice of seeds depends only on the playlist's key.

    `held_out` is that of a HoldoutSplit: tracks must be in the order of their ids, because indices differ between
    trainings.
    """
    return [
        replace(request, playlist=key)
        for key, tracks in held_out.items()
        for request in requests_from([tracks], np.random.default_rng(int(key, 16)))
    ]


def _by_id(dataset: Dataset, tracks: NDArray[np.int32]) -> NDArray[np.int32]:
    return tracks[np.argsort(dataset.tracks.ids[tracks])]
