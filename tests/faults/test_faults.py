"""After any fault the observable state is that of a fault-free run."""

import pytest

from bench.faults.run import WAYS, away, delivered_otherwise, killed
from bench.faults.scenarios import scenarios

SCENARIOS = ("recommend", "feedback", "ingest", "tally")


@pytest.fixture(scope="module")
def by_name(models):
    return {scenario.name: scenario for scenario in scenarios(models.get())}


def assert_harmless(outcome, at_least):
    assert outcome.faults >= at_least
    assert (outcome.lost, outcome.twice) == (0, 0)


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_process_killed_at_any_call_of_a_store_loses_and_repeats_nothing(by_name, models, name, after):
    assert_harmless(killed(by_name[name], models, after=after), at_least=20)


@pytest.mark.parametrize("name", SCENARIOS)
def test_stores_that_are_away_for_a_minute_from_any_call_on_lose_and_repeat_nothing(by_name, models, name):
    assert_harmless(away(by_name[name], models), at_least=20)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_messages_that_come_as_they_should_not_lose_and_repeat_nothing(by_name, models, name, way):
    assert_harmless(delivered_otherwise(by_name[name], models, way), at_least=2)
