"""A deployment's stores and surroundings, which outlive its processes: embedded ones, or Google's emulators."""

import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.headerregistry import Address
from email.message import Message
from itertools import count
from pathlib import Path
from typing import Protocol, cast

from bench.faults.clock import WrongClock
from bench.faults.injection import FaultInjector, injected
from ops.local.dispatcher import Dispatcher
from shared.adapters.local_files import LocalFiles
from shared.adapters.mail_folder import MailFolder
from shared.adapters.sqlite_bus import SqliteBus
from shared.adapters.sqlite_queue import SqliteQueue
from shared.adapters.sqlite_records import SqliteRecords
from shared.messaging.outbox import TransactionalOutbox
from shared.ports import EventBus, Mailer, ObjectStore, Records

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""Initial time of the clock: a Monday."""

Push = Callable[[str, bytes], Exception | None]
"""Delivers a push body to a function; returns the error of a message that was not handled."""


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports of a deployment; a backup goes to `backups`, and is restored to the last two."""

    records: Records
    objects: ObjectStore
    bus: EventBus
    outbox: TransactionalOutbox
    mailer: Mailer
    backups: ObjectStore
    restored_records: Records
    restored_objects: ObjectStore

    def injected(self, injector: FaultInjector) -> "Ports":
        """Return the same ports, wrapped."""
        return replace(
            self, **{name: injected(getattr(self, name), name, injector) for name in self.__dataclass_fields__}
        )


class Rounds(Protocol):
    """Delivers messages, a round at a time."""

    def round(self) -> int:
        """Deliver what is due; return how many messages were settled."""


class World(ABC):
    """The stores, time, and the answers given to callers."""

    ports: Ports
    can_spoil = False
    """Whether `spoil_newest` can damage a stored message."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = WrongClock(START)
        self.answers: dict[int, object] = {}
        """Step -> the answer to its caller."""
        self.deliveries = 0
        self.step = -1
        """The step that is being done; -1 before and after them."""
        self.damaged: set[int] = set()
        """Steps whose message was damaged."""
        self.another: Callable[[], None] = lambda: None
        """Lets another process deliver what is delivered again."""
        self._ids = count(1)

    def new_id(self, kind: str) -> str:
        """Return an id that no process of this world has had."""
        return f"{kind}-{next(self._ids)}"

    def seconds(self) -> float:
        """Return the true time in seconds."""
        return self.clock.moment.timestamp()

    def wait(self, time: timedelta) -> None:
        """Let time pass."""
        self.clock.advance(time)

    def show_wrong_time(self, by: timedelta, readings: int) -> None:
        """Let the clock be wrong for its next readings."""
        self.clock.show(by, readings)

    def meanwhile(self) -> None:
        """Let another process deliver."""
        self.another()

    def damage(self) -> None:
        """Note that the present step's message is damaged."""
        self.damaged.add(self.step)

    @abstractmethod
    def rounds(self, injector: FaultInjector, push: Push) -> Rounds:
        """Build the delivery of one process."""

    @abstractmethod
    def waiting(self) -> int:
        """Return how many messages wait for delivery."""

    @abstractmethod
    def given_up(self) -> int:
        """Return how many messages are set aside as undeliverable."""

    def spoil_newest(self, damaged: Callable[[bytes], bytes]) -> None:
        """Damage the message published last where it is stored, if that is ours to do."""
        raise NotImplementedError

    def mails(self) -> Iterator[Message]:
        """Yield the mails that arrived, in the order of sending; their names have a clock that may be wrong."""
        for path in sorted((self.folder / "mails").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns):
            yield message_from_bytes(path.read_bytes())

    @abstractmethod
    def close(self) -> None:
        """Let go of what the world holds, and delete its folder."""


class Embedded(World):
    """Stores that `segue serve` runs on: SQLite, files, and a folder of mails."""

    can_spoil = True

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._file = folder / "segue.db"
        self.bus = SqliteBus(self._file, self.clock)
        self._queue = self.bus.queue()
        self.ports = Ports(
            records=SqliteRecords(self._file, self.clock),
            objects=LocalFiles(folder / "objects"),
            bus=self.bus,
            outbox=self.bus,
            mailer=mail_folder(folder, self.clock),
            backups=LocalFiles(folder / "backups"),
            restored_records=SqliteRecords(folder / "restored.db", self.clock),
            restored_objects=LocalFiles(folder / "restored"),
        )

    def rounds(self, injector: FaultInjector, push: Push) -> Rounds:
        """Build a dispatcher; its calls of the queue can be struck, too."""
        return Dispatcher(cast(SqliteBus, _QueueOnly(injected(self._queue, "queue", injector))), push)

    def waiting(self) -> int:
        """Return how many messages are in the queue."""
        return self.bus.waiting()

    def given_up(self) -> int:
        """Return how many messages are laid aside."""
        return self.bus.backlog().undelivered

    def close(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def spoil_newest(self, damaged: Callable[[bytes], bytes]) -> None:
        """Damage the message published last where it is stored."""
        with closing(sqlite3.connect(self._file)) as connection, connection:
            turn, body = connection.execute(
                "SELECT turn, body FROM messages ORDER BY turn DESC LIMIT 1"
            ).fetchone()
            connection.execute("UPDATE messages SET body = ? WHERE turn = ?", (damaged(body), turn))


@dataclass(frozen=True, slots=True)
class _QueueOnly:
    """The part of a bus that a dispatcher uses."""

    opened: SqliteQueue

    def queue(self) -> SqliteQueue:
        return self.opened


def mail_folder(folder: Path, clock: WrongClock) -> MailFolder:
    """Return the mailer of a world."""
    return MailFolder(folder / "mails", Address("Segue", "mail", "segue.example"), now=clock)
