"""The arrays of a model by name, and their `.npy` files; read without pickle, so that no file can run code."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from shared.errors import RefusedModel, exhausted, is_exhausted


class ArrayMap(Protocol):
    """Arrays by name: those of a served folder, or those just fitted."""

    def __getitem__(self, name: str, /) -> NDArray[Any]:
        """Return the array `name`."""


Wait = Callable[[str], None]
"""Returns once the file of that name is there."""


def already_there(_: str) -> None:
    """Wait for nothing: every file of the folder is there."""


class ArrayFolder:
    """The `.npy` files of one artefact folder, memory-mapped on demand."""

    def __init__(self, folder: Path, wait: Wait = already_there) -> None:
        """Read from `folder`, whose files may still arrive."""
        self.folder = folder
        self._wait = wait

    def __getitem__(self, name: str, /) -> NDArray[Any]:
        """Map the array `name`. Raises RefusedModel if it is missing or no plain array."""
        path = self.folder / f"{name}.npy"
        self._wait(path.name)
        try:
            mapped = np.load(path, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            if isinstance(error, OSError) and is_exhausted(error):
                raise exhausted(error) from error
            raise RefusedModel(
                f"Array {name} of model {self.folder.name} cannot be read",
                expected=f"a plain array in {path.name}",
                found=str(error),
                cure="publish the model again",
            ) from error
        # The same memory without the subclass, whose every slice costs microseconds.
        return np.asarray(mapped)


def write_arrays(folder: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write each array as `<name>.npy`, C-contiguous and without pickle."""
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)


def shaped(arrays: ArrayMap, name: str, *shape: int | None) -> NDArray[Any]:
    """Return the array `name`, which must have `shape`; None stands for any length.

    Raises RefusedModel if it has another, as where the code that trained it knew other signals or features.
    """
    array = arrays[name]
    if len(array.shape) != len(shape) or any(
        wanted not in (None, length) for wanted, length in zip(shape, array.shape, strict=True)
    ):
        raise RefusedModel(
            f"Array {name} has another shape than this code reads",
            expected=_shape(shape),
            found=_shape(array.shape),
            cure="train the model again, or deploy the code that trained it",
        )
    return array


def _shape(lengths: tuple[int | None, ...]) -> str:
    return " x ".join("any" if length is None else str(length) for length in lengths) or "a single number"
