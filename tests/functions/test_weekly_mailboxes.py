"""No mailbox delays the weekly mail of another: real mail servers that refuse, fall silent and hang up at one."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from mail_servers import HANGS_UP, KEY, STALLS, MailServer, SendGridServer, sendgrid_error
from outside_servers import Reply
from weekly_mail import Weekly

from shared.adapters.mime import sender_of
from shared.adapters.sendgrid_mail import SendGrid
from shared.adapters.smtp import Smtp
from shared.domain.retry import RETRY_WAITS
from shared.errors import InvalidSettings, Unavailable
from shared.messaging.push import Message
from shared.record_kinds import SENT_DIGESTS, SUBSCRIPTIONS
from shared.records.sent_digests import Progress

NAMES = tuple(f"l{place:02}" for place in range(20))
ODD = "l05"
ODD_ADDRESS = f"{ODD}@mail.example"
OTHERS = sorted(f"{name}@mail.example" for name in NAMES if name != ODD)
SENDER = sender_of("Segue <mail@segue.example>")
DELIVERIES = 6


@pytest.fixture
def weekly(model, clock) -> Weekly:
    """Twenty listeners, all due now."""
    weekly = Weekly(model, clock)
    for name in NAMES:
        weekly.subscribe(name)
    return weekly


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


def plan(weekly: Weekly) -> None:
    """Run one hour's plan, with as many deliveries of each batch as a subscription makes."""
    weekly.tick()
    while weekly.bus.published:
        published = weekly.bus.published.pop(0)
        for attempt in range(1, DELIVERIES + 1):
            try:
                weekly.function().handle(Message(published.id, published.data, {}, "", "", attempt))
            except (Unavailable, InvalidSettings):
                continue
            break


def progress(weekly: Weekly, name: str) -> list[str]:
    page = weekly.records.page(SENT_DIGESTS.name, where={"listener": name})
    return [str(record.fields["progress"]) for record in page.records]


REFUSALS = (
    "452 4.2.2 mailbox full",
    "451 greylisted",
    "552 5.2.2 full",
    "550 5.7.1 policy",
    "421 too many",
    HANGS_UP,
)


@pytest.mark.parametrize("answer", [*REFUSALS, STALLS])
def test_one_recipient_who_is_refused_delays_no_other_this_week_or_the_next(weekly, server, clock, answer):
    weekly.mailer = Smtp(server.place(), SENDER, timeout_seconds=0.6)
    server.mailbox.answers[ODD_ADDRESS] = answer
    for _ in range(2):
        plan(weekly)
        assert sorted(server.mailbox.to()) == OTHERS
        server.mailbox.recipients.clear()
        clock.advance(timedelta(days=7))


@pytest.mark.parametrize("reply", [sendgrid_error(400, "bad", "content.0.value"), sendgrid_error(413, "large")])
def test_one_recipient_whom_sendgrid_refuses_delays_no_other_this_week_or_the_next(weekly, clock, reply):
    with SendGridServer() as server:
        weekly.mailer = SendGrid(KEY, SENDER, host=server.url, sleep=lambda _: None)
        server.answers[ODD_ADDRESS] = reply
        for _ in range(2):
            plan(weekly)
            posted = Counter(str(each["To"]) for each in server.messages())
            assert posted == Counter({**dict.fromkeys(OTHERS, 1), ODD_ADDRESS: 1})
            server.asked.clear()
            clock.advance(timedelta(days=7))


def test_a_refused_recipient_gets_their_mail_as_soon_as_a_later_attempt_is_taken(weekly, server, clock):
    weekly.mailer = Smtp(server.place(), SENDER)
    server.mailbox.answers[ODD_ADDRESS] = "451 4.7.1 greylisted"
    plan(weekly)
    del server.mailbox.answers[ODD_ADDRESS]
    clock.advance(RETRY_WAITS[0])
    plan(weekly)
    assert Counter(server.mailbox.to()) == Counter([*OTHERS, ODD_ADDRESS])
    assert progress(weekly, ODD) == [Progress.SENT]
    assert weekly.subscription(ODD).due_at - weekly.subscription("l00").due_at == timedelta(0)


