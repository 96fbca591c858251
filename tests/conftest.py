"""Shared fixtures: a restored environment, a fixed clock, the demo model."""

import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from kept_files import kept_files
from kept_model import ARTEFACT, ROOT, ensure_model, kept_model, read_trained, write_demo
from other_catalogue import as_invented, as_recording, renamed_model
from over_http import FIRST_PUSH
from post_box import Door, new_address
from running_server import running
from sendgrid_events import EVENTS_KEY
from threadpoolctl import threadpool_limits
from werkzeug.test import Client

from ops.local.cloud import HTTP_FUNCTIONS, delivering, event_cloud, local_cloud
from ops.local.hosts import KnownHosts, hosts_of
from shared import logs
from shared.adapters.local_files import LocalFiles
from shared.adapters.memory import HandClock
from shared.messaging.topics import EVENT_FUNCTIONS
from shared.model.artefact.store import ModelStore
from shared.model.model import Model
from shared.settings.config import Settings

if TYPE_CHECKING:
    from training.train import Trained

SHARED_MODEL = "TESTS_SHARED_MODEL"
"""Environment variable with the folder of the shared model; a caller may name a trained one."""


def pytest_configure(config: pytest.Config) -> None:
    """Choose the folder of the shared model before there are other processes; with several, begin to train it.

    Except in CI it is cached for the next run, until the training code changes.
    """
    # The time that an example takes on a busy machine is no fact about the code.
    settings.register_profile("without deadline", deadline=None)
    settings.load_profile("without deadline")
    # One thread, as deployed: a request's products are too small for several, which only wait for each other, and
    # those of KMeans wait by using a core that another process of tests needs.
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    threadpool_limits(1)
    if SHARED_MODEL not in os.environ:
        in_ci = tempfile.TemporaryDirectory(prefix="segue-tests-") if os.environ.get("CI") else None
        os.environ[SHARED_MODEL] = str(Path(in_ci.name) / "shared" if in_ci else kept_model())
        if in_ci:
            config.add_cleanup(in_ci.cleanup)
    if getattr(config.option, "numprocesses", None):
        command = [sys.executable, str(ROOT / "tests" / "kept_model.py"), os.environ[SHARED_MODEL]]
        training = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)})
        config.add_cleanup(lambda: ended(training))


def ended(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the files whose tests need the shared model last: it is trained meanwhile."""
    late = {item.path for item in items if "shared_model" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path in late)


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session", autouse=True)
def logging_configured() -> Iterator[None]:
    """A process with configured logging, so that functions leave pytest's handlers alone."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        logs.configure(stream=nowhere)
        yield


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo catalogue: playlists.zip, features.csv.gz and truth.csv.gz."""
    return write_demo(tmp_path_factory.mktemp("data") / "demo")


@pytest.fixture(scope="session")
def shared_model() -> Path:
    """The folder of the model shared by all processes; the first one to need it trains it."""
    folder = Path(os.environ[SHARED_MODEL])
    ensure_model(folder)
    return folder


@pytest.fixture(scope="session")
def trained(shared_model: Path) -> "Trained":
    """The result of training on the demo catalogue; the artefact is at `model_folder`."""
    return read_trained(shared_model)


@pytest.fixture(scope="session")
def model_folder(shared_model: Path) -> Path:
    """The artefact trained on the demo catalogue; tests must not change it."""
    return shared_model / ARTEFACT


@pytest.fixture(scope="session")
def model(model_folder: Path) -> Model:
    """The trained model, opened."""
    return Model.open(model_folder)


@pytest.fixture(scope="session")
def recordings(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    """The model, its tracks as recordings of MusicBrainz (`other_catalogue.as_recording`)."""
    return Model.open(renamed_model(model_folder, tmp_path_factory.mktemp("recordings") / "model", as_recording))


@pytest.fixture(scope="session")
def invented(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    """The model, its tracks as those of the demo."""
    return Model.open(renamed_model(model_folder, tmp_path_factory.mktemp("invented") / "model", as_invented))


@pytest.fixture(scope="session")
def embedded(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment of a deployment on embedded adapters that serves the trained model."""
    folder = tmp_path_factory.mktemp("embedded")
    ModelStore(LocalFiles(folder / "objects")).publish(model_folder)
    return {
        "SEGUE_OBJECTS": f"file:///{folder}/objects",
        "SEGUE_RECORDS": f"sqlite:///{folder}/segue.db",
        "SEGUE_SECRET": "a secret for the tests of 32 characters or more",
        "SEGUE_ADMINS": "admin@segue.example",
        "SEGUE_MAIL": f"outbox:///{folder}/outbox",
        "SEGUE_MAIL_FROM": "Segue <mail@segue.example>",
        "SEGUE_POSTAL_ADDRESS": "Segue, 1 Long Road, Ghent",
        "SEGUE_SENDGRID_EVENTS_KEY": EVENTS_KEY,
        "SEGUE_LISTENBRAINZ": "off",
        "SEGUE_FORWARDED_HOPS": "1",  # each client of the tests has an address
        "SEGUE_RATE_FACTOR": "0",  # tests of the limits set it
    }


@pytest.fixture(scope="session")
def local_cloud_url(embedded: dict[str, str]) -> Iterator[str]:
    """A running local cloud: the site and every function on one port."""
    before = dict(os.environ)
    os.environ.update(embedded)
    events = event_cloud()
    with running(KnownHosts(kept_files(local_cloud()), hosts_of("127.0.0.1"))) as served:
        url = served.url
        # The functions read their settings on the first request, here and nowhere else.
        for name in HTTP_FUNCTIONS:
            urllib.request.urlopen(urllib.request.Request(f"{url}/api/{name}", method="OPTIONS")).close()
        for name in EVENT_FUNCTIONS:
            Client(events).post(f"/{name}", data=FIRST_PUSH)
        settings = Settings.from_environment()
        os.environ.clear()
        os.environ.update(before)
        with delivering(events, settings):
            yield url


@pytest.fixture(scope="session")
def known_names(model: Model) -> list[str]:
    """The twenty most popular tracks, each as “Artist - Title”."""
    return [f"{track.artist} - {track.name}" for track in model.catalogue.tracks(range(20))]


@pytest.fixture
def door(local_cloud_url: str, embedded: dict[str, str]) -> Door:
    """Sign-in by mail."""
    return Door(local_cloud_url, embedded)


@pytest.fixture
def address() -> str:
    """An unused address."""
    return new_address()
