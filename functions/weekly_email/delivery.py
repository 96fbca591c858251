"""Deliver one digest: claimed before it is sent, marked after; what failed tells what becomes of it.

docs/decisions/0060 decides for each kind of failure, and for a sender that dies in between.
"""

import logging
from collections.abc import Callable
from contextlib import suppress as suppress_error
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from shared import logs
from shared.digest.compose import compose
from shared.digest.digest import Digest
from shared.digest.history import history_of
from shared.digest.rendering import Rendering, sent_digest_of
from shared.domain.mail import Mail
from shared.domain.retry import MOST_BREAKS, Retry
from shared.domain.search import Search
from shared.domain.subscription import State, Subscription
from shared.errors import (
    DeferredAddress,
    InvalidSettings,
    LimitReached,
    NotFound,
    RefusedAddress,
    SegueError,
    Unavailable,
    UnknownOutcome,
)
from shared.model.model import Model
from shared.ports import Fields, Mailer, Record, Records
from shared.record_kinds import LISTENERS, SEARCHES, SENT_DIGEST_KEPT, SENT_DIGESTS
from shared.records.counters import count_once
from shared.records.days import MAILS_SENT, of_day
from shared.records.deleted_listeners import is_deleted
from shared.records.sent_digests import Progress, SentDigest, sent_digest_key
from shared.records.suppressions import is_suppressed, suppress

from .contract import Due
from .due import is_early, is_far, move_on, put_off

CLAIM_LASTS = timedelta(minutes=15)
"""Longer than a sender may take: Pub/Sub waits 10 minutes for an answer at most."""

Outcome = Literal[
    "sent",
    "not due",
    "suppressed",
    "nothing to tell",
    "refused",
    "deferred",
    "given up",
    "broken off",
    "in other hands",
    "in doubt",
    "set aside",
]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """The outcome of one delivery, and the mailer's error if it took no mail."""

    due: Due
    outcome: Outcome
    error: SegueError | None = None
    mailed: SentDigest | None = None
    """The digest that was handed to the mailer."""
    retry: Retry | None = None
    """The failures of its mail before this one."""

    @property
    def digest(self) -> SentDigest:
        """The digest that was handed to the mailer. Raises LookupError if there was none."""
        if self.mailed is None:
            raise LookupError("an attempt in which no digest was made")
        return self.mailed


