"""Calls of Google's services: timeouts, retries and translation of errors."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import requests
from google.api_core.exceptions import (
    BadGateway,
    GatewayTimeout,
    GoogleAPICallError,
    GoogleAPIError,
    InternalServerError,
    RetryError,
    ServiceUnavailable,
    TooManyRequests,
    Unknown,
)
from google.api_core.retry import Retry, if_exception_type
from google.auth.exceptions import DefaultCredentialsError, GoogleAuthError, TransportError

from shared.errors import InvalidSettings, Unavailable

TIMEOUT_SECONDS = 10.0
"""Timeout of one request."""

RETRY_SECONDS = 30.0
"""Limit of a request's retries, after which the service counts as unavailable."""

_TRANSIENT = (
    BadGateway,
    GatewayTimeout,
    InternalServerError,
    ServiceUnavailable,
    TooManyRequests,
    TransportError,
    Unknown,
)
"""Transient errors. After one it is unknown whether the request was carried out."""


def retrying(
    retry_seconds: float,
    *again: type[Exception],
    on_error: Callable[[Exception], Any] | None = None,
) -> Retry:
    """Build a Retry on these errors, by default the transient ones, with growing, jittered waits.

    After `retry_seconds` it raises RetryError.
    """
    return Retry(
        predicate=if_exception_type(*(again or _TRANSIENT)),
        initial=0.02,
        maximum=2.0,
        multiplier=2.0,
        timeout=retry_seconds,
        on_error=on_error,
    )


@contextmanager
def answering(
    service: str, *, also: tuple[type[Exception], ...] = (), passing: tuple[type[Exception], ...] = ()
) -> Iterator[None]:
    """Raise Unavailable for Google's errors and those in `also`; those in `passing` are raised as they are.

    Google's messages are not repeated: they may hold a key or a name.
    """
    refusals: tuple[type[Exception], ...] = (GoogleAPIError, GoogleAuthError, requests.RequestException, *also)
    try:
        yield
    except passing:
        raise
    except refusals as error:
        raise _unavailable(service, error) from error


def _unavailable(service: str, error: Exception) -> Unavailable:
    cause = error.cause if isinstance(error, RetryError) and error.cause else error
    refused = isinstance(cause, GoogleAPICallError) and not isinstance(cause, _TRANSIENT)
    return Unavailable(
        f"{service} {'refuses us' if refused else 'does not answer'}",
        found=type(cause).__name__,
        cure="look whether it is set up and our account may use it" if refused else "try again in a moment",
    )


@contextmanager
def signing_in(service: str) -> Iterator[None]:
    """Raise InvalidSettings where credentials are missing."""
    try:
        yield
    except DefaultCredentialsError as error:
        raise InvalidSettings(
            f"There are no credentials for {service}",
            expected="a service account, or those of a person",
            found="none",
            cure="run `gcloud auth application-default login`",
        ) from error
