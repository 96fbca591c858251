"""Validation that all adapters of a port share, so that all refuse the same input: names, ranges, sizes."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from shared.adapters.ordering import MAX_ORDERED_BYTES, found_by
from shared.errors import Conflict, InvalidInput, TooLarge
from shared.ports import MOST_TOGETHER, Fields, Record, RecordKey, Scalar, StoredObject

MAX_NAME_BYTES = 1024
"""Cloud Storage's bound on an object's name."""

MAX_SEGMENT_BYTES = 255
"""The bound of file systems on one segment of a path."""

MAX_KEY_BYTES = MAX_ORDERED_BYTES
"""Firestore's bound on a document's id is 1,500 bytes, but records are ordered by it."""

MAX_RECORD_BYTES = 1_000_000
"""Firestore's bound on a document is 1 MiB; the rest is for names and the expiry."""

MAX_FOUND_BY = 1_000
"""Maximum number of fields a record may be found by; Firestore's bound is 40,000 index entries."""

MAX_TOGETHER_BYTES = 3_000_000
"""Firestore's bound on a request is 10 MiB, that of its emulator 4 MiB; what is found by is in it twice."""

MAX_MESSAGE_BYTES = 9_900_000
"""Pub/Sub's bound on a request is 10 MB; the rest is for the envelope."""

MAX_ATTRIBUTES = 100
MAX_ATTRIBUTE_NAME_BYTES = 256
MAX_ATTRIBUTE_BYTES = 1024
MAX_ORDERING_KEY_BYTES = 1024
"""Pub/Sub's bounds on attributes and ordering keys."""


_KEY = re.compile(r"(?!\.{1,2}$|__.*__$)[^/]+")


def utc_now() -> datetime:
    """Return the current time, aware and in UTC."""
    return datetime.now(UTC)


def checked_object_name(name: str) -> str:
    """Return the name, or raise InvalidInput if the port does not allow it (it might leave the store)."""
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
    """Return the prefix, or raise InvalidInput if no object's name can start with it."""
    if prefix:
        checked_object_name(f"{prefix}x" if prefix.endswith("/") else prefix)
    return prefix


def check_range(start: int, length: int | None) -> None:
    """Raise InvalidInput for a negative start or length."""
    if start < 0 or (length is not None and length < 0):
        raise InvalidInput(
            "The range of bytes cannot be read",
            expected="a start and length of 0 or more",
            found=f"{start}, {length}",
        )


def check_generation(before: StoredObject | None, name: str, wanted: int | None) -> None:
    """Raise Conflict if an object is not of the wanted generation (0: missing, None: any)."""
    if wanted is not None and wanted != (before.generation if before else 0):
        raise overwritten(before, name, wanted)


def overwritten(found: StoredObject | None, name: str, wanted: int | None) -> Conflict:
    """Return the error for a put that expected another generation."""
    return Conflict(
        f"Somebody else wrote {name} first",
        expected=f"generation {wanted}",
        found=f"generation {found.generation if found else 0}",
        cure="read it again and decide anew",
    )


def check_key(collection: str, key: str) -> None:
    """Raise InvalidInput for a name of a collection or a key that Firestore does not allow."""
    for label, name in (("collection", collection), ("key", key)):
        usable = _KEY.fullmatch(name) and name.isprintable() and len(name.encode()) <= MAX_KEY_BYTES
        if not usable:
            raise InvalidInput(
                f"The {label} has an unusable name",
                expected=f"1 to {MAX_KEY_BYTES} printable bytes without '/', neither '.', '..' nor __...__",
                found=ascii(name[:200]),
            )


