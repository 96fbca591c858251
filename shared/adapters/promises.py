"""What every adapter of a port checks alike, so that all refuse the same input: names, ranges, sizes."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from shared.domain.track import TRACK_ID
from shared.errors import Conflict, InvalidInput, TooLarge
from shared.ports import Fields, Record, StoredObject

MAX_NAME_BYTES = 1024
"""Cloud Storage's bound on an object's name."""

MAX_SEGMENT_BYTES = 255
"""What file systems allow between two slashes."""

MAX_KEY_BYTES = 1500
"""Firestore's bound on a document's id."""

MAX_RECORD_BYTES = 1024 * 1024
"""Firestore's bound on a document."""

MAX_MESSAGE_BYTES = 10_000_000
"""Pub/Sub's bound on a message."""


def utc_now() -> datetime:
    """Give the present moment, aware and in UTC: the clock of everything that is not a test."""
    return datetime.now(UTC)


def checked_object_name(name: str) -> str:
    """Give the name back, or raise InvalidInput if the port does not allow it (it might leave the store)."""
    usable = name.isprintable() and len(name.encode()) <= MAX_NAME_BYTES
    if not usable or any(not _usable_segment(segment) for segment in name.split("/")):
        raise InvalidInput(
            "The name cannot be an object's",
            expected="a relative path without empty, '.', '..' or over-long segments",
            found=ascii(name[:200]),
        )
    return name


def _usable_segment(segment: str) -> bool:
    return segment not in {"", ".", ".."} and len(segment.encode()) <= MAX_SEGMENT_BYTES


def checked_prefix(prefix: str) -> str:
    """Give the prefix back, or raise InvalidInput if no object's name can start with it."""
    if prefix:
        checked_object_name(f"{prefix}x" if prefix.endswith("/") else prefix)
    return prefix


def check_range(start: int, length: int | None) -> None:
    """Raise InvalidInput for a range of bytes that starts or ends before it can."""
    if start < 0 or (length is not None and length < 0):
        raise InvalidInput(
            "The range of bytes cannot be read",
            expected="a start and length of 0 or more",
            found=f"{start}, {length}",
        )


def check_generation(before: StoredObject | None, name: str, wanted: int | None) -> None:
    """Raise Conflict if an object is not of the wanted generation (0: not there); None wants nothing."""
    found = before.generation if before else 0
    if wanted is not None and wanted != found:
        raise Conflict(
            f"Somebody else wrote {name} first",
            expected=f"generation {wanted}",
            found=f"generation {found}",
            cure="read it again and decide anew",
        )


def check_key(collection: str, key: str) -> None:
    """Raise InvalidInput if a collection or a key has a name that Firestore could not keep."""
    for label, name in (("collection", collection), ("key", key)):
        if name in {"", ".", ".."} or "/" in name or not name.isprintable() or len(name.encode()) > MAX_KEY_BYTES:
            raise InvalidInput(
                f"The {label} has an unusable name",
                expected=f"1 to {MAX_KEY_BYTES} printable bytes without '/'",
                found=ascii(name[:200]),
            )


def checked_record(collection: str, record: Record) -> str:
    """Give the record's fields as JSON text.

    Raises InvalidInput for a name, a number or a text that cannot be kept, TooLarge over the bound, and ValueError
    for an expiry without a time zone, which would mean another moment on another machine.
    """
    check_key(collection, record.key)
    if record.expires_at is not None and record.expires_at.tzinfo is None:
        raise ValueError(f"expected an expiry with a time zone, found {record.expires_at.isoformat()}")
    text = _as_json(record.fields)
    if (size := len(text.encode())) > MAX_RECORD_BYTES:
        raise TooLarge("The record is too large", expected=f"{MAX_RECORD_BYTES} bytes at most", found=str(size))
    return text


def _as_json(fields: Fields) -> str:
    try:
        text = json.dumps(fields, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
        text.encode()
    except ValueError as error:
        raise InvalidInput(
            "The record cannot be kept", expected="finite numbers and valid text", found=str(error)
        ) from error
    return text


def check_message(data: bytes, attributes: Mapping[str, str]) -> None:
    """Raise TooLarge for a message over Pub/Sub's bound, InvalidInput for one that holds nothing."""
    size = len(data) + sum(len(name.encode()) + len(value.encode()) for name, value in attributes.items())
    if size > MAX_MESSAGE_BYTES:
        raise TooLarge("The message is too large", expected=f"{MAX_MESSAGE_BYTES} bytes at most", found=str(size))
    if not size:
        raise InvalidInput("The message is empty", expected="data or an attribute", found="neither")


def checked_playlist_id(playlist_id: str) -> str:
    """Give the id back, or raise InvalidInput if it cannot be a Spotify playlist's."""
    if not TRACK_ID.fullmatch(playlist_id):
        raise InvalidInput(
            "This is no id of a playlist",
            expected="22 letters and digits, as in a playlist's link",
            found=ascii(playlist_id[:200]),
        )
    return playlist_id
