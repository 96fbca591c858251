"""Real processes, killed and stopped: every acknowledged write is there, once, and a model stays whole."""

from bench.faults.server import killed_for_real
from bench.faults.training import training_killed


def test_two_servers_killed_and_stopped_at_random_moments_lose_and_repeat_nothing(model_folder, tmp_path):
    outcome = killed_for_real(model_folder, tmp_path, signals=3)
    assert outcome.deliveries > 0
    assert outcome.details == []


def test_a_training_that_is_killed_leaves_the_model_and_nothing_that_the_next_does_not_clear(tmp_path):
    outcome = training_killed(tmp_path / "training", kills=1)
    assert outcome.faults == 1
    assert outcome.details == []
