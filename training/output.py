"""Replace an output folder atomically: complete, or not at all after an error or a kill."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.adapters.work_folder import ASIDE, work_folder
from shared.errors import InvalidData


@contextmanager
def replaced_folder(out: Path, *, mark: str) -> Iterator[Path]:
    """Yield a new folder that replaces `out` on success and is deleted after an error.

    Raises InvalidData if `out` is a file, or a non-empty folder without a file `mark`, which every output has.
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
    with work_folder(out) as work:
        folder = work / "new"
        folder.mkdir()
        yield folder
        if out.exists():
            out.rename(work / ASIDE)
        folder.rename(out)
