"""Add the playlists that listeners shared to the operator's, within bounds; nothing in them fails a training."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from training.fit.order import only_playlists, playlist_counts
from training.read.dataset import Dataset

from .bounds import MOST_SHARE, newest_of_each, share_of_all, song_in_few_of_each, supported, without_short
from .near_copies import near_copies
from .reading import LEAST_TRACKS, read_contributed
from .summary import (
    ANONYMOUS,
    COPIES,
    EMPTY,
    MALFORMED,
    OVER_LISTENER,
    OVER_SHARE,
    OVER_SUPPORT,
    REPEATED_SONGS,
    TOO_LONG,
    ContributedSummary,
)

_OF_LINES = (MALFORMED, ANONYMOUS, TOO_LONG, EMPTY)
"""Reasons for which reading leaves out a whole line."""


def add_contributed(operator: Dataset, files: Sequence[Path], *, key: bytes) -> tuple[Dataset, ContributedSummary]:
    """Return the operator's playlists followed by those of `files` that the bounds let in, and the counts.

    The files hold lines as `read_contributed` reads them. `key` chooses what stays where a bound leaves a choice.
    Raises nothing for what the files hold: that is left out and counted.
    """
    shared, left_out = read_contributed(files, operator, key=key)
    lines = len(shared) + sum(left_out[reason] for reason in _OF_LINES)
    kept = bounded(operator, shared, left_out, key=key)
    summary = ContributedSummary(
        lines=lines,
        playlists=len(kept),
        listeners=len(np.unique(kept.contributors)),
        entries=len(kept.indices),
        left_out=tuple((reason, count) for reason, count in left_out.items() if count),
    )
    return joined(operator, kept), summary


def bounded(
    operator: Dataset, shared: Dataset, left_out: Counter[str], *, key: bytes, share: float = MOST_SHARE
) -> Dataset:
    """Return what the bounds let in of shared playlists, the newest first; what they leave out is counted.

    `share` is the bound on their share of all playlists, below 1.
    """
    seed = _seed(key)
    kept = _counted(shared, newest_of_each(shared), left_out, OVER_LISTENER)
    distinct = only_playlists(kept, np.flatnonzero(~near_copies(operator, kept, seed=seed)))
    kept = _counted(kept, distinct, left_out, COPIES)
    kept = _counted(kept, share_of_all(kept, len(operator), share), left_out, OVER_SHARE)
    fewer = song_in_few_of_each(kept)
    left_out[REPEATED_SONGS] += len(kept.indices) - len(fewer.indices)
    kept = supported(fewer, playlist_counts(operator), len(operator), seed=seed)
    left_out[OVER_SUPPORT] += len(fewer.indices) - len(kept.indices)
    return _counted(kept, without_short(kept, LEAST_TRACKS), left_out, EMPTY)


def joined(operator: Dataset, shared: Dataset) -> Dataset:
    """Return the playlists of both, which are over the same tracks, the operator's first."""
    return replace(
        operator,
        playlist_ids=[*operator.playlist_ids, *shared.playlist_ids],
        playlist_names=[*operator.playlist_names, *shared.playlist_names],
        contributors=np.concatenate([operator.contributors, shared.contributors]),
        indptr=np.concatenate([operator.indptr, operator.indptr[-1] + shared.indptr[1:]]),
        indices=np.concatenate([operator.indices, shared.indices]),
    )


def _counted(before: Dataset, after: Dataset, left_out: Counter[str], reason: str) -> Dataset:
    left_out[reason] += len(before) - len(after)
    return after


def _seed(key: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(b"bounds", digest_size=8, key=key).digest(), "big")
