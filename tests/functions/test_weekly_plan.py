"""Due listeners are planned in batches, whenever and however often the tick comes."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from weekly_mail import MONDAY_NOON, Weekly, addresses, message

from functions.weekly_email.contract import Batch, PlanOn
from shared.adapters.memory import HandClock
from shared.domain.subscription import Schedule, State
from shared.errors import InvalidInput, Unavailable
from shared.messaging.messages import Tick
from shared.messaging.push import Message
from shared.ports import Record
from shared.record_kinds import SUBSCRIPTIONS


@pytest.fixture
def weekly(model, clock):
    return Weekly(model, clock)


def planned(weekly):
    """Return the names in each published batch."""
    orders = [json.loads(each.data) for each in weekly.bus.published]
    return [[due["listener"] for due in order["due"]] for order in orders if order["kind"] == "batch"]


def everybody_planned(weekly):
    return [name for batch in planned(weekly) for name in batch]


def test_only_those_who_are_due_and_active_are_planned(weekly, clock):
    weekly.subscribe("due")
    weekly.subscribe("later", due_at=clock() + timedelta(hours=1))
    weekly.subscribe("paused")
    weekly.records.update(SUBSCRIPTIONS.name, "paused", lambda fields: {**fields, "state": State.PAUSED.value})
    weekly.tick()
    assert planned(weekly) == [["due"]]


def test_an_hour_in_which_nobody_is_due_publishes_nothing(weekly, clock):
    weekly.subscribe("later", due_at=clock() + timedelta(seconds=1))
    weekly.tick()
    assert weekly.bus.published == []


def test_a_batch_holds_no_more_than_it_may_and_all_are_in_one(weekly, clock):
    weekly.batch_size = 3
    for place in range(8):
        weekly.subscribe(f"l{place}", due_at=clock() - timedelta(minutes=place), songs=0)
    weekly.tick()
    assert planned(weekly) == [["l7", "l6", "l5"], ["l4", "l3", "l2"], ["l1", "l0"]]


def test_a_batch_of_five_hundred_is_the_most(weekly):
    assert weekly.function()._plan.batch_size == 500
    with pytest.raises(InvalidInput):
        weekly.function().handle(message(Batch(due=[due("x")] * 501)))


def due(name, at=datetime(2026, 11, 23, 12, tzinfo=UTC)):
    from functions.weekly_email.contract import Due

    return Due(name, at)


def test_a_long_plan_goes_on_with_a_message_to_itself(weekly, clock):
    weekly.batch_size, weekly.batches_a_run = 2, 2
    for place in range(11):
        weekly.subscribe(f"l{place:02}", songs=0)
    weekly.tick()
    assert len(planned(weekly)) == 2
    runs = 1
    while orders := [each for each in weekly.bus.published if b'"plan"' in each.data]:
        weekly.bus.published.remove(orders[0])
        weekly.function().handle(Message("m", orders[0].data, {}, "", "", 1))
        runs += 1
    assert everybody_planned(weekly) == [f"l{place:02}" for place in range(11)]
    assert runs == 3


def test_whoever_becomes_due_while_a_plan_goes_on_waits_for_the_next(weekly, clock):
    weekly.batch_size, weekly.batches_a_run = 1, 1
    weekly.subscribe("first", songs=0)
    weekly.subscribe("second", songs=0)
    weekly.tick()
    weekly.subscribe("third", due_at=clock() + timedelta(minutes=1), songs=0)
    clock.advance(timedelta(minutes=5))
    rest = weekly.bus.published.pop()
    for _ in range(2):
        weekly.function().handle(Message("m", rest.data, {}, "", "", 1))
        rest = weekly.bus.published[-1]
    assert "third" not in everybody_planned(weekly)


def test_a_tick_missed_for_three_hours_is_caught_up(weekly, clock):
    for place in range(3):
        weekly.subscribe(f"hour {place}".replace(" ", ""), due_at=clock() + timedelta(hours=place))
    clock.advance(timedelta(hours=3))
    weekly.tick()
    weekly.deliver()
    assert len(weekly.mailer.sent) == 3
    assert {weekly.subscription(f"hour{place}").due_at for place in range(3)} == {
        datetime(2026, 11, 30, 12, tzinfo=UTC)
    }


def test_duplicate_ticks_mail_nobody_twice(weekly):
    weekly.subscribe("ada")
    for _ in range(3):
        weekly.tick()
    assert planned(weekly) == [["ada"]] * 3
    weekly.deliver()
    weekly.tick()
    weekly.deliver()
    assert addresses(weekly.mailer) == ["ada@mail.example"]


def test_a_tick_without_its_hour_is_one_too(weekly):
    weekly.subscribe("ada")
    weekly.function().handle(message(Tick()))
    assert planned(weekly) == [["ada"]]


@pytest.mark.parametrize(
    "data", [b"", b"tick", b'{"kind":"dance"}', b'{"kind":"batch"}', b'{"kind":"batch","due":[{"listener":"x"}]}']
)
def test_what_is_no_order_is_rejected(weekly, data):
    with pytest.raises(InvalidInput):
        weekly.function().handle(Message("m", data, {}, "", "", 1))


def test_a_plan_that_goes_on_from_nowhere_is_rejected(weekly, clock):
    with pytest.raises(InvalidInput):
        weekly.function().handle(message(PlanOn(until=clock(), cursor="nonsense")))


def test_a_due_moment_nobody_can_read_stops_nobody_else(weekly):
    weekly.subscribe("ada")
    broken = weekly.subscribe("broken", songs=0)
    weekly.records.update(SUBSCRIPTIONS.name, broken.listener, lambda fields: {**fields, "due_at": "2026-13-45"})
    weekly.tick()
    assert planned(weekly) == [["ada"]]


def test_a_bus_that_does_not_answer_lets_the_tick_come_again(weekly):
    class Down:
        def publish(self, *_: object, **__: object) -> str:
            raise Unavailable("The bus does not answer")

    weekly.subscribe("ada")
    bus, weekly.bus = weekly.bus, Down()
    with pytest.raises(Unavailable):
        weekly.tick()
    weekly.bus = bus
    weekly.tick()
    assert planned(weekly) == [["ada"]]


@pytest.mark.parametrize(
    ("starts", "dues"),
    [
        # Sundays at 02:00 in Berlin: skipped on 29 March 2026, twice there on 25 October.
        ("2026-03-22T01:00", ["2026-03-22T01:00", "2026-03-29T01:00", "2026-04-05T00:00"]),
        ("2026-10-18T00:00", ["2026-10-18T00:00", "2026-10-25T00:00", "2026-11-01T01:00"]),
    ],
)
def test_a_change_of_the_clocks_neither_skips_nor_doubles_a_mail(model, starts, dues):
    moments = [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (starts, *dues)]
    clock = HandClock(moments[0])
    weekly = Weekly(model, clock)
    weekly.subscribe("ada", Schedule(6, 2, "Europe/Berlin"), due_at=moments[0])
    sent_at = []
    for _ in range(24 * 20):
        before = len(weekly.mailer.sent)
        weekly.tick()
        weekly.deliver()
        sent_at += [clock()] * (len(weekly.mailer.sent) - before)
        clock.advance(timedelta(hours=1))
    assert sent_at == moments[1:]


def test_a_subscription_is_planned_from_the_fields_it_is_found_by(weekly, clock):
    fields = {"state": "active", "due_at": clock().isoformat(timespec="seconds"), "listener": "bare"}
    weekly.records.create(SUBSCRIPTIONS.name, Record("bare", fields))
    weekly.tick()
    assert planned(weekly) == [["bare"]]
    assert MONDAY_NOON.next_after(clock()) > clock()
