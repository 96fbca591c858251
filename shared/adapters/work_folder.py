"""A folder for the making of a file or folder, beside it and under a lock file.

What a killed process left there is cleared by the next one that makes something beside it, which finds the lock
free; a living one keeps its own.
"""

import errno
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shared.adapters.file_lock import held, tried
from shared.errors import Unavailable

LOCK = "segue.lock"
"""Name of the lock file; folders without one are not ours to delete."""

ASIDE = "old"
"""Name in the folder of an output that is moved aside while another takes its place."""


_REFUSED = frozenset({errno.EACCES, errno.EEXIST, errno.ENOENT, errno.ENOTDIR, errno.EPERM, errno.EROFS})


@contextmanager
def work_folder(out: Path) -> Iterator[Path]:
    """Yield a folder beside `out` that is deleted at the end, or by the next one beside it after a kill.

    Raises Unavailable if nothing may be written there.
    """
    with _refusal_reported(out.parent):
        out.parent.mkdir(parents=True, exist_ok=True)
        _clear_dead(out.parent)
    while True:
        with _refusal_reported(out.parent):
            temporary = tempfile.TemporaryDirectory(
                dir=out.parent, prefix=f".{out.name}-", ignore_cleanup_errors=True
            )
        with temporary as name, held(lock := Path(name) / LOCK):
            if lock.is_file():  # else another run cleared it before it was locked
                yield Path(name)
                return


@contextmanager
def _refusal_reported(folder: Path) -> Iterator[None]:
    """Raise Unavailable where nothing may be written into a folder."""
    try:
        yield
    except OSError as error:
        if error.errno not in _REFUSED:
            raise
        raise Unavailable(
            f"nothing can be written in {folder}",
            expected="a folder, and the right to write in it",
            found=error.strerror or str(error),
            cure="name another place",
        ) from error


def _clear_dead(parent: Path) -> None:
    """Delete the folders of killed runs; an output that one of them had moved aside is put back first."""
    ours = re.compile(r"\.(.+)-[a-z0-9_]{8}")
    for folder, name in [(each, found[1]) for each in parent.iterdir() if (found := ours.fullmatch(each.name))]:
        with suppress(FileNotFoundError, NotADirectoryError), tried(folder / LOCK) as dead:
            if dead:
                if not (parent / name).exists() and (folder / ASIDE).is_dir():
                    (folder / ASIDE).rename(parent / name)
                shutil.rmtree(folder, ignore_errors=True)
