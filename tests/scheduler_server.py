"""drongo's Cloud Scheduler on a free loopback port, called by Google's own client over a real connection."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from emulators import Missing, free_address, running
from google.auth.credentials import AnonymousCredentials
from google.cloud.scheduler_v1 import CloudSchedulerClient
from google.cloud.scheduler_v1.services.cloud_scheduler.transports import CloudSchedulerRestTransport


@contextmanager
def scheduler_emulator() -> Iterator[str]:
    """Yield the host and port of a running emulator of Cloud Scheduler."""
    if find_spec("drongo") is None:
        raise Missing("drongo is not installed")
    address = free_address()
    host, port = address.split(":")
    program = str(Path(sys.executable).with_name("drongo"))
    with running(
        [program, "server", "--host", host, "--port", port], f"http://{address}/v1/projects/p/locations/l/jobs"
    ):
        yield address


def scheduler_client(address: str) -> CloudSchedulerClient:
    """Connect Google's client to an address."""
    transport = CloudSchedulerRestTransport(host=address, url_scheme="http", credentials=AnonymousCredentials())
    return CloudSchedulerClient(transport=transport)
