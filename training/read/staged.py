"""Download staged playlists and features from the object store into files; training reads these."""

import logging
from collections.abc import Callable
from pathlib import Path

from shared.errors import SpoiltStore
from shared.ports import ObjectStore
from shared.records.staging_paths import STAGED_FEATURES, STAGED_PLAYLISTS

_log = logging.getLogger(__name__)


def fetch_staged(objects: ObjectStore, folder: Path) -> tuple[list[Path], list[Path]]:
    """Write the staged objects to files in `folder`; return the files of playlists and those of features.

    Each list has one file, or none if nothing is staged.
    """
    playlists = _joined(objects, STAGED_PLAYLISTS, folder / "staged.jsonl", _whole)
    features = _joined(objects, STAGED_FEATURES, folder / "staged.csv", _without_heading)
    return playlists, features


def _joined(objects: ObjectStore, prefix: str, path: Path, part: Callable[[bytes, bool], bytes]) -> list[Path]:
    """Write all objects below `prefix` into one file, in the order of their names; lost ones are logged."""
    written = 0
    with path.open("wb") as file:
        for name in [stored.name for stored in objects.list(prefix)]:
            try:
                data = objects.get(name)
            except SpoiltStore as error:
                _log.error("%s is not trained on: %s", name, error)
                continue
            file.write(part(data, written == 0))
            written += 1
    return [path] if written else []


def _whole(data: bytes, first: bool) -> bytes:  # noqa: ARG001 - lines have no heading
    return data


def _without_heading(data: bytes, first: bool) -> bytes:
    return data if first else data.partition(b"\n")[2]
