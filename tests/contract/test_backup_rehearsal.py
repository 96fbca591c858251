"""Rehearsal of the restore in docs/operations.md: the listeners' data are there again."""

import subprocess
import sys

import pytest
from own_cloud import own_cloud, until_delivered
from post_box import Door, new_address
from shared_lists import share
from signed_in import Listener

from shared.adapters.local_files import LocalFiles
from shared.messaging.topics import SUBSCRIBERS
from shared.model.artefact.store import ModelStore
from shared.settings.config import Settings


def embedded_parts(folder):
    return {"SEGUE_RECORDS": f"sqlite:///{folder}/segue.db", "SEGUE_OBJECTS": f"file:///{folder}/objects"}


def segue(environment, *arguments):
    command = [sys.executable, "-c", "from ops.cli import main; main()", "backup", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def same(embedded, tmp_path):
    """Common settings of both deployments: the secret, the sender, the outbox."""
    return {**embedded, "SEGUE_MAIL": f"outbox:///{tmp_path}/outbox", "PATH": "/usr/bin:/bin"}


@pytest.fixture
def google(firestore, firestore_address, storage_url, bucket, project, publisher, pubsub_address):
    """Stores and topics in Google's emulators."""
    del firestore  # its emulator is started
    for topic in SUBSCRIBERS:
        publisher.create_topic(name=publisher.topic_path(project, topic))
    return {
        "SEGUE_RECORDS": f"firestore://{project}/(default)",
        "SEGUE_OBJECTS": f"gs://{bucket}",
        "SEGUE_EVENTS": f"pubsub://{project}",
        "PUBSUB_EMULATOR_HOST": pubsub_address,
        "FIRESTORE_EMULATOR_HOST": firestore_address,
        "STORAGE_EMULATOR_HOST": storage_url,
        "DISABLE_GCS_PYTHON_CLIENT_OTEL_BUCKET_METADATA": "true",
    }


@pytest.fixture(params=["embedded", "google"])
def new_stores(request, tmp_path):
    """Empty stores to restore into."""
    return embedded_parts(tmp_path / "new") if request.param == "embedded" else request.getfixturevalue("google")


def found_by(listener, words):
    """Return the id and songs of a list that a listener requests."""
    answer = listener.ask("recommend", text=words)
    assert answer.status == 200, answer.body
    return answer.body["id"], [song["uri"] for song in answer.body["recommendations"]]


def seen_by(listener, search, shared):
    """Return a listener's view of their own data."""
    account = listener.ask("account/me").body
    mine = listener.ask("insights/me").body
    page = listener.ask(f"share/{shared}")
    return {
        "account": account,
        "opinions": listener.opinions(search),
        "searches": mine["searches"],
        "counts": mine["ratings"],
        "page": page.status,
    }


@pytest.fixture
def old(same, model_folder, tmp_path):
    """A deployment in use, with a served model."""
    ModelStore(LocalFiles(tmp_path / "old" / "objects")).publish(model_folder)
    return {**same, **embedded_parts(tmp_path / "old")}


def test_after_a_restore_listeners_find_what_they_left(old, known_names, new_stores, tmp_path):
    with own_cloud(old) as url:
        listener = Door(url, old).subscribed(new_address())
        search, songs = found_by(listener, known_names[0])
        assert listener.rate(search, "love", songs[0]).status == 200
        shared = share(listener, search)
        until_delivered(Settings.from_environment(old))
        before = seen_by(listener, search, shared)
    name = segue(old, "create", f"file:///{tmp_path}/away").split()[0]
    assert segue(old, "list", f"file:///{tmp_path}/away").startswith(name)

    new = {**old, **new_stores}
    assert " 0 were there already" in segue(new, "restore", f"file:///{tmp_path}/away", name)
    with own_cloud(new) as url:
        back = Listener(url, listener.id, listener.token)
        assert seen_by(back, search, shared) == before
        assert found_by(back, known_names[0])[1]


def test_when_records_are_lost_who_left_since_the_backup_stays_away(old, known_names, tmp_path):
    with own_cloud(old) as url:
        leaver = Door(url, old).sign_in(new_address())
        found_by(leaver, known_names[0])
        until_delivered(Settings.from_environment(old))
        name = segue(old, "create", f"file:///{tmp_path}/away").split()[0]
        assert leaver.send("DELETE", "account/me").status == 204

    new = {**old, "SEGUE_RECORDS": f"sqlite:///{tmp_path}/new.db"}  # the objects are still there
    told = segue(new, "restore", f"file:///{tmp_path}/away", name, "--into-used")
    # The search, the counters, the songs given, the address and the listener.
    assert " 5 are of listeners who left" in told, told
    with own_cloud(new) as url:
        assert Listener(url, leaver.id, leaver.token).ask("account/me").status == 401
