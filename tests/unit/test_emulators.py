"""Tests without an installed emulator: skipped on a laptop, failed in CI, never passed."""

import urllib.error
import urllib.request
from contextlib import ExitStack

import emulators
import pytest

JAVA_ONES = {"Firestore": emulators.firestore_emulator, "Pub/Sub": emulators.pubsub_emulator}


@pytest.fixture
def nothing_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize("service", JAVA_ONES)
def test_a_person_without_an_emulator_is_told_what_is_not_tested_and_why(service):
    with ExitStack() as stack, pytest.raises(pytest.skip.Exception) as skipped:
        emulators.started(service, JAVA_ONES[service](), stack)
    assert skipped.value.msg == f"our adapter of {service} is not tested: gcloud is not installed"


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize("service", JAVA_ONES)
def test_ci_fails_without_an_emulator(service, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with ExitStack() as stack, pytest.raises(pytest.fail.Exception, match="gcloud is not installed"):
        emulators.started(service, JAVA_ONES[service](), stack)


@pytest.mark.usefixtures("nothing_installed")
def test_a_gcloud_without_emulators_is_told_how_to_get_them(tmp_path):
    gcloud = tmp_path / "gcloud"
    gcloud.write_text(f"#!/bin/sh\necho {tmp_path}\n")
    gcloud.chmod(0o755)
    with pytest.raises(emulators.Missing, match="gcloud components install"):
        emulators.sdk_file("platform/nothing.jar")


def test_an_emulator_answers_until_its_context_ends(tmp_path):
    with emulators.storage_emulator(tmp_path) as url:
        urllib.request.urlopen(f"{url}/_internal/healthcheck").close()
    with pytest.raises(urllib.error.URLError, match="refused"):
        urllib.request.urlopen(f"{url}/_internal/healthcheck")
