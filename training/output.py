"""Folders that appear whole or not at all, whatever happens while they are written."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.errors import InvalidData


@contextmanager
def replaced_folder(out: Path, *, mark: str) -> Iterator[Path]:
    """Give a new folder that takes the place of `out` if all goes well, and vanishes if not.

    Raises InvalidData if `out` exists with other things in it than what we write, which always has a file `mark`.
    """
    if out.exists() and not out.is_dir():
        raise InvalidData(f"{out} is a file", expected="a folder", cure="name another with --out")
    if out.exists() and any(out.iterdir()) and not (out / mark).is_file():
        raise InvalidData(
            f"{out} is not empty and was not written by segue",
            expected=f"a new folder, or one with {mark} in it to replace",
            found=min(path.name for path in out.iterdir()),
            cure="name another with --out",
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as temporary:
        folder = Path(temporary) / "new"
        folder.mkdir()
        yield folder
        if out.exists():
            out.rename(Path(temporary) / "old")
        folder.rename(out)
