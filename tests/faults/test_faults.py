"""After any fault the observable state is that of a fault-free run: a sample of `python -m bench.faults`."""

import pytest

from bench.faults.deliveries import WAYS
from bench.faults.kinds import KINDS
from bench.faults.scenarios import SCENARIOS
from bench.faults.workers import BEYOND, OF_MESSAGES, PAIRS, POISON, Job

SEED = 7
NAMES = [build.__name__ for build in SCENARIOS]


@pytest.mark.parametrize("fault", [fault.name for fault in KINDS])
@pytest.mark.parametrize("scenario", NAMES)
def test_a_fault_at_a_call_of_a_port_loses_repeats_and_blocks_nothing(workshop, scenario, fault):
    outcome = workshop.done(Job("embedded", scenario, fault, 2, SEED))
    assert outcome.details == []


@pytest.mark.parametrize("scenario", NAMES)
def test_two_faults_in_one_run_lose_repeat_and_block_nothing(workshop, scenario):
    outcome = workshop.done(Job("embedded", scenario, PAIRS, 2, SEED))
    assert outcome.faults > 0
    assert outcome.details == []


@pytest.mark.parametrize("what", [*WAYS, POISON])
@pytest.mark.parametrize("scenario", OF_MESSAGES)
def test_messages_that_come_as_they_should_not_lose_repeat_and_block_nothing(workshop, scenario, what):
    outcome = workshop.done(Job("embedded", scenario, what, 2, SEED))
    assert outcome.faults > 1
    assert outcome.details == []


def test_redeliveries_after_more_events_than_a_counter_remembers_count_nothing(workshop):
    outcome = workshop.done(Job("embedded", "tally", BEYOND, 2, SEED))
    assert outcome.faults > 100
    assert outcome.details == []


@pytest.mark.parametrize("scenario", NAMES)
def test_every_scenario_makes_calls_that_every_kind_of_fault_fits(workshop, scenario):
    runner = workshop.runner("embedded", scenario)
    general = [fault for fault in KINDS if not fault.on]
    assert all(len(runner.places(fault)) > 20 for fault in general[:6])
