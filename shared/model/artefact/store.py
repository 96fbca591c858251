"""Published models in the object store: upload, verify, then one conditional write of the pointer.

`models/<version>/` holds a manifest and the compressed files it names; the pointer names the served one.
"""

import hashlib
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from shared.errors import Conflict, NoModel, NotFound, RefusedModel, SpoiltStore
from shared.model.artefact.arrival import Arrival
from shared.model.artefact.block_compression import CompressedFile, compressed
from shared.model.artefact.columns import require_columns
from shared.model.artefact.download import PREFIX, compressed_name, download, read_file, whole_file
from shared.model.artefact.manifest import (
    HOLDOUT_SCORES,
    MANIFEST,
    Manifest,
    decode_manifest,
    encode_manifest,
    read_manifest,
    verify,
)
from shared.model.artefact.pointer import MEND, History, Pointer, Promotion, promoted, rolled_back
from shared.model.artefact.pointer_store import PointerStore
from shared.model.artefact.quality_gate import (
    HoldoutScores,
    decode_holdout_scores,
    gain_by_popularity,
    in_common,
    loss_of_means,
    loss_to_popularity,
    loss_to_served,
)
from shared.ports import ObjectStore

_log = logging.getLogger("segue.model")


def manifest_name(version: str) -> str:
    """Name the object that holds the manifest of a model."""
    return f"{PREFIX}{version}/{MANIFEST}"


def _published_at(manifest: Manifest) -> tuple[float, str]:
    return manifest.published_at.timestamp() if manifest.published_at else 0.0, manifest.version


def _no_model(version: str) -> NotFound:
    expected = "a version that `segue models list` shows"
    return NotFound(f"There is no model {version!r}", expected=expected, cure="publish it first")


def whole_folder(folder: Path) -> Arrival:
    """Return a folder that `fetch` made, not compared with its checksums again.

    Raises RefusedModel if a file is missing or cut off, or if the model has other columns than this code reads.
    """
    manifest = read_manifest(folder)
    require_columns(manifest)
    for name, entry in manifest.files.items():
        found = (folder / name).stat().st_size if (folder / name).is_file() else None
        if found != entry.size_bytes:
            raise RefusedModel(
                f"{folder / name} is not whole",
                expected=f"{entry.size_bytes:,} bytes",
                found="no file" if found is None else f"{found:,} bytes",
                cure="run `segue models fetch` again",
            )
    return Arrival.of_all(manifest, folder)


