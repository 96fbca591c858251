"""The settings of Google's services: the adapters they build, and the error without credentials."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shared.adapters.firestore_records import FirestoreRecords
from shared.adapters.gcs_objects import GcsObjects
from shared.adapters.pubsub_bus import PubsubBus
from shared.errors import InvalidSettings
from shared.settings.config import Settings

GOOGLE = {
    "SEGUE_RECORDS": "firestore://my-project/(default)",
    "SEGUE_OBJECTS": "gs://my-bucket.example.org",
    "SEGUE_EVENTS": "pubsub://my-project",
}
NOBODY_LISTENS = "127.0.0.1:9"
ROOT = Path(__file__).parents[3]


def printed(program: str, **environ: str) -> str:
    """Run a program in a new interpreter and return its output."""
    command = [sys.executable, "-c", program]
    ran = subprocess.run(
        command, cwd=ROOT, env=os.environ | environ, capture_output=True, text=True, check=True, timeout=60
    )
    return ran.stdout.strip()


@pytest.fixture
def emulated(monkeypatch):
    """Set addresses of emulators that are never called: clients need no credentials then."""
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", NOBODY_LISTENS)
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://{NOBODY_LISTENS}")
    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", NOBODY_LISTENS)


@pytest.mark.usefixtures("emulated")
def test_each_url_builds_its_service():
    settings = Settings.from_environment(GOOGLE)
    built = [type(part) for part in (settings.records(), settings.objects(), settings.events())]
    assert built == [FirestoreRecords, GcsObjects, PubsubBus]


@pytest.mark.usefixtures("emulated")
@pytest.mark.parametrize("project", ["my-project", "example.org:my-project"])
@pytest.mark.parametrize("database", ["(default)", "segue-dev"])
def test_a_project_may_belong_to_a_domain_and_a_database_have_a_name(project, database):
    url = f"firestore://{project}/{database}"
    assert isinstance(Settings.from_environment({"SEGUE_RECORDS": url}).records(), FirestoreRecords)


def test_an_inline_bus_keeps_its_messages_in_the_file_of_records(tmp_path):
    settings = Settings.from_environment({"SEGUE_RECORDS": f"sqlite:///{tmp_path}/segue.db"})
    settings.events().publish("playlists", b"x")
    assert settings.sqlite_bus().waiting() == 1


@pytest.mark.parametrize("part", ["records", "objects", "events"])
def test_a_lack_of_credentials_names_the_cure(part, tmp_path, monkeypatch):
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    with pytest.raises(InvalidSettings, match="gcloud auth application-default login"):
        getattr(Settings.from_environment(GOOGLE), part)()


@pytest.mark.parametrize(
    ("part", "others"),
    [("records", "storage pubsub"), ("objects", "firestore pubsub"), ("events", "storage firestore")],
)
@pytest.mark.usefixtures("emulated")
def test_a_part_imports_no_other_parts_library(part, others):
    program = (
        f"import sys; from shared.settings.config import Settings; Settings.from_environment().{part}()\n"
        f"print([name for name in {others.split()} if f'google.cloud.{{name}}' in sys.modules])"
    )
    assert printed(program, **GOOGLE) == "[]"


@pytest.mark.parametrize("function", sorted(path.parent.name for path in ROOT.glob("functions/*/main.py")))
def test_a_function_on_embedded_parts_loads_none_of_googles_libraries(function, tmp_path):
    program = (
        f"import sys, functions.{function}.main; from shared.settings.config import Settings\n"
        "parts = Settings.from_environment(); parts.records(), parts.objects(), parts.events()\n"
        # functions_framework brings google.cloud.functions, which is its own and small.
        "names = [name for name in sys.modules if not name.startswith('google.cloud.functions')]\n"
        "print([name for name in names if name.startswith(('google.', 'grpc')) and name != 'google.cloud'])"
    )
    assert printed(program, SEGUE_RECORDS=f"sqlite:///{tmp_path}/segue.db") == "[]"
