"""A model as large in the store as that of a million playlists: a small one whose files go on.

Behind the end of an array or a database nothing is read, so the model answers as before; but every byte is
fetched, verified and decompressed. What is added is the file's own, rows and pages in another order and other
steps of ascending numbers, so that it compresses about as more of the same would. Only vectors are random: a small
model's are mostly zeros, a large one's do not compress.
"""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.model.artefact.block_compression import compressed
from shared.model.artefact.manifest import Manifest, reseal, verify
from shared.model.artefact.order_of_need import is_needed_first

LATE_SHARE = 0.13
"""Of what is stored, the part that comes later at 2.3 million tracks: titles 40 MiB (decision 79), facts 30."""

_MIB = 1 << 20
_PAGE = 4096
_TIMES = 20
"""Repetitions by which the size of one in the store is found."""


def padded(folder: Path, out: Path, mib: float) -> Manifest:
    """Write the padded model and return its manifest; `mib` is its size in the store, about."""
    manifest = verify(folder)
    shutil.copytree(folder, out)
    for first, share in ((True, 1 - LATE_SHARE), (False, LATE_SHARE)):
        names = [name for name in manifest.files if is_needed_first(name) is first and not name.endswith(".json")]
        _extend(folder, out, names, _TIMES)
        stored = sum(len(compressed(out / name)[1]) for name in names)
        _extend(folder, out, names, round(_TIMES * share * mib * _MIB / stored))
    return reseal(out, manifest)


def _extend(folder: Path, out: Path, names: list[str], times: int) -> None:
    rng = np.random.default_rng(7)
    for name in names:
        shutil.copyfile(folder / name, out / name)
        with (out / name).open("ab") as file:
            for _ in range(times - 1):
                file.write(_more(folder / name, rng))


def _more(path: Path, rng: np.random.Generator) -> bytes:
    """Return other content of a file's kind, as large as the file."""
    if path.suffix != ".npy":
        return rng.permutation(np.fromfile(path, f"V{_PAGE}")).tobytes()
    items = np.load(path, allow_pickle=False)
    if path.stem.endswith("_vectors"):
        return rng.bytes(items.nbytes)
    return (_ascending(items, rng) if _is_ascending(items) else rng.permutation(items)).tobytes()


def _is_ascending(items: NDArray[Any]) -> bool:
    is_list_of_integers = items.ndim == 1 and len(items) > 1 and items.dtype.kind in "iu"
    return is_list_of_integers and bool((items[1:] >= items[:-1]).all())


def _ascending(items: NDArray[Any], rng: np.random.Generator) -> NDArray[Any]:
    steps = rng.permutation(np.diff(items))
    return np.concatenate([items[:1], items[0] + np.cumsum(steps, dtype=items.dtype)])
