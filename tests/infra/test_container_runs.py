"""The steps of the Dockerfile, taken: what they make starts, answers, keeps what it must, and ends when told."""

import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from caddy_server import caddy, free_port, needs_caddy
from docker_build import Image, build

from ops.doctor.outside import examine_from_outside
from shared.messaging.topics import EVENT_FUNCTIONS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="an image is of Linux")


class Container:
    """A root file system made by an image's steps, while its command runs on a port of this machine."""

    def __init__(self, image: Image, process: "subprocess.Popen[bytes]", port: int) -> None:
        self.image = image
        self.process = process
        self.port = port
        self.url = f"http://127.0.0.1:{port}"

    def until_healthy(self) -> None:
        """Wait until its health check passes."""
        environment = self.image.environment() | {"PORT": str(self.port)}
        check = self.image.health_check()
        while subprocess.run(check, env=environment, capture_output=True, check=False).returncode:
            assert self.process.poll() is None, "it ended by itself"
            time.sleep(0.2)


@contextmanager
def started(image: Image, **given: str) -> Iterator[Container]:
    """Run the image's command until the end of the context, with variables as `docker run --env` gives them."""
    port = free_port()
    environment = image.environment() | {"PORT": str(port)} | given
    with subprocess.Popen(
        image.command(), cwd=image.folder, env=environment, stdout=subprocess.DEVNULL
    ) as process:
        container = Container(image, process, port)
        try:
            container.until_healthy()
            yield container
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def image(tmp_path_factory, model_folder) -> Image:
    """The Dockerfile's steps, taken, and a model published into the volume."""
    image = build(tmp_path_factory.mktemp("image"))
    entry = image.command()[0]
    command = [entry, "models", "publish", model_folder]
    subprocess.run(command, cwd=image.folder, env=image.environment(), check=True, capture_output=True)
    return image


@pytest.fixture(scope="module")
def https() -> int:
    """The port that Caddy will answer at."""
    return free_port()


@pytest.fixture(scope="module")
def container(image, https) -> Iterator[Container]:
    with started(image, SEGUE_SITE_URL=f"https://localhost:{https}", SEGUE_FORWARDED_HOPS="1") as container:
        yield container


def test_it_recommends(container):
    found = requests.get(f"{container.url}/api/search?q=a", timeout=60).json()
    asked = {"tracks": [found["results"][0]["uri"]], "n": 5}
    answer = requests.post(f"{container.url}/api/recommend", json=asked, timeout=60)
    assert len(answer.json()["recommendations"]) == 5


def test_the_site_is_in_it(container):
    assert "<title>Segue" in requests.get(container.url, timeout=60).text


@pytest.mark.parametrize("where", ["api", "events"])
@pytest.mark.parametrize("name", EVENT_FUNCTIONS)
def test_nobody_outside_reaches_an_event_function(container, where, name):
    assert requests.post(f"{container.url}/{where}/{name}", json={}, timeout=60).status_code in {404, 405}


@needs_caddy
def test_behind_caddy_the_doctor_finds_nothing_wrong(container, https, tmp_path, monkeypatch):
    with caddy(container.port, tmp_path, https) as proxy:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(proxy.authority))
        monkeypatch.setenv("SSL_CERT_FILE", str(proxy.authority))
        findings = list(examine_from_outside(proxy.https))
    # Certificates of Caddy's own authority are for half a day, and port 80 is not ours.
    assert {finding.name for finding in findings if not finding.healthy} == {"certificate", "http"}


def test_the_secret_is_in_the_volume_for_its_owner_alone(container):
    secret = container.image.folder / "var" / "secret"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600


@dataclass(frozen=True)
class Life:
    """The state that a container kept through a kill and a second start, and the exit of the second."""

    before: tuple[bytes, str]
    after: tuple[bytes, str]
    exit_code: int


@pytest.fixture(scope="module")
def life(image) -> Life:
    with started(image) as first:
        before = kept(first)
        first.process.send_signal(signal.SIGKILL)
    with started(image) as second:
        after = kept(second)
        second.process.send_signal(signal.SIGTERM)
        return Life(before, after, second.process.wait(timeout=60))


def kept(container: Container) -> tuple[bytes, str]:
    """Return the secret, and the version of the served model."""
    answer = requests.get(f"{container.url}/api/search?q=a", timeout=60)
    return (container.image.folder / "var" / "secret").read_bytes(), answer.headers["Segue-Model"]


def test_killed_it_starts_again_with_the_same_secret_and_model(life):
    assert life.after == life.before


def test_told_to_end_it_ends_by_itself(life):
    assert life.exit_code == 0


@pytest.mark.parametrize("name", ["search", "weekly_email"])
def test_with_the_name_of_a_function_it_is_that_function(image, name):
    with started(image, FUNCTION_TARGET=name, SEGUE_SECRET="s" * 32) as container:
        health = requests.get(f"{container.url}/health", timeout=60).json()
        assert health["function"] == name
        assert requests.get(container.url + "/index.html", timeout=60).status_code != 200


def backups_once(image: Image, folder: Path, **given: str) -> None:
    """Run the script of the backups through one night: its second sleep ends it."""
    sleep = folder / "sleep"
    sleep.write_text(f"#!/bin/sh\n[ -e {folder}/slept ] && kill $PPID\ntouch {folder}/slept\n")
    sleep.chmod(0o755)
    environment = image.environment() | given
    environment |= {"PATH": f"{folder}:{environment['PATH']}", "TMPDIR": str(folder)}
    script = image.folder / "container" / "backups.sh"
    subprocess.run([script], cwd=image.folder, env=environment, capture_output=True, check=False)


def test_each_night_a_backup_is_made(image, tmp_path):
    backups_once(image, tmp_path)
    command = [image.command()[0], "backup", "list", "file:///backups"]
    told = subprocess.run(
        command, cwd=image.folder, env=image.environment(), check=True, capture_output=True, text=True
    )
    assert " records, " in told.stdout
    assert not (tmp_path / "backup-failed").exists()


def test_a_backup_that_fails_makes_its_container_unhealthy(image, tmp_path):
    backups_once(image, tmp_path, SEGUE_OBJECTS="nowhere:")
    assert (tmp_path / "backup-failed").exists()
