"""Send the digests of a batch: no mailbox delays another's mail, and a mailer that is down delays the batch.

docs/decisions/0060 gives the rules, and why the numbers are as they are.
"""

import logging
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from jinja2 import TemplateError

from shared import logs
from shared.errors import InvalidSettings, RejectedMessage, SegueError, SpoiltStore, Unavailable
from shared.messaging.push import Message, keep_rejected
from shared.model.model import Model
from shared.ports import ObjectStore, Record, Records
from shared.record_kinds import SUBSCRIPTIONS

from .contract import Batch, Due
from .delivery import Attempt, Delivery, Outcome
from .due import breaks_of, move_on
from .streaks import ANSWERED, Streaks

POISON = (SegueError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, TemplateError)
"""Errors that one listener's records may cause."""

MOST_SET_ASIDE = 20
"""Failures tolerated in a batch; above this we assume a bug and let the batch be redelivered."""

logger = logging.getLogger(__name__)


class Send:
    """The use case behind a batch of digests."""

    def __init__(
        self,
        models: Callable[[], Model],
        records: Records,
        delivery: Delivery,
        objects: Callable[[], ObjectStore],
        *,
        now: Callable[[], datetime],
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._models = models
        self._records = records
        self._delivery = delivery
        self._objects = objects
        self._now = now
        self._stopping = stopping

    def run(self, message: Message, batch: Batch) -> None:
        """Send every digest of a batch that is still due.

        A listener whose digest fails is set aside, one whose mailbox takes no mail is deferred, and the others get
        theirs. Raises Unavailable if records, model or mailer do not answer or the process is asked to stop, and
        the failure itself after MOST_SET_ASIDE of them: a redelivery then sends the rest.
        """
        model = self._models()
        outcomes: Counter[str] = Counter()
        streaks = Streaks()
        try:
            for place, due, record in self._in_turn(batch):
                if self._stopping():
                    raise Unavailable("This process is asked to stop", cure="deliver the batch again")
                attempt = self._attempt(message, place, due, record, outcomes, model)
                outcomes[attempt.outcome] += 1
                self._judge(streaks, attempt, outcomes)
            self._conclude(streaks, outcomes)
        except Unavailable:
            for failed in streaks.broken:
                self._delivery.note_break(failed)
            raise
        finally:
            self._log(batch, model, outcomes)

    def _in_turn(self, batch: Batch) -> Iterator[tuple[int, Due, Record | None]]:
        """Yield the listeners with their subscriptions, last those at whose mail a connection broke off before."""
        last: list[tuple[int, int, Due]] = []
        for place, due in enumerate(batch.due):
            record = self._records.get(SUBSCRIPTIONS.name, due.listener)
            if breaks := breaks_of(record):
                last.append((breaks, place, due))
            else:
                yield place, due, record
        for _, place, due in sorted(last, key=lambda each: each[:2]):
            yield place, due, self._records.get(SUBSCRIPTIONS.name, due.listener)

    def _attempt(
        self,
        message: Message,
        place: int,
        due: Due,
        record: Record | None,
        outcomes: Counter[str],
        model: Model,
    ) -> Attempt:
        try:
            return self._delivery.attempt(due, record, model)
        except (Unavailable, InvalidSettings, SpoiltStore):
            raise
        except POISON as error:
            if outcomes["set aside"] == MOST_SET_ASIDE:
                raise
            return Attempt(due, self._set_aside(message, place, due, error))

    def _judge(self, streaks: Streaks, attempt: Attempt, outcomes: Counter[str]) -> None:
        """Blame mailboxes for broken connections once a later mail is answered; raise if the mailer is down."""
        streaks.add(attempt)
        if streaks.is_the_mailers():
            raise streaks.unavailable()
        if attempt.outcome in ANSWERED:
            self._blame(streaks, outcomes)

    def _conclude(self, streaks: Streaks, outcomes: Counter[str]) -> None:
        """Blame the mailboxes of the last broken connections if the mailer answered before, else raise."""
        if streaks.broken and not streaks.answered:
            raise streaks.unavailable()
        self._blame(streaks, outcomes)

    def _blame(self, streaks: Streaks, outcomes: Counter[str]) -> None:
        for failed in streaks.take_broken():
            outcomes["broken off"] -= 1
            outcomes[self._delivery.defer(failed)] += 1

    def _log(self, batch: Batch, model: Model, outcomes: Counter[str]) -> None:
        left = len(batch.due) - outcomes.total() + outcomes["broken off"]
        severity: logs.Severity = "WARNING" if left else "INFO"
        logs.event(
            logger,
            severity,
            "weekly mails of a batch",
            left=left,
            model=model.version,
            outcomes=dict(+outcomes),
        )

    def _set_aside(self, message: Message, place: int, due: Due, error: Exception) -> Outcome:
        """Store a listener whose digest fails as a batch of its own; their next mail is tried in a week."""
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where, kind = f"{Path(frame.filename).name}:{frame.lineno}", type(error).__name__
        # The error's text may hold personal data: the log has its kind and place only.
        logs.event(logger, "ERROR", "a weekly mail was set aside", kind=kind, where=where)
        data = msgspec.json.encode(Batch(due=[due]))
        alone = Message(f"{message.id}-{place}", data, {}, "", message.published_at, message.attempt)
        rejected = RejectedMessage(
            "No weekly mail can be made of a listener's records", found=f"{kind} at {where}"
        )
        keep_rejected(self._objects(), "weekly_email", alone, rejected, self._now())
        move_on(self._records, due, self._now())
        return "set aside"
