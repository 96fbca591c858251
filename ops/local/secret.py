"""The secret of a local cloud: created once, in a file that only its owner can read."""

import secrets
from contextlib import suppress
from pathlib import Path

BYTES = 32


def local_secret(path: Path) -> str:
    """Return the secret in a file, which is created if missing; concurrent callers get the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    if not path.exists():
        own.touch(mode=0o600, exist_ok=False)
        own.write_text(secrets.token_hex(BYTES), encoding="ascii")
        with suppress(FileExistsError):  # another process was faster: use its secret
            path.hardlink_to(own)
        own.unlink()
    return path.read_text(encoding="ascii")
