"""Build and open the index of each library, on one thread; each is an optional import.

Every `build_…` takes (n, d) float32 vectors and a folder to save into; every `open_…` reads that folder and
returns a search function for each effort. A query is one (d,) float32 vector; the answer is `TOP` rows.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench.vectors.data import TOP, Rows, Vectors
from bench.vectors.measure import Ask
from shared.model.arrays import ArrayFolder, write_arrays
from shared.model.candidates.cells import CellIndex
from training.fit.cells import index_arrays

Opened = Callable[[int], Ask]
"""An opened index: effort -> search function."""

_SEED = 7
LINKS = 16
_EF_CONSTRUCTION = 200
"""The defaults of hnswlib and of its paper's authors; Voyager's own defaults are 12 and 200."""
TREES = 50
_FILE = "index"


def build_ours(vectors: Vectors, folder: Path) -> None:
    """Build the cells as training does."""
    write_arrays(folder, index_arrays("factor", vectors, seed=_SEED))


def open_ours(folder: Path) -> Opened:
    """Memory-map our arrays; the effort is the number of vectors to score."""
    index = CellIndex(ArrayFolder(folder), "factor")
    return lambda scan: lambda query: index.search(query, TOP, scan)[0]


def build_faiss(vectors: Vectors, folder: Path) -> None:
    """Train IVF-Flat with as many cells as ours, which must exist in the sibling folder."""
    import faiss

    cells = len(ArrayFolder(folder.with_name("ours"))["factor_cell_centres"])
    dimensions = vectors.shape[1]
    quantizer = faiss.IndexFlatIP(dimensions)
    index = faiss.IndexIVFFlat(quantizer, dimensions, cells, faiss.METRIC_INNER_PRODUCT)
    index.cp.seed = _SEED
    index.train(vectors)
    index.add(vectors)
    faiss.write_index(index, str(folder / _FILE))


def open_faiss(folder: Path) -> Opened:
    """Read the inverted file; the effort is the number of cells to probe."""
    import faiss

    index = faiss.read_index(str(folder / _FILE))

    def at(nprobe: int) -> Ask:
        index.nprobe = nprobe
        return lambda query: index.search(query[None], TOP)[1][0]

    return at


def build_hnswlib(vectors: Vectors, folder: Path) -> None:
    """Build the graph by inner product."""
    import hnswlib

    index = hnswlib.Index("ip", vectors.shape[1])
    index.init_index(len(vectors), M=LINKS, ef_construction=_EF_CONSTRUCTION, random_seed=_SEED)
    order = longest_first(vectors)
    index.add_items(vectors[order], order, num_threads=1)
    (folder / "dimensions").write_text(str(vectors.shape[1]))
    index.save_index(str(folder / _FILE))


def open_hnswlib(folder: Path) -> Opened:
    """Read the graph; the effort is ef, the length of the list of candidates."""
    import hnswlib

    index = hnswlib.Index("ip", int((folder / "dimensions").read_text()))
    index.load_index(str(folder / _FILE))

    def at(ef: int) -> Ask:
        index.set_ef(ef)
        return lambda query: index.knn_query(query, TOP, num_threads=1)[0][0]

    return at


def build_voyager(vectors: Vectors, folder: Path) -> None:
    """Build the graph by inner product."""
    import voyager

    index = voyager.Index(
        voyager.Space.InnerProduct,
        vectors.shape[1],
        M=LINKS,
        ef_construction=_EF_CONSTRUCTION,
        random_seed=_SEED,
        max_elements=len(vectors),
    )
    order = longest_first(vectors)
    index.add_items(vectors[order], order.tolist(), num_threads=1)
    index.save(str(folder / _FILE))


def open_voyager(folder: Path) -> Opened:
    """Read the graph; the effort is ef, the length of the list of candidates."""
    import voyager

    index = voyager.Index.load(str(folder / _FILE))
    return lambda ef: lambda query: index.query(query, TOP, num_threads=1, query_ef=ef)[0]


def longest_first(vectors: Vectors) -> Rows:
    """Return the rows of (n, d) vectors by descending length, the insertion order of the graphs.

    Of 20,000 drawn vectors, recall at ef 10 in the order drawn and in this one: Voyager .53 and .98, hnswlib .98
    and .99. Voyager's lifting by the longest vector so far is not the cause: the longest first and the others as
    drawn gave .46. The cause is unknown.
    """
    return np.argsort(-np.linalg.norm(vectors, axis=1), kind="stable")


def build_annoy(vectors: Vectors, folder: Path) -> None:
    """Build the trees by inner product."""
    import annoy

    index = annoy.AnnoyIndex(vectors.shape[1], "dot")
    index.set_seed(_SEED)
    for row, vector in enumerate(vectors):
        index.add_item(row, vector.tolist())
    index.build(TREES, n_jobs=1)
    (folder / "dimensions").write_text(str(vectors.shape[1]))
    index.save(str(folder / _FILE))


def open_annoy(folder: Path) -> Opened:
    """Memory-map the trees; the effort is search_k, the number of nodes to inspect."""
    import annoy

    index = annoy.AnnoyIndex(int((folder / "dimensions").read_text()), "dot")
    index.load(str(folder / _FILE))
    return lambda search_k: lambda query: index.get_nns_by_vector(query.tolist(), TOP, search_k)


def build_brute(vectors: Vectors, folder: Path) -> None:
    """Save the vectors for scikit-learn's exhaustive search."""
    _build_neighbours("brute", vectors, folder)


def build_ball_tree(vectors: Vectors, folder: Path) -> None:
    """Build scikit-learn's ball tree."""
    _build_neighbours("ball_tree", vectors, folder)


def _build_neighbours(algorithm: str, vectors: Vectors, folder: Path) -> None:
    import joblib
    from sklearn.neighbors import NearestNeighbors

    joblib.dump(NearestNeighbors(n_neighbors=TOP, algorithm=algorithm).fit(lifted(vectors)), folder / _FILE)


def open_neighbours(folder: Path) -> Opened:
    """Read scikit-learn's index; it is exact, so that the effort has no effect."""
    import joblib

    index: Any = joblib.load(folder / _FILE)

    def ask(query: Vectors) -> Rows:
        """Return the nearest rows of the lifted query."""
        nearest = index.kneighbors(np.append(query, np.float32(0))[None], return_distance=False)
        return np.asarray(nearest[0])

    return lambda _: ask


def lifted(vectors: Vectors) -> Vectors:
    """Compute (n, d + 1) vectors whose least distance to (q, 0) is the greatest inner product with q.

    With v' = (v, √(m² - |v|²)) and m the greatest length: |q' - v'|² = |q|² + m² - 2 q·v (Bachrach et al.,
    RecSys 2014, section 3).
    """
    squares = (vectors.astype(np.float64) ** 2).sum(axis=1, keepdims=True)
    return np.hstack([vectors, np.sqrt(squares.max() - squares)]).astype(np.float32)
