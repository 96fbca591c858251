"""The pointer: the object that names the served model and those that were served before it.

Everything hangs on these few bytes, so they carry a checksum, and `pointer_store` keeps them twice.
"""

import hashlib
from datetime import datetime
from typing import Annotated

import msgspec

from shared.errors import NotFound, RefusedModel

POINTER = "models/current.json"
SECOND_POINTER = "models/current-copy.json"
POINTERS = (POINTER, SECOND_POINTER)

MEND = "serve one that `segue models list` shows: `segue models promote VERSION`"
"""The cure for a pointer that cannot be read."""


class Promotion(msgspec.Struct, frozen=True):
    """The moment a version became the served one."""

    version: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{12}$")]
    at: datetime


History = tuple[Promotion, ...]
"""Promotions, oldest first."""


class Pointer(msgspec.Struct, frozen=True):
    """The versions that were served, oldest first; the last one is current."""

    history: History
    revision: int = 0
    """Number of the write; 0 in pointers from before they had a checksum."""

    @property
    def version(self) -> str:
        """The served version."""
        return self.history[-1].version


class _Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    history: History
    revision: int = 0
    sha256: str = ""
    """Checksum of the other fields as JSON, in hex."""


def encode_pointer(pointer: Pointer) -> bytes:
    """Return the pointer with its checksum as JSON: the same bytes for the same pointer."""
    checksum = hashlib.sha256(msgspec.json.encode(pointer)).hexdigest()
    return msgspec.json.encode(_Stored(pointer.history, pointer.revision, checksum))


def decode_pointer(data: bytes, where: str) -> Pointer:
    """Read a pointer. Raises RefusedModel unless each byte is what was written, and it names a version.

    A pointer from before there were checksums has neither one nor a revision; it is read as it is.
    """
    try:
        stored = msgspec.json.decode(data, type=_Stored)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise damaged_pointer(where, str(error)) from error
    pointer = Pointer(stored.history, stored.revision)
    # Whole bytes are compared, as other bytes may mean the same: a date's "Z" is also read as "z".
    if (stored.sha256 or stored.revision) and encode_pointer(pointer) != data:
        raise damaged_pointer(where, "bytes with another checksum")
    if not pointer.history:
        raise _refusal(where, "names no version", "an empty history")
    return pointer


def damaged_pointer(where: str, found: str) -> RefusedModel:
    """Return the error for a copy of the pointer that is not what was written."""
    return _refusal(where, "is damaged", found)


def _refusal(where: str, what: str, found: str) -> RefusedModel:
    return RefusedModel(
        f"The model pointer {where} {what}", expected="what a promotion wrote", found=found, cure=MEND
    )


def promoted(history: History, promotion: Promotion) -> History:
    """Append a promotion. One of the served version replaces its last one: that is no step to roll back."""
    again = history and history[-1].version == promotion.version
    return (*(history[:-1] if again else history), promotion)


def rolled_back(history: History) -> History:
    """Drop the last promotion. Raises NotFound if there is none before it."""
    if len(history) < 2:
        served = f"only {history[0].version} was ever served" if history else "no model was ever served"
        raise NotFound("There is no earlier model to roll back to", found=served)
    return history[:-1]
