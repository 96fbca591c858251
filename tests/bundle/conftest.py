"""Shared fixtures: one answer of each bundle, run alone with its own requirements."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from kept_model import KEPT
from reached import reached

from ops.bundling.archive import function_names
from ops.bundling.isolation import Answer, ask, interpreters
from shared.adapters.local_files import LocalFiles
from shared.messaging.topics import EVENT_FUNCTIONS
from shared.model.artefact.store import ModelStore

HTTP_REQUEST = {"method": "OPTIONS", "path": "/"}
EVENT_REQUEST = {"method": "POST", "path": "/", "json": {"message": {"messageId": "first", "data": ""}}}
"""A message that every function rejects and acknowledges."""

REQUESTS = {
    "search": {"method": "GET", "path": "/", "query_string": {"q": "a"}},
    "recommend": {"method": "POST", "path": "/", "json": {"song": {"name": "a"}, "n": 3}},
    "account": {"method": "POST", "path": "/visitors"},
}
"""Requests that show more of a function than its start."""


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cache of interpreters; none in CI, where the locks must be installable."""
    return tmp_path_factory.mktemp("interpreters") if os.environ.get("CI") else KEPT


@pytest.fixture(scope="session")
def answers(
    kept: Path, model_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Answer]]:
    """The answer of each bundle to one request, on embedded adapters of its own."""
    folder = tmp_path_factory.mktemp("bundles")
    ModelStore(LocalFiles(folder / "objects")).publish(model_folder)
    environ = {
        "SEGUE_OBJECTS": f"file:///{folder}/objects",
        "SEGUE_SECRET": "a secret for the tests of 32 characters or more",
        "GOOGLE_CLOUD_PROJECT": "demo",
        "LOG_EXECUTION_ID": "true",  # as the platform sets it unless told; it brings a log handler of its own
    }

    def asked(name: str) -> Answer:
        default = EVENT_REQUEST if name in EVENT_FUNCTIONS else HTTP_REQUEST
        own = {**environ, "SEGUE_RECORDS": f"sqlite:///{folder}/{name}.db"}
        return ask(name, pythons[name], REQUESTS.get(name, default), own, modules[name])

    pythons = interpreters(function_names(), kept)
    # Not in the threads: Python 3.11 may fail to parse in several at once (python/cpython, issue 106905).
    modules = {name: sorted(reached(name).modules) for name in pythons}
    with ThreadPoolExecutor(2) as pool:
        yield dict(zip(pythons, pool.map(asked, pythons), strict=True))
