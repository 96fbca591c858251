"""Downloads of large public files: resumed after a cut, also by the next run, and whole or not there at all."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import IO, NoReturn

import requests
from tqdm import tqdm

from shared.adapters.file_host import FileHost, RemoteFile, no_parts
from shared.adapters.file_lock import tried
from shared.errors import Conflict, InvalidData, Unavailable

LOCK = "segue.lock"

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Downloads:
    """Files of a host in one folder; what a cut run left of them is continued."""

    def __init__(self, host: FileHost, folder: Path) -> None:
        self.host = host
        self._folder = folder

    def whole(self, file: RemoteFile, sha256: str) -> Path:
        """Return a file, downloaded and verified.

        Raises InvalidData for another digest, after which nothing of it is kept, and Unavailable if the host
        fails repeatedly or the disk is full; then the next call goes on where this one ended.
        """
        target = self._folder / _last_name(file)
        if target.exists():
            return target
        part = self._completed(file, 0, file.size)
        with part.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        if found != sha256.lower():
            part.unlink()
            raise InvalidData(
                f"{_last_name(file)} arrived damaged",
                expected=f"SHA-256 {sha256[:16]}...",
                found=f"{found[:16]}...",
                cure="run it again; if that does not help, name another host by --from",
            )
        return part.rename(target)

    def window(self, file: RemoteFile, start: int, length: int) -> Path:
        """Return `length` bytes of a file from `start` on, fewer at its end; no digest covers them.

        Raises Unavailable as `whole` does, and if the host sends no parts.
        """
        target = self._folder / f"{start}-{length}-{_last_name(file)}"
        if not target.exists():
            self._completed(file, start, min(length, file.size - start)).rename(target)
        return target

    def _completed(self, file: RemoteFile, start: int, length: int) -> Path:
        """Return the path of a partial file that holds all `length` bytes; its name has the file's version."""
        part = self._folder / f"{start}-{length}-{_last_name(file)}-{_marked(file.version)}.part"
        if not file.version:
            part.unlink(missing_ok=True)  # nothing tells whether it is a part of the same file
        with full_disk_reported(self._folder), part.open("ab") as out:
            out.seek(0, os.SEEK_END)
            _demand_room(self._folder, length - out.tell())
            with tqdm(
                total=length, initial=out.tell(), desc=_last_name(file), unit="B", unit_scale=True, disable=None
            ) as bar:
                while out.tell() < length:
                    self.host.repeated(lambda: self._extend(out, file, start, length, bar))
        return part

    def _extend(self, out: IO[bytes], file: RemoteFile, start: int, length: int, bar: "tqdm[NoReturn]") -> None:
        """Append what one request brings. Raises Unavailable only if it brought nothing."""
        with self.host.opened_part(file, start + out.tell(), length - out.tell()) as response:
            if response.status_code == HTTPStatus.PARTIAL_CONTENT:
                before = out.tell()
                try:
                    self._append(out, response, length, bar)
                except Unavailable:
                    if out.tell() == before:
                        raise
                return
            _begin_again(out, bar)
            if response.status_code != HTTPStatus.OK or length != file.size:
                raise no_parts(self.host.name, file)
            self._append(out, response, length, bar)

    def _append(self, out: IO[bytes], response: requests.Response, length: int, bar: "tqdm[NoReturn]") -> None:
        for chunk in self.host.chunks(response):
            wanted = chunk[: length - out.tell()]
            out.write(wanted)
            bar.update(len(wanted))


def _begin_again(out: IO[bytes], bar: "tqdm[NoReturn]") -> None:
    out.truncate(0)
    out.seek(0)
    bar.reset()


@contextmanager
def download_folder(folder: Path) -> Iterator[Path]:
    """Yield the folder for downloads, which nobody else uses meanwhile; delete it at the end.

    After an error it stays, so that the next run goes on; after InvalidData it goes, as what came cannot be used.
    Raises Conflict if another process is using it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / LOCK
    lock.touch()
    with tried(lock) as free:
        if not free:
            raise Conflict(f"another run is fetching into {folder}", cure="wait for it, or name another --out")
        try:
            yield folder
        except InvalidData:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def full_disk_reported(folder: Path) -> Iterator[None]:
    """Raise Unavailable for an error of a full disk, or of a file that may grow no more."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise _full(folder, "room to write", str(error.strerror)) from error


def _demand_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise _full(folder, f"{needed / 1e6:,.0f} MB free", f"{free / 1e6:,.0f} MB")


def _full(folder: Path, expected: str, found: str) -> Unavailable:
    return Unavailable(
        f"the disk of {folder} is full",
        expected=expected,
        found=found,
        cure="free some, or name another place by --out; a second run goes on",
    )


def _last_name(file: RemoteFile) -> str:
    return file.path.rpartition("/")[2]


def _marked(version: str) -> str:
    """Return a version as a part of a file's name."""
    return hashlib.sha256(version.encode()).hexdigest()[:12] if version else "unversioned"
