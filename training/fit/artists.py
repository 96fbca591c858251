"""Who is credited on which track, and which artists stand together in playlists."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from shared.domain.names import credited_artists, fold, leading_artist, song_key

NEAR_ARTISTS = 50
_BLOCK = 2_000


def number(keys: Sequence[str]) -> NDArray[np.int32]:
    """Give keys numbers by first appearance; equal keys share a number and "" is -1."""
    seen: dict[str, int] = {}
    return np.array([seen.setdefault(key, len(seen)) if key else -1 for key in keys], dtype=np.int32)


def leading_artists(credits_: Sequence[str]) -> NDArray[np.int32]:
    """Give numbers to the leading artists of n credits: (n,) int32."""
    return number([leading_artist(credit) for credit in credits_])


def songs(names: Sequence[str], credits_: Sequence[str]) -> NDArray[np.int32]:
    """Give numbers to the songs that n tracks are releases of: (n,) int32."""
    return number([song_key(name, credit) for name, credit in zip(names, credits_, strict=True)])


def credit_matrix(credits_: Sequence[str]) -> sparse.csr_matrix:
    """Say who is credited where: binary (n, a), artists numbered by first appearance."""
    return _tag_matrix([[fold(artist) for artist in credited_artists(credit)] for credit in credits_])


def genre_matrix(genres: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    """Say which genres tracks have: binary (n, g)."""
    return _tag_matrix([[fold(genre) for genre in of_track] for of_track in genres])


def _tag_matrix(tags: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    columns: dict[str, int] = {}
    lists = [
        list(dict.fromkeys(columns.setdefault(tag, len(columns)) for tag in of_track if tag)) for of_track in tags
    ]
    starts = np.concatenate([[0], np.cumsum([len(found) for found in lists])])
    indices = np.array([column for found in lists for column in found], dtype=np.int32)
    return sparse.csr_matrix(
        (np.ones(len(indices), dtype=np.float32), indices, starts), shape=(len(lists), len(columns))
    )


def artist_arrays(entries: sparse.csr_matrix, credits_: sparse.csr_matrix) -> dict[str, NDArray[Any]]:
    """Give the arrays of a `shared.model.artists.ArtistTable`.

    `entries` is the binary (p, n) matrix of playlists, `credits_` the binary (n, a) one of credits. Tracks must
    be in the order of popularity.
    """
    near, cosines = _near_artists(sparse.csr_matrix(entries @ credits_))
    by_artist = sparse.csr_matrix(credits_.T)
    by_artist.sort_indices()
    counts = np.asarray(entries.sum(axis=0)).ravel()
    return {
        "credit_starts": credits_.indptr.astype(np.int64),
        "credit_artists": credits_.indices.astype(np.int32),
        "artist_song_starts": by_artist.indptr.astype(np.int64),
        "artist_songs": by_artist.indices.astype(np.int32),
        "artist_near": near,
        "artist_near_cosines": cosines,
        "artist_popularity": np.log1p(by_artist @ counts).astype(np.float32),
    }


def _near_artists(presence: sparse.csr_matrix) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Find for each artist those of greatest cosine over playlists, entries damped as log(1 + songs)."""
    presence.data = np.log1p(presence.data)
    norms = np.sqrt(np.asarray(presence.multiply(presence).sum(axis=0)).ravel())
    unit = sparse.csr_matrix(presence @ sparse.diags(1 / np.maximum(norms, 1e-9)))
    columns = sparse.csc_matrix(unit)
    artists = presence.shape[1]
    near = np.full((artists, NEAR_ARTISTS), -1, dtype=np.int32)
    cosines = np.zeros((artists, NEAR_ARTISTS), dtype=np.float32)
    for start in range(0, artists, _BLOCK):
        block = sparse.csr_matrix(columns[:, start : start + _BLOCK].T @ unit)
        block.sort_indices()
        for row in range(block.shape[0]):
            found = slice(block.indptr[row], block.indptr[row + 1])
            others, values = _best(block.indices[found], block.data[found], leave_out=start + row)
            near[start + row, : len(others)] = others
            cosines[start + row, : len(others)] = values
    return near, cosines


def _best(
    others: NDArray[np.int32], values: NDArray[np.float32], leave_out: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    keep = others != leave_out
    others, values = others[keep], values[keep]
    order = np.argsort(-values, kind="stable")[:NEAR_ARTISTS]
    return others[order], values[order]
