"""A Mailer that writes to a folder: each mail is an `.eml` file that mail programs open."""

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from email.headerregistry import Address
from pathlib import Path

from shared.adapters.durable import make_folder, sync_folder, write_new
from shared.adapters.mime import message_of
from shared.adapters.validation import utc_now
from shared.domain.mail import Mail
from shared.errors import Unavailable

UNFINISHED_SECONDS = 3600.0
"""Age of a file that a sender which died left unfinished; a living one takes a moment."""


class MailFolder:
    """A Mailer of `.eml` files in one folder, whose names sort in the order of sending."""

    def __init__(
        self,
        folder: Path,
        sender: Address,
        *,
        reply_to: Address | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._folder = folder
        self._sender = sender
        self._reply_to = reply_to
        self._now = now
        self._cleared = False

    def send(self, mail: Mail) -> None:
        """Write the mail into the folder, atomically and durably; see `Mailer`.

        Raises Unavailable if that fails: then no file has its final name, and the mail was not sent.
        """
        at = self._now().astimezone(UTC)
        data = message_of(mail, self._sender, at, self._reply_to).as_bytes()
        name = f"{at:%Y%m%dT%H%M%S.%f}-{mail.id}-{secrets.token_hex(4)}"
        unfinished, finished = self._folder / f".{name}.tmp", self._folder / f"{name}.eml"
        try:
            make_folder(self._folder)
            self._clear_unfinished()
            try:
                write_new(unfinished, data)
                unfinished.rename(finished)
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise
            sync_folder(self._folder)
        except OSError as error:
            raise Unavailable("The outbox cannot be written", found=str(error.strerror)) from error

    def _clear_unfinished(self) -> None:
        """Delete what senders that died left, once a process."""
        if not self._cleared:
            self._cleared = True
            for path in self._folder.glob(".*.tmp"):
                with suppress(FileNotFoundError):  # another process was faster
                    if time.time() - path.stat().st_mtime > UNFINISHED_SECONDS:
                        path.unlink()
