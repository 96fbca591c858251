"""A real server, killed: every acknowledged write is there, once."""

from bench.faults.server import killed_for_real


def test_a_server_killed_at_random_moments_loses_and_repeats_nothing(model_folder, tmp_path):
    outcome = killed_for_real(model_folder, tmp_path, kills=3)
    assert outcome.messages > 0
    assert (outcome.lost, outcome.twice) == (0, 0)
