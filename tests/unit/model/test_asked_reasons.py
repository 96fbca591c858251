"""Reasons by a wanted sound."""

import numpy as np
import pytest

from shared.model.asked_reasons import sound_reasons


@pytest.mark.parametrize(("wanted", "word"), [(0.3, "Calm"), (0.7, "Energetic"), (0.95, "Energetic")])
def test_only_a_song_clearly_on_the_wanted_side_is_told_to_have_the_sound(model, wanted, word):
    tracks, audio = np.arange(500, dtype=np.int32), model.retrieval.audio

    reasons = sound_reasons(audio, {"energy": wanted}, tracks)

    told = np.array([bool(each) for each in reasons])
    assert {each[0].text for each in reasons if each} == {f"{word}, as you asked"}
    assert (abs(audio.percentiles(tracks, "energy")[told] - 0.5) >= 0.19).all()
