"""A Mailer that writes to a folder: each mail is an `.eml` file that mail programs open."""

import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from email.headerregistry import Address
from pathlib import Path

from shared.adapters.mime import message_of
from shared.adapters.validation import utc_now
from shared.domain.mail import Mail
from shared.errors import Unavailable


class MailFolder:
    """A Mailer of `.eml` files in one folder, whose names sort in the order of sending."""

    def __init__(self, folder: Path, sender: Address, *, now: Callable[[], datetime] = utc_now) -> None:
        self._folder = folder
        self._sender = sender
        self._now = now

    def send(self, mail: Mail) -> None:
        """Write the mail into the folder, atomically and durably; see `Mailer`.

        Raises Unavailable if that fails: then no file has its final name, and the mail was not sent.
        """
        at = self._now().astimezone(UTC)
        data = message_of(mail, self._sender, at).as_bytes()
        name = f"{at:%Y%m%dT%H%M%S.%f}-{mail.id}-{secrets.token_hex(4)}"
        unfinished, finished = self._folder / f".{name}.tmp", self._folder / f"{name}.eml"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with unfinished.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(finished)
        except OSError as error:
            raise Unavailable("The outbox cannot be written", found=str(error.strerror)) from error