def test_a_mail_that_no_attempt_delivers_is_given_up_after_days_and_the_next_week_is_tried_anew(
    weekly, server, clock
):
    weekly.mailer = Smtp(server.place(), SENDER)
    server.mailbox.answers[ODD_ADDRESS] = "452 4.2.2 full"
    tries = 0
    for wait in [wait / 2 for wait in (*RETRY_WAITS, timedelta(days=1)) for _ in range(2)]:
        before = weekly.records.get(SUBSCRIPTIONS.name, ODD).fields["retry"]
        plan(weekly)
        tries += weekly.records.get(SUBSCRIPTIONS.name, ODD).fields["retry"] != before
        clock.advance(wait)
    assert (tries, progress(weekly, ODD)) == (len(RETRY_WAITS) + 1, [Progress.GIVEN_UP])
    assert weekly.subscription(ODD).retry is None
    server.mailbox.answers.clear()
    clock.advance(timedelta(days=7) - sum(RETRY_WAITS, timedelta(days=1)))
    plan(weekly)
    assert sorted(progress(weekly, ODD)) == [Progress.GIVEN_UP, Progress.SENT]


@pytest.mark.parametrize("end", [HANGS_UP, "354 go on"])
def test_a_mail_whose_answer_is_lost_is_sent_once_whatever_is_planned_and_redelivered(weekly, server, clock, end):
    weekly.mailer = Smtp(server.place(), SENDER, timeout_seconds=2.0)
    server.mailbox.answers[f"accepted {ODD_ADDRESS}"] = end
    for _ in range(4):
        plan(weekly)
        clock.advance(timedelta(hours=1))
    assert Counter(server.mailbox.to()) == Counter([*OTHERS, ODD_ADDRESS])
    assert progress(weekly, ODD) == [Progress.DOUBTFUL]


def test_a_mail_whose_answer_sendgrid_does_not_give_is_posted_once(weekly, clock):
    with SendGridServer() as server:
        weekly.mailer = SendGrid(KEY, SENDER, host=server.url, sleep=lambda _: None)
        server.answers[ODD_ADDRESS] = Reply(hangs_up=True)
        for _ in range(4):
            plan(weekly)
            clock.advance(timedelta(hours=1))
        assert Counter(str(each["To"]) for each in server.messages()) == Counter([*OTHERS, ODD_ADDRESS])
    assert progress(weekly, ODD) == [Progress.DOUBTFUL]


def test_a_server_that_loses_every_answer_stops_the_batch_after_three(weekly, server):
    weekly.mailer = Smtp(server.place(), SENDER)
    for name in NAMES:
        server.mailbox.answers[f"accepted {name}@mail.example"] = HANGS_UP
    weekly.tick()
    published = weekly.bus.published.pop()
    with pytest.raises(Unavailable):
        weekly.function().handle(Message(published.id, published.data, {}, "", "", 1))
    assert len(server.mailbox.to()) == 3


def test_a_server_that_refuses_everybody_alike_defers_twenty_and_stops_the_batch(weekly, server):
    for place in range(20, 30):
        weekly.subscribe(f"l{place}")
    weekly.mailer = Smtp(server.place(), SENDER)
    for place in range(30):
        server.mailbox.answers[f"l{place:02}@mail.example"] = "550 5.7.1 we do not relay"
    weekly.tick()
    published = weekly.bus.published.pop()
    with pytest.raises(Unavailable):
        weekly.function().handle(Message(published.id, published.data, {}, "", "", 1))
    assert sum(weekly.subscription(f"l{place:02}").retry is not None for place in range(30)) == 20


def test_five_neighbours_at_whom_the_connection_always_ends_delay_no_other(weekly, server):
    weekly.mailer = Smtp(server.place(), SENDER)
    for place in range(5):
        server.mailbox.answers[f"l{place:02}@mail.example"] = HANGS_UP
    plan(weekly)
    assert sorted(server.mailbox.to()) == [f"l{place:02}@mail.example" for place in range(5, 20)]


def test_a_mail_server_that_is_down_for_an_hour_costs_nobody_their_mail(weekly, clock):
    with MailServer() as server:
        weekly.mailer = Smtp(server.place(), SENDER)
    plan(weekly)
    assert all(weekly.subscription(name).due_at == clock() for name in NAMES)
    with MailServer() as server:
        weekly.mailer = Smtp(server.place(), SENDER)
        plan(weekly)
        assert Counter(server.mailbox.to()) == Counter([*OTHERS, ODD_ADDRESS])


def test_a_batch_ends_between_two_mails_when_the_process_is_asked_to_stop(weekly):
    sent = []

    class Stopping:
        def send(self, mail):
            sent.append(mail.to)
            weekly.stopping.set()

    weekly.mailer = Stopping()
    weekly.tick()
    published = weekly.bus.published.pop()
    message = Message(published.id, published.data, {}, "", "", 1)
    with pytest.raises(Unavailable, match="asked to stop"):
        weekly.function().handle(message)
    assert len(sent) == 1
    weekly.stopping.clear()
    with pytest.raises(Unavailable, match="asked to stop"):
        weekly.function().handle(message)
    assert len(set(sent)) == 2
