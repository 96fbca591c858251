"""A deployment in one process that can be killed: the stores outlive it, functions and dispatcher do not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import count

from flask import Request, Response
from shared.adapters.spooled_bus import SPOOL, SpooledBus
from werkzeug.test import EnvironBuilder

from bench.faults.injection import FaultInjector, injected
from functions.feedback.handler import Feedback
from functions.ingest.handler import Ingest
from functions.recommend.handler import Recommend
from functions.tally.handler import TallyActivity
from ops.local.dispatcher import Dispatcher
from shared.adapters.memory import HandClock, MemoryObjects, MemoryRecords
from shared.errors import Unavailable
from shared.messaging.outbox import StoreThenPublish
from shared.messaging.push import event_function
from shared.messaging.topics import SUBSCRIBERS
from shared.model.live import LiveModel
from shared.ports import ObjectStore, Records

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""Initial time of the clock."""


@dataclass(slots=True)
class Stores:
    """The state that outlives a process: stores, time, and the answers to callers."""

    records: Records
    objects: ObjectStore
    clock: HandClock
    ids: Callable[[], int] = field(default_factory=lambda: count(1).__next__)
    answered: dict[int, object] = field(default_factory=dict)
    """Step -> the answer to its caller."""
    messages: int = 0
    """Number of attempted deliveries."""

    def seconds(self) -> float:
        """Return the time in seconds."""
        return self.clock().timestamp()


def stores_in_memory() -> Stores:
    """Build empty stores."""
    clock = HandClock(START)
    return Stores(MemoryRecords(clock), MemoryObjects(), clock)


class Process:
    """The functions of one process, built on the stores as after a start."""

    def __init__(self, stores: Stores, injector: FaultInjector, models: LiveModel) -> None:
        self.stores = stores
        records, objects = injected(stores.records, injector), injected(stores.objects, injector)
        now = stores.clock
        self.bus = injected(SpooledBus(objects, now=now), injector)
        outbox = StoreThenPublish(records, lambda: self.bus)
        self.recommend = Recommend(
            models, records, outbox, lambda: self.bus, now=now, new_id=lambda: f"search-{stores.ids()}"
        )
        self.feedback = Feedback(records, lambda: self.bus, now=now)
        handles = {
            "ingest": Ingest(models, records, objects, None, now=now).handle,
            "tally": TallyActivity(records).handle,
        }
        self._functions: dict[str, Callable[[Request], Response]] = {
            name: event_function(name, objects=lambda: objects, now=now)(handle)
            for name, handle in handles.items()
        }
        self._dispatcher = Dispatcher(objects, self.push, seconds=stores.seconds)

    def push(self, topic: str, push_body: bytes) -> Exception | None:
        """Deliver a message to its functions; return the error if one refused it."""
        self.stores.messages += 1
        refusals = [self._pushed(function, push_body) for function in SUBSCRIBERS[topic]]
        return next(filter(None, refusals), None)

    def _pushed(self, function: str, push_body: bytes) -> Exception | None:
        built = EnvironBuilder(method="POST", data=push_body, content_type="application/json")
        try:
            answer = self._functions[function](Request(built.get_environ()))
        finally:
            built.close()
        refused = answer.status_code >= HTTPStatus.BAD_REQUEST
        return Unavailable(f"{function} answered {answer.status_code}") if refused else None

    def deliver_all(self) -> None:
        """Deliver until the spool is empty. Raises Unavailable while a message waits for a later retry."""
        while list(self.stores.objects.list(SPOOL)):
            if not self._dispatcher.round():
                raise Unavailable("A message waits to be delivered again")
