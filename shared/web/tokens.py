"""Signed tokens: issued by us, for one purpose, with a maximum age. Nothing is stored."""

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from shared.errors import NotSignedIn


class Tokens:
    """Issue and read tokens. The first secret signs; tokens signed with any of the secrets are valid."""

    def __init__(self, first: str, *others: str) -> None:
        self._oldest_first = [*reversed(others), first]  # itsdangerous signs with the last

    def issue(self, purpose: str, subject: str) -> str:
        """Return a URL-safe token that carries `subject` and is valid for one purpose."""
        return self._of(purpose).dumps(subject)

    def read(self, purpose: str, token: str, max_age_seconds: float) -> str:
        """Return the subject of a token. Raises NotSignedIn if it is forged, for another purpose, or too old."""
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
