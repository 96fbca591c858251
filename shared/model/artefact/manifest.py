"""The artefact: a folder of plain files under one manifest that names, counts and checksums them.

Arrays are `.npy` files read with `allow_pickle=False`; nothing in an artefact can run code.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from shared.errors import RefusedModel
from shared.model.artefact.block_compression import CompressedFile

SCHEMA = 4
"""The layout this code reads and writes; any other is refused."""

MANIFEST = "manifest.json"
CATALOGUE = "catalogue.sqlite"
CLUSTERS = "clusters.json"
HOLDOUT_SCORES = "holdout_scores.json"
"""Scores on each held-out playlist, see `quality_gate`; models published before that have none."""


class FileEntry(msgspec.Struct, frozen=True):
    """What the manifest says of one file."""

    sha256: str
    size_bytes: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a model is: its version, where it came from, how large and how good it is."""

    schema: int
    version: str
    """The first 12 hex digits of the checksum over all files: same files, same version."""
    source: str
    """SHA-256 of the training input."""
    seed: int
    counts: dict[str, int]
    metrics: dict[str, dict[str, float]]
    """Method -> metric -> mean over held-out playlists; `segue` and `popularity` at least."""
    notes: list[str] = []
    files: dict[str, FileEntry]
    compressed_files: dict[str, CompressedFile] = {}
    """How each file is packed in the object store; a folder's manifest names none."""


class ArrayMap(Protocol):
    """Arrays by name: a served folder, or what training has just fitted."""

    def __getitem__(self, name: str, /) -> NDArray[Any]:
        """Give the array `name`."""


class ArrayFolder:
    """The `.npy` files of one artefact folder, memory-mapped on demand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str, /) -> NDArray[Any]:
        """Map the array `name`. Raises RefusedModel if it is missing or no plain array."""
        path = self.folder / f"{name}.npy"
        try:
            mapped = np.load(path, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
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


def seal(
    folder: Path,
    *,
    source: str,
    seed: int,
    counts: Mapping[str, int],
    metrics: Mapping[str, Mapping[str, float]],
) -> Manifest:
    """Write the manifest over every file in `folder` and give it; after this the files must not change."""
    files = {
        path.name: FileEntry(file_sha256(path), path.stat().st_size)
        for path in sorted(folder.iterdir())
        if path.name != MANIFEST
    }
    digest = hashlib.sha256("".join(f"{name}{entry.sha256}" for name, entry in files.items()).encode())
    manifest = Manifest(
        schema=SCHEMA,
        version=digest.hexdigest()[:12],
        source=source,
        seed=seed,
        counts=dict(counts),
        metrics={method: dict(values) for method, values in metrics.items()},
        files=files,
    )
    (folder / MANIFEST).write_bytes(encode_manifest(manifest))
    return manifest


def encode_manifest(manifest: Manifest) -> bytes:
    """Give the manifest's bytes: indented JSON, the same for the same manifest."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n"


def decode_manifest(data: bytes, where: str) -> Manifest:
    """Read a manifest. Raises RefusedModel for broken JSON, a missing field or another schema."""
    try:
        schema = msgspec.json.decode(data, type=_SchemaOnly).schema
        if schema != SCHEMA:
            newer = schema > SCHEMA
            raise RefusedModel(
                f"{where} is from {'a newer' if newer else 'an older'} Segue",
                expected=f"schema {SCHEMA}",
                found=f"schema {schema}",
                cure="upgrade this deployment before serving the model" if newer else "train and publish it again",
            )
        return msgspec.json.decode(data, type=Manifest)
    except msgspec.DecodeError as error:
        raise RefusedModel(
            f"{where} is no model manifest",
            expected="the JSON that `segue train` writes",
            found=str(error),
            cure="publish the model again",
        ) from error


class _SchemaOnly(msgspec.Struct):
    schema: int


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an artefact folder. Raises RefusedModel if there is none that can be read."""
    path = folder / MANIFEST
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RefusedModel(
            f"{folder} holds no model",
            expected=f"a {MANIFEST}",
            found=error.strerror or str(error),
            cure="train one with `segue train`",
        ) from error
    return decode_manifest(data, str(path))


def verify(folder: Path) -> Manifest:
    """Check every file against the manifest. Raises RefusedModel naming the first that differs."""
    manifest = read_manifest(folder)
    for name, entry in manifest.files.items():
        path = folder / name
        found = file_sha256(path) if path.is_file() else "no file"
        if found != entry.sha256:
            raise RefusedModel(
                f"File {name} of model {manifest.version} fails its checksum",
                expected=f"sha256 {entry.sha256[:12]}…",
                found=found if found == "no file" else f"sha256 {found[:12]}…",
                cure="publish the model again from where it was trained",
            )
    return manifest


def file_sha256(path: Path) -> str:
    """Give the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