class Delivery:
    """The delivery of one digest at a time."""

    def __init__(
        self, records: Records, mailer: Mailer, rendering: Rendering, *, now: Callable[[], datetime]
    ) -> None:
        self._records = records
        self._mailer = mailer
        self._rendering = rendering
        self._now = now

    def attempt(self, due: Due, record: Record | None, model: Model) -> Attempt:
        """Deliver the digest of a subscription if it is still due, and settle its next due moment.

        "broken off" is left to the caller: the others show who is to blame.
        Raises LimitReached or InvalidSettings if the mailer takes no mail at all, Unavailable if the records do
        not answer; the claim is then released.
        """
        if record is None or record.fields["state"] != State.ACTIVE:
            return Attempt(due, "not due")  # ended or paused since it was planned
        subscription = Subscription.of(record.fields)
        if subscription.due_at != due.at:
            return Attempt(due, "not due")  # sent already, or moved to another hour
        if is_far(due.at, self._now()):
            move_on(self._records, due, self._now())
            return Attempt(due, "not due")  # planned by a clock that was wrong
        if is_early(due.at, self._now()):
            return Attempt(due, "not due")
        claimed = self._records.get(SENT_DIGESTS.name, sent_digest_key(due.listener, subscription.mail_due_at))
        attempt = Attempt(due, self._settled(claimed)) if claimed else self._made(due, subscription, model)
        if attempt.outcome not in ("in other hands", "deferred", "given up", "broken off"):
            move_on(self._records, due, self._now())
        return attempt

    def defer(self, failed: Attempt) -> Outcome:
        """Have a mail that its mailbox does not take now tried again after a while, or give it up after days."""
        mailed = failed.digest
        retry = (failed.retry or Retry(mailed.due_at)).refused()
        found = failed.error.found if failed.error else ""
        if retry.wait is None:
            given_up = replace(mailed, progress=Progress.GIVEN_UP)
            self._records.create(SENT_DIGESTS.name, _record_of(given_up, self._now()))
            move_on(self._records, failed.due, self._now())
            logs.event(logger, "WARNING", "a weekly mail was given up", id=given_up.id, found=found)
            return "given up"
        put_off(self._records, failed.due, retry, self._now() + retry.wait)
        logs.event(
            logger,
            "INFO",
            "a weekly mail is tried again later",
            id=mailed.id,
            refusals=retry.refusals,
            found=found,
        )
        return "deferred"

    def note_break(self, failed: Attempt) -> None:
        """Store that the connection broke off at a mail: it is tried last then, and after many breaks deferred."""
        retry = (failed.retry or Retry(failed.digest.due_at)).broken()
        if retry.breaks >= MOST_BREAKS:
            self.defer(failed)
        else:
            put_off(self._records, failed.due, retry, failed.due.at)

    def _made(self, due: Due, subscription: Subscription, model: Model) -> Attempt:
        address = str(_demanded(self._records.get(LISTENERS.name, subscription.listener)).fields["address"])
        if is_suppressed(self._records, address):
            return Attempt(due, "suppressed")
        now = self._now()
        digest = compose(model, history_of(self._records, subscription.listener, subscription.lists), now)
        if digest is None:
            return Attempt(due, "nothing to tell")
        mailed = sent_digest_of(digest, subscription, now)
        mail = self._rendering.write(digest, mailed, subscription.schedule, address)
        if not self._records.create(SENT_DIGESTS.name, _record_of(mailed, now)):
            return Attempt(due, "in other hands")  # another sender was faster
        # Looked up after writing: a deletion that is marked later finds the digest and deletes it.
        if is_deleted(self._records, subscription.listener):
            self._release(mailed)
            return Attempt(due, "not due")
        return self._sent(Attempt(due, "sent", None, mailed, subscription.retry), mail, mailed, digest)

    def _sent(self, attempt: Attempt, mail: Mail, mailed: SentDigest, digest: Digest) -> Attempt:
        """Send a claimed mail and mark it; the claim is released if the mail was certainly not sent."""
        try:
            self._keep_list(mailed, digest)
        except Unavailable:
            self._release(mailed)
            raise
        try:
            self._mailer.send(mail)
        except RefusedAddress:
            suppress(self._records, mail.to, "refused", self._now())
            self._mark(mailed.key, Progress.REFUSED)
            return replace(attempt, outcome="refused")
        except DeferredAddress as error:
            self._release(mailed)
            failed = replace(attempt, error=error)
            return replace(failed, outcome=self.defer(failed))
        except UnknownOutcome as error:
            logs.event(
                logger, "ERROR", "a weekly mail may not have been sent: no answer", id=mailed.id, found=error.found
            )
            self._mark(mailed.key, Progress.DOUBTFUL)
            return replace(attempt, outcome="in doubt", error=error)
        except (LimitReached, InvalidSettings):
            self._release(mailed)
            raise
        except Unavailable as error:
            self._release(mailed)
            return replace(attempt, outcome="broken off", error=error)
        self._mark_sent(mailed)
        return attempt

    def _settled(self, claimed: Record) -> Outcome:
        """Return the outcome of a digest that was claimed before."""
        mailed = SentDigest.of(claimed.fields)
        if mailed.progress is not Progress.CLAIMED:
            return "not due"  # its sender died before it moved the subscription on
        if abs(self._now() - mailed.claimed_at) < CLAIM_LASTS:
            return "in other hands"  # if that sender has died, the next hour's plan brings it back
        logs.event(logger, "ERROR", "a weekly mail may not have been sent: its sender died", id=mailed.id)
        self._mark(mailed.key, Progress.DOUBTFUL)
        return "in doubt"

    def _release(self, mailed: SentDigest) -> None:
        self._records.delete(SENT_DIGESTS.name, mailed.key)

    def _mark(self, key: str, progress: Progress) -> None:
        """Store the progress of a mail, unless its listener deleted themselves meanwhile."""

        def change(fields: Fields | None) -> Fields:
            if fields is None:
                raise NotFound("This mail is not kept any more")
            return {**fields, "progress": progress.value}

        with suppress_error(NotFound):
            self._records.update(SENT_DIGESTS.name, key, change, self._now() + SENT_DIGEST_KEPT)

    def _mark_sent(self, mailed: SentDigest) -> None:
        """Store that a mail was sent, and count it, unless its listener deleted themselves meanwhile."""
        now = self._now()

        def sent(before: Record) -> Record:
            fields = {**before.fields, "progress": Progress.SENT.value}
            return Record(before.key, fields, now + SENT_DIGEST_KEPT)

        day = of_day(self._records, now, mailed.id, {MAILS_SENT: 1})
        count_once(self._records, (SENT_DIGESTS.name, mailed.key), sent, [day])

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


def _record_of(mailed: SentDigest, now: datetime) -> Record:
    return Record(mailed.key, mailed.to_fields(), now + SENT_DIGEST_KEPT)


def _demanded(record: Record | None) -> Record:
    """Return a listener's record. Raises LookupError without one: nobody subscribes without an address."""
    if record is None:
        raise LookupError("a subscription whose listener has no address")
    return record
