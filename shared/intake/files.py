"""Reading of uploaded files: bounded in size, recognised by the register of formats."""

from shared.errors import TooLarge
from shared.intake.formats import format_of
from shared.intake.given_file import GivenFile
from shared.intake.reference import Intake

LARGEST_BYTES = 20 * 1024 * 1024
"""The largest file that is read."""


def read_file(name: str, content: str | bytes) -> Intake:
    """Read an uploaded file in the first format of `FORMATS` that recognises it, by its content or its name.

    Raises TooLarge over LARGEST_BYTES, InvalidInput for a file of no such format and for a broken one.
    """
    file = GivenFile(name, content)
    if len(file.data) > LARGEST_BYTES:
        raise TooLarge(
            f"File {name!r} is too large", expected=f"{LARGEST_BYTES:,} bytes at most", found=f"{len(file.data):,}"
        )
    return format_of(file).read(file)
