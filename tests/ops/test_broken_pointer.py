"""A broken pointer of models, at the command line: told of, no obstacle to starting, and mended by a promotion."""

import itertools
from importlib import import_module

import pytest
from click.testing import CliRunner
from running_server import running
from small_artefact import Opened, artefact_folder

from ops.commands import serve
from ops.commands.models import models
from ops.doctor.findings import Unsound
from ops.doctor.inside import try_pointer
from ops.doctor.outside import Visit
from ops.local.cloud import local_cloud
from ops.local.health import LocalHealth, pointer_warnings
from shared.adapters.local_files import LocalFiles
from shared.errors import RefusedModel
from shared.model.artefact.pointer import POINTERS, SECOND_POINTER
from shared.model.artefact.store import ModelStore
from shared.model.live import LiveModel


@pytest.fixture
def objects(tmp_path, monkeypatch):
    monkeypatch.setenv("SEGUE_OBJECTS", f"file:///{tmp_path}/objects")
    monkeypatch.setenv("SEGUE_SECRET", "a secret for the tests of 32 characters or more")
    return LocalFiles(tmp_path / "objects")


@pytest.fixture
def broken(objects, tmp_path):
    """The version of a published model whose pointer is lost."""
    version = ModelStore(objects).publish(artefact_folder(tmp_path)).version
    for name in POINTERS:
        objects.put(name, b"")
    return version


def test_the_models_are_listed_and_a_promotion_mends_it(broken):
    listed = CliRunner().invoke(models, ["list"])
    assert listed.exit_code == 0
    assert listed.stdout.startswith(f"  {broken}")
    assert "The model pointer models/current.json is damaged" in listed.stderr
    assert CliRunner().invoke(models, ["promote", broken]).output == f"Serving model {broken}.\n"
    assert CliRunner().invoke(models, ["list"]).output.startswith(f"* {broken}")


def test_serve_trains_no_model_over_those_that_are_there(broken, objects, capsys):
    before = [objects.stat(name) for name in POINTERS]
    serve.ensure_model(ModelStore(objects))
    assert [objects.stat(name) for name in POINTERS] == before
    assert "segue models promote VERSION" in capsys.readouterr().err


def test_the_doctor_finds_one_damaged_copy_beside_a_whole_one(broken, objects):
    store = ModelStore(objects)
    store.promote(broken)
    assert try_pointer(store) == f"{broken} is to be served"
    objects.put(SECOND_POINTER, b"?")
    with pytest.raises(RefusedModel, match="current-copy"):
        try_pointer(store)


def test_an_instance_that_serves_beside_a_damaged_pointer_warns_until_it_is_mended(objects, tmp_path):
    store, now = ModelStore(objects), itertools.count(0, 100)
    version = store.publish(artefact_folder(tmp_path)).version
    live = LiveModel(
        store,
        tmp_path / "cache",
        open_model=Opened,
        seconds=lambda: next(now),
    )
    assert (live.get().version, live.warnings()) == (version, ())
    objects.put(SECOND_POINTER, b"?")
    look_again(live)
    (warning,) = live.warnings()
    assert "current-copy.json is damaged" in warning
    objects.put(POINTERS[0], b"?")
    look_again(live)
    assert (live.get().version, len(live.warnings())) == (version, 2)
    store.promote(version)
    look_again(live)
    assert live.warnings() == ()


def look_again(live):
    """Wait for a background read of the pointer that begins now, not for one that began before."""
    with live._looking:
        pass
    live.get()
    with live._looking:
        pass


def test_an_instance_that_starts_beside_a_damaged_pointer_warns(broken, objects, tmp_path):
    live = LiveModel(ModelStore(objects), tmp_path / "cache", open_model=Opened)
    assert live.get().version == broken
    assert any("current.json is damaged" in warning for warning in live.warnings())


def test_the_health_of_a_local_cloud_warns_of_a_damaged_pointer_and_the_doctor_reports_it(broken, objects):
    health = LocalHealth(warnings=lambda: pointer_warnings(ModelStore(objects)))
    cloud = local_cloud(functions=(), health=health)
    with running(cloud) as at, pytest.raises(Unsound, match=r"warns.*current\.json is damaged"):
        Visit(at.url).finds_messages_delivered()
    answer = health.application().test_client().get("/")
    assert (answer.status_code, len(answer.get_json()["warnings"])) == (200, 2)
    ModelStore(objects).promote(broken)
    assert "warnings" not in health.application().test_client().get("/").get_json()


def test_an_admin_sees_the_models_though_none_is_known_to_be_served(broken, objects):
    published_models = import_module("functions.insights.everyone").published_models
    (model,) = published_models(ModelStore(objects)).models
    assert (model.version, model.served, model.promoted_at) == (broken, False, None)
