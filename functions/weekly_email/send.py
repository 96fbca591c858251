"""Send the digests of a batch, each once: a digest is claimed before it is sent and marked after.

docs/decisions/0039 decides for a sender that dies in between, and for a mailer that fails.
"""

import logging
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress as suppress_error
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec
from jinja2 import TemplateError

from shared import logs
from shared.digest.compose import compose
from shared.digest.digest import Digest
from shared.digest.history import history_of, most_loved
from shared.digest.rendering import Rendering, sent_digest_of
from shared.domain.mail import Mail
from shared.domain.search import Search
from shared.domain.subscription import State, Subscription
from shared.errors import InvalidSettings, NotFound, RefusedAddress, RejectedMessage, SegueError, Unavailable
from shared.messaging.push import Message, keep_rejected
from shared.model.model import Model
from shared.ports import Fields, Mailer, ObjectStore, Record, Records
from shared.record_kinds import LISTENERS, SEARCHES, SENT_DIGEST_KEPT, SENT_DIGESTS, SUBSCRIPTIONS
from shared.records.sent_digests import Progress, SentDigest, sent_digest_key
from shared.records.suppressions import is_suppressed, suppress

from .contract import Batch, Due
from .due import move_on

CLAIM_LASTS = timedelta(minutes=15)
"""Longer than a sender may take: Pub/Sub waits 10 minutes for an answer at most."""

POISON = (SegueError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, TemplateError)
"""Errors that one listener's records may cause."""

MOST_SET_ASIDE = 20
"""Failures tolerated in a batch; above this we assume a bug and let the batch be redelivered."""

Outcome = Literal[
    "sent", "not due", "suppressed", "nothing to tell", "refused", "in other hands", "in doubt", "set aside"
]

logger = logging.getLogger(__name__)


class Send:
    """The use case behind a batch of digests."""

    def __init__(
        self,
        models: Callable[[], Model],
        records: Records,
        mailer: Mailer,
        objects: Callable[[], ObjectStore],
        rendering: Rendering,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._models = models
        self._records = records
        self._mailer = mailer
        self._objects = objects
        self._rendering = rendering
        self._now = now

    def run(self, message: Message, batch: Batch) -> None:
        """Send every digest of a batch that is still due.

        A listener whose digest fails is set aside, and the others get theirs. Raises Unavailable if records, model
        or mailer do not answer or take no more for now, and the failure itself after MOST_SET_ASIDE of them: a
        redelivery then sends the rest.
        """
        model, community = self._models(), most_loved(self._records, self._now())
        outcomes: Counter[str] = Counter()
        try:
            for place, due in enumerate(batch.due):
                try:
                    outcome = self._one(due, model, community)
                except (Unavailable, InvalidSettings):
                    raise
                except POISON as error:
                    if outcomes["set aside"] == MOST_SET_ASIDE:
                        raise
                    outcome = self._set_aside(message, place, due, error)
                outcomes[outcome] += 1
        finally:
            left = len(batch.due) - outcomes.total()
            severity: logs.Severity = "WARNING" if left else "INFO"
            logs.event(
                logger,
                severity,
                "weekly mails of a batch",
                left=left,
                model=model.version,
                outcomes=dict(outcomes),
            )

    def _one(self, due: Due, model: Model, community: list[tuple[str, int]]) -> Outcome:
        record = self._records.get(SUBSCRIPTIONS.name, due.listener)
        if record is None or record.fields["state"] != State.ACTIVE:
            return "not due"  # ended or paused since it was planned
        subscription = Subscription.of(record.fields)
        if subscription.due_at != due.at:
            return "not due"  # sent already, or moved to another hour
        claimed = self._records.get(SENT_DIGESTS.name, sent_digest_key(due.listener, due.at))
        outcome = self._settled(claimed) if claimed else self._sent(subscription, model, community)
        if outcome != "in other hands":
            move_on(self._records, due, self._now())
        return outcome

    def _sent(self, subscription: Subscription, model: Model, community: list[tuple[str, int]]) -> Outcome:
        address = str(_demanded(self._records.get(LISTENERS.name, subscription.listener)).fields["address"])
        if is_suppressed(self._records, address):
            return "suppressed"
        now = self._now()
        digest = compose(model, history_of(self._records, subscription.listener), community, now)
        if digest is None:
            return "nothing to tell"
        mailed = sent_digest_of(digest, subscription, now)
        mail = self._rendering.write(digest, mailed, subscription.schedule, address)
        if not self._records.create(
            SENT_DIGESTS.name, Record(mailed.key, mailed.to_fields(), now + SENT_DIGEST_KEPT)
        ):
            return "in other hands"  # another sender was faster
        return self._delivered(mail, mailed, digest)

    def _delivered(self, mail: Mail, mailed: SentDigest, digest: Digest) -> Outcome:
        """Send a claimed mail and mark it; the claim is released if the mailer takes no mail now."""
        try:
            self._keep_list(mailed, digest)
            self._mailer.send(mail)
        except RefusedAddress:
            suppress(self._records, mail.to, "refused", self._now())
            self._mark(mailed.key, Progress.REFUSED)
            return "refused"
        except (Unavailable, InvalidSettings):
            self._records.delete(SENT_DIGESTS.name, mailed.key)
            raise
        self._mark(mailed.key, Progress.SENT)
        return "sent"

    def _settled(self, claimed: Record) -> Outcome:
        """Return the outcome of a digest that was claimed before."""
        mailed = SentDigest.of(claimed.fields)
        if mailed.progress is not Progress.CLAIMED:
            return "not due"  # its sender died before it moved the subscription on
        if self._now() - mailed.claimed_at < CLAIM_LASTS:
            return "in other hands"  # if that sender has died, the next hour's plan brings it back
        logs.event(logger, "ERROR", "a weekly mail may not have been sent: its sender died", id=mailed.id)
        self._mark(mailed.key, Progress.DOUBTFUL)
        return "in doubt"

    def _mark(self, key: str, progress: Progress) -> None:
        """Store the progress of a mail, unless its listener deleted themselves meanwhile."""

        def change(fields: Fields | None) -> Fields:
            if fields is None:
                raise NotFound("This mail is not kept any more")
            return {**fields, "progress": progress.value}

        with suppress_error(NotFound):
            self._records.update(SENT_DIGESTS.name, key, change, self._now() + SENT_DIGEST_KEPT)

    def _keep_list(self, mailed: SentDigest, digest: Digest) -> None:
        """Store the songs of the mail as an answer that can be rated. It is no listener's: nobody asked for it."""
        search = Search(
            id=mailed.id,
            asked_at=mailed.claimed_at,
            model=digest.model,
            seeds=tuple(track.id for track in digest.seeds),
            recommended=tuple(song.track.id for song in digest.songs),
            cluster=digest.cluster,
            fallback=None,
        )
        expires_at = mailed.claimed_at + SENT_DIGEST_KEPT
        self._records.update(SEARCHES.name, search.id, lambda _: search.to_fields(), expires_at)

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


def _demanded(record: Record | None) -> Record:
    """Return a listener's record. Raises LookupError without one: nobody subscribes without an address."""
    if record is None:
        raise LookupError("a subscription whose listener has no address")
    return record
