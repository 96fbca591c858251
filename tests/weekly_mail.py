"""Subscribers with a history, and the function that sends their weekly mails, over memory and a real model."""

import threading
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from functions.weekly_email.contract import Batch, Due
from functions.weekly_email.delivery import Delivery
from functions.weekly_email.handler import WeeklyEmail
from functions.weekly_email.plan import Plan
from functions.weekly_email.send import Send
from shared.adapters.memory import HandClock, MemoryBus, MemoryMailer, MemoryObjects, MemoryRecords
from shared.digest.rendering import Rendering
from shared.domain.rating import Opinion, Target, rated
from shared.domain.search import Search
from shared.domain.subscription import Schedule, State, Subscription
from shared.messaging.messages import Tick
from shared.messaging.push import Message
from shared.model.model import Model
from shared.ports import EventBus, Mailer, ObjectStore, Record, Records
from shared.record_kinds import LISTENERS, RATINGS, SEARCHES, SUBSCRIPTIONS
from shared.web.addresses import Addresses
from shared.web.tokens import Tokens

SITE = "https://segue.example"
SECRET = "a secret for the tests of 32 characters or more"
MONDAY_NOON = Schedule(weekday=0, hour=12, time_zone="UTC")
"""The initial hour of a HandClock."""


def addresses(mailer: MemoryMailer) -> list[str]:
    """Return the recipients of the sent mails, in order."""
    return [mail.to for mail in mailer.sent]


@dataclass
class Weekly:
    """One instance of the function, with replaceable adapters."""

    model: Model
    clock: HandClock
    records: Records = None
    mailer: Mailer = field(default_factory=MemoryMailer)
    objects: ObjectStore = field(default_factory=MemoryObjects)
    bus: EventBus = field(default_factory=MemoryBus)
    batch_size: int = 500
    batches_a_run: int = 100
    stopping: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.records = self.records or MemoryRecords(self.clock)

    @property
    def letters(self) -> Rendering:
        return Rendering(
            addresses=Addresses.on(SITE),
            postal_address="Segue, 1 Song Street, Tune",
            tokens=lambda: Tokens(SECRET),
        )

    def function(self, records: Records | None = None) -> WeeklyEmail:
        kept = records or self.records
        delivery = Delivery(kept, self.mailer, self.letters, now=self.clock)
        send = Send(
            lambda: self.model, kept, delivery, lambda: self.objects, now=self.clock, stopping=self.stopping.is_set
        )
        plan = Plan(kept, lambda: self.bus, self.batch_size, self.batches_a_run)
        return WeeklyEmail(plan, lambda: send, now=self.clock)

    def tick(self) -> None:
        """Publish the tick of an hour."""
        self.function().handle(message(Tick(hour=self.clock())))

    def deliver(self) -> None:
        """Deliver all published messages, and those published meanwhile, once each."""
        while self.bus.published:
            published = self.bus.published.pop(0)
            self.function().handle(Message(published.id, published.data, {}, "", "", 1))

    def subscribe(
        self,
        name: str,
        schedule: Schedule = MONDAY_NOON,
        due_at: datetime | None = None,
        songs: int = 3,
        at: int = 0,
    ) -> Subscription:
        """Create an active subscriber who searched for songs yesterday; `at` is the first in the catalogue."""
        subscription = Subscription(name, State.ACTIVE, schedule, due_at or self.clock())
        self.records.create(SUBSCRIPTIONS.name, Record(name, subscription.to_fields()))
        self.records.create(LISTENERS.name, Record(name, {"address": f"{name}@mail.example"}))
        if songs:
            self.search(name, self.track_ids(at, at + songs), self.clock() - timedelta(days=1))
        return subscription

    def track_ids(self, start: int, stop: int) -> tuple[str, ...]:
        return tuple(track.id for track in self.model.catalogue.tracks(range(start, stop)))

    def search(
        self, listener: str, seeds: tuple[str, ...], at: datetime, recommended: tuple[str, ...] = ()
    ) -> Search:
        made = Search(uuid.uuid4().hex, at, self.model.version, seeds, recommended, None, None, listener)
        self.records.create(SEARCHES.name, Record(made.id, made.to_fields()))
        return made

    def rate(self, listener: str, track: str, opinion: Opinion, at: datetime | None = None) -> None:
        made = Search("any", at or self.clock(), self.model.version, (), (track,), None, None, listener)
        target = Target("track", track)
        rating = rated(None, listener, target, made, opinion, at or self.clock())
        self.records.update(RATINGS.name, rating.key, lambda _: rating.to_fields())

    def subscription(self, name: str) -> Subscription:
        return Subscription.of(self.records.get(SUBSCRIPTIONS.name, name).fields)


def message(order: object, id: str = "") -> Message:
    return Message(id or uuid.uuid4().hex, msgspec.json.encode(order), {}, "", "", 1)


def batch_of(*subscriptions: Subscription) -> Message:
    return message(Batch(due=[Due(each.listener, each.due_at) for each in subscriptions]))
