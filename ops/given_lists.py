"""Several playlist files on the command line, each a list of a blend."""

from collections.abc import Sequence
from pathlib import Path

from ops.given_songs import contents_of, songs_in
from shared.errors import InvalidInput
from shared.intake.files import read_files
from shared.model.blend import MOST_LISTS
from shared.model.blend_answer import ResolvedList
from shared.model.model import Model
from shared.model.understood import understood
from shared.settings.config import Settings


def lists_in(paths: Sequence[Path], model: Model, ways: str) -> list[ResolvedList]:
    """Read each file as a list named after it, and match it with the catalogue; `ways` lists what may be given.

    Raises InvalidInput for one file or too many, and for a file without a song that the catalogue has.
    """
    if not 2 <= len(paths) <= MOST_LISTS:
        raise InvalidInput(
            "A blend is of several lists",
            expected=f"--blend 2 to {MOST_LISTS} times",
            found=f"{len(paths)}",
            cure="give a single file with --playlist",
        )
    return [_resolved(path, model, ways) for path in paths]


def _resolved(path: Path, model: Model, ways: str) -> ResolvedList:
    given = songs_in(read_files(contents_of((path,)), ""), ways)
    resolution = understood(given.references, model, Settings.from_environment().track_names())
    if not len(resolution.evidence):
        raise InvalidInput(
            f"None of the songs in {path} is in this catalogue",
            expected="a song of each file that the model knows",
            found=f"{len(given.references):,} that it does not",
            cure="leave that file out",
        )
    return ResolvedList(path.stem, given.unread, resolution)
