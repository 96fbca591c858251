"""Signed tokens: who holds one was given it by us, for one purpose, not too long ago. Nothing is stored."""

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from shared.errors import NotSignedIn


class Tokens:
    """Issue and read tokens that secrets sign: the first signs, what any has signed is read."""

    def __init__(self, first: str, *others: str) -> None:
        self._oldest_first = [*reversed(others), first]  # itsdangerous signs with the last

    def issue(self, purpose: str, subject: str) -> str:
        """Give a token, safe in a URL, that tells `subject` to whoever reads it for the same purpose."""
        return self._of(purpose).dumps(subject)

    def read(self, purpose: str, token: str, max_age_seconds: float) -> str:
        """Give the subject of a token. Raises NotSignedIn if it is not ours, for something else, or too old."""
        try:
            return str(self._of(purpose).loads(token, max_age=int(max_age_seconds)))
        except BadData as error:
            found = "one that is too old" if isinstance(error, SignatureExpired) else "another"
            raise NotSignedIn(
                "This token is not valid",
                expected=f"one we issued for a {purpose}",
                found=found,
                cure="get a new one",
            ) from error

    def _of(self, purpose: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._oldest_first, salt=f"segue.{purpose}")
