"""An ObjectStore in one bucket of Cloud Storage, which checks the generation that a put replaces.

Every write carries a random mark, by which a repeated put recognises its own object if the first response was
lost. Cloud Storage answers 403, not 404, for a missing object to an account that may not list: such a refusal
says that either may be so.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO

from google.api_core.exceptions import Forbidden, PreconditionFailed, RequestRangeNotSatisfiable
from google.api_core.exceptions import NotFound as NoSuchObject
from google.cloud.storage import Blob, Client  # type: ignore[import-untyped]  # storage ships no types
from google.cloud.storage.exceptions import DataCorruption  # type: ignore[import-untyped]
from google.cloud.storage.retry import DEFAULT_RETRY  # type: ignore[import-untyped]
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from shared.adapters.gcs_ranges import read_range
from shared.adapters.google_calls import RETRY_SECONDS, answering, signing_in
from shared.adapters.validation import check_range, checked_object_name, checked_prefix, overwritten
from shared.errors import NotFound, Unavailable
from shared.ports import StoredObject

SERVICE = "Cloud Storage"

CONNECTIONS = 128
"""Connections that are kept open for calls of several threads."""

TIMEOUT_SECONDS = 60.0
"""Timeout for connecting, and for each read."""

CHUNK_BYTES = 32 * 1024 * 1024
"""Size of one request of a resumable upload; an interrupted upload resumes after the last one."""

_MARK = "segue-write"


class GcsObjects:
    """An ObjectStore in a bucket."""

    def __init__(
        self,
        client: Client,
        bucket: str,
        *,
        retry_seconds: float = RETRY_SECONDS,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        for scheme in ("https://", "http://"):  # else ten connections are kept, and others closed after each call
            client._http.mount(scheme, HTTPAdapter(pool_maxsize=CONNECTIONS))
        self._client = client
        self._bucket = client.bucket(bucket)
        # Cloud Storage's own predicate for transient errors, which covers HTTP, sockets and tokens alike.
        retry = DEFAULT_RETRY.with_timeout(retry_seconds).with_delay(initial=0.1, maximum=5.0, multiplier=2.0)
        self._call_options = {"timeout": timeout_seconds, "retry": retry}

    @classmethod
    def connect(cls, bucket: str) -> "GcsObjects":
        """Open a bucket with the default credentials. Raises InvalidSettings if there are none."""
        with signing_in(SERVICE):
            return cls(Client(project="none"), bucket)  # objects belong to a bucket, whatever the project

    def stat(self, name: str) -> StoredObject | None:
        """Return the object's size and generation, or None if it does not exist."""
        found = self._find(name)
        return _described(found) if found else None

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        """Read the object's bytes. Raises NotFound if there is no such object."""
        check_range(start, length)
        if length == 0:  # HTTP has no empty range
            if self.stat(name) is None:
                raise NotFound("There is no such object", found=name)
            return b""
        blob = self._bucket.blob(checked_object_name(name))
        with answering(SERVICE, also=(DataCorruption, HTTPError)), _reading(name):
            try:
                return self._read(blob, start, length)
            except NoSuchObject as error:
                raise NotFound("There is no such object", found=name) from error
            except RequestRangeNotSatisfiable:
                return b""

    def _read(self, blob: Blob, start: int, length: int | None) -> bytes:
        if length is not None:
            return read_range(self._client, blob, start, start + length - 1, **self._call_options)
        data: bytes = blob.download_as_bytes(start=start or None, **self._call_options)
        return data

    def put(self, name: str, data: bytes, if_generation: int | None = None) -> StoredObject:
        """Write the object. Raises Conflict if its generation differs."""
        blob = self._bucket.blob(checked_object_name(name), chunk_size=CHUNK_BYTES)
        blob.metadata = {_MARK: uuid.uuid4().hex}
        with answering(SERVICE, also=(DataCorruption,)):
            try:
                blob.upload_from_file(
                    BytesIO(data), size=len(data), if_generation_match=if_generation, **self._call_options
                )
            except PreconditionFailed as error:
                return self._own_or_conflict(blob, if_generation, error)
        return _described(blob)

    def list(self, prefix: str) -> Iterator[StoredObject]:
        """Yield the objects whose names start with `prefix`, in the order of their names."""
        wanted = "items(name,size,generation),nextPageToken"
        with answering(SERVICE):
            found = self._client.list_blobs(
                self._bucket, prefix=checked_prefix(prefix) or None, fields=wanted, **self._call_options
            )
            yield from map(_described, found)

    def delete(self, name: str) -> None:
        """Delete the object; a missing one is no error."""
        blob = self._bucket.blob(checked_object_name(name))
        with answering(SERVICE), suppress(NoSuchObject):
            blob.delete(**self._call_options)

    def _find(self, name: str) -> Blob | None:
        with answering(SERVICE), _reading(name):
            return self._bucket.get_blob(checked_object_name(name), **self._call_options)

    def _own_or_conflict(self, blob: Blob, wanted: int | None, error: PreconditionFailed) -> StoredObject:
        """Return the object if a refused put had written it itself. Raises Conflict if another writer did."""
        found = self._find(blob.name)
        if found and (found.metadata or {}).get(_MARK) == blob.metadata[_MARK]:
            return _described(found)
        raise overwritten(_described(found) if found else None, blob.name, wanted) from error


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Raise Unavailable for a refusal, which does not tell whether there is such an object."""
    try:
        yield
    except Forbidden as error:
        raise Unavailable(
            "There is no such object, or no right to read it",
            found=f"{name}, refused by {SERVICE}",
            cure="look whether it was ever written, then at our account's roles on the bucket",
        ) from error


def _described(blob: Blob) -> StoredObject:
    return StoredObject(blob.name, blob.size, blob.generation)
