"""Find the subscriptions that are due, and those due too far ahead, and publish them in batches; change nothing.

A plan that is run twice, or cut off and run again, publishes some twice: the claim of a digest sends it once.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from shared import logs
from shared.domain.subscription import State
from shared.messaging.topics import DIGESTS
from shared.ports import EventBus, Record, Records
from shared.record_kinds import SUBSCRIPTIONS

from .contract import MOST_IN_BATCH, Batch, Due, PlanOn
from .due import is_far

BATCHES_A_RUN = 100
"""Batches that one run publishes before the plan continues with another message: seconds of work."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """Finds the due subscriptions."""

    records: Records
    events: Callable[[], EventBus]
    batch_size: int = MOST_IN_BATCH
    batches_a_run: int = BATCHES_A_RUN

    def run(self, until: datetime, cursor: str | None = None) -> None:
        """Publish a batch for each page of listeners who are due by `until`, and the rest of a long plan.

        Missed subscriptions are still due: a plan that runs hours late has them all. Those that a wrong clock
        moved too far ahead are published too: the sender of the batch gives them their next hour.
        """
        batches = listeners = 0
        if cursor is None and (far := self._far(until)):
            self._publish(Batch(due=far))
        while batches < self.batches_a_run:
            page = self.records.page(
                SUBSCRIPTIONS.name,
                where={"state": State.ACTIVE.value},
                order_by="due_at",
                limit=self.batch_size,
                cursor=cursor,
            )
            found = [each for record in page.records if (each := _due(record))]
            due = [each for each in found if each.at <= until]
            if due:
                self._publish(Batch(due=due))
                batches, listeners = batches + 1, listeners + len(due)
            cursor = page.cursor if len(due) == len(found) else None
            if cursor is None:
                break
        if cursor is not None:
            self._publish(PlanOn(until=until, cursor=cursor))
        logs.event(
            logger, "INFO", "planned weekly mails", batches=batches, due=listeners, goes_on=cursor is not None
        )

    def _far(self, now: datetime) -> list[Due]:
        """Return subscriptions whose due moment only a wrong clock can have set; the next plan has more."""
        page = self.records.page(
            SUBSCRIPTIONS.name,
            where={"state": State.ACTIVE.value},
            order_by="due_at",
            descending=True,
            limit=self.batch_size,
        )
        return [each for record in page.records if (each := _due(record)) and is_far(each.at, now)]

    def _publish(self, order: Batch | PlanOn) -> None:
        self.events().publish(DIGESTS, msgspec.json.encode(order))


def _due(record: Record) -> Due | None:
    """Read only the fields the record was found by: damage in any other must not stop the plan."""
    try:
        return Due(record.key, datetime.fromisoformat(str(record.fields["due_at"])))
    except ValueError as error:
        logs.event(logger, "ERROR", "a subscription's due moment cannot be read: it is left out", error=error)
        return None
