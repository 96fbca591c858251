"""The load patterns of the serving benchmark: nothing is left out and failures are reported."""

import threading

import pytest

from bench.serving.another import another_version
from bench.serving.load import at_once, at_rate, one_by_one
from shared.model.artefact.manifest import read_manifest, verify

REQUESTS = [[str(place)] for place in range(30)]


@pytest.mark.parametrize(
    "asked", [one_by_one, lambda ask, them: at_once(ask, them, 4), lambda ask, them: at_rate(ask, them, 1_000)]
)
def test_every_request_is_asked_once_and_every_failure_told(asked):
    seen = []

    def ask(ids):
        seen.append(ids)
        if ids == ["7"]:
            raise ConnectionResetError("gone")
        return "v1"

    answers = asked(ask, REQUESTS)
    assert sorted(seen, key=lambda ids: int(ids[0])) == REQUESTS
    assert (len(answers.ms), answers.models["v1"], answers.failures) == (29, 29, ["gone"])


def test_as_many_as_said_are_on_their_way_at_once():
    together = threading.Barrier(3)

    def ask(ids):
        together.wait(timeout=10)
        return "v1"

    assert not at_once(ask, REQUESTS, 3).failures


def test_another_version_of_a_model_is_whole_and_has_another_name(model_folder, tmp_path):
    other = another_version(model_folder, tmp_path / "other")
    assert verify(other).version != read_manifest(model_folder).version
