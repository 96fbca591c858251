"""The ranker against its definition, and cell search restricted to some members."""

import numpy as np
import pytest

from shared.model.artefact.signal_names import SIGNALS
from shared.model.candidates.cells import Cells
from shared.model.ranking.ranker import Ranker


def test_scores_are_those_of_a_perceptron_for_any_number_of_candidates():
    rng, units = np.random.default_rng(3), 7

    def drawn(*shape):
        return rng.normal(size=shape).astype(np.float32)

    arrays = {
        "ranker_mean": drawn(len(SIGNALS)),
        "ranker_scale": np.abs(drawn(len(SIGNALS))) + np.float32(0.5),
        "ranker_hidden_weights": drawn(len(SIGNALS), units),
        "ranker_hidden_bias": drawn(units),
        "ranker_output_weights": drawn(units),
        "ranker_output_bias": drawn(1),
    }
    signals = drawn(600, len(SIGNALS))
    standardised = (signals - arrays["ranker_mean"]) / arrays["ranker_scale"]
    hidden = np.maximum(standardised @ arrays["ranker_hidden_weights"] + arrays["ranker_hidden_bias"], 0)
    expected = hidden @ arrays["ranker_output_weights"] + arrays["ranker_output_bias"]
    for count in (0, 1, 256, 600):
        assert Ranker(arrays).scores(signals[:count]) == pytest.approx(expected[:count], abs=1e-4)


def test_narrowed_cells_give_the_members_that_are_left_by_their_places():
    centres = np.array([[1, 0], [0, 1]], dtype=np.float32)
    cells = Cells(centres, np.array([0, 3, 5]), np.array([4, 0, 2, 3, 1], dtype=np.int32))
    narrowed = cells.narrowed(np.array([4, 2, 0]))  # of members 1, 2 and 4, which are the places 0, 1 and 2
    first, second = (narrowed.probed(np.array(query, dtype=np.float32), 1) for query in ([1, 0], [0, 1]))
    assert sorted(narrowed.members(first).tolist()) == [1, 2]
    assert narrowed.members(second).tolist() == [0]
