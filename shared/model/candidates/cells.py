"""Nearest vectors through KMeans cells: a search scores a few per cent of the catalogue."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayMap
from shared.model.candidates.tracks import Indices
from shared.model.candidates.vectors import Vector, VectorTable


class Cells:
    """Members divided among cells, each cell one slice."""

    def __init__(self, centres: NDArray[np.float32], starts: NDArray[np.integer[Any]], members: Indices) -> None:
        """Lay out (cells, d) centres; cell c is `members[starts[c]:starts[c + 1]]`."""
        self._centres = centres
        self._starts = starts
        self.ordered = members
        """All members, one cell after another."""

    @classmethod
    def of(cls, arrays: ArrayMap, name: str) -> "Cells":
        """Read the cells of one name."""
        return cls(*(arrays[f"{name}_cell_{part}"] for part in ("centres", "starts", "members")))

    def probed(self, query: Vector, scan: int) -> list[slice]:
        """Give the cells of greatest inner product with `query`, best first, until they have `scan` members."""
        order = np.argsort(-(self._centres @ query))
        sizes = self._starts[order + 1] - self._starts[order]
        probes = int(np.searchsorted(np.cumsum(sizes), scan)) + 1
        return [slice(self._starts[cell], self._starts[cell + 1]) for cell in order[:probes].tolist()]

    def narrowed(self, rows: NDArray[np.integer[Any]]) -> "Cells":
        """Give the same cells with some members alone, of these rows; each then goes by its place in `rows`."""
        order = np.argsort(rows).astype(np.int32)
        return Cells(self._centres, np.searchsorted(rows[order], self._starts), order)

    def members(self, parts: list[slice]) -> Indices:
        """Give the members of some cells, one cell after another."""
        return np.concatenate([self.ordered[part] for part in parts])

    def members_at(self, parts: list[slice], places: NDArray[np.int64]) -> Indices:
        """Give some of those that `members` gives, by their places among them."""
        ends = np.cumsum([part.stop - part.start for part in parts])
        part = np.searchsorted(ends, places, side="right")
        shift = np.array([part.stop for part in parts]) - ends
        return np.asarray(self.ordered[places + shift[part]])


class CellIndex:
    """Vectors stored cell by cell, searched by inner product in the cells nearest the query.

    Contiguous cells make a search one matrix product over a few slices, which is what an inverted file does
    (Jégou et al., "Product quantization for nearest neighbor search", 2011, section IV).
    """

    def __init__(self, arrays: ArrayMap, name: str) -> None:
        self._cells = Cells.of(arrays, name)
        self._vectors = VectorTable(arrays, name)
        """In the order of the cells."""
        members = arrays[f"{name}_cell_members"]
        self._rows = np.empty(len(members), dtype=np.int32)
        """The row of every member, by its index."""
        self._rows[members] = np.arange(len(members), dtype=np.int32)

    def of(self, members: NDArray[np.integer[Any]]) -> NDArray[np.float32]:
        """Give the vectors of some members, (len(members), d) float32."""
        return self._vectors.of(self._rows[members])

    def in_steps(self, members: NDArray[np.integer[Any]]) -> tuple[NDArray[np.float32], Vector]:
        """Give the vectors of some members, (len(members), d) float32, each in a step of its own, and these."""
        return self._vectors.in_steps(self._rows[members])

    def narrowed(self, members: NDArray[np.integer[Any]]) -> Cells:
        """Give the cells with some members alone; each then goes by its place in `members`."""
        return self._cells.narrowed(self._rows[members])

    def search(self, query: Vector, top: int, scan: int) -> tuple[Indices, Vector]:
        """Give up to `top` members of greatest inner product with `query`, unordered, and those products.

        Cells are probed, best centre first, until at least `scan` vectors have been scored.
        """
        parts = self._cells.probed(query, scan)
        products = self._vectors.products(parts, query)
        if len(products) <= top:
            return self._cells.members(parts), products
        best = np.argpartition(products, -top)[-top:]
        return self._cells.members_at(parts, best), products[best]
