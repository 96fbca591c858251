"""A sending process: like one instance of the function, it gets batch after batch."""

import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from multiprocessing import get_context
from pathlib import Path

import msgspec
from threadpoolctl import threadpool_limits

from functions.weekly_email.contract import Batch
from functions.weekly_email.delivery import Delivery
from functions.weekly_email.send import Send
from shared.adapters.mail_folder import MailFolder
from shared.adapters.memory import MemoryObjects
from shared.adapters.sqlite_records import SqliteRecords
from shared.digest.rendering import Rendering
from shared.messaging.push import Message
from shared.model.model import Model
from shared.web.addresses import Addresses
from shared.web.tokens import Tokens

DUE = datetime(2026, 11, 23, 8, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 8, 0, 30, tzinfo=UTC)
SECRET = "a secret that no mail of a measurement needs"  # noqa: S105 - signs links to nowhere


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder of the subscribers' records and mails, and the model behind the mails."""

    model: Path
    folder: Path

    @property
    def records_file(self) -> Path:
        """The file of the records."""
        return self.folder / "segue.db"

    @property
    def outbox(self) -> Path:
        """The folder of the mails."""
        return self.folder / "outbox"

    def records(self) -> SqliteRecords:
        """Open the records."""
        return SqliteRecords(self.records_file, lambda: NOW)

    def send(self) -> Send:
        """Build the use case that sends a batch."""
        model = Model.open(self.model)
        rendering = Rendering(
            addresses=Addresses.on("https://segue.example"),
            postal_address="1 Song Street",
            tokens=lambda: Tokens(SECRET),
        )
        outbox = MailFolder(self.outbox, Address("Segue", "mail", "segue.example"))
        return Send(
            lambda: model,
            self.records(),
            Delivery(self.records(), outbox, rendering, now=lambda: NOW),
            MemoryObjects,
            now=lambda: NOW,
        )


def senders(workers: int, place: Workspace) -> ProcessPoolExecutor:
    """Start the processes by spawning: an open SQLite file must not be inherited."""
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_start, initargs=(place,))


def ready(_: int) -> None:
    """Return once this process has loaded its model."""
    time.sleep(0.2)


def send_batch(data: bytes) -> None:
    """Send one batch, in a process of `senders`."""
    batch = msgspec.json.decode(data, type=Batch)
    _sender[0].run(Message("bench", data, {}, "", "", 1), batch)


_sender: list[Send] = []


def _start(place: Workspace) -> None:
    threadpool_limits(1, "blas")
    _sender.append(place.send())
