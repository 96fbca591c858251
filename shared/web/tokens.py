"""Signed tokens: issued by us, for one purpose, with a maximum age. Nothing is stored."""

import time
from datetime import timedelta

from itsdangerous import BadData, URLSafeTimedSerializer

from shared.errors import NotSignedIn

MOST_AHEAD = timedelta(days=1)
"""How far in the future a token may have been issued.

Nobody can forge a timestamp, so one in the future says only that clocks differ: that of the issuing instance was
ahead, or ours was set back. A day is more than the 14 hours by which a clock errs that shows another time zone.
Such a token lives longer by as much: a mark that one was used is kept for longer than its maximum age and this.
"""


class Tokens:
    """Issue and read tokens. The first secret signs; tokens signed with any of the secrets are valid."""

    def __init__(self, first: str, *others: str) -> None:
        self._oldest_first = [*reversed(others), first]  # itsdangerous signs with the last

    def issue(self, purpose: str, subject: str) -> str:
        """Return a URL-safe token that carries `subject` and is valid for one purpose."""
        return self._of(purpose).dumps(subject)

    def read(self, purpose: str, token: str, max_age_seconds: float) -> str:
        """Return the subject of a token.

        Raises NotSignedIn if it is forged, for another purpose, too old, or from later than MOST_AHEAD from now.
        """
        try:
            subject, issued_at = self._of(purpose).loads(token, return_timestamp=True)
        except BadData as error:
            raise _refusal(purpose, "another") from error
        age_seconds = int(time.time()) - issued_at.timestamp()
        if age_seconds > int(max_age_seconds):
            raise _refusal(purpose, "one that is too old")
        if age_seconds < -MOST_AHEAD.total_seconds():
            raise _refusal(purpose, "one from the future")
        return str(subject)

    def _of(self, purpose: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._oldest_first, salt=f"segue.{purpose}")


def _refusal(purpose: str, found: str) -> NotSignedIn:
    return NotSignedIn(
        "This token is not valid", expected=f"one we issued for a {purpose}", found=found, cure="get a new one"
    )
