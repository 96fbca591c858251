"""Heeding reports: whose mail ends, and that nobody else's can be ended by a forged one."""

import pytest
from bounced_mails import ABUSE, ANNA, LOST, PASSING, POSTFIX, report

from ops.bounces.intake import Intake
from shared.adapters.memory import HandClock, MemoryRecords
from shared.domain.return_path import ReturnPath
from shared.domain.subscription import Schedule, State, Subscription
from shared.ports import Record
from shared.record_kinds import ADDRESSES, CONSENTS, LISTENERS, SUBSCRIPTIONS
from shared.records.suppressions import hashed_address, is_suppressed

PATH = ReturnPath("bounces@segue.example", ["a secret"])


class World:
    """Records with one subscriber, and the intake with a return path or without one."""

    def __init__(self, path=None):
        self.clock = HandClock()
        self.records = MemoryRecords(self.clock)
        self.intake = Intake(self.records, path, "segue.example", self.clock)
        self.records.create(LISTENERS.name, Record("anna", {"address": ANNA}))
        self.records.create(ADDRESSES.name, Record(hashed_address(ANNA), {"listener": "anna"}))
        consent = {"listener": "anna", "confirmed_at": "2026-11-01", "ended_at": None, "ended_by": None}
        self.records.create(CONSENTS.name, Record("c1", consent))
        self.subscribe()

    def subscribe(self):
        made = Subscription("anna", State.ACTIVE, Schedule(0, 12, "UTC"), self.clock())
        self.records.create(SUBSCRIPTIONS.name, Record("anna", {**made.to_fields(), "consent": "c1"}))

    def heed(self, data):
        return [each.outcome for each in self.intake.heed(data)]

    @property
    def is_subscribed(self):
        return self.records.get(SUBSCRIPTIONS.name, "anna") is not None


@pytest.mark.parametrize("server", LOST)
def test_a_lost_address_gets_no_more_mail_and_its_consent_says_why(server):
    world = World()
    assert world.heed(LOST[server]) == ["heeded"]
    assert is_suppressed(world.records, ANNA)
    assert not world.is_subscribed
    why = world.records.get(CONSENTS.name, "c1").fields["ended_by"]
    assert why == ("spam report" if server == "complaint" else "bounced")


@pytest.mark.parametrize("kind", PASSING)
def test_what_may_pass_leaves_the_mail_as_it_is(kind):
    world = World()
    assert world.heed(PASSING[kind]) == ["passing"]
    assert world.is_subscribed
    assert not is_suppressed(world.records, ANNA)


def test_a_report_that_is_read_again_does_not_end_what_began_since():
    world = World()
    world.heed(LOST["postfix"])
    world.subscribe()
    assert world.heed(LOST["postfix"]) == ["known"]
    assert world.is_subscribed


def test_a_report_about_another_senders_mail_is_left():
    world = World()
    assert world.heed(LOST["postfix"].replace(b"67@segue.example>", b"67@other.example>")) == ["unknown"]
    assert world.is_subscribed


def test_what_is_no_report_is_left():
    assert World().heed(b"Subject: Hello\r\n\r\nHow are you?\r\n") == ["unknown"]


def test_a_return_path_tells_its_recipient():
    world = World(PATH)
    assert world.heed(report(POSTFIX, path=PATH.of(ANNA))) == ["heeded"]
    assert is_suppressed(world.records, ANNA)


def test_a_return_path_tells_a_subscriber_whom_the_report_does_not_name():
    world = World(PATH)
    hidden = POSTFIX.replace(ANNA, "relocated@elsewhere.example")
    assert world.heed(report(hidden, path=PATH.of(ANNA))) == ["heeded"]
    assert not world.is_subscribed
    assert not is_suppressed(world.records, "relocated@elsewhere.example")


def test_a_complaint_has_the_return_path_in_the_mail_it_is_about():
    world = World(PATH)
    complaint = report(ABUSE.replace("mail@segue.example", PATH.of(ANNA)), kind="feedback-report")
    assert world.heed(complaint) == ["heeded"]


def test_where_there_are_return_paths_a_report_without_one_is_left_as_anybody_could_write_it():
    world = World(PATH)
    assert world.heed(LOST["postfix"]) == ["unknown"]
    assert world.is_subscribed


def test_the_return_path_of_one_stops_no_mail_of_another():
    world = World(PATH)
    assert world.heed(report(POSTFIX, path=PATH.of("eve@mail.example"))) == ["unknown"]
    assert world.is_subscribed
