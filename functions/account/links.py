"""The content of a sign-in link's token: its number, the address, who asked, what else it confirms."""

import hashlib
import hmac
from dataclasses import dataclass

from .wishes import WeeklyWish


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A link to sign in. Its token is signed, not secret: of the nonce it holds the hash alone."""

    number: str
    address: str
    nonce_hash: str = ""
    """SHA-256 of the nonce of who asked, in hex; "" if they sent none."""
    wish: WeeklyWish | None = None
    """The weekly mail that begins with the session, if it was asked for."""

    @classmethod
    def asked(cls, number: str, address: str, nonce: str | None, wish: WeeklyWish | None = None) -> "SignInLink":
        """Return the link that a client asks for, with a nonce that only this client knows, if any.

        >>> link = SignInLink.asked("17", "ada@segue.example", "a random text")
        >>> SignInLink.of(link.subject).is_asked_with("a random text"), link.is_asked_with("another")
        (True, False)
        """
        return cls(number, address, _hashed(nonce) if nonce else "", wish)

    @classmethod
    def of(cls, subject: str) -> "SignInLink":
        """Read the subject of a token: the address is its only word with an @ before the wish's."""
        number, *words = subject.split(" ")
        nonce_hash = "" if "@" in words[0] else words.pop(0)
        address, *wish = words
        return cls(number, address, nonce_hash, WeeklyWish.of(*wish) if wish else None)

    @property
    def subject(self) -> str:
        """The subject of the link's token; no part holds a blank."""
        wish = self.wish.words if self.wish else ()
        return " ".join(filter(None, (self.number, self.nonce_hash, self.address, *wish)))

    def is_asked_with(self, nonce: str | None) -> bool:
        """Check whether the link was asked for with this nonce; never without one."""
        return bool(nonce and self.nonce_hash) and hmac.compare_digest(_hashed(nonce or ""), self.nonce_hash)


def _hashed(nonce: str) -> str:
    return hashlib.sha256(nonce.encode()).hexdigest()
