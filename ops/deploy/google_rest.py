"""Google's REST APIs, read with the operator's application default credentials. Nothing here writes or retries."""

import logging
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from typing import TypeVar

import google.auth
import msgspec
import requests
from google.auth.credentials import Credentials
from google.auth.exceptions import DefaultCredentialsError, GoogleAuthError, OAuthError, RefreshError
from google.auth.transport.requests import AuthorizedSession, Request
from msgspec import Struct

from ops.doctor.findings import NotChecked, Unsound
from shared.adapters.http_client import LONGEST_QUOTE, decoded
from shared.errors import NotFound, Unavailable

TIMEOUT_SECONDS = 10.0
"""Timeout for connecting, and for each read."""

SCOPE = "https://www.googleapis.com/auth/cloud-platform"
"""The scope that `gcloud auth application-default login` grants; a narrower one would be refused."""

SIGN_IN = "gcloud auth application-default login"

T = TypeVar("T")


def public_origin(service: str) -> str:
    """Return the origin of one of Google's APIs, such as `run`."""
    return f"https://{service}.googleapis.com"


class GoogleRest:
    """Reads documents of one project. Sign in first."""

    def __init__(self, project: str, origin: Callable[[str], str] = public_origin) -> None:
        self._project = project
        self._origin = origin
        self._session: requests.Session | None = None
        self._barred = "nobody is signed in"
        self.ahead_seconds: float | None = None
        """How far this machine's clock is ahead of Google's; None before the first answer."""

    def sign_in(self) -> str:
        """Get a token. Raises Unsound without valid credentials, NotChecked if nobody answers."""
        logging.getLogger("google.auth").setLevel(logging.ERROR)  # it misses a default project, which we name
        try:
            # The project pays for these requests: most APIs refuse an operator's own credentials otherwise.
            found, _ = google.auth.default(scopes=[SCOPE], quota_project_id=self._project)
            found.refresh(partial(Request(), timeout=TIMEOUT_SECONDS))  # type: ignore[no-untyped-call]
        except DefaultCredentialsError as error:
            raise Unsound(
                "There are no credentials", found=type(error).__name__, cure=f"run `{SIGN_IN}`"
            ) from error
        except (RefreshError, OAuthError) as error:
            raise Unsound(
                "The credentials are refused", found=_quoted(error), cure=f"run `{SIGN_IN}` again"
            ) from error
        except (GoogleAuthError, requests.RequestException) as error:
            self._barred = "Google cannot be reached"
            raise NotChecked(self._barred) from error
        self._session, self._barred = AuthorizedSession(found), ""  # type: ignore[no-untyped-call]
        return _whose(found)

    def get(self, service: str, path: str, shape: type[T], **params: object) -> T:
        """Read a document. Raises NotFound, or NotChecked if it may not be read or nobody answers."""
        answer = self._answer(service, path, params)
        if answer.status_code == HTTPStatus.NOT_FOUND:
            raise NotFound("There is no such thing", found=path)
        if answer.status_code != HTTPStatus.OK:
            raise NotChecked(_refusal(service, answer))
        try:
            return decoded(service, answer.content, shape)
        except Unavailable as error:
            raise NotChecked(f"{service} answers otherwise than documented") from error

    def _answer(self, service: str, path: str, params: object) -> requests.Response:
        if self._session is None:
            raise NotChecked(self._barred)
        request: Callable[..., requests.Response] = self._session.request
        try:
            answer = request("GET", self._origin(service) + path, params=params, timeout=TIMEOUT_SECONDS)
        except (GoogleAuthError, requests.RequestException) as error:
            raise NotChecked(f"{service} cannot be reached ({type(error).__name__})") from error
        self._compare_clocks(answer.headers.get("Date", ""))
        return answer

    def _compare_clocks(self, said: str) -> None:
        try:
            self.ahead_seconds = time.time() - parsedate_to_datetime(said).timestamp()
        except ValueError:  # a proxy's answer, without a date
            return


class _Detail(Struct):
    reason: str = ""
    metadata: dict[str, str] = {}


class _Error(Struct):
    message: str = ""
    details: list[_Detail] = []


class _Refused(Struct):
    error: _Error


def _refusal(service: str, answer: requests.Response) -> str:
    """Return why an answer is none, in words that follow "because"."""
    try:
        error = msgspec.json.decode(answer.content, type=_Refused).error
    except (msgspec.DecodeError, UnicodeDecodeError):
        error = _Error()
    for detail in error.details:
        if detail.reason == "SERVICE_DISABLED":
            host = detail.metadata.get("service", f"{service}.googleapis.com")
            return f"{host} is off; `gcloud services enable {host}`, and again in some minutes"
    if answer.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return f"you are not permitted to see it: {_quoted(error.message or answer.status_code)}"
    return f"{service} answers {answer.status_code}"


def _whose(credentials: Credentials) -> str:
    account = getattr(credentials, "account", "") or getattr(credentials, "service_account_email", "")
    return f"those of {account}" if account else "a person's"


def _quoted(said: object) -> str:
    return " ".join(str(said).split())[:LONGEST_QUOTE]
