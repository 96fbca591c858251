"""Valid settings, and the errors of invalid ones."""

import subprocess
import sys
from pathlib import Path

import pytest

from shared.adapters.local_files import LocalFiles
from shared.adapters.sqlite_records import SqliteRecords
from shared.errors import InvalidSettings
from shared.ports import Record
from shared.settings.config import Settings
from shared.settings.variables import VARIABLES

RECORDS = "sqlite:///PATH or firestore://PROJECT/DATABASE"
OBJECTS = "file:///PATH or gs://BUCKET"
EVENTS = "inline: or pubsub://PROJECT"
SECRET = "0123456789abcdef" * 2
OTHER_SECRET = "fedcba9876543210" * 2


def refusal(**environ: str) -> str:
    with pytest.raises(InvalidSettings) as raised:
        Settings.from_environment(environ)
    return str(raised.value)


def test_an_empty_environment_means_the_embedded_parts():
    settings = Settings.from_environment({})
    assert settings == Settings(
        records_url="sqlite:///var/segue.db",
        objects_url="file:///var/objects",
        events_url="inline:",
        site_url="http://127.0.0.1:8080",
        secrets=(),
        admins=frozenset(),
        mail_url="outbox:///var/outbox",
        mail_from="Segue <segue@localhost>",
        listenbrainz_url="https://api.listenbrainz.org",
        spotify_url="https://api.spotify.com",
        follows_short_links=True,
    )


def test_every_default_is_valid():
    assert [variable.problem({}) for variable in VARIABLES] == [None] * len(VARIABLES)


def test_the_process_environment_is_read_unless_another_is_given(monkeypatch):
    monkeypatch.setenv("SEGUE_SITE_URL", "https://segue.example")
    assert Settings.from_environment().site_url == "https://segue.example"


def test_other_programs_variables_are_none_of_ours():
    assert Settings.from_environment({"HOME": "/root", "PORT": "x"}) == Settings.from_environment({})


def test_a_site_url_loses_its_last_slash():
    assert Settings.from_environment({"SEGUE_SITE_URL": "https://a.b:8443/"}).site_url == "https://a.b:8443"


@pytest.mark.parametrize(
    "url", ["segue.example", "ftp://a", "https://", "https://a/b", "https://a?b", "https://u@a", ""]
)
def test_a_site_url_is_scheme_and_host(url):
    assert "SEGUE_SITE_URL: expected http://HOST or https://HOST, no path, found" in refusal(SEGUE_SITE_URL=url)


@pytest.mark.parametrize(
    ("name", "url", "expected"),
    [
        ("SEGUE_RECORDS", "mysql://host/db", RECORDS),
        ("SEGUE_RECORDS", "sqlite://host/db", RECORDS),
        ("SEGUE_RECORDS", "sqlite:///", RECORDS),
        ("SEGUE_RECORDS", "firestore://my-project", RECORDS),
        ("SEGUE_RECORDS", "firestore://My_Project/segue", RECORDS),
        ("SEGUE_RECORDS", "firestore://my-project/(other)", RECORDS),
        ("SEGUE_OBJECTS", "var/objects", OBJECTS),
        ("SEGUE_OBJECTS", "", OBJECTS),
        ("SEGUE_OBJECTS", "gs://", OBJECTS),
        ("SEGUE_OBJECTS", "gs://bucket/folder", OBJECTS),
        ("SEGUE_EVENTS", "inline:x", EVENTS),
        ("SEGUE_EVENTS", "pubsub://my-project/topic", EVENTS),
    ],
)
def test_a_port_that_cannot_be_had_is_answered_with_those_that_can(name, url, expected):
    assert f"{name}: expected {expected}, found {url!r}" in refusal(**{name: url})


def test_all_that_is_wrong_is_said_at_once():
    message = refusal(SEGUE_RECORDS="x:", SEGUE_OBJECTS="y:", SEGUE_SECRET="short", SEGUE_TYPO="z")
    assert "wrong in 4 places" in message
    assert all(name in message for name in ("SEGUE_RECORDS", "SEGUE_OBJECTS", "SEGUE_SECRET", "SEGUE_TYPO"))


def test_an_unknown_name_is_answered_with_the_one_that_was_meant():
    assert "SEGUE_RECORS: expected SEGUE_RECORDS, found an unknown name" in refusal(SEGUE_RECORS="sqlite:///x")


def test_admins_are_addresses_in_lower_case():
    settings = Settings.from_environment({"SEGUE_ADMINS": " Ann@Example.org ,bob@example.org,"})
    assert settings.admins == {"ann@example.org", "bob@example.org"}


@pytest.mark.parametrize("admins", ["ann", "ann@b@c", "ann@b c@d"])
def test_an_admin_without_an_address_is_refused(admins):
    assert "SEGUE_ADMINS: expected mail addresses" in refusal(SEGUE_ADMINS=admins)


def test_a_wrong_secret_or_address_is_not_repeated():
    message = refusal(SEGUE_SECRET="hunter2", SEGUE_ADMINS="ann@b, carla")
    assert not any(value in message for value in ("hunter2", "ann", "carla"))


def test_settings_show_no_secret_and_no_address():
    shown = repr(Settings.from_environment({"SEGUE_SECRET": SECRET, "SEGUE_ADMINS": "ann@example.org"}))
    assert SECRET not in shown
    assert "ann" not in shown


def test_a_secret_signs():
    assert Settings.from_environment({"SEGUE_SECRET": SECRET}).signing_secrets() == (SECRET,)


def test_several_secrets_have_commas_between():
    settings = Settings.from_environment({"SEGUE_SECRET": f"{SECRET}, {OTHER_SECRET},"})
    assert settings.signing_secrets() == (SECRET, OTHER_SECRET)


def test_each_of_several_secrets_is_long_enough():
    message = refusal(SEGUE_SECRET=f"{SECRET},short")
    assert "SEGUE_SECRET: expected 32 random characters or more, or several such secrets" in message


def test_signing_without_a_secret_names_the_variable_and_the_cure():
    with pytest.raises(InvalidSettings, match=r"SEGUE_SECRET.*openssl rand"):
        Settings.from_environment({}).signing_secrets()


def test_three_slashes_lead_to_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    records = Settings.from_environment({}).records()
    records.create("songs", Record("k", {}))
    assert (type(records), (tmp_path / "var/segue.db").exists()) == (SqliteRecords, True)


def test_four_slashes_lead_to_the_root(tmp_path):
    objects = Settings.from_environment({"SEGUE_OBJECTS": f"file:///{tmp_path}/objects"}).objects()
    objects.put("name", b"x")
    assert (type(objects), LocalFiles(tmp_path / "objects").get("name")) == (LocalFiles, b"x")


def test_settings_made_by_hand_are_checked_when_they_build():
    settings = Settings("mysql:", "file:///x", "inline:", "", "", frozenset())
    with pytest.raises(InvalidSettings, match=f"expected {RECORDS}, found 'mysql:'"):
        settings.records()


def test_no_technology_is_imported_before_it_is_needed():
    program = (
        "import sys; from shared.settings.config import Settings; Settings.from_environment({})\n"
        "print([name for name in sys.modules if name.startswith('shared.adapters')])"
    )
    root = Path(__file__).parents[3]
    ran = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