def checked_record(collection: str, record: Record) -> str:
    """Return the record's fields as JSON text.

    Raises InvalidInput for a name, a number or a string that cannot be stored, TooLarge over a bound, and
    ValueError for an expiry without a time zone, which would mean another moment on another machine. Fields that a
    record is found by count twice, as Firestore stores and indexes them; sizes are by its rules
    (firebase.google.com/docs/firestore/storage-size).
    """
    check_key(collection, record.key)
    if record.expires_at is not None and record.expires_at.tzinfo is None:
        raise ValueError(f"expected an expiry with a time zone, found {record.expires_at.isoformat()}")
    text = _as_json(record.fields)
    names = found_by(record.fields)
    size = len(text.encode()) + sum(_stored_bytes(name) + _stored_bytes(value) for name, value in names.items())
    for bound, found, unit in ((MAX_RECORD_BYTES, size, "bytes"), (MAX_FOUND_BY, len(names), "simple fields")):
        if found > bound:
            raise TooLarge("The record is too large", expected=f"{bound} {unit} at most", found=str(found))
    return text


def check_together(keys: Sequence[RecordKey]) -> None:
    """Raise InvalidInput for keys that cannot be changed together."""
    for key in keys:
        check_key(*key)
    if not 1 <= len(keys) <= MOST_TOGETHER or len(set(keys)) < len(keys):
        raise InvalidInput(
            "The records cannot be changed together",
            expected=f"1 to {MOST_TOGETHER} keys, each once",
            found=f"{len(keys)} keys, {len(set(keys))} of them different",
        )


def checked_together(keys: Sequence[RecordKey], records: Sequence[Record]) -> list[str]:
    """Return the fields of each record as JSON text. Raises as `checked_record` and `Records.update_together`."""
    if [record.key for record in records] != [key for _, key in keys]:
        raise InvalidInput(
            "The records are not those that were asked for",
            expected="one for each key, in their order",
            found=ascii([record.key for record in records])[:200],
        )
    texts = [checked_record(collection, record) for (collection, _), record in zip(keys, records, strict=True)]
    size = sum(len(text.encode()) for text in texts)
    if size > MAX_TOGETHER_BYTES:
        raise TooLarge(
            "The records are too large together", expected=f"{MAX_TOGETHER_BYTES} bytes at most", found=str(size)
        )
    return texts


def _stored_bytes(value: Scalar) -> int:
    return len(value.encode()) + 1 if isinstance(value, str) else 8


def _as_json(fields: Fields) -> str:
    try:
        text = json.dumps(fields, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
        text.encode()
    except ValueError as error:
        raise InvalidInput(
            "The record cannot be kept", expected="finite numbers and valid text", found=str(error)
        ) from error
    return text


def check_message(data: bytes, attributes: Mapping[str, str], ordering_key: str) -> None:
    """Raise TooLarge for a message over Pub/Sub's bound, InvalidInput for an empty one or invalid attributes."""
    size = len(data) + sum(len(name.encode()) + len(value.encode()) for name, value in attributes.items())
    if size > MAX_MESSAGE_BYTES:
        raise TooLarge("The message is too large", expected=f"{MAX_MESSAGE_BYTES} bytes at most", found=str(size))
    if not size:
        raise InvalidInput("The message is empty", expected="data or an attribute", found="neither")
    if len(attributes) > MAX_ATTRIBUTES or not all(_is_attribute(*pair) for pair in attributes.items()):
        raise InvalidInput(
            "The message has attributes that cannot be sent",
            expected=f"{MAX_ATTRIBUTES} at most, names of 1 to {MAX_ATTRIBUTE_NAME_BYTES} bytes not starting with"
            f" 'goog', values of {MAX_ATTRIBUTE_BYTES} bytes at most",
            found=f"{len(attributes)} named {ascii(sorted(attributes))[:200]}",
        )
    if len(ordering_key.encode()) > MAX_ORDERING_KEY_BYTES:
        raise InvalidInput(
            "The ordering key is too long",
            expected=f"{MAX_ORDERING_KEY_BYTES} bytes at most",
            found=str(len(ordering_key.encode())),
        )


def _is_attribute(name: str, value: str) -> bool:
    usable = 1 <= len(name.encode()) <= MAX_ATTRIBUTE_NAME_BYTES and not name.startswith("goog")
    return usable and len(value.encode()) <= MAX_ATTRIBUTE_BYTES
