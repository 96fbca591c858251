"""A folder for the making of a file or folder, beside it and under a lock file.

What a killed process left there is cleared by the next one that makes something beside it, which finds the lock
free; a living one keeps its own.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shared.adapters.file_lock import held, tried

LOCK = "segue.lock"
"""Name of the lock file; folders without one are not ours to delete."""

ASIDE = "old"
"""Name in the folder of an output that is moved aside while another takes its place."""


@contextmanager
def work_folder(out: Path) -> Iterator[Path]:
    """Yield a folder beside `out` that is deleted at the end, or by the next one beside it after a kill."""
    out.parent.mkdir(parents=True, exist_ok=True)
    _clear_dead(out.parent)
    while True:
        temporary = tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-", ignore_cleanup_errors=True)
        with temporary as name, held(lock := Path(name) / LOCK):
            if lock.is_file():  # else another run cleared it before it was locked
                yield Path(name)
                return


def _clear_dead(parent: Path) -> None:
    """Delete the folders of killed runs; an output that one of them had moved aside is put back first."""
    ours = re.compile(r"\.(.+)-[a-z0-9_]{8}")
    for folder, name in [(each, found[1]) for each in parent.iterdir() if (found := ours.fullmatch(each.name))]:
        with suppress(FileNotFoundError, NotADirectoryError), tried(folder / LOCK) as dead:
            if dead:
                if not (parent / name).exists() and (folder / ASIDE).is_dir():
                    (folder / ASIDE).rename(parent / name)
                shutil.rmtree(folder, ignore_errors=True)