class ModelStore:
    """Publish, promote, roll back and fetch models over any ObjectStore.

    >>> from shared.adapters.memory import MemoryObjects
    >>> store = ModelStore(MemoryObjects())
    >>> published = store.publish(folder)
    >>> store.pointer().version == published.version
    True
    """

    def __init__(self, objects: ObjectStore, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._objects = objects
        self._pointers = PointerStore(objects)
        self._now = now

    def pointer(self) -> Pointer:
        """Read the pointer. Raises NoModel if nothing is published, RefusedModel if it is damaged or lost."""
        pointer = self._pointers.read()
        if pointer is not None:
            return pointer
        if stored := len(self.manifests()):
            raise RefusedModel(
                "The model pointer is missing",
                expected="the version to serve",
                found=f"{stored} models",
                cure=MEND,
            )
        raise NoModel("No model is published", cure="train one and run `segue models publish DIR`")

    def pointer_faults(self) -> list[RefusedModel]:
        """Return what is wrong with the copies of the pointer, also if one of them is whole."""
        return self._pointers.faults()

    def manifest(self, version: str) -> Manifest:
        """Read the manifest of a model. Raises NotFound if there is none, RefusedModel if it cannot be read."""
        return self._decoded(manifest_name(version), f"model {version}")

    def served(self) -> Manifest:
        """Return the manifest of the model to serve.

        Raises NoModel if nothing is published, NotFound if the model is missing, OutdatedModel if this code reads
        another layout, RefusedModel if the pointer or the manifest cannot be read.
        """
        return self._servable(self.pointer().version)

    def manifests(self) -> list[Manifest]:
        """Return the manifest of every complete model, in the order of their versions.

        A manifest that cannot be read, as one of an older schema, is logged and left out.
        """
        names = [stored.name for stored in self._objects.list(PREFIX) if stored.name.endswith(f"/{MANIFEST}")]
        return [manifest for name in names if (manifest := self._readable(name)) is not None]

    def newest_first(self) -> list[str]:
        """Return the versions of all complete models, the one published last first."""
        return [each.version for each in sorted(self.manifests(), key=_published_at, reverse=True)]

    def _readable(self, name: str) -> Manifest | None:
        try:
            return self._decoded(name, name)
        except RefusedModel as error:
            _log.warning("model not listed: %s", error)
            return None

    def _decoded(self, name: str, where: str) -> Manifest:
        try:
            return decode_manifest(self._objects.get(name), where)
        except SpoiltStore as error:
            raise RefusedModel(f"{where} has no manifest that can be read", found=str(error)) from error

    def publish(self, folder: Path, *, force: bool = False) -> Manifest:
        """Upload an artefact, verify the uploaded objects, and promote it.

        Raises RefusedModel if a file fails its checksum on either side, if the model has other columns than this
        code reads, or if `quality_gate` finds that it loses to popularity or to the served model; `force`
        publishes such a loser and says so in the manifest's notes.
        """
        manifest = verify(folder)
        require_columns(manifest)
        losses = self._losses(folder, manifest)
        if losses and not force:
            raise losses[0]
        forced = [f"forced: {loss.what}: {loss.found}" for loss in losses]
        manifest = msgspec.structs.replace(
            manifest,
            notes=[*manifest.notes, *forced],
            published_at=self._now(),
            compressed_files={name: self._send(folder / name, manifest.version) for name in manifest.files},
        )
        self._upload(manifest_name(manifest.version), encode_manifest(manifest))
        self.promote(manifest.version)
        return manifest

    def _send(self, path: Path, version: str) -> CompressedFile:
        described, data = compressed(path)
        self._upload(compressed_name(version, path.name), data)
        return described

    def _losses(self, folder: Path, manifest: Manifest) -> list[RefusedModel]:
        """Return why a candidate is refused; without HOLDOUT_SCORES only its manifest's means are compared."""
        if HOLDOUT_SCORES not in manifest.files:
            losses = [loss_of_means(manifest.metrics)]
        else:
            scores = decode_holdout_scores((folder / HOLDOUT_SCORES).read_bytes(), str(folder / HOLDOUT_SCORES))
            losses = [loss_to_popularity(scores), *self._losses_to_served(manifest, scores)]
        return [loss for loss in losses if loss]

    def _losses_to_served(self, candidate: Manifest, scores: HoldoutScores) -> list[RefusedModel | None]:
        """Compare a candidate with the served model, if that is another one of this schema with HOLDOUT_SCORES.

        A model of real songs is not compared with the demo: invented playlists are easier to complete.
        """
        try:
            served = self.manifest(self.pointer().version)
        except (NoModel, NotFound, RefusedModel):  # there is none, or one of another schema
            return []
        if served.version == candidate.version or HOLDOUT_SCORES not in served.files:
            return []
        if served.invented and not candidate.invented:
            return []
        name = compressed_name(served.version, HOLDOUT_SCORES)
        try:
            theirs = decode_holdout_scores(read_file(self._objects, served, HOLDOUT_SCORES), name)
        except NotFound:
            return []
        except RefusedModel as unreadable:  # counted as a loss, so that --force goes past it
            return [unreadable]
        if not in_common(scores, theirs):
            _log.warning(
                "model %s was judged by none of the playlists that judged the served %s: other data, or another "
                "SEGUE_HOLDOUT_KEY; they are compared as two independent samples, which shows less",
                candidate.version,
                served.version,
            )
        return [
            loss_to_served(scores, theirs, served.version),
            gain_by_popularity(scores, theirs, served.version),
        ]

    def _upload(self, name: str, data: bytes) -> None:
        self._objects.put(name, data)
        arrived = hashlib.sha256(self._objects.get(name)).digest()
        if arrived != hashlib.sha256(data).digest():
            raise RefusedModel(f"{name} did not arrive as it was sent", cure="publish the model again")

    def promote(self, version: str) -> None:
        """Serve an uploaded version from now on. A pointer that cannot be read is replaced; its history is lost.

        Raises NotFound if it was never uploaded whole, RefusedModel if this code cannot serve it, Conflict if
        somebody else promoted at the same time.
        """
        self._servable(version)
        promotion = Promotion(version, self._now())
        self._pointers.change(lambda history: promoted(history, promotion))

    def rollback(self) -> str:
        """Serve the version before the current one again and return its name.

        Raises NotFound if there is none before it, RefusedModel if this code cannot serve that one or the pointer
        cannot be read, Conflict if somebody else promoted at the same time.
        """

        def to_the_one_before(history: History) -> History:
            before = rolled_back(history)
            self._servable(before[-1].version)
            return before

        with suppress(NoModel):
            self.pointer()  # which version was before is known from there alone
        return self._pointers.change(to_the_one_before).version

    def delete(self, version: str) -> None:
        """Delete a model, of whatever schema. The manifest goes first: what a broken-off deletion leaves is none.

        Raises Conflict for the served one, NotFound without such a model, RefusedModel if the pointer cannot be
        read.
        """
        if version == self.pointer().version:
            raise Conflict(
                f"Model {version} is served", expected="another version", cure="promote another model first"
            )
        if self._objects.stat(manifest_name(version)) is None:
            raise _no_model(version)
        self._objects.delete(manifest_name(version))
        for stored in list(self._objects.list(f"{PREFIX}{version}/")):
            self._objects.delete(stored.name)

    def prune(self, keep: int) -> list[str]:
        """Delete all but the newest `keep` models, the served one and the one before it; return their versions.

        Models of another schema, which older code may serve, stay.
        """
        recent = {promotion.version for promotion in self.pointer().history[-2:]}
        old = [version for version in self.newest_first()[keep:] if version not in recent]
        for version in old:
            self.delete(version)
        return old

    def _servable(self, version: str) -> Manifest:
        try:
            manifest = self.manifest(version)
        except NotFound as error:
            raise _no_model(version) from error
        require_columns(manifest)
        return manifest

    def fetch(self, version: str, cache: Path) -> Path:
        """Copy a version's files into `cache/<version>` unless they are there, and return that folder.

        Every file is then what the manifest says. Raises RefusedModel if one cannot be, or as `begin` does.
        """
        arrival = self.begin(version, cache)
        arrival.wait_for_all()
        with whole_file(arrival.folder / MANIFEST) as file:
            file.write(encode_manifest(arrival.manifest))
        return arrival.folder

    def begin(self, version: str, cache: Path) -> Arrival:
        """Begin to copy a version's files into `cache/<version>`, see `download`.

        Raises NotFound without such a model, and RefusedModel if it has other columns than this code reads: then
        nothing is downloaded.
        """
        folder, manifest = cache / version, self.manifest(version)
        require_columns(manifest)
        folder.mkdir(parents=True, exist_ok=True)
        return download(self._objects, manifest, folder)
