"""A sender may die at any moment: at most one mail of its batch is at stake, and it is not sent twice."""

import logging
from collections import Counter
from datetime import timedelta

import pytest
from weekly_mail import Weekly, addresses, batch_of

from shared.record_kinds import SENT_DIGESTS
from shared.records.sent_digests import Progress, SentDigest


class Killed(BaseException):
    """The process ended, without any cleanup."""


class DyingRecords:
    """Records whose process dies at one call, before or after its work."""

    def __init__(self, records, call, after):
        self._records, self._left, self._after = records, call, after

    def __getattr__(self, name):
        method = getattr(self._records, name)

        def call(*arguments, **named):
            self._left -= 1
            if self._left == 0 and not self._after:
                raise Killed
            result = method(*arguments, **named)
            if self._left == 0:
                raise Killed
            return result

        return call


class DyingMailer:
    """A mailer whose process dies with its second mail, before or after it is accepted."""

    def __init__(self, mailer, after):
        self._mailer, self._after, self._taken = mailer, after, 0

    def send(self, mail):
        self._taken += 1
        if self._taken == 2 and not self._after:
            raise Killed
        self._mailer.send(mail)
        if self._taken == 2:
            raise Killed


NAMES = ("ada", "bob", "cy")


def subscribed(model, clock):
    weekly = Weekly(model, clock)
    return weekly, [weekly.subscribe(name) for name in NAMES]


def settle(weekly, subscribers, clock):
    """Redeliver the batch at once, and plan for the next hours."""
    weekly.function().handle(batch_of(*subscribers))
    for _ in range(2):
        clock.advance(timedelta(hours=1))
        weekly.tick()
        weekly.deliver()


@pytest.mark.parametrize("after", [False, True], ids=["before it is taken", "after it is taken"])
def test_the_mail_at_stake_is_not_sent_again_and_that_is_logged(model, clock, after, caplog):
    weekly, subscribers = subscribed(model, clock)
    mailer, weekly.mailer = weekly.mailer, DyingMailer(weekly.mailer, after)
    with pytest.raises(Killed):
        weekly.function().handle(batch_of(*subscribers))
    weekly.mailer = mailer
    with caplog.at_level(logging.ERROR):
        settle(weekly, subscribers, clock)
    expected = ["ada", "bob", "cy"] if after else ["ada", "cy"]
    assert sorted(addresses(mailer)) == [f"{name}@mail.example" for name in expected]
    (doubtful,) = [
        SentDigest.of(record.fields)
        for record in weekly.records.page(SENT_DIGESTS.name, where={"listener": "bob"}).records
    ]
    assert doubtful.progress is Progress.DOUBTFUL
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        "a weekly mail may not have been sent: its sender died"
    ]
    assert weekly.subscription("bob").due_at > clock()


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_wherever_a_sender_dies_nobody_gets_two_and_at_most_one_gets_none(model, clock, after):
    died = 0
    for call in range(1, 42):
        weekly, subscribers = subscribed(model, clock)
        try:
            weekly.function(DyingRecords(weekly.records, call, after)).handle(batch_of(*subscribers))
        except Killed:
            died += 1
        settle(weekly, subscribers, clock)
        got = Counter(addresses(weekly.mailer))
        assert max(got.values()) == 1
        assert len(got) >= len(NAMES) - 1
        assert all(weekly.subscription(name).due_at > clock() for name in NAMES)
    assert died > 25


def test_two_deliveries_of_a_batch_at_once_mail_nobody_twice(model, clock):
    weekly, subscribers = subscribed(model, clock)
    inner = weekly.mailer

    class Overlapping:
        """The batch is redelivered during its first mail."""

        def __init__(self):
            self.nested = False

        def send(self, mail):
            if not self.nested:
                self.nested = True
                weekly.function().handle(batch_of(*subscribers))
            inner.send(mail)

    weekly.mailer = Overlapping()
    weekly.function().handle(batch_of(*subscribers))
    assert Counter(addresses(inner)) == Counter(f"{name}@mail.example" for name in NAMES)
