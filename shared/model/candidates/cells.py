"""Approximate nearest neighbours by an inverted file: a search scores a few per cent of the vectors."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayMap
from shared.model.candidates.allowed import Allowed, best_allowed
from shared.model.candidates.csr import csr_positions
from shared.model.candidates.tracks import Indices
from shared.model.candidates.vectors import Vector, VectorTable

_MOSTLY_PROBED = 64
"""Cells that are enough for nearly every search: sorting all takes twice as long."""


_CHOICE = 4
"""Allowed vectors among which each one is chosen, where as many are near."""

MOST_TIMES = 32
"""Times the usual number of vectors that are looked at where few of them are allowed."""


def _greatest(products: Vector, count: int) -> NDArray[np.int64]:
    """Return the places of the `count` greatest products, or of all if there are no more, greatest first."""
    if len(products) <= count:
        return np.argsort(-products)
    found = np.argpartition(-products, count)[:count]
    return np.asarray(found[np.argsort(-products[found])])


class Cells:
    """Members divided among KMeans cells, each cell one slice."""

    def __init__(self, centres: NDArray[np.float32], starts: NDArray[np.integer[Any]], members: Indices) -> None:
        """Use (cells, d) float32 centres; cell c is `members[starts[c]:starts[c + 1]]`."""
        self._centres = centres
        self._starts = starts
        self.ordered = members
        """All members, one cell after another."""

    @classmethod
    def of(cls, arrays: ArrayMap, name: str) -> "Cells":
        """Read the cells of one name."""
        return cls(*(arrays[f"{name}_cell_{part}"] for part in ("centres", "starts", "members")))

    def probed(self, query: Vector, scan: int) -> list[slice]:
        """Return the cells of greatest inner product with `query`, best first, until they have `scan` members."""
        starts, sizes = self._probed(query, scan)
        return [slice(start, end) for start, end in zip(starts.tolist(), (starts + sizes).tolist(), strict=True)]

    def rows_probed(self, query: Vector, scan: int) -> NDArray[np.int64]:
        """Return places in `ordered` of the members of these cells: fewer steps where cells are small."""
        return csr_positions(*self._probed(query, scan))

    def _probed(self, query: Vector, scan: int) -> tuple[NDArray[np.integer[Any]], NDArray[np.integer[Any]]]:
        """Return the starts and the sizes of the cells that `probed` names."""
        products = self._centres @ query
        order = _greatest(products, _MOSTLY_PROBED)
        sizes = self._starts[order + 1] - self._starts[order]
        if len(order) < len(products) and sizes.sum() < scan:
            order = np.argsort(-products)
            sizes = self._starts[order + 1] - self._starts[order]
        probes = int(np.searchsorted(np.cumsum(sizes), scan)) + 1
        return self._starts[order[:probes]], sizes[:probes]

    def rows_that_may_be(self, allowed: Allowed, query: Vector, wanted: int, scan: int) -> NDArray[np.int64]:
        """Return places in `ordered` of members that may be allowed, of the cells nearest to `query`.

        About `scan` members are looked at first, then twice as many and so on, until there are `wanted`, or
        MOST_TIMES as many were looked at.
        """
        order = np.argsort(-(self._centres @ query))
        starts, sizes = self._starts[order], self._starts[order + 1] - self._starts[order]
        ends = np.cumsum(sizes)
        found: list[NDArray[np.int64]] = []
        first, most = 0, MOST_TIMES * scan
        while first < len(order) and scan <= most and sum(map(len, found)) < wanted:
            last = int(np.searchsorted(ends, scan)) + 1
            rows = csr_positions(starts[first:last], sizes[first:last])
            found.append(rows[allowed.may_allow(self.ordered[rows])])
            first, scan = last, 2 * scan
        return np.concatenate(found)

    def narrowed(self, rows: NDArray[np.integer[Any]]) -> "Cells":
        """Return the same cells with only the members in these rows, numbered by their places in `rows`."""
        order = np.argsort(rows).astype(np.int32)
        return Cells(self._centres, np.searchsorted(rows[order], self._starts), order)

    def members(self, parts: list[slice]) -> Indices:
        """Return the members of some cells, one cell after another."""
        return np.concatenate([self.ordered[part] for part in parts])

    def members_at(self, parts: list[slice], places: NDArray[np.int64]) -> Indices:
        """Return some of the `members`, by their places among them."""
        ends = np.cumsum([part.stop - part.start for part in parts])
        part = np.searchsorted(ends, places, side="right")
        shift = np.array([part.stop for part in parts]) - ends
        return np.asarray(self.ordered[places + shift[part]])


class CellIndex:
    """Vectors stored cell by cell, searched by inner product in the cells nearest to the query.

    Cells are contiguous, so a search is one matrix product over a few slices: an inverted file (Jégou et al.,
    "Product quantization for nearest neighbor search", 2011, section IV).
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
        """Return the vectors of some members: (len(members), d) float32."""
        return self._vectors.of(self._rows[members])

    def in_steps(self, members: NDArray[np.integer[Any]]) -> tuple[NDArray[np.float32], Vector]:
        """Return the vectors of some members, (len(members), d) float32, in steps, and each one's step."""
        return self._vectors.in_steps(self._rows[members])

    def narrowed(self, members: NDArray[np.integer[Any]]) -> Cells:
        """Return the cells with only some members, numbered by their places in `members`."""
        return self._cells.narrowed(self._rows[members])

    def search(self, query: Vector, top: int, scan: int) -> tuple[Indices, Vector]:
        """Return up to `top` members of greatest inner product with `query`, unordered, and these products.

        Cells are probed, best centre first, until at least `scan` vectors have been scored.
        """
        parts = self._cells.probed(query, scan)
        products = self._vectors.products(parts, query)
        if len(products) <= top:
            return self._cells.members(parts), products
        best = np.argpartition(products, -top)[-top:]
        return self._cells.members_at(parts, best), products[best]

    def search_allowed(self, query: Vector, top: int, scan: int, allowed: Allowed) -> Indices:
        """Return up to `top` allowed members of greatest inner product with `query`, the best first: int32."""
        if allowed.universe is not None:
            rows = self._rows[allowed.universe].astype(np.int64)
        else:
            rows = self._cells.rows_that_may_be(allowed, query, _CHOICE * top, scan)
        steps, scales = self._vectors.in_steps(rows)
        return best_allowed(self._cells.ordered[rows], (steps @ query) * scales, allowed, top)
