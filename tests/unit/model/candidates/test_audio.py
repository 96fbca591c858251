"""Evidence from sound, against brute force over three hundred invented tracks."""

import numpy as np
import pytest

from shared.domain.track import FEATURES
from shared.model.candidates.audio import (
    FEATURE_WEIGHTS,
    STEP,
    UNKNOWN_DISTANCE,
    AudioTable,
    from_steps,
    in_steps,
    search_vectors,
)
from training.fit.cells import cell_arrays

TRACKS = 300
UNKNOWN = [4, 17]


@pytest.fixture(scope="module")
def steps():
    values = np.random.default_rng(6).normal(size=(TRACKS, len(FEATURES))).astype(np.float32)
    values[UNKNOWN] = np.nan
    values[30, :12] = np.nan  # of one track a single feature is known
    return in_steps(values)


@pytest.fixture(scope="module")
def heard(steps):
    """Weighted features, 0 where unknown."""
    return np.nan_to_num(from_steps(steps)) * FEATURE_WEIGHTS


@pytest.fixture(scope="module")
def arrays(steps, heard):
    members = np.setdiff1d(np.arange(TRACKS, dtype=np.int32), UNKNOWN)
    return {
        "audio_steps": steps,
        "audio_levels": np.nanpercentile(from_steps(steps), np.arange(101), axis=0).T.astype(np.float32),
        **cell_arrays("audio", search_vectors(heard[members]), members, seed=1),
    }


@pytest.fixture(scope="module")
def audio(arrays):
    return AudioTable(arrays)


def numbers(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def probed(arrays, query, scan: int) -> list[int]:
    """The members of the cells of greatest inner product with the query, until there are `scan`."""
    found: list[int] = []
    for cell in np.argsort(-(arrays["audio_cell_centres"] @ query)):
        if len(found) >= scan:
            break
        first, last = arrays["audio_cell_starts"][cell], arrays["audio_cell_starts"][cell + 1]
        found += arrays["audio_cell_members"][first:last].tolist()
    return found


@pytest.mark.parametrize("seeds", [[9], [9, 40, 41], [100, 4], [30, 200]])
@pytest.mark.parametrize("top", [1, 7, 12])
def test_the_nearest_to_the_mean_of_the_known_seeds_are_found_in_its_cells(audio, arrays, heard, seeds, top):
    mean = heard[[each for each in seeds if each not in UNKNOWN]].mean(axis=0)
    scanned = probed(arrays, np.append(mean, 1), 10 * top)
    assert len(scanned) < TRACKS - 100  # so that there are cells that are left out
    distances = np.linalg.norm(heard[scanned] - mean, axis=1)
    expected = {scanned[place] for place in np.argsort(distances)[:top]}
    assert set(audio.nearest(np.array(seeds, dtype=np.int32), top).tolist()) == expected


def test_where_there_are_no_more_tracks_than_wanted_all_are_near(audio):
    found = audio.nearest(numbers(9), TRACKS)
    assert sorted(found.tolist()) == [track for track in range(TRACKS) if track not in UNKNOWN]


def test_seeds_of_unknown_sound_have_nothing_near(audio):
    assert audio.nearest(numbers(*UNKNOWN), 5).tolist() == []


def test_distances_are_to_the_known_seeds_and_those_of_the_unknown_are_far(audio, heard):
    tracks, seeds = numbers(1, 4, 30, 17, 2), numbers(9, 17, 40)
    expected = np.linalg.norm(heard[[1, 30, 2]][:, None] - heard[[9, 40]][None], axis=2)
    mean, least = audio.distances(tracks, seeds)
    assert mean[[0, 2, 4]] == pytest.approx(expected.mean(axis=1), abs=1e-3)
    assert least[[0, 2, 4]] == pytest.approx(expected.min(axis=1), abs=1e-3)
    assert mean[[1, 3]].tolist() == least[[1, 3]].tolist() == [UNKNOWN_DISTANCE] * 2


def test_a_track_is_at_no_distance_from_itself_however_its_square_is_rounded(audio):
    for track in range(0, TRACKS, 10):
        mean, least = audio.distances(numbers(track), numbers(track))
        assert mean[0] == least[0] == pytest.approx(0, abs=5e-3)


@pytest.mark.parametrize("feature", FEATURES)
def test_percentiles_are_those_of_the_track_among_all(audio, arrays, steps, feature):
    column = FEATURES.index(feature)
    values = from_steps(steps)[:, column]
    known = values[~np.isnan(values)]
    below = (known[None] < values[:, None]).mean(axis=1)
    upto = (known[None] <= values[:, None]).mean(axis=1)
    found = audio.percentiles(np.arange(TRACKS, dtype=np.int32), feature)
    assert found[np.isnan(values)].tolist() == [0.5] * int(np.isnan(values).sum())
    sure = ~np.isnan(values)
    assert found[sure] == pytest.approx(((below + upto) / 2)[sure], abs=0.012)
    assert found[sure] == pytest.approx(audio.places(values[sure], feature), abs=1e-6)


def test_all_steps_from_the_least_to_the_greatest_stand_somewhere(arrays):
    wide = arrays | {"audio_steps": np.tile(np.array([[-127], [127], [-128], [0]], dtype=np.int8), (1, 13))}
    places = AudioTable(wide).percentiles(numbers(0, 1, 2, 3), "energy")
    assert places[:3].tolist() == [0.0, 1.0, 0.5]
    assert 0.4 < places[3] < 0.6


def test_pitch_and_metre_count_three_tenths_of_a_deviation():
    less = {name for name, weight in zip(FEATURES, FEATURE_WEIGHTS.tolist(), strict=True) if weight < 1}
    assert less == {"key", "mode", "time_signature"}
    assert set(FEATURE_WEIGHTS.tolist()) == {np.float32(0.3), 1.0}


def test_steps_are_twentieths_and_reach_as_far_as_a_byte():
    values = np.array([0.05, -0.05, 6.35, 6.4, -6.35, -6.4, np.nan], dtype=np.float32)
    assert in_steps(values).tolist() == [1, -1, 127, 127, -127, -127, -128]
    assert from_steps(np.array([1, -127], dtype=np.int8)).tolist() == [np.float32(STEP), -127 * np.float32(STEP)]
