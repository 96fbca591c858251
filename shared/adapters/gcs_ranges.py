"""A range of an object of Cloud Storage, read in one go.

The client's own download takes 8 KiB at a time and computes a checksum that it does not compare, as it is that of
the whole object: 2.1 instead of 0.45 ms of processor a MiB, 0.65 s of a start with 393 MiB.
"""

from http import HTTPStatus

from google.api_core.exceptions import from_http_response
from google.api_core.retry import Retry
from google.cloud.storage import Blob, Client  # type: ignore[import-untyped]  # storage ships no types


def read_range(client: Client, blob: Blob, start: int, end: int, *, timeout: float, retry: Retry) -> bytes:
    """Return the bytes from `start` to `end`, the last included, as far as they are there.

    Raises google.api_core's errors, and those of requests and urllib3.
    """
    url = f"{client.api_endpoint}/download/storage/v1{blob.path}?alt=media"

    def read() -> bytes:
        headers = {"Range": f"bytes={start}-{end}", "Accept-Encoding": "identity"}
        with client._http.get(url, headers=headers, timeout=timeout, stream=True) as answer:
            if not answer.ok:
                raise from_http_response(answer)  # type: ignore[no-untyped-call]
            data: bytes = answer.raw.read()
        return data if answer.status_code == HTTPStatus.PARTIAL_CONTENT else data[start : end + 1]

    found: bytes = retry(read)()
    return found
