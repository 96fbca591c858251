"""Bounds on what listeners' playlists may move: they count people, and cap the pull on each song.

Each function takes and returns a Dataset of shared playlists alone, the newest first, and keeps their order.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.fit.order import only_playlists, with_entries
from training.read.dataset import Dataset

MOST_PER_LISTENER = 20
"""Playlists of one listener, the newest ones."""

MOST_SHARE = 0.1
"""Share of all playlists, the operator's and listeners'."""

MOST_OF_A_SONG = 2
"""Playlists of one listener that may hold a song, the newest ones."""

DEVIATIONS = 2.0
"""Standard deviations by which listeners may hold a song more often than the operator's playlists let expect."""

INDEPENDENT_LISTENERS = 50
"""Distinct listeners from which on a song gets an entry for each, beyond what is expected."""


def rank_within(groups: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Return (m,) int64: how many earlier members of its own group each of m members has."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    begins = np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(groups)]
    places = np.arange(len(groups))
    ranks = np.empty(len(groups), dtype=np.int64)
    ranks[order] = places - np.maximum.accumulate(np.where(begins, places, 0))
    return ranks


def newest_of_each(shared: Dataset, most: int = MOST_PER_LISTENER) -> Dataset:
    """Keep the first `most` playlists of each listener."""
    return only_playlists(shared, np.flatnonzero(rank_within(shared.contributors) < most))


def share_of_all(shared: Dataset, operator_playlists: int, share: float = MOST_SHARE) -> Dataset:
    """Keep so many that they are at most `share` of all playlists: every listener's first, then every second, ...

    Within a round the playlists' ids, keyed digests, decide. So a listener with many playlists displaces nobody.
    """
    most = int(operator_playlists * _most_beside_each(share))
    order = np.lexsort((np.array(shared.playlist_ids), rank_within(shared.contributors)))
    return only_playlists(shared, np.sort(order[:most]))


def song_in_few_of_each(shared: Dataset, most: int = MOST_OF_A_SONG) -> Dataset:
    """Keep each song in the first `most` playlists of a listener that hold it."""
    return with_entries(shared, rank_within(_pairs(shared)) < most)


def supported(
    shared: Dataset, operator_counts: NDArray[np.int32], operator_playlists: int, *, seed: int
) -> Dataset:
    """Keep of each song as many entries as it has support, a random choice that takes turns between listeners.

    `operator_counts` is (n,): the operator's playlists that hold each song. If listeners shared what others list,
    a song's entries would be a Poisson number. Its mean m is the song's count and 1 (Laplace's rule of
    succession), times the shared playlists over the operator's. Its support is m + DEVIATIONS sqrt(m), rounded
    up, and one for each distinct listener from the INDEPENDENT_LISTENERS-th on. So fewer listeners bring a song
    that the operator's playlists lack into one playlist, and change one little that they have.
    """
    pairs, songs = _pairs(shared), shared.indices
    listeners = np.bincount(np.unique(pairs) % len(operator_counts), minlength=len(operator_counts))
    most = _most_beside_each(MOST_SHARE)
    expected = (operator_counts + 1) * min(len(shared) / max(operator_playlists, 1), most)
    independent = np.maximum(listeners + 1 - INDEPENDENT_LISTENERS, 0)
    support = np.ceil(expected + DEVIATIONS * np.sqrt(expected)) + independent
    drawn = np.random.default_rng(seed).permutation(len(songs))
    order = drawn[np.argsort(rank_within(pairs[drawn]), kind="stable")]
    kept = np.zeros(len(songs), dtype=np.bool_)
    kept[order] = rank_within(songs[order]) < support[songs[order]]
    return with_entries(shared, kept)


def without_short(shared: Dataset, least: int) -> Dataset:
    """Keep the playlists of at least `least` tracks."""
    return only_playlists(shared, np.flatnonzero(np.diff(shared.indptr) >= least))


def _most_beside_each(share: float) -> float:
    """Return the most shared playlists for each of the operator's, if they are `share` of all at most."""
    return share / (1 - share)


def _pairs(shared: Dataset) -> NDArray[np.int64]:
    """Return (e,) int64: a number for the pair of listener and song of each entry; modulo n it is the song."""
    listeners = shared.contributors.astype(np.int64).repeat(np.diff(shared.indptr))
    return listeners * len(shared.tracks) + shared.indices
