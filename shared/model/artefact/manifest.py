"""The artefact: a folder of plain files under one manifest that names, counts and checksums them.

The manifest also names the columns of the arrays, the ranker's signals and the audio features: code that knows
others would read the same numbers as something else, so it refuses the model.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import msgspec

from shared.domain.track import FEATURES
from shared.errors import OutdatedModel, RefusedModel
from shared.model.artefact.block_compression import CompressedFile
from shared.model.artefact.signal_names import SIGNALS
from shared.model.feature_scale import Scales

SCHEMA = 10
"""The layout this code reads and writes; any other is refused."""

MANIFEST = "manifest.json"
_FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
CATALOGUE = "catalogue.sqlite"
CLUSTERS = "clusters.json"
FRONT = "front.json"
"""The first page before anybody asked, see `shared.model.front`; models published before that have none."""
HOLDOUT_SCORES = "holdout_scores.json"
"""Scores on each held-out playlist, see `quality_gate`; models published before that have none."""


class FileEntry(msgspec.Struct, frozen=True):
    """Checksum and size of one file."""

    sha256: str
    size_bytes: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A model's version, origin, columns, size and quality, and its files."""

    schema: int
    version: str
    """The first 12 hex digits of the checksum over all files: same files, same version."""
    source: str
    """SHA-256 of the training input."""
    seed: int
    counts: dict[str, int]
    metrics: dict[str, dict[str, float]]
    """Method -> metric -> mean over held-out playlists; `segue` and `popularity` at least."""
    signals: list[str]
    """The columns of the ranker's input, in order."""
    features: list[str]
    """The columns of every array of audio features, in order."""
    known_features: dict[str, float]
    """Audio feature -> share of the playlists' entries whose track has it; without those that are offered nowhere,
    as too little is known of them. Empty for a model without sound."""
    feature_scales: dict[str, tuple[float, float]] = {}
    """Audio feature -> mean and standard deviation of its raw values, see `shared.model.feature_scale`; empty in
    models published before these were noted."""
    invented: bool = False
    """Whether every song is invented, as the demo's are: none of them can be heard anywhere."""
    notes: list[str] = []
    files: dict[str, FileEntry]
    compressed_files: dict[str, CompressedFile] = {}
    """File name -> its storage format in the object store; empty in the manifest of a folder."""
    published_at: datetime | None = None
    """The moment of the upload; None in the manifest of a folder, and in those from before it was noted."""


def seal(
    folder: Path,
    *,
    source: str,
    seed: int,
    counts: Mapping[str, int],
    metrics: Mapping[str, Mapping[str, float]],
    known_features: Mapping[str, float],
    signals: Sequence[str] = SIGNALS,
    features: Sequence[str] = FEATURES,
    feature_scales: Scales = MappingProxyType({}),
    invented: bool = False,
) -> Manifest:
    """Write the manifest over every file in `folder` and return it; after this the files must not change.

    `signals` and `features` are the columns that the code which fitted the arrays knew, in its order.
    """
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
        signals=list(signals),
        features=list(features),
        known_features=dict(known_features),
        feature_scales=dict(feature_scales),
        invented=invented,
        files=files,
    )
    (folder / MANIFEST).write_bytes(encode_manifest(manifest))
    return manifest


def reseal(folder: Path, manifest: Manifest) -> Manifest:
    """Write `manifest` over the files that `folder` holds now, such as those of a changed copy, and return it."""
    return seal(
        folder,
        source=manifest.source,
        seed=manifest.seed,
        counts=manifest.counts,
        metrics=manifest.metrics,
        known_features=manifest.known_features,
        signals=manifest.signals,
        features=manifest.features,
        feature_scales=manifest.feature_scales,
        invented=manifest.invented,
    )


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as indented JSON: the same bytes for the same manifest."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n"


def decode_manifest(data: bytes, where: str) -> Manifest:
    """Read a manifest.

    Raises RefusedModel for broken JSON, a missing field, a file name that is none or a newer schema, OutdatedModel
    for an older one.
    """
    try:
        schema = msgspec.json.decode(data, type=_SchemaOnly).schema
        if schema != SCHEMA:
            newer = schema > SCHEMA
            kind = RefusedModel if newer else OutdatedModel
            raise kind(
                f"{where} is from {'a newer' if newer else 'an older'} Segue",
                expected=f"schema {SCHEMA}",
                found=f"schema {schema}",
                cure="upgrade this deployment before serving the model" if newer else "train and publish it again",
            )
        manifest = msgspec.json.decode(data, type=Manifest)
        json.loads(data, object_pairs_hook=_demand_once)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise RefusedModel(
            f"{where} is no model manifest",
            expected="the JSON that `segue train` writes",
            found=str(error),
            cure="publish the model again",
        ) from error
    _check_names(manifest, where)
    return manifest


def _demand_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return a JSON object. Raises ValueError for one that has a name twice: readers differ in which they take."""
    given = dict(pairs)
    if len(given) != len(pairs):
        raise ValueError("a name that is there twice")
    return given


def _check_names(manifest: Manifest, where: str) -> None:
    """Raise RefusedModel for a file that would not be one of its own in the model's folder, on any system."""
    names = [*manifest.files]
    odd = next((name for name in [*names, *manifest.compressed_files] if not _FILE_NAME.fullmatch(name)), None)
    alike = len({name.casefold() for name in names}) < len(names)
    if odd is None and not alike and MANIFEST not in names:
        return
    raise RefusedModel(
        f"{where} names a file that no model has",
        expected="names of letters, digits, dots, hyphens and underscores, each once",
        found=ascii(odd[:100]) if odd is not None else "two of one name" if alike else MANIFEST,
        cure="publish the model again, and find out who wrote this",
    )


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
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
