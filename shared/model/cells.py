"""Nearest vectors through KMeans cells: a search scores a few per cent of the catalogue."""

import numpy as np
from numpy.typing import NDArray

from shared.model.artefact import ArrayMap
from shared.model.tracks import Indices

Vector = NDArray[np.float32]


class CellIndex:
    """Vectors stored cell by cell, searched by inner product in the cells nearest the query.

    Contiguous cells make a probe one matrix product over a slice, which is what an inverted file does
    (Jégou et al., "Product quantization for nearest neighbor search", 2011, section IV).
    """

    def __init__(self, arrays: ArrayMap, name: str) -> None:
        self.vectors: NDArray[np.float32] = arrays[f"{name}_vectors"]
        """(n, d) float32, in cell order."""
        self.centres: NDArray[np.float32] = arrays[f"{name}_cell_centres"]
        """(cells, d) float32."""
        self.starts: NDArray[np.int64] = arrays[f"{name}_cell_starts"]
        """(cells + 1,): cell c is `vectors[starts[c]:starts[c + 1]]`."""
        self._tracks: Indices = arrays[f"{name}_cell_tracks"]
        self._rows: Indices = arrays[f"{name}_cell_rows"]

    def of(self, tracks: Indices) -> NDArray[np.float32]:
        """Give the vectors of track indices, (len(tracks), d) float32."""
        return self.vectors[self._rows[tracks]]

    def search(self, query: Vector, top: int, scan: int) -> Indices:
        """Give up to `top` tracks of greatest inner product with `query`, unordered.

        Cells are probed, best centre first, until at least `scan` vectors have been scored.
        """
        order = np.argsort(-(self.centres @ query), kind="stable")
        sizes = np.diff(self.starts)[order]
        probes = int(np.searchsorted(np.cumsum(sizes), scan)) + 1
        slices = [slice(self.starts[cell], self.starts[cell + 1]) for cell in order[:probes]]
        scores = np.concatenate([self.vectors[rows] @ query for rows in slices])
        tracks = np.concatenate([self._tracks[rows] for rows in slices])
        if len(scores) <= top:
            return tracks
        return np.asarray(tracks[np.argpartition(-scores, top)[:top]])


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale (m, d) vectors to length 1; one of length 0 stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
