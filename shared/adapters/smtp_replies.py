"""Refusals of an SMTP server, and the errors they are in each phase of a mail (docs/decisions/0060)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from shared.errors import (
    DeferredAddress,
    InvalidSettings,
    LimitReached,
    RefusedAddress,
    SegueError,
    Unavailable,
)

GOING_DOWN = 421
"""The reply of a server that closes the connection."""

TOO_LARGE = 552
"""The reply to MAIL if the announced size is over the server's bound."""

FOR_GOOD = 500
"""Reply codes from here on are permanent failures."""

NO_SUCH_MAILBOX = frozenset({550, 551, 553})
"""Reply codes that, without an enhanced one, mean that there is no such mailbox."""

LOST_MAILBOX = frozenset({"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
"""Enhanced codes of an address that does not exist, has moved, accepts no mail, or is disabled.

A full mailbox (5.2.2) is not permanent.
"""

BUSY = "4.7."
"""Prefix of enhanced codes of a sending limit."""

OF_THE_SERVER = re.compile(r"[45]\.(?:3\.(?!4$)|4\.)")
"""Enhanced codes, after the text, of the server's own state or network (RFC 3463, X.3 and X.4).

X.3.4 is about one mail, which is too large.
"""

_ENHANCED = re.compile(r"[45]\.\d{1,3}\.\d{1,3}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal: its reply code (RFC 5321, section 4.2) and its enhanced code (RFC 3463), if there is one.

    The server's message is not repeated: it names the address.
    """

    code: int
    enhanced: str
    """Empty where there is none."""

    @classmethod
    def of(cls, code: int, words: bytes | str) -> "Refusal":
        """Parse a reply of the server."""
        text = words.decode(errors="replace") if isinstance(words, bytes) else words
        found = _ENHANCED.match(text.strip())
        return cls(code, found[0] if found else "")

    def of_recipient(self) -> SegueError:
        """Return the error for a refused recipient: whatever the code, the others may be accepted."""
        lost = self.enhanced in LOST_MAILBOX or (self.code in NO_SUCH_MAILBOX and not self.enhanced)
        return self._lost() if lost else self._deferred()

    def of_sender(self) -> SegueError:
        """Return the error for a refused MAIL command, which also announces the size of the mail."""
        return self._deferred() if self.code == TOO_LARGE or self.enhanced.endswith(".3.4") else self.of_us()

    def of_us(self) -> SegueError:
        """Return the error for a refused login or sender."""
        if self.code < FOR_GOOD:
            return self.of_server()
        return InvalidSettings(
            "The mail server refuses us",
            found=self._found(),
            cure="check user and password in SEGUE_MAIL, and whether it lets us send as SEGUE_MAIL_FROM",
        )

    def of_mail(self) -> SegueError:
        """Return the error for a mail that is refused with DATA, before its text or after."""
        if self.enhanced in LOST_MAILBOX:
            return self._lost()
        is_the_servers = self.code == GOING_DOWN or OF_THE_SERVER.match(self.enhanced)
        return self.of_server() if is_the_servers else self._deferred()

    def of_server(self) -> SegueError:
        """Return the error for a server that takes no mail now."""
        kind = LimitReached if self.enhanced.startswith(BUSY) else Unavailable
        return kind("The mail server takes no mail now", found=self._found(), cure="try again later")

    def _lost(self) -> SegueError:
        return RefusedAddress("The mail server will never deliver there", found=self._found())

    def _deferred(self) -> SegueError:
        return DeferredAddress(
            "The mail server does not take this mail for this address", found=self._found(), cure="try again later"
        )

    def _found(self) -> str:
        return f"{self.code} {self.enhanced}".strip()


Meaning = Callable[[Refusal], SegueError]
"""The error for a refusal, by the phase in which it came."""
