"""Folders whose entries survive a crash: a file's name is only safe once its folder is synced."""

import os
import sys
from pathlib import Path


def make_folder(folder: Path) -> None:
    """Create a folder and its parents so that they survive a crash."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.is_dir()]):
        missing.mkdir(exist_ok=True)
        sync_folder(missing.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if sys.platform != "win32":  # it cannot open folders, and NTFS journals its names
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_new(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write a new file and wait until its content is on the disk; its name is safe after `sync_folder`."""
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
