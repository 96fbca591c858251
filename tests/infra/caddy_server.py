"""The Caddy of compose.yaml, on ports of this machine, before any server."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from deployed import ROOT

CADDYFILE = ROOT / "container" / "Caddyfile"
CADDY = shutil.which("caddy")
needs_caddy = pytest.mark.skipif(CADDY is None and not os.environ.get("CI"), reason="Caddy is not installed")


@dataclass(frozen=True)
class Proxy:
    https: str
    http: str
    authority: Path
    """The certificate of Caddy's own authority, which vouches for localhost."""


def free_port() -> int:
    """Return a port that nothing listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


OPTIONS = """{{
	http_port {http}
	https_port {https}
	default_bind 127.0.0.1
	admin off
	skip_install_trust
}}
"""


@contextmanager
def caddy(upstream: int, folder: Path, https: int = 0) -> Iterator[Proxy]:
    """Run Caddy with the project's Caddyfile for localhost; what compose names segue:8080 is at a port here."""
    http, https = free_port(), https or free_port()
    config = folder / "Caddyfile"
    config.write_text(OPTIONS.format(http=http, https=https) + CADDYFILE.read_text())
    places = {"XDG_DATA_HOME": str(folder), "HOME": str(folder)}
    given = places | {"DOMAIN": "localhost", "UPSTREAM": f"127.0.0.1:{upstream}"}
    command = [str(CADDY), "run", "--config", config, "--adapter", "caddyfile"]
    log = (folder / "log").open("w")
    with log, subprocess.Popen(command, env=os.environ | given, stderr=log) as process:
        try:
            proxy = Proxy(f"https://localhost:{https}", f"http://localhost:{http}", _authority(folder))
            _until_up(proxy, process)
            yield proxy
        finally:
            process.terminate()


def _authority(folder: Path) -> Path:
    return folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"


def _until_up(proxy: Proxy, process: "subprocess.Popen[bytes]") -> None:
    """Wait until Caddy has made the certificate of localhost."""
    while process.poll() is None:
        try:
            trusted = ssl.create_default_context(cafile=proxy.authority)
            with socket.create_connection(("127.0.0.1", int(proxy.https.rpartition(":")[2])), 5) as connection:
                trusted.wrap_socket(connection, server_hostname="localhost").close()
            return
        except OSError:  # of TLS, too
            time.sleep(0.05)
    pytest.fail("Caddy ended by itself")
