"""An ObjectStore in a local folder, crash-safe and safe between processes.

`names/` holds the tree of names, each a symbolic link to `blobs/<generation>`, which holds the bytes. So a name
and its generation change atomically, in one rename. A crash may leave a blob without a name, which costs space but
is harmless. Reading takes no lock. Windows creates such links in developer mode.
"""

import errno
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from shared.adapters.durable import make_folder, sync_folder, write_new
from shared.adapters.file_lock import held
from shared.adapters.validation import check_generation, check_range, checked_object_name, checked_prefix
from shared.errors import InvalidInput, NotFound, SpoiltStore, Unavailable
from shared.ports import StoredObject

T = TypeVar("T")


class LocalFiles:
    """An ObjectStore under one folder, which is created on the first write.

    Raises SpoiltStore where the bytes of an object are asked for and are lost.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names = root / "names"
        self._blobs = root / "blobs"

    def stat(self, name: str) -> StoredObject | None:
        """Return the object's size and generation, or None if it does not exist.

        An object that has lost its bytes is of size 0, so that it can be written anew, or deleted.
        """
        try:
            return self._follow(name, lambda blob: StoredObject(name, blob.stat().st_size, int(blob.name)))
        except SpoiltStore:
            blob = _target(self._names / name)
            return StoredObject(name, 0, int(blob.name)) if blob else None

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        """Read the object's bytes. Raises NotFound if there is no such object."""
        check_range(start, length)
        data = self._follow(name, lambda blob: _read(blob, start, length))
        if data is None:
            raise NotFound("There is no such object", found=name)
        return data

    def path(self, name: str) -> Path:
        """Return the path of the object's file; a later put changes its content.

        Raises NotFound if there is no such object.
        """
        if self._follow(name, Path.stat) is None:
            raise NotFound("There is no such object", found=name)
        return self._names / name

    def put(self, name: str, data: bytes, if_generation: int | None = None) -> StoredObject:
        """Write the object. Raises Conflict if its generation differs."""
        link = self._names / checked_object_name(name)
        stored = StoredObject(name, len(data), generation=secrets.randbits(62) + 1)
        blob = self._blobs / str(stored.generation)
        with _answering(), ExitStack() as undo:
            make_folder(self._blobs)
            undo.callback(blob.unlink, missing_ok=True)
            _write(blob, data)
            make_folder(link.parent)
            with self._locked():
                blob.stat()  # a process that slept for a day may find it cleared
                before = self.stat(name)
                check_generation(before, name, if_generation)
                _point(link, blob)
                undo.pop_all()  # from here on the name links to the blob, whatever fails
                sync_folder(link.parent)
                self._forget(before)
        return stored

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """Yield the objects whose names start with `prefix`, in the order of their names."""
        folder = self._names / checked_prefix(prefix).rpartition("/")[0]
        with _answering():
            names = sorted(path.relative_to(self._names).as_posix() for path in _links(folder))
        for name in names:
            if name.startswith(prefix) and (found := self.stat(name)):
                yield found

    def delete(self, name: str) -> None:
        """Delete the object; a missing one is no error."""
        if self.stat(name) is None:
            return
        with _answering(), self._locked():
            if before := self.stat(name):
                link = self._names / name
                link.unlink()
                sync_folder(link.parent)
                self._forget(before)

    def clear_unnamed(self, older_than: timedelta) -> int:
        """Delete blobs that no name links to and that were written before; return their number.

        A younger one may be of a writer that is about to name it. Where there are no names at all they were lost,
        and the blobs are all that is left: then none is deleted.
        """
        if not self._blobs.is_dir():
            return 0
        written_before, cleared = time.time() - older_than.total_seconds(), 0
        with _answering(), self._locked():
            named = {blob.name for link in _links(self._names) if (blob := _target(link))}
            for blob in self._blobs.iterdir():
                if named and blob.name not in named and blob.lstat().st_mtime < written_before:
                    blob.unlink()
                    cleared += 1
        return cleared

    def _follow(self, name: str, use: Callable[[Path], T]) -> T | None:
        """Apply a function to the blob that a name links to, or return None if there is no such name.

        If a writer replaces the blob between reading the link and opening it, the link is read again.
        """
        link = self._names / checked_object_name(name)
        gone: Path | None = None
        with _answering():
            while (blob := _target(link)) is not None:
                if blob == gone:
                    raise SpoiltStore(
                        f"The object {name} has lost its bytes",
                        expected=f"a file blobs/{blob.name}",
                        found="none",
                        cure="store it again, or restore a backup with segue backup restore STORE NAME",
                    )
                try:
                    return use(blob)
                except FileNotFoundError:
                    gone = blob
        return None

    def _forget(self, replaced: StoredObject | None) -> None:
        if replaced:
            with suppress(PermissionError):  # on Windows while it is being read: it costs space but is harmless
                (self._blobs / str(replaced.generation)).unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Exclude every other writer, of this process and of others."""
        with held(self._root / "lock"):
            yield


@contextmanager
def _answering() -> Iterator[None]:
    """Raise the port's errors for those of the file system."""
    try:
        yield
    except (FileExistsError, IsADirectoryError, NotADirectoryError) as error:
        raise InvalidInput(
            "The name cannot be kept",
            expected="a name that is not also the folder of another",
            found=Path(error.filename2 or error.filename).name,
        ) from error
    except OSError as error:
        raise Unavailable("The object store does not answer", found=str(error.strerror)) from error


def _target(link: Path) -> Path | None:
    """Return the blob that a link points to, or None if there is no such link (a folder is none)."""
    try:
        return link.parent / link.readlink()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno == errno.EINVAL:
            return None
        raise


def _links(folder: Path) -> Iterator[Path]:
    for parent, _, files in os.walk(folder, onerror=_raise_unless_missing):
        yield from (path for name in files if (path := Path(parent, name)).is_symlink())


def _raise_unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise error


def _read(blob: Path, start: int, length: int | None) -> bytes:
    with blob.open("rb") as file:
        file.seek(start)
        return file.read(-1 if length is None else length)


def _write(blob: Path, data: bytes) -> None:
    write_new(blob, data)
    sync_folder(blob.parent)


def _point(link: Path, blob: Path) -> None:
    """Point the link at the blob, atomically."""
    fresh = blob.with_suffix(".link")
    fresh.symlink_to(os.path.relpath(blob, link.parent))
    try:
        fresh.replace(link)
    except OSError:
        fresh.unlink()
        raise
