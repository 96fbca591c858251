"""The secret of a local cloud: created once, in a file that only its owner can read."""

import re
import secrets
from contextlib import suppress
from pathlib import Path

from shared.adapters.durable import make_folder, sync_folder, write_new
from shared.errors import InvalidSettings

BYTES = 32

_WHOLE = re.compile(rf"[0-9a-f]{{{2 * BYTES}}}")


def local_secret(path: Path) -> str:
    """Return the secret in a file, which is created if missing; concurrent callers get the same one.

    Raises InvalidSettings if the file holds another thing than a whole secret, such as half of one: it would sign
    everybody out without a word.
    """
    if not path.exists():
        _create(path)
    text = path.read_text(encoding="ascii", errors="replace").strip()
    if not _WHOLE.fullmatch(text):
        raise InvalidSettings(
            f"The secret in {path} is damaged",
            expected=f"{2 * BYTES} hexadecimal digits",
            found=f"{len(text)} characters" if text else "an empty file",
            cure="bring it back from a copy; or delete it: then everybody is signed out, and links in mails end",
        )
    return text


def _create(path: Path) -> None:
    """Create the file with its whole content, unless another process is faster."""
    make_folder(path.parent)
    own = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        write_new(own, secrets.token_hex(BYTES).encode("ascii"), mode=0o600)
        with suppress(FileExistsError):  # another process was faster: use its secret
            path.hardlink_to(own)
        sync_folder(path.parent)
    finally:
        own.unlink(missing_ok=True)
