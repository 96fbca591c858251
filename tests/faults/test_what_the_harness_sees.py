"""The harness reports a port that is broken on purpose: one that loses, repeats, blocks or answers wrongly."""

import pytest

from bench.faults.injection import Call, Fault, Planned


class Broken(Fault):
    """Breaks one promise of a port for the rest of a run."""

    seconds = 1e9

    def __init__(self, on: str, broken) -> None:
        self.name, self.on, self._broken = f"broken {on}", frozenset({on}), broken

    def strike(self, call: Call) -> object:
        return self._broken(call)


def twice(call):
    call.run()
    return call.run()


def outcome(workshop, scenario, on, broken, *, asks_again=True):
    runner = workshop.runner("embedded", scenario)
    fault = Broken(on, broken)
    return runner.run(Planned(fault, runner.places(fault)[0]), asks_again=asks_again)


@pytest.mark.parametrize(
    ("scenario", "on"),
    [
        ("recommend", "outbox.store"),
        ("ingest", "bus.publish"),
        ("ingest", "objects.put"),
        ("weekly_email", "mailer.send"),
        ("account", "mailer.send"),
        ("share", "records.create"),
        ("backup", "restored_records.create"),
    ],
)
def test_a_write_that_is_acknowledged_and_not_done_is_reported_as_lost(workshop, scenario, on):
    assert outcome(workshop, scenario, on, lambda call: True).lost > 0


@pytest.mark.parametrize("scenario", ["weekly_email"])
def test_a_mail_that_is_sent_twice_is_reported(workshop, scenario):
    assert outcome(workshop, scenario, "mailer.send", twice).twice > 0


@pytest.mark.parametrize(("on", "answer"), [("queue.due", []), ("queue.begin", None)])
def test_messages_that_are_never_delivered_are_reported_as_blocked(workshop, on, answer):
    assert outcome(workshop, "ingest", on, lambda call: answer).blocked > 0


def test_a_message_that_is_never_done_is_delivered_for_ever_and_reported(workshop):
    found = outcome(workshop, "ingest", "queue.done", lambda call: None)
    assert found.blocked or found.set_aside


def test_a_wrong_answer_of_a_read_is_reported(workshop):
    assert outcome(workshop, "insights", "records.get", lambda call: None).lost > 0


def test_a_caller_who_does_not_ask_again_need_not_get_what_was_refused(workshop):
    def refused(call):
        raise RuntimeError("refused")

    assert outcome(workshop, "share", "records.create", refused, asks_again=False).details == []
    assert outcome(workshop, "share", "records.create", refused, asks_again=True).lost > 0
