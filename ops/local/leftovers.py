"""Delete files that nobody needs: what killed processes left behind, and rejected messages of long ago."""

import os
import re
import shutil
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from shared.adapters.local_files import LocalFiles
from shared.messaging.push import REJECTED
from shared.ports import ObjectStore
from shared.settings.live_model import PROCESS

LEFT_AFTER = timedelta(days=1)
"""Files last written before that are of no living process: a download, or a write of an object, takes minutes."""

REJECTED_FOR = timedelta(days=90)
"""Time for which rejected messages are kept, to be replayed; buckets.tf has the same for the cloud."""

_DOWNLOAD = re.compile(r"tmp[a-z0-9_]{8}")


def clear_leftovers(objects: ObjectStore, models: Path, secret: Path) -> int:
    """Delete what was left a day ago and more, in the objects' folder, the models' cache and beside the secret.

    Models of processes that have ended are deleted at once. Returns the number of other files deleted.
    """
    downloads = [each for each in models.rglob("tmp*") if _DOWNLOAD.fullmatch(each.name)]
    half_made = re.compile(rf"{re.escape(secret.name)}\.[0-9a-f]{{16}}")
    secrets = [each for each in secret.parent.glob(f"{secret.name}.*") if half_made.fullmatch(each.name)]
    for folder in models.glob(f"{PROCESS}*"):
        if not _is_running(folder.name.removeprefix(PROCESS)):
            shutil.rmtree(folder, ignore_errors=True)
    unnamed = objects.clear_unnamed(LEFT_AFTER) if isinstance(objects, LocalFiles) else 0
    return unnamed + _clear_old([*downloads, *secrets])


def clear_rejected(objects: ObjectStore) -> int:
    """Delete messages of a local folder that were rejected REJECTED_FOR ago and more; return their number."""
    if not isinstance(objects, LocalFiles):
        return 0  # the bucket's own rule deletes them
    before, cleared = time.time() - REJECTED_FOR.total_seconds(), 0
    for name in [stored.name for stored in objects.list(REJECTED)]:
        try:
            if objects.path(name).stat().st_mtime < before:
                objects.delete(name)
                cleared += 1
        except FileNotFoundError:  # another process was faster
            continue
    return cleared


def _is_running(process: str) -> bool:
    """Check whether a process of this number runs; on Windows, where asking would end it, all are taken to."""
    if sys.platform != "win32":
        with suppress(PermissionError, ValueError):  # it is somebody else's, or no number
            try:
                os.kill(int(process), 0)
            except ProcessLookupError:
                return False
    return True


def _clear_old(paths: Iterable[Path]) -> int:
    before, cleared = time.time() - LEFT_AFTER.total_seconds(), 0
    for path in paths:
        try:
            if path.stat().st_mtime < before:
                path.unlink()
                cleared += 1
        except FileNotFoundError:  # another process was faster
            continue
    return cleared
