"""The secret of a local cloud: made once, kept readable to its owner alone."""

import secrets
from contextlib import suppress
from pathlib import Path

BYTES = 32


def local_secret(path: Path) -> str:
    """Give the secret in a file, made if there is none; of several that make it at once, all get the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    if not path.exists():
        own.touch(mode=0o600, exist_ok=False)
        own.write_text(secrets.token_hex(BYTES), encoding="ascii")
        with suppress(FileExistsError):  # somebody else was faster: hers is the one
            path.hardlink_to(own)
        own.unlink()
    return path.read_text(encoding="ascii")
