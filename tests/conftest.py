"""What all tests share: an environment that no test can leave changed, a clock that stands still, a demo model."""

import os
import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from kept_model import kept_model
from over_http import FIRST_PUSH
from running_server import running
from sendgrid_events import EVENTS_KEY

from ops.local.cloud import EVENT_FUNCTIONS, HTTP_FUNCTIONS, delivering, local_cloud
from shared import logs
from shared.adapters.file_lock import held
from shared.adapters.local_files import LocalFiles
from shared.adapters.memory import HandClock
from shared.model.artefact.manifest import MANIFEST
from shared.model.artefact.store import ModelStore
from shared.model.model import Model
from shared.settings.config import Settings
from training.demo import DemoSize, generate_demo
from training.output import replaced_folder
from training.read.corpus import read_dataset
from training.train import Trained, train


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session", autouse=True)
def logging_configured() -> Iterator[None]:
    """A process that has its logging, so that functions leave pytest's handlers where they are."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        logs.configure(stream=nowhere)
        yield


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo catalogue: playlists.zip, features.csv.gz and truth.csv.gz."""
    folder = tmp_path_factory.mktemp("data") / "demo"
    generate_demo(folder, seed=7, size=DemoSize(tracks=2_000, artists=180, playlists=600))
    return folder


@pytest.fixture(scope="session")
def trained(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """What training on the demo catalogue gives; the artefact is at `model_folder`."""
    dataset, _ = read_dataset([demo / "playlists.zip"], [demo / "features.csv.gz"])
    return train(dataset, tmp_path_factory.getbasetemp() / "model", seed=7)


@pytest.fixture(scope="session")
def model_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The artefact trained on the demo catalogue; tests must not change it.

    The first of the processes that run tests trains it for all. Except in CI it is kept for the next run, until
    anything that training runs changes.
    """
    base = tmp_path_factory.getbasetemp()
    of_all = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    shared = of_all / "shared-model" if os.environ.get("CI") else kept_model()
    shared.parent.mkdir(parents=True, exist_ok=True)
    with held(shared.with_suffix(".lock")):
        if not (shared / MANIFEST).is_file():
            trained: Trained = request.getfixturevalue("trained")
            assert trained.manifest.version
            with replaced_folder(shared, mark=MANIFEST) as folder:
                shutil.copytree(base / "model", folder, dirs_exist_ok=True)
    return shared


@pytest.fixture(scope="session")
def model(model_folder: Path) -> Model:
    """The trained model, opened."""
    return Model.open(model_folder)


@pytest.fixture(scope="session")
def embedded(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment of a deployment on embedded parts that serves the trained model."""
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
    }


@pytest.fixture(scope="session")
def local_cloud_url(embedded: dict[str, str]) -> Iterator[str]:
    """A running local cloud: the site and every function on one port."""
    before = dict(os.environ)
    os.environ.update(embedded)
    application = local_cloud()
    with running(application) as served:
        url = served.url
        # The functions read their settings on the first request, here and nowhere else.
        for name in HTTP_FUNCTIONS:
            urllib.request.urlopen(urllib.request.Request(f"{url}/api/{name}", method="OPTIONS")).close()
        for name in EVENT_FUNCTIONS:
            urllib.request.urlopen(f"{url}/events/{name}", FIRST_PUSH).close()
        settings = Settings.from_environment()
        os.environ.clear()
        os.environ.update(before)
        with delivering(application, settings):
            yield url


@pytest.fixture(scope="session")
def known_names(model: Model) -> list[str]:
    """The twenty most popular tracks, each as “Artist - Title”."""
    return [f"{track.artist} - {track.name}" for track in model.catalogue.tracks(range(20))]
