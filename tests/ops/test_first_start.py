"""The first start: a demo model is trained in a process of its own, and never in the place of another model."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from ops.commands import demo as command
from ops.commands.demo import publish_demo
from ops.commands.serve import ensure_model, serve
from ops.local.child import child, run_child
from shared.adapters.local_files import LocalFiles
from shared.errors import NoModel
from shared.model.artefact.manifest import SCHEMA
from shared.model.artefact.store import ModelStore, manifest_name
from tests.small_artefact import artefact_folder
from training.demo import DemoSize, generate_demo

SMALL = DemoSize(tracks=100, artists=24, playlists=52)
TRAINING = ("sklearn", "scipy", "polars", "matplotlib", "implicit", "openTSNE")


@pytest.fixture
def store(tmp_path, monkeypatch) -> ModelStore:
    monkeypatch.chdir(tmp_path)
    return ModelStore(LocalFiles(tmp_path / "objects"))


def test_the_demo_is_trained_and_published_where_there_is_no_model(store, tmp_path):
    generate_demo(tmp_path / "demo", size=SMALL)
    publish_demo(store, tmp_path / "demo")
    manifest = store.manifest(store.pointer().history[-1].version)
    assert manifest.counts["playlists"] == SMALL.playlists


def test_a_model_that_is_published_while_the_demo_is_trained_stays(store, tmp_path, monkeypatch):
    generate_demo(tmp_path / "demo", size=SMALL)
    artefact = artefact_folder(tmp_path)
    monkeypatch.setattr(command, "train", lambda *_, **__: store.publish(artefact))
    publish_demo(store, tmp_path / "demo")
    assert len(store.pointer().history) == 1


def test_without_a_model_the_demo_is_made_by_another_process(store, monkeypatch):
    called = []
    monkeypatch.setattr("ops.commands.serve.run_child", lambda *arguments: called.append(arguments))
    ensure_model(store)
    assert called == [("demo", "--publish")]
    with pytest.raises(NoModel):
        store.pointer()


@pytest.fixture
def outdated(store, tmp_path) -> str:
    """The version of the model to serve, which is of an older schema."""
    version = store.publish(artefact_folder(tmp_path)).version
    objects, name = LocalFiles(tmp_path / "objects"), manifest_name(version)
    objects.put(name, objects.get(name).replace(b'"schema": %d' % SCHEMA, b'"schema": 1'))
    return version


def test_in_the_place_of_an_outdated_model_the_demo_is_made(store, outdated, monkeypatch, capsys):
    called = []
    monkeypatch.setattr("ops.commands.serve.run_child", lambda *arguments: called.append(arguments))
    ensure_model(store)
    assert called == [("demo", "--publish")]
    assert f"model {outdated} is from an older Segue" in capsys.readouterr().err


def test_the_demo_is_published_over_an_outdated_model(store, outdated, tmp_path):
    generate_demo(tmp_path / "demo", size=SMALL)
    publish_demo(store, tmp_path / "demo")
    assert store.served().invented


def test_an_outdated_model_of_a_shared_store_stays(store, outdated, monkeypatch, capsys):
    monkeypatch.setattr("ops.commands.serve.run_child", lambda *_: pytest.fail("a model was replaced"))
    ensure_model(store, of_this_machine=False)
    assert "train and publish it again" in capsys.readouterr().err


def test_a_server_loads_nothing_that_training_needs():
    loaded = "import sys, ops.commands.serve; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True)
    assert "waitress" in done.stdout.split()
    assert not set(TRAINING) & set(done.stdout.split())


def test_a_child_that_fails_ends_the_command_with_its_code():
    with pytest.raises(SystemExit) as ended:
        run_child("demmo")
    assert ended.value.code == 2


def test_a_child_ends_with_the_block_that_started_it():
    with child("schedule", "--help") as process:
        pass
    assert process.poll() is not None


def test_progress_is_told_on_the_pages_of_the_sources_alone(tmp_path):
    refused = CliRunner().invoke(serve, ["--real", "--site", str(tmp_path)])
    assert refused.exit_code == 2
    assert "leave out --site" in refused.output
