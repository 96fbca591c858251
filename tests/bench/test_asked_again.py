"""The same seeds asked about again, in the bench of quality."""

import numpy as np

from bench.quality.again import ANSWERS, answers
from training.requests import Request


def test_the_hits_of_later_answers_are_new_ones(model):
    seeds = np.array([0, 1], dtype=np.int32)
    everything = np.arange(model.track_count, dtype=np.int32)
    hits, repeated = answers(model.recommender, Request("5 seeds", seeds, everything))
    assert hits.tolist() == [10] * len(ANSWERS)
    assert repeated.tolist() == [0] * len(ANSWERS)
