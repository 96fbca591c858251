"""Sign-in links in the mails of a server's outbox, by address."""

import email
import email.policy
import re
from functools import cache
from pathlib import Path

_LINK = re.compile(r"/sign-in\.html#token=(\S+)")


class PostBox:
    """Reads each mail of a folder once and deletes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._links: dict[str, str] = {}

    @staticmethod
    @cache
    def of(folder: Path) -> "PostBox":
        """Return the post box of a folder, one for all callers."""
        return PostBox(folder)

    def link(self, address: str) -> str:
        """Return the token of the link last mailed to an address, or "" without one."""
        if address and address not in self._links:
            for path in sorted(self._folder.glob("*.eml")):
                self._receive(path)
        return self._links.get(address, "")

    def throw_away(self, address: str) -> None:
        """Forget the link mailed to an address."""
        self._links.pop(address, None)

    def _receive(self, path: Path) -> None:
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        text = mail.get_body(("plain",))
        if text is not None and (link := _LINK.search(text.get_content())):
            self._links[str(mail["To"])] = link[1]
        path.unlink()
