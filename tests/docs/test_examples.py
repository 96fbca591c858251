"""The examples in the docstrings of the public doors run, and give what they say."""

import doctest
import importlib

import pytest

DOORS = (
    "shared.intake.text.read_text",
    "shared.messaging.outbox.StoreThenPublish",
    "shared.messaging.push.event_function",
    "shared.model.answer.answer",
    "shared.model.artefact.store.ModelStore",
    "shared.model.candidates.retrieval.Retrieval",
    "shared.model.catalogue.search.SongSearch",
    "shared.model.model.Model",
    "shared.model.ranking.query.RecommendationQuery",
    "shared.model.ranking.recommender.Recommender",
    "shared.ports.EventBus",
    "shared.ports.ListeningHistory",
    "shared.ports.ObjectStore",
    "shared.ports.Records",
    "shared.ports.TrackNames",
    "shared.records.counters.ShardedCounter",
    "shared.settings.config.Settings",
    "shared.web.http.http_function",
)


@pytest.mark.parametrize("door", DOORS)
def test_the_example_of_a_public_door_runs(door, model, model_folder):
    """Examples may use `model`, an opened one, and `folder`, an artefact's."""
    module_name, _, name = door.rpartition(".")
    module = importlib.import_module(module_name)
    given = {**vars(module), "model": model, "folder": model_folder}
    (example,) = doctest.DocTestFinder(recurse=False).find(getattr(module, name), name, module, given)
    assert example.examples
    complaints: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(example, out=complaints.append)
    assert "".join(complaints) == ""
