"""The weekly mails of twenty listeners in two weeks, planned by ticks.

A mail is seen if it arrived. One whose sender died, or whose mailer kept silent, may be given up as doubtful in
sight of an operator: it counts as set aside, not as lost.
"""

from collections import Counter
from datetime import timedelta

import msgspec

from bench.faults.observations import Observations
from bench.faults.scenarios.scenario import HOUR, Scenario
from bench.faults.scenarios.songs import Songs, keep
from bench.faults.world import START, World
from functions.weekly_email.contract import Batch, Due
from shared.domain.search import Search
from shared.domain.subscription import Schedule, State, Subscription
from shared.ports import Record
from shared.record_kinds import LISTENERS, SENT_DIGESTS, SUBSCRIPTIONS
from shared.records.sent_digests import Progress, SentDigest

LISTENERS_DUE = 20
IN_BATCH = 5
NOON = Schedule(weekday=0, hour=12, time_zone="UTC")
WEEK = timedelta(days=7)
AFTER = (timedelta(0), HOUR, 2 * HOUR, 7 * HOUR, 24 * HOUR)
TICKS = (*AFTER, *(WEEK + after for after in AFTER))
"""The hours at which a mail that was put off once or twice is due again are among them."""


def weekly_email(songs: Songs) -> Scenario:
    """Build the scenario: there is no caller, ticks do it all."""

    def prepare(world: World) -> None:
        for place in range(LISTENERS_DUE):
            _subscribe(world, f"listener-{place:02}", songs.ids[place : place + 3])

    seen = _mails, _next
    return Scenario("weekly_email", (), seen, prepare, TICKS, on_the_way=_batches, set_aside=_doubtful)


def _subscribe(world: World, listener: str, seeds: list[str]) -> None:
    records = world.ports.records
    subscription = Subscription(listener, State.ACTIVE, NOON, START)
    records.create(SUBSCRIPTIONS.name, Record(listener, subscription.to_fields()))
    records.create(LISTENERS.name, Record(listener, {"address": f"{listener}@mail.example"}))
    keep(world, Search(f"by-{listener}", START - HOUR, "a-model", tuple(seeds), (), 2, None, listener))


def _batches(world: World) -> list[tuple[str, bytes]]:
    """Return the batches of the first hour, as a plan publishes them."""
    page = world.ports.records.page(SUBSCRIPTIONS.name, limit=LISTENERS_DUE)
    due = [Due(record.key, Subscription.of(record.fields).due_at) for record in page.records]
    starts = range(0, len(due), IN_BATCH)
    return [("weekly_email", msgspec.json.encode(Batch(due=due[start : start + IN_BATCH]))) for start in starts]


def _mails(world: World) -> Observations:
    """Return each listener's mails of each week, sent ones and doubtful ones."""
    digests = {digest.id: digest for digest in _digests(world)}
    found: Observations = Counter()
    for mail in world.mails():
        digest = digests.get(mail["Message-ID"].strip("<>").partition("@")[0])
        found[_of_week(digest) if digest else f"mail that no record knows, to {mail['To']}"] += 1
    for digest in digests.values():
        if digest.progress is Progress.DOUBTFUL and not found[_of_week(digest)]:
            found[_of_week(digest)] = 1
    return +found


def _of_week(digest: SentDigest) -> str:
    return f"mail to {digest.listener} of week {(digest.due_at - START) // WEEK}"


def _next(world: World) -> Observations:
    """Return when each next mail is due."""
    found: Observations = Counter()
    for record in world.ports.records.page(SUBSCRIPTIONS.name, limit=100).records:
        due_at = Subscription.of(record.fields).due_at
        found[f"next mail to {record.key} at {due_at}"] += 1
    return found


def _doubtful(world: World) -> int:
    return sum(each.progress is Progress.DOUBTFUL for each in _digests(world))


def _digests(world: World) -> list[SentDigest]:
    page = world.ports.records.page(SENT_DIGESTS.name, limit=1000)
    return [SentDigest.of(record.fields) for record in page.records]
