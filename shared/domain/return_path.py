"""Return paths of mails: an envelope sender a recipient (VERP), so that a bounce tells which address it is of.

cr.yp.to/proto/verp.txt. The recipient is in it as a keyed hash: nobody else can make a bounce that stops the mail
of an address they know.
"""

import base64
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

TOKEN_BYTES = 16
"""128 bits of the keyed hash; in base32 26 characters, of which servers may change the case."""

_PURPOSE = b"segue.return-path "


@dataclass(frozen=True, slots=True)
class ReturnPath:
    """The mailbox that bounces come to, and the secrets: the first signs, each verifies.

    >>> path = ReturnPath("bounces@segue.example", ["a secret"])
    >>> to_ada = path.of("ada@mail.example")
    >>> path.leads(to_ada.upper(), "Ada@mail.example"), path.leads(to_ada, "bob@mail.example")
    (True, False)
    """

    mailbox: str
    secrets: Sequence[str] = field(repr=False)

    def of(self, address: str) -> str:
        """Return the envelope sender of a mail to an address."""
        local, _, domain = self.mailbox.partition("@")
        return f"{local}+{_token(self.secrets[0], address)}@{domain}"

    def token_in(self, text: str) -> str:
        """Return the token of the first return path of ours that a text holds, "" if there is none."""
        local, _, domain = self.mailbox.lower().partition("@")
        found = re.search(rf"\b{re.escape(local)}\+([a-z2-7]{{26}})@{re.escape(domain)}\b", text.lower())
        return found[1] if found else ""

    def is_of(self, token: str, address: str) -> bool:
        """Check whether a token stands for an address."""
        return any(hmac.compare_digest(_token(secret, address), token) for secret in self.secrets)

    def leads(self, path: str, address: str) -> bool:
        """Check whether a return path is that of mails to an address."""
        token = self.token_in(path)
        return bool(token) and self.is_of(token, address)


def _token(secret: str, address: str) -> str:
    hashed = hmac.digest(secret.encode(), _PURPOSE + address.strip().lower().encode(), "sha256")
    return base64.b32encode(hashed[:TOKEN_BYTES]).decode().rstrip("=").lower()
