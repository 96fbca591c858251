"""Checks of Google's OIDC tokens, as Pub/Sub sends them with a push: of our subscription, and for this function.

See https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions: a token is a JWT signed by Google, whose
`aud` is the subscription's audience and whose `email` is its service account.
"""

import threading
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus

import requests
from google.auth import jwt
from google.auth.exceptions import GoogleAuthError

from shared.adapters.http_client import TIMEOUT_SECONDS, answering, decoded, unexpected, unredirected_session
from shared.errors import Forbidden, NotSignedIn

CERTS_URL = "https://www.googleapis.com/oauth2/v1/certs"
"""Certificates of the keys that Google signs with: key id -> PEM."""

CERTS_SECONDS = 3600.0
"""Time for which certificates are kept; Google shows a key long before it signs with it."""

CLOCK_SKEW_SECONDS = 30
"""Tolerance for the clocks of two machines."""

LONGEST_TOKEN = 4096
"""Google's have some 1,000 characters."""

ISSUERS = frozenset({"accounts.google.com", "https://accounts.google.com"})
SERVICE = "The list of Google's certificates"


class GoogleTokens:
    """Checks tokens for one audience and one service account; keeps Google's certificates for an hour.

    `seconds` is a monotonic clock.
    """

    def __init__(
        self,
        audience: str,
        account: str,
        *,
        certs_url: str = CERTS_URL,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._audience = audience
        self._account = account
        self._certs_url = certs_url
        self._seconds = seconds
        self._session = unredirected_session(_demand_ok)
        self._reading = threading.Lock()
        self._certs: Mapping[str, str] = {}
        self._fresh_until = float("-inf")

    def __call__(self, token: str) -> None:
        """Check a token.

        Raises NotSignedIn for one that is missing, expired, not Google's or for another audience, Forbidden for
        one of another account, and Unavailable if the certificates cannot be read: it may be right or wrong then.
        """
        claims = self._claims(token)
        if claims.get("iss") not in ISSUERS:
            raise _refused("one issued by Google")
        if claims.get("email") != self._account or claims.get("email_verified") is not True:
            raise Forbidden("This account may not push messages", expected=self._account, found="another")

    def _claims(self, token: str) -> Mapping[str, object]:
        """Return the claims of a token whose signature, time and audience are right."""
        if not 0 < len(token) <= LONGEST_TOKEN:
            raise _refused("a token" if not token else f"{LONGEST_TOKEN} characters at most")
        certs = self._read_certs()
        try:
            claims: Mapping[str, object] = jwt.decode(  # type: ignore[no-untyped-call]
                token, certs=certs, audience=self._audience, clock_skew_in_seconds=CLOCK_SKEW_SECONDS
            )
        except (GoogleAuthError, ValueError, RecursionError) as error:
            raise _refused(f"one that Google signed for {self._audience}") from error
        return claims

    def _read_certs(self) -> Mapping[str, str]:
        with self._reading:  # the others wait for the certificates that one of them reads
            if self._seconds() >= self._fresh_until:
                with answering(SERVICE):
                    answer = self._session.get(self._certs_url, timeout=TIMEOUT_SECONDS)
                self._certs = decoded(SERVICE, answer.content, dict[str, str])
                self._fresh_until = self._seconds() + CERTS_SECONDS
            return self._certs


def _demand_ok(answer: requests.Response) -> None:
    if answer.status_code != HTTPStatus.OK:
        raise unexpected(SERVICE, "200", str(answer.status_code))


def _refused(expected: str) -> NotSignedIn:
    return NotSignedIn("The token of the push is refused", expected=expected, found="another or none")
