"""Real songs beside the demo: the steps, what a second call leaves out, and what the page is told."""

import os
import shutil

import msgspec
import pytest
from click.testing import CliRunner

from ops.cli import segue
from ops.commands import real as command
from ops.local.cloud import local_cloud
from ops.local.preparation import ADDRESS, PROGRESS, Preparation, Progress, write_progress
from shared.adapters.local_files import LocalFiles
from shared.errors import NoModel
from shared.model.artefact.manifest import SCHEMA
from shared.model.artefact.store import ModelStore
from tests.small_artefact import artefact_folder


@pytest.fixture
def store(tmp_path, monkeypatch) -> ModelStore:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEGUE_OBJECTS", f"file:///{tmp_path / 'objects'}")
    monkeypatch.setattr(os, "nice", lambda _: None)
    return ModelStore(LocalFiles(tmp_path / "objects"))


class Commands:
    """The commands that `segue real` runs, each replaced by what it leaves behind."""

    def __init__(self, store: ModelStore, failing: str = "") -> None:
        self.store, self.failing, self.ran = store, failing, []

    def __call__(self, *words: str) -> None:
        self.ran.append(" ".join(words[:2] if words[0] != "train" else words[:1]))
        if self.failing == words[0]:
            raise SystemExit(2)
        getattr(self, words[0])()

    def fetch(self) -> None:
        if not (playlists := command.FETCHED / command.PLAYLISTS).exists():
            playlists.parent.mkdir(parents=True)
            playlists.write_bytes(b"{}")

    def train(self) -> None:
        command.MODEL.parent.mkdir(parents=True, exist_ok=True)
        artefact_folder(command.MODEL.parent).rename(command.MODEL)

    def models(self) -> None:
        self.store.publish(command.MODEL)


def call(commands: Commands, monkeypatch, *options: str):
    monkeypatch.setattr(command, "run_child", commands)
    return CliRunner().invoke(segue, ["real", *options])


def told() -> Progress:
    return msgspec.json.decode(PROGRESS.read_bytes(), type=Progress)


def test_it_fetches_trains_and_publishes(store, monkeypatch):
    result = call(commands := Commands(store), monkeypatch)
    assert commands.ran == ["fetch listenbrainz", "train", "models publish"]
    served = store.manifest(store.pointer().version)
    assert told() == Progress("published", served.version, served.counts["tracks"])
    assert f"Now with real songs: {served.counts['tracks']:,} of them." in result.output


def test_a_second_call_repeats_nothing_that_is_done(store, monkeypatch):
    call(Commands(store), monkeypatch)
    call(again := Commands(store), monkeypatch)
    assert again.ran == ["fetch listenbrainz"]


def test_newer_playlists_are_learned_from(store, monkeypatch):
    call(Commands(store), monkeypatch)
    later = (command.MODEL / command.MANIFEST).stat().st_mtime + 10
    os.utime(command.FETCHED / command.PLAYLISTS, (later, later))
    commands = Commands(store)
    monkeypatch.setattr(commands, "train", lambda: None)
    call(commands, monkeypatch)
    assert commands.ran == ["fetch listenbrainz", "train"]


def test_a_model_of_an_older_schema_is_trained_again(store, monkeypatch):
    call(Commands(store), monkeypatch)
    manifest = command.MODEL / command.MANIFEST
    manifest.write_bytes(manifest.read_bytes().replace(b'"schema": %d' % SCHEMA, b'"schema": 1'))
    commands = Commands(store)
    monkeypatch.setattr(commands, "train", lambda: shutil.rmtree(command.MODEL) or Commands.train(commands))
    assert call(commands, monkeypatch).exit_code == 0
    assert commands.ran == ["fetch listenbrainz", "train"]


@pytest.mark.parametrize("failing", ["fetch", "train", "models"])
def test_a_step_that_fails_ends_it_and_changes_no_model(store, monkeypatch, failing):
    result = call(commands := Commands(store, failing), monkeypatch)
    assert result.exit_code == 2
    assert commands.ran[-1].startswith(failing)
    assert "goes on where it ended" in result.output
    assert told() == Progress("failed")
    with pytest.raises(NoModel):
        store.pointer()


def test_an_interrupted_one_has_failed(store, monkeypatch):
    commands = Commands(store)
    monkeypatch.setattr(commands, "train", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    call(commands, monkeypatch)
    assert told() == Progress("failed")


@pytest.mark.parametrize(
    ("written", "lives", "served", "stage"),
    [
        ("fetching", True, "old", "fetching"),
        ("training", True, "old", "training"),
        ("training", False, "old", "failed"),
        ("failed", False, "old", "failed"),
        ("published", False, "old", "publishing"),
        ("published", True, "new", "published"),
        ("published", False, "new", "published"),
    ],
)
def test_the_page_is_told_how_far_it_is(store, written, lives, served, stage):
    write_progress(Progress(written, "new", 1_000))
    assert Preparation(lambda: lives, lambda: served).progress().stage == stage


def test_no_model_to_look_at_is_not_yet_the_new_one(store):
    write_progress(Progress("published", "new", 1_000))

    def none() -> str:
        raise NoModel("none")

    assert Preparation(lambda: True, none).progress() == Progress("publishing")


def test_a_local_cloud_tells_it_and_its_pages_ask(store):
    write_progress(Progress("training"))
    applications = Preparation(lambda: True, lambda: "").applications()
    asked = {path: app.test_client().get("/") for path, app in applications.items()}
    assert asked[ADDRESS].json == {"stage": "training", "version": "", "songs": 0}
    assert f'export const PREPARING = "{ADDRESS}";' in asked["/config.js"].text


def test_without_a_preparation_no_page_asks():
    cloud = local_cloud([])
    assert ADDRESS not in cloud.mounts
    assert "/config.js" not in cloud.mounts
