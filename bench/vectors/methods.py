"""The compared methods: the module each needs, its range of efforts, and its setting as text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.vectors import libraries
from bench.vectors.data import TOP, Vectors
from bench.vectors.libraries import Opened
from bench.vectors.measure import efforts


@dataclass(frozen=True, slots=True)
class Size:
    """The number of vectors and cells that efforts are chosen for."""

    vectors: int
    cells: int


@dataclass(frozen=True, slots=True)
class Method:
    """One index: how to build, open and drive it."""

    title: str
    module: str
    """The module that must be installed."""
    build: Callable[[Vectors, Path], None]
    open: Callable[[Path], Opened]
    setting: str
    """Text for the table, with {effort} and {cells}."""
    efforts: Callable[[Size], Iterator[int]]
    """Efforts to try, ascending."""

    def installed(self) -> bool:
        """Return whether its library can be imported."""
        return find_spec(self.module.partition(".")[0]) is not None


def _candidates(size: Size) -> Iterator[int]:
    return efforts(size.vectors // size.cells, size.vectors)


def _probes(size: Size) -> Iterator[int]:
    return efforts(1, size.cells)


def _list_length(size: Size) -> Iterator[int]:
    return efforts(TOP, max(TOP, size.vectors // 20))


def _nodes(size: Size) -> Iterator[int]:
    """Return efforts up to every vector of every tree, since Annoy counts duplicates."""
    return efforts(libraries.TREES, libraries.TREES * size.vectors)


def _all(size: Size) -> Iterator[int]:
    return iter([size.vectors])


METHODS: dict[str, Method] = {
    "ours": Method(
        title="**Segue, `CellIndex`**",
        module="shared.model.candidates.cells",
        build=libraries.build_ours,
        open=libraries.open_ours,
        setting="{cells} cells, scan {effort}",
        efforts=_candidates,
    ),
    "faiss": Method(
        title="faiss IVF-Flat",
        module="faiss",
        build=libraries.build_faiss,
        open=libraries.open_faiss,
        setting="{cells} cells, nprobe {effort}",
        efforts=_probes,
    ),
    "hnswlib": Method(
        title="hnswlib",
        module="hnswlib",
        build=libraries.build_hnswlib,
        open=libraries.open_hnswlib,
        setting=f"M {libraries.LINKS}, longest first, ef {{effort}}",
        efforts=_list_length,
    ),
    "voyager": Method(
        title="Voyager",
        module="voyager",
        build=libraries.build_voyager,
        open=libraries.open_voyager,
        setting=f"M {libraries.LINKS}, longest first, ef {{effort}}",
        efforts=_list_length,
    ),
    "annoy": Method(
        title="Annoy",
        module="annoy",
        build=libraries.build_annoy,
        open=libraries.open_annoy,
        setting=f"{libraries.TREES} trees, search_k {{effort}}",
        efforts=_nodes,
    ),
    "brute": Method(
        title="scikit-learn, brute force",
        module="sklearn.neighbors",
        build=libraries.build_brute,
        open=libraries.open_neighbours,
        setting="exact",
        efforts=_all,
    ),
    "ball_tree": Method(
        title="scikit-learn, ball tree",
        module="sklearn.neighbors",
        build=libraries.build_ball_tree,
        open=libraries.open_neighbours,
        setting="exact",
        efforts=_all,
    ),
}
