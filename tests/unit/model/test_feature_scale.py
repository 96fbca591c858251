"""Raw features of one song are standardised as those of the training data."""

import numpy as np

from shared.domain.track import FEATURES
from shared.model.feature_scale import CLIP, standardised
from training.fit.scaling import scale_features


def test_a_song_is_standardised_as_it_was_among_those_of_training():
    raw = np.random.default_rng(1).uniform(0.1, 1.0, (50, len(FEATURES))).astype(np.float32)
    raw[:, FEATURES.index("duration_ms")] *= 300_000
    scaled = scale_features(raw)
    np.testing.assert_allclose(standardised(raw[7].tolist(), scaled.scales), scaled.values[7], atol=1e-4)


def test_what_has_no_value_or_no_scale_is_unknown():
    features = [0.5, *[None] * (len(FEATURES) - 2), 4.0]
    found = standardised(features, {FEATURES[0]: (0.4, 0.1), FEATURES[1]: (0.0, 1.0)})
    assert np.flatnonzero(~np.isnan(found)).tolist() == [0]


def test_values_far_from_the_mean_are_clipped():
    assert standardised([9.0, *[None] * (len(FEATURES) - 1)], {FEATURES[0]: (0.0, 0.1)})[0] == CLIP
